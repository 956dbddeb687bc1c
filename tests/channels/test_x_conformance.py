"""The published cases of https://github.com/twitter/twitter-text, as far as they say lengths."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsdesk.channels import text_links
from newsdesk.channels.x_compose import length
from newsdesk.channels.x_weight import MOST, weight
from newsdesk.domain.length import Unit
from newsdesk.infra.text import clean

BEFORE_EMOJI = "WeightedTweetsCounterTest"
WEIGHED = [
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
]
LINKS = ["urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"]
LEFT_OUT = {
    "validate": {
        "tweets": "the limit of 140 characters that X had before it weighed them",
        "usernames": "a name weighs what its characters do",
        "lists": "so does a list's",
        "hashtags": "so does a tag",
        "urls": "judges addresses by themselves, also such as X makes no link of",
        "urls_without_protocol": "so does this",
    },
    "extract": dict.fromkeys(
        [
            "mentions",
            "mentions_with_indices",
            "mentions_or_lists_with_indices",
            "replies",
            "hashtags",
            "hashtags_from_astral",
            "hashtags_with_indices",
            "cashtags",
            "cashtags_with_indices",
        ],
        "weighs what its characters do",
    ),
}
NOT_POSTED = "Handle invalid characters"
"""Not valid for its noncharacters, whatever its length; our texts never have any."""


@cache
def published(name: str) -> dict[str, list[dict[str, Any]]]:
    text = (Path(__file__).parent / "conformance" / f"{name}.yml").read_text("utf-8")
    tests: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)["tests"]
    return tests


def cases(name: str, *sections: str) -> list[Any]:
    return [
        pytest.param(one, id=f"{section}-{one['description'][:60]}")
        for section in sections
        for one in published(name)[section]
    ]


def test_every_section_is_either_run_or_left_out_by_name() -> None:
    assert {*published("validate")} == {BEFORE_EMOJI, *WEIGHED, *LEFT_OUT["validate"]}
    assert {*published("extract")} == {*LINKS, *LEFT_OUT["extract"]}


@pytest.mark.parametrize("case", cases("validate", *WEIGHED))
def test_a_text_weighs_what_x_says(case: dict[str, Any]) -> None:
    told = case["expected"]
    found = length(case["text"], None)
    assert (found.used, found.most, found.unit) == (told["weightedLength"], MOST, Unit.WEIGHTED)
    assert found.used * 1000 // MOST == told["permillage"]
    assert found.fits is told["valid"] or case["description"] == NOT_POSTED


@pytest.mark.parametrize("case", cases("validate", BEFORE_EMOJI))
def test_before_emoji_counted_as_one_it_weighed_what_x_said(case: dict[str, Any]) -> None:
    assert weight(case["text"], emoji_as_one=False) == case["expected"]["weightedLength"]


def test_what_x_never_takes_is_taken_out_before_a_text_is_counted() -> None:
    (case,) = [
        one for one in published("validate")[WEIGHED[1]] if one["description"] == NOT_POSTED
    ]
    assert clean(case["text"]) == "ABCABC"


@pytest.mark.parametrize("case", cases("extract", *LINKS))
def test_links_are_found_where_x_finds_them(case: dict[str, Any]) -> None:
    text, told = case["text"], case["expected"]
    links = list(text_links.find(text))
    if told and isinstance(told[0], dict):
        assert [(one.start, one.end) for one in links] == [tuple(one["indices"]) for one in told]
        told = [one["url"] for one in told]
    assert [text[one.start : one.end] for one in links] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("© 2026", 6),
        ("©\ufe0f", 2),
        ("☺\ufe0e", 4),
        ("👍🏽", 2),
        ("🏽", 2),
        ("🇺🇳", 2),
        ("🇺", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("#1", 2),
        ("#\ufe0f\u20e3", 2),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("“quoted” – so…", 15),
        ("Вікі", 4),
        ("ويكي", 4),
        ("https://www.mediawiki.org/wiki/MediaWiki_1.45/de.", 24),
        ("www.mediawiki.org", 23),
        ("Node.js", 7),
        ("MediaWiki 1.45.2", 16),
    ],
)
def test_what_the_published_cases_leave_open(text: str, expected: int) -> None:
    assert weight(text) == expected


@pytest.mark.parametrize(
    "piece", ["あ", "a.", "a-", "a_b.com.", "あ_b.", "http://a.com/(", "((", "😀\u200d"]
)
def test_a_hostile_text_is_weighed_as_soon_as_any(piece: str) -> None:
    text = piece * (5_000 // len(piece))
    assert weight(text) > MOST


def test_a_text_too_long_for_any_post_is_not_looked_through() -> None:
    assert weight(" https://www.mediawiki.org/" * 1000) == 27_000
