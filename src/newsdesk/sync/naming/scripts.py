"""What is a word in which script: signs within words, and scripts without spaces."""

import re
import unicodedata

MARKS = (
    "".join(
        re.escape(chr(code))
        for code in range(0x300, 0x10000)
        if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    )
    + "\u200c\u200d"
)
"""Vowel signs and joiners, which are within words although they are no letters of their own."""
UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
"""Scripts that part no words by spaces, and Hangul, whose words end in particles."""
JOINED = r"\u05d0-\u05ea\u0621-\u064a"
"""Scripts whose words for "and" or "in" are joined to a number behind them."""
WORD = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*|[{MARKS}]+[^\W\d_]*")
_LETTERS = re.compile("[a-z]+")


def spoken(text: str) -> list[str]:
    """Return the words of a text that have no digits, case-folded, in order."""
    return _LETTERS.findall(text.lower()) if text.isascii() else WORD.findall(text.casefold())
