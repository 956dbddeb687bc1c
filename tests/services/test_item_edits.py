from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.item_id import item_id
from newsdesk.domain.news_item import Deed, ItemEdit, NewsItem
from newsdesk.services.item_edits import edits

DAY = date(2026, 11, 18)


def item(text: str, **more: object) -> NewsItem:
    made = NewsItem(id=item_id(DAY, text), date=DAY, date_text="18", text=text)
    return replace(made, **more)  # type: ignore[arg-type]


RELEASE = item("MediaWiki 1.45.2 has been released today, with many fixes")
TALK = item("Tech talk about the new REST API")


def deeds(*pages: list[NewsItem], at_start: bool = False) -> list[tuple[int, str, Deed]]:
    walked = [(revision(number), there) for number, there in enumerate(pages)]
    return [(e.revid, e.item_id, e.deed) for e in edits("News", walked, at_start=at_start)]


def revision(number: int) -> PageRevision:
    return PageRevision(
        title="Known by another name",
        revid=number,
        parent=number - 1,
        user=f"User {number}",
        time=datetime(2026, 11, 18, number, tzinfo=UTC),
        text="",
        comment=f"Edit {number}",
    )


@pytest.mark.parametrize(
    ("why", "before", "after", "expected"),
    [
        ("added", [TALK], [RELEASE, TALK], [(RELEASE.id, Deed.ADDED)]),
        ("removed", [RELEASE, TALK], [TALK], [(RELEASE.id, Deed.REMOVED)]),
        (
            "other first words",
            [RELEASE],
            [renamed := item("Today MediaWiki 1.45.2 has been released, with many fixes")],
            [(renamed.id, Deed.REWORDED)],
        ),
        (
            "same first words",
            [RELEASE],
            [replace(RELEASE, text=RELEASE.text + "!")],
            [(RELEASE.id, Deed.REWORDED)],
        ),
        (
            "another link",
            [RELEASE],
            [replace(RELEASE, links=("https://a.example/",))],
            [(RELEASE.id, Deed.REWORDED)],
        ),
        ("marked for translation", [replace(RELEASE, marked=False, wikitext="x", line=3)],
         [replace(RELEASE, marked=True, wikitext="y", line=4)], []),
        ("put in another order", [RELEASE, TALK], [TALK, RELEASE], []),
    ],
)  # fmt: skip
def test_what_an_edit_did(
    why: str, before: list[NewsItem], after: list[NewsItem], expected: list[tuple[str, Deed]]
) -> None:
    assert deeds(before, after) == [(1, item_id, deed) for item_id, deed in expected], why


def test_what_the_oldest_revision_holds_was_added_there_only_if_it_is_the_pages_first() -> None:
    assert deeds([RELEASE], [RELEASE, TALK]) == [(1, TALK.id, Deed.ADDED)]
    assert deeds([RELEASE], [RELEASE, TALK], at_start=True) == [
        (0, RELEASE.id, Deed.ADDED),
        (1, TALK.id, Deed.ADDED),
    ]
    assert deeds(at_start=True) == []


def test_a_page_that_was_blanked_and_restored_tells_so() -> None:
    assert deeds([RELEASE], [], [RELEASE]) == [
        (1, RELEASE.id, Deed.REMOVED),
        (2, RELEASE.id, Deed.ADDED),
    ]


def test_an_edit_is_told_with_who_made_it_when_and_why() -> None:
    [one] = edits("News", [(revision(7), []), (revision(8), [RELEASE])], at_start=False)
    assert one == ItemEdit(
        page="News",
        item_id=RELEASE.id,
        deed=Deed.ADDED,
        revid=8,
        user="User 8",
        time=datetime(2026, 11, 18, 8, tzinfo=UTC),
        comment="Edit 8",
    )
