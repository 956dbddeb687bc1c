"""What is a word in which script: signs within words, and scripts without spaces."""

import re

MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06ed\u0900-\u0963\u0970-\u0dff\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff"
    r"\u1000-\u1049\u1780-\u17d3\u200c\u200d"
)
"""Vowel signs and joiners, which are within words although they are no letters of their own."""
UNSPACED = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
"""Scripts that part no words by spaces, and Hangul, whose words end in particles."""
WORD = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*|[{MARKS}]+[^\W\d_]*")
