"""Where sentences begin: a capital letter there is no sign of a name."""

from __future__ import annotations

_WITHIN = frozenset(",)]'\"/&-–\ue0fe\ue0ff")
"""Signs after which a sentence goes on; every other sign, such as an emoji, may begin one."""


def in_sentence(text: str, at: int) -> bool:
    """Tell whether the word that begins at ``at`` stands in the midst of a sentence."""
    before = text[max(0, at - 3) : at]
    if "\n" in before:
        return False
    last = before.rstrip()[-1:]
    return last.isalnum() or last in _WITHIN if last else False
