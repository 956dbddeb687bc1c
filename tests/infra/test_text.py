from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.text import clean, cut, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, tab\tand\nline", "plain, tab\tand\nline"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("nul\x00 bell\x07 escape\x1b[31m del\x7f c1\x9b", "nul bell escape[31m del c1"),
        ("abc\u202etxt.exe\u202c", "abctxt.exe"),
        ("\u2066isolate\u2069 \u2068first\u2069 \u202aembed\u202c", "isolate first embed"),
        ("arabic\u061cmark", "arabicmark"),
        ("medi\u200bawi\u2060ki\ufeff \u00adsoft", "mediawiki soft"),
        ("med\u200dia\u200cwiki\u200d", "mediawiki"),
        ("\u3164\u115f\uffa0filler", "filler"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩🏽\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥", "👩🏽\u200d💻 🏳️\u200d🌈 ❤️\u200d🔥"),
        ("👩\u200d\u200d\u200d💻", "👩\u200d💻"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
        ("a\U000e0068\U000e0069 hidden \U000e0100", "a hidden "),
        ("שלום\u200f, עולם\u200e!", "שלום\u200f, עולם\u200e!"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("日本語 中文 العربية ελληνικά",) * 2,
    ],
)
def test_disguises_are_taken_off(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_one_line_has_no_line_ends() -> None:
    assert one_line("  Media\u200bWiki \n\t\xa0 1.45\u2029 ") == "MediaWiki 1.45"


@given(st.text(alphabet=st.characters()))
def test_clean_text_stays_as_it_is_and_can_be_written(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode().decode() == once
    assert not set(once) & set("\0\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff\r")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("four five", "four five"), ("four fives", "four…"), ("fourfivesix", "fourfives…")],
)
def test_a_text_ends_after_a_whole_word(text: str, shown: str) -> None:
    assert cut(text, 9) == shown
