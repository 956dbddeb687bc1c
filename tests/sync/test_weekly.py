from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Followed, NewsSettings
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.sync.weekly import StillMissing, Week, weekly

WEEK = Week(date(2026, 11, 16))
MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.world"
)
X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
CONFIG = DeskConfig(
    news=NewsSettings(page="News"),
    channels=(MASTODON, X),
    follow=(Followed(name="Wikimedia SAL", accounts=(("mastodon", "sal@wikis.world"),)),),
)


def item(day: date) -> NewsItem:
    return NewsItem(
        id=f"{day}-x", date=day, date_text="", text="x", links=(), wikitext="x", line=1
    )


def post(number: int, when: datetime, form: PostForm = PostForm.ORIGINAL, by: str = "us") -> Post:
    return Post(
        key=PostKey(ChannelKind.MASTODON, "https://wikis.world", str(number)),
        url=f"https://wikis.world/@mediawiki/{number}",
        author=Author(by.title(), by),
        time=when,
        html="",
        text=f"Post {number}",
        form=form,
    )


def handled(what: Handling, when: datetime, number: int = 1, channel: str = "") -> Handled:
    return Handled(
        thing=Thing.of_lead("suggestions:T", str(number)),
        step=Step.SUGGESTIONS,
        what=what,
        user="Example editor",
        time=when,
        about=f"About {number}",
        url="https://wiki.example/",
        channel_id=channel,
    )


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("2026-W47", date(2026, 11, 16)),
        ("2026-W53", date(2026, 12, 28)),
        ("2025-W01", date(2024, 12, 30)),
        ("2026-W54", None),
        ("2026-W00", None),
        ("1999-W10", None),
        ("2026-47", None),
        ("2026-W٤٧", None),
        ("", None),
    ],
)
def test_weeks_are_named_as_iso_does(name: str, first: date | None) -> None:
    found = Week.named(name)
    assert found == (Week(first) if first else None)
    assert found is None or found.name == name


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_is_in_its_week(day: date) -> None:
    week = Week.of(day)
    assert week.has(day)
    assert week == Week.named(week.name)
    after = week.by(1)
    assert after is not None
    assert (after.first - week.first, after.by(-1)) == (timedelta(days=7), week)
    assert not after.has(day)


def test_the_last_week_has_none_after_it() -> None:
    last = Week.named("2099-W52")
    assert last is not None
    assert Week.of(date(2099, 12, 31)).by(1) is None


def test_only_what_is_of_the_week_is_told() -> None:
    sunday = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    monday = sunday + timedelta(minutes=1)
    shares = [post(n, sunday, PostForm.SHARE, by) for n, by in ((3, "stranger"), (4, "sal"))]
    found = weekly(
        WEEK,
        CONFIG,
        items=[item(date(2026, 11, 16)), item(date(2026, 11, 23))],
        posts={
            "mastodon": [
                post(2, monday),
                post(1, sunday),
                post(5, sunday, PostForm.REPLY),
                replace(post(6, sunday), deleted=monday),
                *shares,
            ],
            "gone": [post(9, sunday)],
        },
        handled=[
            handled(Handling.ANSWERED, sunday, 1),
            handled(Handling.ANSWERED, monday, 2),
            handled(Handling.ASIDE, sunday, 3),
            handled(Handling.SHARED, sunday, 4, "x"),
            handled(Handling.SHARED, sunday, 5, "mastodon"),
        ],
        missing=[
            StillMissing(item(date(2026, 11, 18)), (X,)),
            StillMissing(item(date(2026, 11, 1)), (X,)),
        ],
    )
    assert [one.date for one in found.items] == [date(2026, 11, 16)]
    first, second = found.channels
    assert (first.channel, [o.text for o in first.posts]) == (MASTODON, ["Post 1"])
    assert (first.shares, first.names) == (2, ("Wikimedia SAL",))
    assert (second.channel, second.shares, second.names) == (X, 1, ())
    assert [one.about for one in found.answered] == ["About 1"]
    assert (found.aside, len(found.missing)) == (1, 1)
    assert not found.empty


def test_a_week_without_anything_is_empty() -> None:
    assert weekly(WEEK, CONFIG, items=(), posts={}, handled=(), missing=()).empty
