"""How X weighs a text: https://docs.x.com/fundamentals/counting-characters.

With the numbers of configuration 3 of https://github.com/twitter/twitter-text, whose published
cases are among the tests. A sequence of emoji that no keyboard offers may be counted too short.
"""

from __future__ import annotations

import unicodedata

import regex

from newsdesk.channels import text_links

MOST = 280
PER_URL = 23
PER_EMOJI = 2

_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh 1; all others weigh 2."""
_PICTURE = (
    r"(?:(?=\p{Emoji})(?![\u00a9\u00ae](?!\ufe0f))\p{Extended_Pictographic}(?!\ufe0e)"
    r"(?:\ufe0f|\p{Emoji_Modifier})?)"
)
_EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\ufe0f?\u20e3"
    r"|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    rf"|{_PICTURE}(?:\u200d{_PICTURE}){{0,3}}"
)
"""https://www.unicode.org/reports/tr51/#EBNF_and_Regex; © and ® only if asked to be pictures."""


def weight(text: str, *, emoji_as_one: bool = True) -> int:
    """Weigh a text: a link is 23, an emoji 2 however it is composed.

    :param emoji_as_one: as X does since 2018; before, each part of an emoji was weighed
    """
    text = unicodedata.normalize("NFC", text)
    links = list(text_links.find(text))
    words = sum(_words(one, emoji_as_one) for one in text_links.words(text, links))
    return PER_URL * len(links) + words


def _words(text: str, emoji_as_one: bool) -> int:
    number = 0
    if emoji_as_one:
        text, number = _EMOJI.subn("", text)
    return PER_EMOJI * number + sum(map(_character, text))


def _character(character: str) -> int:
    return 1 if any(low <= ord(character) <= high for low, high in _LIGHT) else 2
