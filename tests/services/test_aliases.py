from __future__ import annotations

from datetime import date

import pytest

from newsdesk.domain.item_id import item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.services.aliases import along, renamed

RELEASE = "MediaWiki 1.45.2 and 1.44.4 have been released"


def item(text: str, day: int = 18, links: tuple[str, ...] = ()) -> NewsItem:
    moment = date(2026, 11, day)
    return NewsItem(
        id=item_id(moment, text), date=moment, date_text=str(day), text=text, links=links
    )


TALK = item("Tech talk about the new REST API", 17)


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        ("first words changed", item(RELEASE), item("Released: MediaWiki 1.45.2 and 1.44.4")),
        ("typo mended", item("MediaWki 1.45.2 released"), item("MediaWiki 1.45.2 released")),
        ("date corrected", item(RELEASE, 18), item(RELEASE, 19)),
        (
            "new words, same link",
            item("Survey results", links=("https://a.example/",)),
            item("How developers work: the results are in", links=("https://a.example/",)),
        ),
        ("not Latin", item("ميدياويكي 1.45 متاحة الآن"), item("متاحة الآن: ميدياويكي 1.45")),
    ],
)
def test_it_is_the_same_item(why: str, old: NewsItem, new: NewsItem) -> None:
    assert old.id != new.id, why
    assert renamed([TALK, old], [new, TALK]) == {old.id: new.id}


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        ("something else that day", item(RELEASE), item("A survey about gadgets begins")),
        ("alike, on another day", item("Tech News 46", 10), item("Tech News of week 47", 17)),
        (
            "the next issue",
            item("Tech News 2026/46 is out", 10),
            item("Tech News 2026/47 is out", 17),
        ),
        ("unchanged", item(RELEASE), item(RELEASE)),
    ],
)
def test_it_is_not_the_same_item(why: str, old: NewsItem, new: NewsItem) -> None:
    assert renamed([old], [new]) == {}, why


def test_an_item_that_was_only_removed_or_added_is_no_new_name() -> None:
    assert renamed([TALK, item(RELEASE)], [TALK]) == {}
    assert renamed([TALK], [TALK, item(RELEASE)]) == {}


def test_of_two_that_changed_each_finds_its_own() -> None:
    before = [item("MediaWiki 1.45.2 released"), item("MediaWiki 1.44.4 released")]
    after = [item("Release of MediaWiki 1.44.4"), item("Release of MediaWiki 1.45.2")]
    assert renamed(before, after) == {before[0].id: after[1].id, before[1].id: after[0].id}


def test_a_split_item_leads_to_the_likelier_part() -> None:
    parts = [item("MediaWiki 1.45.2 is released"), item("MediaWiki 1.44.4 was")]
    assert renamed([item("MediaWiki 1.45.2 was released")], parts) == {
        "2026-11-18-mediawiki-1-45-2-was-released": parts[0].id
    }


def test_names_are_followed_through_several_revisions() -> None:
    first, second, third = item("MediaWki 1.45"), item("MediaWiki 1.45"), item("MediaWiki 1.45.0!")
    assert along([[first], [second, TALK], [third, TALK]]) == {
        first.id: second.id,
        second.id: third.id,
    }


def test_a_name_that_was_given_twice_means_the_later_item() -> None:
    first, second, third = item("Release one"), item("Release onee"), item("Release oneee")
    assert along([[first], [second], [first], [third]])[first.id] == third.id


def test_no_revision_no_alias() -> None:
    assert along([]) == {}
    assert along([[TALK]]) == {}
