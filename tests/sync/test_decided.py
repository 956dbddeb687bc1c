"""Decisions stay with their item, whatever becomes of it, and never go to a neighbour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.decision import Snapshot
from newsdesk.domain.item_id import item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.sync.decided import Today

SITE = Site(name="Wiki", server="https://wiki.example")
DAY = date(2026, 11, 18)
SURVEY = "https://wiki.example/wiki/Survey/2026"


def item(text: str, day: date = DAY, *links: str, id_: str = "") -> NewsItem:
    return NewsItem(
        id=id_ or item_id(day, text), date=day, date_text=day.isoformat(), text=text, links=links
    )


def meant(
    old: NewsItem, items: Sequence[NewsItem], renamed: Mapping[str, str] | None = None
) -> NewsItem | None:
    """Find the item that a decision about ``old`` means today."""
    snapshot = Snapshot(date=old.date, text=old.text[:300], links=old.links)
    found = Today(items, renamed or {}, SITE).meant(old.id, snapshot)
    return next((one for one in items if one.id == found), None)


RELEASE = item("MediaWiki 1.45.2, 1.44.4 and 1.43.7 released (security)")
CODEX = item("Codex 2.7 is out", DAY, "https://wiki.example/wiki/Codex")
TALK = item("Tech talk: the new REST API, 26 November, 17:00 UTC")
NEWS_46 = item("Tech News 2026/46 is out")
NEWS_47 = item("Tech News 2026/47 is out", DAY + timedelta(days=3))
HOUR = item("Office hour of the documentation team", DAY - timedelta(days=7))
PAGE = [RELEASE, CODEX, TALK, NEWS_46, NEWS_47, HOUR]


@pytest.mark.parametrize("each", PAGE, ids=lambda one: one.id)
def test_an_item_that_stayed_is_itself(each: NewsItem) -> None:
    assert meant(each, PAGE) is each


@pytest.mark.parametrize(
    ("why", "old", "expected"),
    [
        ("shorter then", item("MediaWiki 1.45.2 released"), RELEASE),
        ("other order", item("Security: MediaWiki 1.45.2, 1.44.4 and 1.43.7"), RELEASE),
        ("a typo", item("Codx 2.7 is out"), CODEX),
        ("another language", item("Codex 2.7 ist erschienen"), CODEX),
        (
            "all words but one, same link",
            item("The design system: Codex", DAY, "https://wiki.example/w/index.php?title=Codex"),
            CODEX,
        ),
        ("date corrected", item(CODEX.text, DAY - timedelta(days=1)), CODEX),
        ("date corrected, a typo", item("Codx 2.7 is out", DAY + timedelta(days=2)), CODEX),
    ],
)
def test_a_changed_item_is_found_again(why: str, old: NewsItem, expected: NewsItem) -> None:
    assert old.id != expected.id, why
    assert meant(old, PAGE) is expected


@pytest.mark.parametrize(
    ("why", "old"),
    [
        ("the next release", item("MediaWiki 1.45.3 released (security)")),
        ("another branch", item("MediaWiki 1.42.9 released (security)")),
        ("the next issue", item("Tech News 2026/48 is out")),
        ("the next minor version", item("Codex 2.8 is out")),
        ("same link, no word", item("Icons", DAY, "https://wiki.example/wiki/Codex")),
        ("nothing like it", item("Results of the developer survey")),
        ("no text", item("")),
        ("the same words last week", item(HOUR.text, DAY)),
        ("the same words next week", item(HOUR.text, HOUR.date - timedelta(days=7))),
        ("another year", item(CODEX.text, date(2025, 11, 18))),
        ("the days around, other words", item("Codex is out again", DAY + timedelta(days=1))),
    ],
)
def test_what_is_not_certain_is_not_guessed(why: str, old: NewsItem) -> None:
    assert meant(old, PAGE) is None, why


def test_of_two_that_fit_none_is_taken() -> None:
    one, other = item("Survey: take part by Friday"), item("Survey: take part by Sunday")
    assert meant(item("Survey: take part"), [one, other]) is None
    assert meant(item("Survey: take part"), [one]) is one


def test_a_link_that_two_items_have_says_nothing() -> None:
    one = item("The results of the survey for all who build tools", DAY, SURVEY)
    other = item("Join the evaluation of the survey", DAY, SURVEY)
    old = item("What people who build tools think", DAY, SURVEY)
    assert meant(old, [one]) is one
    assert meant(old, [one, other]) is None


def test_a_known_new_name_leads_on_however_the_item_reads() -> None:
    now = item("Newcomers find their way", date(2026, 11, 20))
    old, between = item("Survey published"), item("Survey results", DAY)
    renamed = {old.id: between.id, between.id: now.id}
    assert meant(old, [now], renamed) is now
    assert meant(old, [now]) is None


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        ("the next issue", NEWS_46, NEWS_47),
        ("the next release", item("Codex 2.6 is out"), CODEX),
        ("the same words a week later", item(HOUR.text, HOUR.date - timedelta(days=7)), HOUR),
    ],
)
def test_an_item_that_was_put_in_as_another_was_taken_out_is_none_of_its_names(
    why: str, old: NewsItem, new: NewsItem
) -> None:
    assert meant(old, [new, RELEASE], {old.id: new.id}) is None, why


def test_the_newest_name_that_an_item_has_counts() -> None:
    """An edit that was undone leaves a name that no item has any more."""
    here, old = item("Survey results are here"), item("Survey")
    assert meant(old, [here], {old.id: here.id, here.id: "2026-11-18-vandalised"}) is here


def test_a_later_names_day_counts_as_the_items_day() -> None:
    day = date(2026, 11, 22)
    old, now = item("Codex 3.0 is out"), item("The design system Codex 3.0 is out for all", day)
    assert meant(old, [now], {old.id: item_id(day, "Codex 3.0 is out")}) is now
    assert meant(old, [now]) is None


def test_names_that_lead_around_in_a_circle_end() -> None:
    assert meant(item("A"), [], {item("A").id: item("B").id, item("B").id: item("A").id}) is None


def test_the_id_wins_as_long_as_no_other_item_says_what_was_decided() -> None:
    reworded = item("Codex 2.7 is out, with dark mode", id_=CODEX.id)
    assert meant(CODEX, [reworded, RELEASE]) is reworded


def test_numbered_items_that_changed_places_keep_their_decisions() -> None:
    words = "Call for proposals to the next conference: "
    first, second = item(words + "tools"), item(words + "research", id_="")
    first_id, second_id = first.id, f"{first.id}-2"
    assert second.id == first_id
    before = [item(first.text, id_=first_id), item(second.text, id_=second_id)]
    after = [item(second.text, id_=first_id), item(first.text, id_=second_id)]
    assert meant(before[0], after) is after[1]
    assert meant(before[1], after) is after[0]


def test_a_cut_snapshot_is_compared_with_as_much_of_the_item() -> None:
    long = "The report of the year says that " + " ".join(f"team {n} grew" for n in range(80))
    old, now = item(long, DAY - timedelta(days=1)), item(long)
    assert len(long) > 600
    assert meant(old, [now, CODEX]) is now


@given(st.lists(st.sampled_from(PAGE), unique=True), st.sampled_from(PAGE))
def test_whatever_else_there_is_an_item_is_itself_or_gone(
    others: list[NewsItem], each: NewsItem
) -> None:
    assert meant(each, others) is (each if each in others else None)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_can_be_written_on_the_page(day: date) -> None:
    """Whoever edits the decisions page decides what its dates are."""
    old = item("Codex 2.7 is out", day)
    assert meant(old, PAGE) is None
    assert meant(old, [item("Codex 2.7 is out!", day), *PAGE]) is not None
