from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from newsdesk import __version__
from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import DeskConfig, DeskKey, NewsSettings
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.pair import Pair
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.services import match_posts, matching
from newsdesk.store import decided, desks, due, items, matches, posts
from newsdesk.store.database import connect, writing
from newsdesk.store.tables import match
from newsdesk.sync import counting
from newsdesk.sync.comparing import News, compare
from newsdesk.sync.side import Side
from tests.services.reading import BLUESKY, MASTODON, NOW, post

LINK = "https://wiki.example/wiki/MediaWiki_1.45"
ITEM = NewsItem(
    id="2026-11-21-mediawiki-1-45-is-released",
    date=date(2026, 11, 21),
    date_text="21 November 2026",
    text="MediaWiki 1.45 is released",
    links=(LINK,),
    page="News",
)
ARCHIVED = replace(ITEM, id="2026-11-20-other", text="Survey of gadgets", links=(), page="Archive")
NEWS = NewsSettings(page="News", archive="Archive")
CONFIG = DeskConfig(news=NEWS, channels=(MASTODON,))
POST = replace(post(MASTODON, 1, "MediaWiki 1.45 is released"), links=(LINK,))


class Stored:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with writing(engine) as connection:
            self.id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)
            site = Site(name="Wiki", server="https://wiki.example")
            desks.set_site(connection, self.id, site, now=NOW)
            items.replace(connection, self.id, "News", [ITEM])
            posts.save(connection, self.id, "mastodon", [POST], now=NOW)

    def run(self, config: DeskConfig = CONFIG) -> bool:
        return matching.run(self.engine, self.id, config)

    def pairs(self) -> list[tuple[str, str]]:
        with self.engine.connect() as connection:
            return [(m.item_id, m.channel_id) for m in matches.every(connection, self.id)]

    def version(self) -> int:
        with self.engine.connect() as connection:
            return desks.version(connection, self.id)

    def due(self) -> int:
        with self.engine.connect() as connection:
            return due.count(connection, self.id)

    def change(self) -> None:
        with writing(self.engine) as connection:
            desks.set_matched(connection, self.id, "")


@pytest.fixture
def stored(sqlite_url: str) -> Iterator[Stored]:
    engine = connect(sqlite_url)
    yield Stored(engine)
    engine.dispose()


def test_items_and_posts_are_matched(stored: Stored) -> None:
    before = stored.version()
    assert stored.run()
    assert stored.pairs() == [(ITEM.id, "mastodon")]
    assert stored.version() > before


def test_nothing_is_done_where_nothing_changed(stored: Stored) -> None:
    stored.run()
    with writing(stored.engine) as connection:
        matches.replace(connection, stored.id, [])
    assert not stored.run()
    assert stored.pairs() == []


def test_matches_that_stay_the_same_change_no_version(stored: Stored) -> None:
    stored.run()
    before = stored.version()
    stored.change()
    assert not stored.run()
    assert stored.version() == before


def test_another_version_of_the_tool_matches_anew(stored: Stored) -> None:
    stored.run()
    with writing(stored.engine) as connection:
        assert desks.matched_by(connection, stored.id) == __version__
        matches.replace(connection, stored.id, [])
        desks.set_matched(connection, stored.id, "0.0.1")
    assert stored.run()


def test_deleted_posts_and_removed_channels_match_nothing(stored: Stored) -> None:
    stored.run()
    stored.change()
    assert stored.run(replace(CONFIG, channels=(BLUESKY,)))
    assert stored.pairs() == []
    with writing(stored.engine) as connection:
        posts.save(connection, stored.id, "mastodon", [replace(POST, deleted=NOW)], now=NOW)
    stored.change()
    stored.run()
    assert stored.pairs() == []


def test_archived_items_are_matched_too(stored: Stored) -> None:
    found = post(MASTODON, 2, "Survey of gadgets")
    with writing(stored.engine) as connection:
        items.replace(connection, stored.id, "Archive", [ARCHIVED])
        posts.save(connection, stored.id, "mastodon", [found], now=NOW)
    stored.run()
    assert (ARCHIVED.id, "mastodon") in stored.pairs()


def test_many_posts_are_matched_in_portions(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "BATCH", 2)
    more = [replace(post(MASTODON, n, ITEM.text), links=(LINK,)) for n in range(2, 7)]
    with writing(stored.engine) as connection:
        posts.save(connection, stored.id, "mastodon", more, now=NOW)
    stored.run()
    assert stored.pairs() == [(ITEM.id, "mastodon")] * 6
    assert stored.due() == 0


class Compared:
    """What was compared: posts, and how many items each could be about."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.posts: list[tuple[str, list[str]]] = []
        monkeypatch.setattr(match_posts, "compare", self.compare)
        monkeypatch.setattr(counting, "SMALL", -1)
        monkeypatch.setattr(counting, "GROWN", 9)

    def compare(self, channel_id: str, one: Post, side: Side, news: News) -> list[Pair]:
        self.posts.append((one.text, sorted(news.sides)))
        return compare(channel_id, one, side, news)


def test_only_a_new_post_is_compared(stored: Stored, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = Compared(monkeypatch)
    stored.run()
    assert [text for text, _ in compared.posts] == [POST.text]
    compared.posts.clear()
    new = post(MASTODON, 2, "MediaWiki 1.45 is released indeed")
    with writing(stored.engine) as connection:
        posts.save(connection, stored.id, "mastodon", [new], now=NOW)
    stored.change()
    assert stored.run()
    assert compared.posts == [(new.text, [ITEM.id])]


def test_posts_are_compared_with_a_new_item_alone(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = Compared(monkeypatch)
    long_ago = post(MASTODON, 2, ITEM.text, age=timedelta(days=90))
    with writing(stored.engine) as connection:
        posts.save(connection, stored.id, "mastodon", [long_ago], now=NOW)
    stored.run()
    compared.posts.clear()
    with writing(stored.engine) as connection:
        items.replace(connection, stored.id, "News", [ITEM, ARCHIVED])
    stored.change()
    stored.run()
    assert compared.posts == [(POST.text, [ARCHIVED.id])]


def test_matches_that_stand_keep_their_rows(stored: Stored) -> None:
    stored.run()
    with stored.engine.connect() as connection:
        before = connection.scalars(select(match.c.id)).all()
    with writing(stored.engine) as connection:
        more = [replace(post(MASTODON, 2, ITEM.text), links=(LINK,))]
        posts.save(connection, stored.id, "mastodon", more, now=NOW)
    stored.change()
    stored.run()
    with stored.engine.connect() as connection:
        assert set(before) < set(connection.scalars(select(match.c.id)))


def test_a_decision_of_the_wiki_is_followed_at_the_next_run(stored: Stored) -> None:
    stored.run()
    snapshot = Snapshot(date=ITEM.date, text=ITEM.text, links=ITEM.links)
    split = Decision(
        choice=Choice.NOT,
        item_id=ITEM.id,
        channel_id="mastodon",
        address=POST.url,
        snapshot=snapshot,
    )
    for decisions, expected in ((Decisions().after([split]), []), (Decisions(), [ITEM.id])):
        with writing(stored.engine) as connection:
            decided.replace(connection, stored.id, "D", decisions)
            decided.set_current(connection, stored.id, {("D", ITEM.id): ITEM.id})
        stored.change()
        assert stored.run()
        assert [item_id for item_id, _ in stored.pairs()] == expected


def test_before_the_wiki_is_known_nothing_is_matched(sqlite_url: str) -> None:
    engine = connect(sqlite_url)
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)
    assert not matching.run(engine, desk_id, CONFIG)
    with engine.connect() as connection:
        assert desks.matched_by(connection, desk_id) == ""
    engine.dispose()


def test_an_item_that_only_a_later_part_names_is_found_at_the_thread_s_first_post(
    stored: Stored,
) -> None:
    first = replace(post(MASTODON, 7, "Good news today, a thread"), links=())
    part = replace(
        post(MASTODON, 8, "MediaWiki 1.45 is released"), links=(LINK,), form=PostForm.REPLY
    )
    with writing(stored.engine) as connection:
        gone = [replace(POST, deleted=NOW), first, replace(part, continues="7")]
        posts.save(connection, stored.id, "mastodon", gone, now=NOW)
    stored.change()
    stored.run()
    with stored.engine.connect() as connection:
        [found] = matches.every(connection, stored.id)
    assert found.post == first.key


@pytest.mark.parametrize(
    "extreme", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_a_post_of_any_moment_is_compared(stored: Stored, extreme: datetime) -> None:
    """Feeds with no date at hand write the first or last moment that there is."""
    timeless = replace(post(MASTODON, 2, POST.text), time=extreme)
    with writing(stored.engine) as connection:
        posts.save(connection, stored.id, "mastodon", [timeless], now=NOW)
    stored.run()
    assert stored.pairs() == [(ITEM.id, "mastodon")]
