"""Wishes become texts, and a merged page is judged by its items."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdesk.domain.desk import NewsSettings, PageRevision
from newsdesk.domain.message import Explained
from newsdesk.domain.site import Site
from newsdesk.infra import messages
from newsdesk.services.news_plan import (
    Action,
    Ground,
    Wish,
    intact,
    plan,
)
from newsdesk.wiki.news_page import parse

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TEXT = "* 2026-11-18: One\n* 2026-11-03: Two\n"
ADD = Wish(action=Action.ADD, day=date(2026, 11, 20), text="[[New]] " + "word " * 40)
WORDS = messages.translator(messages.load(), "en")
SITE = Site(name="W", server="https://w.example")


def ground(text: str = TEXT, **news: object) -> Ground:
    page = PageRevision(title="News", revid=5, parent=4, user="A", time=NOW, text=text, read=NOW)
    return Ground(
        news=NewsSettings(page="News", **news),  # type: ignore[arg-type]
        site=SITE,
        page=page,
        archive=None,
        asked=NOW,
    )


def test_an_edit_rests_on_what_was_read() -> None:
    (edit,) = plan(ground(), ADD, "Me", WORDS).edits
    assert (edit.title, edit.base, edit.started, edit.user) == ("News", 5, NOW, "Me")
    assert Wish.from_json(ADD.to_json()) == ADD


def test_the_summary_is_short_and_names_the_tool() -> None:
    summary = plan(ground(), ADD, "Me", WORDS).summary
    assert summary.startswith("Add news: New word word")
    assert summary.endswith("word… (Newsdesk)")
    assert len(summary) < 120


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&#91;[User:Me&#93;] hi", "[User:Me] hi"),
        ("&#91;&#91;&#91;&#91;User:Me&#93;&#93;&#93;&#93;", "[User:Me]"),
        ("&#123;&#123;&#123;a", "{a"),
        ("/&#42; Part */ b", "/ * Part */ b"),
        ("a\u202eb\u2066c", "abc"),
    ],
)
def test_nothing_in_a_summary_links_or_pings(text: str, said: str) -> None:
    wish = Wish(action=Action.ADD, day=date(2026, 11, 20), text=text)
    assert plan(ground(), wish, "Me", WORDS).summary == f"Add news: {said} (Newsdesk)"


def test_a_wish_needs_a_date() -> None:
    with pytest.raises(Explained):
        plan(ground(), Wish(action=Action.ADD, text="x"), "Me", WORDS)


def test_an_archive_must_be_named() -> None:
    with pytest.raises(Explained):
        plan(ground(), Wish(action=Action.ARCHIVE), "Me", WORDS)
    made = plan(ground(keep=1, archive="Old"), Wish(action=Action.ARCHIVE), "Me", WORDS)
    assert [(e.title, e.base) for e in made.edits] == [("Old", 0), ("News", 5)]
    assert made.summary == "Move 1 news item to [[Old]] (Newsdesk)"


@pytest.mark.parametrize(
    ("action", "after", "good"),
    [
        (Action.ADD, "* 2026-11-20: New\n" + TEXT, True),
        (Action.ADD, "* 2026-11-20: New\n" * 2 + TEXT, False),
        (Action.ADD, "* 2026-11-20: New\n* 2026-11-18: One\n", False),
        (Action.REMOVE, "* 2026-11-18: One\n", True),
        (Action.REMOVE, "* 2026-11-20: New\n", False),
        (Action.CHANGE, TEXT.replace("Two", "Three"), True),
        (Action.CHANGE, TEXT + "* 2026-11-03: Three\n", False),
        (Action.ARCHIVE, "", True),
    ],
)
def test_intact(action: Action, after: str, good: bool) -> None:
    before, then = (parse(t, title="News", site=SITE).items for t in (TEXT, after))
    assert intact(before, then, Wish(action=action)) is good
