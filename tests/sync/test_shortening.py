from __future__ import annotations

from collections.abc import Callable
from time import thread_time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.sync.shortening import ELLIPSIS, shorten

LINK = "https://www.mediawiki.org/wiki/MediaWiki_1.45"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def most(number: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= number


NEWS = "MediaWiki 1.45 is out. It brings many changes to the parser, and more. See the notes"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Short enough", 12, "Short enough"),
        (NEWS, 75, "MediaWiki 1.45 is out. It brings many changes to the parser, and more."),
        (NEWS, 64, "MediaWiki 1.45 is out. It brings many changes to the parser…"),
        (NEWS, 40, "MediaWiki 1.45 is out."),
        (NEWS, 20, "MediaWiki 1.45 is…"),
        ("Two lines\nare here as you can see", 18, "Two lines"),
        ("Here, e.g. this one and another", 22, "Here, e.g. this one…"),
        (f"{NEWS}\n\n{LINK}", 70, f"MediaWiki 1.45 is out.\n\n{LINK}"),
        (f"{NEWS}\n\n{LINK} #MediaWiki", 85, f"MediaWiki 1.45 is out.\n\n{LINK} #MediaWiki"),
        (f"{NEWS} {LINK} #MediaWiki", 62, f"MediaWiki 1.45… {LINK}"),
        (f"{NEWS} {LINK}", 50, f"Med… {LINK}"),
        (f"{NEWS} {LINK}", 46, LINK),
        (f"{NEWS} {LINK}", 30, ""),
        (f"The notes of {LINK} are well worth a visit", 65, f"The notes of {LINK} are…"),
        (f"The notes of {LINK}, with more", 60, f"The notes of {LINK} …"),
        (f"The notes of {LINK}, with more", 59, f"The notes of… {LINK}"),
        (f"At {LINK}/new, more. All at {LINK}", 64, f"At… {LINK}"),
        ("Thanks to @somebody@wikis.world for this", 25, "Thanks to…"),
        ("All about #MediaWiki_hackathon today", 25, "All about…"),
        ("a" * 50, 11, "a" * 10 + ELLIPSIS),
        (FAMILY * 3, 20, FAMILY * 2 + ELLIPSIS),
        ("cafe\u0301s", 5, "caf…"),
        (
            "メディアウィキの新機能を紹介します。次の文です。",
            20,
            "メディアウィキの新機能を紹介します。",
        ),
        ("メディアウィキの新機能を紹介します。", 9, "メディアウィキの…"),
        ("新機能「検索」を紹介", 5, "新機能…"),
        ("ภาษาไทยเป็นภาษา", 8, "ภาษาไทย…"),
        ("صدر الإصدار الجديد من ميدياويكي اليوم", 20, "صدر الإصدار الجديد…"),
        ("هل صدر الإصدار؟ نعم صدر اليوم", 20, "هل صدر الإصدار؟"),
        ("\u2067שלום עולם זה טקסט\u2069 ארוך", 15, "\u2067שלום עולם זה…\u2069"),
        ("\u202bשלום \u202aabc עולם\u202c\u202c", 9, "\u202bשלום…\u202c"),
        ("", 0, ""),
        ("Anything", 0, ""),
    ],
)
def test_a_text_is_cut_where_a_reader_would_have_stopped(
    text: str, number: int, expected: str
) -> None:
    assert shorten(text, most(number)) == expected
    assert len(expected) <= number


_PIECES = st.one_of(
    st.sampled_from(
        [
            LINK,
            "#Wiki",
            "@a@b.example",
            "新機能",
            "ไทย",
            FAMILY,
            "e\u0301",
            ". ",
            "\n",
            "שלום",
            "\u2067",
        ]
    ),
    st.text(max_size=12),
)
_TEXTS = st.lists(_PIECES, max_size=20).map(" ".join)


@given(_TEXTS, st.integers(0, 150))
def test_what_was_shortened_always_fits_and_is_left_alone_then(text: str, number: int) -> None:
    fits = most(number)
    once = shorten(text, fits)
    assert fits(once)
    assert shorten(once, fits) == once


@given(_TEXTS, st.integers(0, 150))
def test_bytes_are_kept_to_as_well(text: str, number: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert len(shorten(text, lambda one: len(one.encode()) <= number).encode()) <= number


@given(_TEXTS.filter(lambda text: "https://" not in text), st.integers(0, 150))
def test_it_begins_as_the_text_did_and_no_character_is_cut_through(text: str, number: int) -> None:
    head = shorten(text, most(number)).partition(ELLIPSIS)[0]
    begun = regex.sub(r"[\u2069\u202c]*(?:\s*#Wiki)*$", "", head)
    assert text.startswith(begun), "but for what has to stay at its end"
    assert {*regex.findall(r"\X", begun)[:-1]} <= {*regex.findall(r"\X", text)}


@given(_TEXTS.filter(lambda text: "https://" not in text), st.integers(len(LINK), 150))
def test_a_link_at_the_end_is_kept_whole(text: str, number: int) -> None:
    assert shorten(f"{text} {LINK}", most(number)).endswith(LINK)


@pytest.mark.parametrize(
    "piece", [" ", ".", "https://", "#a ", "(", "あ", "\u2067", "\n", "@", "@.", "\U0001f1e9"]
)
def test_a_hostile_text_takes_no_longer_than_any(piece: str) -> None:
    calls = 0

    def fits(text: str) -> bool:
        nonlocal calls
        calls += 1
        return len(text) <= 100

    began = thread_time()
    assert len(shorten(piece * (20_000 // len(piece)) + "x", fits)) <= 100
    assert thread_time() - began < 5
    assert calls < 200
