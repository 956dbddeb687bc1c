"""Whether two texts are the same news: named cases of many fields and languages, and what holds
for any two texts."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.matching_pairs import around, read, sides
from newsdesk.domain.message import Message
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.judging import judge, side
from newsdesk.sync.side import Around, Side

SITE = Site(name="Practice", server="https://wiki.example")
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
FILES = [Path(__file__).parent / "cases" / f"{name}.jsonl" for name in ("pairs", "neighbours")]
ROWS: list[dict[str, Any]] = [
    json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()
]
PAIRS = [pair for file in FILES for pair in read(file)]
SIDES = sides(PAIRS)
DESK = around(SIDES)
NAMES = [f"{row['set']}: {row['name']}" for row in ROWS]
DECIDED = [at for at, pair in enumerate(PAIRS) if not pair.debatable]

SAID = """
Krita 5.2 5.3 5.3.0-rc1 released workshop on 3 May March 2026 closes video outage fixed ferry
Island #12 week
"""
WORDS = st.lists(st.sampled_from(SAID.split()), max_size=12).map(" ".join)
LINKS = st.lists(
    st.sampled_from(
        ["https://a.example/news/krita-53", "https://a.example", "https://b.example/x"]
    )
)
ANY_SIDE = st.builds(
    lambda text, links, days: said(text, *links, days=days), WORDS, LINKS, st.floats(-60, 60)
)


def said(text: str, *links: str, days: float = 0) -> Side:
    return side(text, links=links, moment=NOON + timedelta(days=days), site=SITE)


@pytest.mark.parametrize("at", [pytest.param(at, id=NAMES[at]) for at in DECIDED])
@pytest.mark.parametrize(
    "desk", [pytest.param(Around(), id="alone"), pytest.param(DESK, id="desk")]
)
def test_named_case(at: int, desk: Around) -> None:
    """The machine is right, or asks a person where the case says that it may."""
    verdict = judge(*SIDES[at], desk).verdict
    allowed: set[Verdict | None] = {Verdict.SAME} if PAIRS[at].same else {None}
    if ROWS[at].get("unsure"):
        allowed.add(Verdict.UNSURE)
    assert verdict in allowed


def test_there_are_cases_of_many_fields_and_languages() -> None:
    assert len(DECIDED) >= 120
    assert len({row["set"] for row in ROWS}) >= 10
    asked = [row for row in ROWS if row["same"] and row.get("unsure")]
    assert len(asked) <= 0.06 * len(ROWS)


@given(ANY_SIDE, ANY_SIDE)
def test_it_does_not_matter_which_side_is_which(a: Side, b: Side) -> None:
    one, other = judge(a, b), judge(b, a)
    assert one.verdict is other.verdict
    assert one.score == pytest.approx(other.score)


@given(ANY_SIDE, ANY_SIDE)
def test_sides_without_a_common_key_are_never_the_same(a: Side, b: Side) -> None:
    judgement = judge(a, b)
    assert not a.keys.isdisjoint(b.keys) or judgement.verdict is None


@given(WORDS, LINKS, st.floats(-3, 3))
def test_other_versions_contradict_whatever_else_is_common(
    words: str, links: list[str], days: float
) -> None:
    words = " ".join(word for word in words.split() if not any(map(str.isdigit, word)))
    one = said(f"Harrow 3.8.1 {words}", *links, "https://harrow.example/news/big")
    other = said(f"Harrow 3.8.2 {words}", *links, "https://harrow.example/news/big", days=days)
    judgement = judge(one, other)
    assert judgement.verdict is None
    assert judgement.evidence == (Message("newsdesk-evidence-other-version", ("3.8.1", "3.8.2")),)


@given(ANY_SIDE)
def test_every_judgement_says_why(a: Side) -> None:
    judgement = judge(a, said("Krita 5.3 released on Island", "https://a.example/news/krita-53"))
    assert judgement.evidence
    assert 0 <= judgement.score <= 1


def keys_of(one: Side, other: Side) -> list[str]:
    return [
        message.key.removeprefix("newsdesk-evidence-") for message in judge(one, other).evidence
    ]


def test_evidence_of_the_same() -> None:
    link = "https://harrow.example/news/harrow-3-8"
    one = said("Harrow 3.8 is out", link)
    other = said("Here is Harrow 3.8, built by Tamsin Oyelaran", link, days=2 / 24)
    judgement = judge(one, other)
    assert judgement.verdict is Verdict.SAME
    assert judgement.evidence == (
        Message("newsdesk-evidence-link"),
        Message("newsdesk-evidence-versions", ("3.8",)),
        Message("newsdesk-evidence-names", ("harrow",)),
        Message("newsdesk-evidence-same-day"),
    )


@pytest.mark.parametrize(
    ("days", "later", "apart"),
    [
        (0, 11 / 24, Message("newsdesk-evidence-same-day")),
        (0, 13 / 24, Message("newsdesk-evidence-days", (1,))),
        (1 / 24, 1.5 / 24, Message("newsdesk-evidence-hours", (0,))),
        (1 / 24, 3.5 / 24, Message("newsdesk-evidence-hours", (2,))),
        (1 / 24, 3.2, Message("newsdesk-evidence-days", (3,))),
    ],
)
def test_how_long_is_between_both_is_told_as_far_as_it_is_known(
    days: float, later: float, apart: Message
) -> None:
    """A news item has a day, which is taken for its noon; two posts have their times."""
    link = "https://harrow.example/news/harrow-3-8"
    one = said("Harrow 3.8 is out", link, days=days)
    other = said("Here is Harrow 3.8, built by Tamsin Oyelaran", link, days=later)
    assert judge(one, other).evidence[-1] == apart


def test_numbers_in_common_are_not_told_as_versions() -> None:
    link = "https://harrow.example/sprint"
    one = said("The documentation sprint is over: 48 pages, 12 people", link)
    other = said("Our documentation sprint is over, and 48 pages by 12 people are new", link)
    assert Message("newsdesk-evidence-numbers", ("12, 48", 2)) in judge(one, other).evidence
    assert "versions" not in keys_of(one, other)


def test_evidence_of_what_is_unsure_says_what_is_missing() -> None:
    one = said("Radio pioneer Teodora Vuković has died, aged 91")
    other = said("We mourn Teodora Vuković, who taught the valley to listen", days=1)
    assert judge(one, other).verdict is Verdict.UNSURE
    assert keys_of(one, other) == ["names", "days", "no-link"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Harrow weekly, issue 7", "Harrow weekly, issue 8", "other-issue"),
        ("Harrow Days 2025", "Harrow Days 2026", "other-issue"),
        ("Harrow meets in 2025 in Ghent", "Ghent is where Harrow meets in 2026", "other-year"),
        ("Harrow: registration is open", "Harrow: the recordings are online", "other-stage"),
        ("Lights on Bridge Street", "Potatoes in Norway", "nothing"),
        ("Harrow talk by Imre Halász", "Harrow talk by Aino Laine", "other-names"),
    ],
)
def test_evidence_of_what_is_not_the_same(one: str, other: str, why: str) -> None:
    assert judge(said(one), said(other)).verdict is None
    assert why in keys_of(said(one), said(other))


def test_a_name_of_every_text_says_nothing_on_its_desk() -> None:
    one, other = (
        said("The Zephyr prize: Ines Baptista"),
        said("Ines Baptista wins the Zephyr prize"),
    )
    rare = judge(one, other, Around(texts=500))
    common = judge(one, other, Around(texts=500, having={"zephyr": 480}))
    assert common.score < rare.score


def test_without_a_moment_time_says_nothing() -> None:
    one = side("Ines Baptista wins the Lindgren prize", links=[], moment=None, site=SITE)
    other = said("The Lindgren prize goes to Ines Baptista")
    judgement = judge(one, other)
    assert judgement.verdict is not None
    assert not {"hours", "days", "far"} & set(keys_of(one, other))


def test_a_day_that_is_named_brings_texts_together_that_are_far_apart() -> None:
    item = said("Harbour concert with the Vega quartet")
    post = said("The Vega quartet at the harbour, November 18", days=-25)
    late = said("The Vega quartet at the harbour", days=-25)
    assert judge(item, post).verdict is Verdict.SAME
    assert judge(item, late).verdict is None


def test_a_place_within_a_page_is_on_that_page() -> None:
    one = said("What our audit found", "https://blog.example/2026/audit")
    other = said("Read this", "https://blog.example/2026/audit#findings", days=2)
    assert judge(one, other).verdict is Verdict.SAME


def test_identifiers_are_addresses() -> None:
    one = said("Moss in cities, doi:10.5555/moss.2026.4.")
    assert "https://doi.org/10.5555/moss.2026.4" in one.links
    assert "https://arxiv.org/abs/2401.12345" in said("See arXiv:2401.12345").links


def test_of_a_whole_article_the_beginning_counts() -> None:
    article = "Harrow 3.8 is out. " + "It is about rakes. " * 1_000
    assert said(article).named == said(article + "Soup 9.9").named
    assert said(article).keys == said(article + "Soup 9.9").keys


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    one = said(text)
    assert judge(one, one).verdict in {Verdict.SAME, Verdict.UNSURE, None}
    assert one.keys == said(text).keys


@pytest.mark.parametrize("link", ["https://[", "https://a\u2100b.example/x", "https://[::1/"])
def test_an_address_that_is_none_says_nothing(link: str) -> None:
    """Anybody who edits the news page, or whom we quote, can write one."""
    assert said("Krita 5.3 released", link) == said("Krita 5.3 released")


def test_a_common_day_without_a_year_is_the_nearest() -> None:
    december = datetime(2026, 12, 10, 12, tzinfo=UTC)
    one, other = (
        side(text, links=(), moment=december, site=SITE)
        for text in (
            "The reading room is closed until 2 January",
            "Čítárna: the reading room stays closed until 2 January 📚",
        )
    )
    assert Message("newsdesk-evidence-day", (date(2027, 1, 2),)) in judge(one, other).evidence
