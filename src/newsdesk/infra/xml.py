"""What may stand in XML 1.0."""

from __future__ import annotations

import re

_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
"""Controls that part words."""
_NO_CHARACTER = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\ufdd0-\ufdef]"
)


def legal(text: str) -> str:
    """Return the text without characters that no XML may hold, not even as references.

    Nor with those that it should not, as readers take controls for letters of other character
    sets: https://www.w3.org/TR/xml/#charsets
    """
    return _NO_CHARACTER.sub("", _SPACE.sub(" ", text))
