"""Plain text from strangers, without the characters that make a text look like another."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, but tab and line feed
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # fillers
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width, deprecated formatting
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of writing direction
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # lone surrogates, noncharacters
)
_FLAG_OR_TAGS = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e0fff]"
)
_LATIN = "\x00-\u024f"
_IDLE_JOINER = re.compile(
    f"(?:^|(?<=[{_LATIN}]))[\u200c\u200d]+|[\u200c\u200d]+(?=[{_LATIN}]|$)|(?<=[\u200c\u200d])[\u200c\u200d]+"
)


def clean(text: str) -> str:
    """Return the text without invisible characters that could disguise it, in lines of LF.

    Joiners stay where scripts and emoji need them: between two characters that are not Latin.
    Marks of writing direction (LRM, RLM) stay too: they turn nothing around by themselves. See
    https://www.unicode.org/reports/tr36/ and https://www.unicode.org/reports/tr9/.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return _IDLE_JOINER.sub("", _FLAG_OR_TAGS.sub(r"\1", text))


def one_line(text: str) -> str:
    """Return the text cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


def cut(text: str, most: int, end: str = "…") -> str:
    """Return the text, or its whole words within ``most`` characters and ``end`` after them."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + end
