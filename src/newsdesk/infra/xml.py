"""What may stand in XML 1.0."""

from __future__ import annotations

import re

_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return the text without characters that no XML may hold, not even as references.

    See https://www.w3.org/TR/xml/#charsets
    """
    return _NO_CHARACTER.sub("", text)
