"""How X weighs a text: version 3 of https://docs.x.com/fundamentals/counting-characters."""

from __future__ import annotations

import unicodedata

import regex

MOST = 280
PER_URL = 23

_PARTS = regex.compile(
    r"(?P<url>https?://\S+)|(?P<emoji>\p{Regional_Indicator}{2}|\p{Emoji_Presentation}"
    r"|\p{Extended_Pictographic}\uFE0F|[0-9#*]\uFE0F?\u20E3)|.",
    regex.IGNORECASE | regex.DOTALL,
)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh 1; all others weigh 2."""


def weight(text: str) -> int:
    """Weigh a text: a link is 23, an emoji 2."""
    return sum(_weight(found) for found in _PARTS.finditer(unicodedata.normalize("NFC", text)))


def _weight(found: regex.Match[str]) -> int:
    if found["url"]:
        return PER_URL
    return 2 if found["emoji"] else _of_character(found[0])


def _of_character(character: str) -> int:
    return 1 if any(low <= ord(character) <= high for low, high in _LIGHT) else 2
