"""Matching what has changed comes to the same as matching everything, whatever changes when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import DeskConfig, DeskKey, NewsSettings
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match
from newsdesk.services import matching
from newsdesk.store import decided, desks, items, key_counts, matches, posts
from newsdesk.store.database import writing
from newsdesk.sync import counting
from newsdesk.sync.matching import match
from newsdesk.sync.side import Around
from tests.services.reading import BLUESKY, MASTODON, NOW, post

SITE = Site(name="Wiki", server="https://wiki.example")
CONFIG = DeskConfig(
    news=NewsSettings(page="News", archive="Archive"), channels=(MASTODON, BLUESKY)
)
DECIDED = "Decisions/2026.json"
WORDS = ("Survey", "Parser", "Codex", "Gadgets", "Lua", "Skins", "Search", "Citoid")
TEXTS = (
    "MediaWiki 1.45.{} has been released with many corrections",
    "Tech News 2026/4{} is out with all that is new",
    "Office hour of the {word} developers",
    "{word}: what the team has learnt from you in week {}",
    "We have moved {word} to another data centre, and nobody has seen it",
)
LINKS = ("https://wiki.example/wiki/MediaWiki_1.45.{}", "https://lists.example/{}", "")
_desks = count()


class Story:
    """A desk on which one thing happens after another, and what it has come to."""

    def __init__(self, engine: Engine, random: Random) -> None:
        self.engine, self.random = engine, random
        self.items: dict[str, list[NewsItem]] = {"News": [], "Archive": []}
        self.posts: dict[str, dict[str, Post]] = {MASTODON.id: {}, BLUESKY.id: {}}
        self.decisions = Decisions()
        with writing(engine) as connection:
            key = DeskKey("https://wiki.example/w/", f"Desk {next(_desks)}")
            self.desk = desks.ensure(connection, key, now=NOW)
            desks.set_site(connection, self.desk, SITE, now=NOW)

    def happen(self) -> None:
        """Let one thing happen."""
        deeds: list[Callable[[Connection], None]] = [
            *[self.post] * 4,
            self.change_post,
            *[self.add_item] * 2,
            self.change_item,
            self.archive,
            *[self.decide] * 2,
            self.forget,
        ]
        weights = [9] * (len(deeds) - 1) + [1]
        with writing(self.engine) as connection:
            self.random.choices(deeds, weights)[0](connection)
            desks.set_matched(connection, self.desk, "")

    def post(self, connection: Connection) -> None:
        """Post something, perhaps going on from another post."""
        channel = self.random.choice([MASTODON, BLUESKY])
        known = self.posts[channel.id]
        number = len(known) + 1
        new = post(channel, number, self._text(), age=timedelta(hours=self.random.randrange(900)))
        form = self.random.choice([PostForm.ORIGINAL] * 4 + [PostForm.SHARE, PostForm.REPLY])
        before = str(self.random.randrange(number + 3)) if form is PostForm.REPLY else ""
        self._keep(
            connection, channel.id, replace(new, form=form, links=self._links(), continues=before)
        )

    def change_post(self, connection: Connection) -> None:
        """Reword or delete a post, or bring it back."""
        channel_id = self.random.choice([MASTODON.id, BLUESKY.id])
        known = self.posts[channel_id]
        if known:
            one = known[self.random.choice(list(known))]
            deleted = self.random.choice([None, NOW])
            self._keep(connection, channel_id, replace(one, text=self._text(), deleted=deleted))

    def add_item(self, connection: Connection) -> None:
        """Write a news item."""
        self.items["News"].append(self._item())
        self._write(connection)

    def change_item(self, connection: Connection) -> None:
        """Reword an item, or take it from the page."""
        news = self.items["News"]
        if news:
            place = self.random.randrange(len(news))
            news[place : place + 1] = [self._item()][: self.random.randrange(2)]
            self._write(connection)

    def archive(self, connection: Connection) -> None:
        """Move an item to the archive."""
        if self.items["News"]:
            self.items["Archive"].append(self.items["News"].pop(0))
            self._write(connection)

    def decide(self, connection: Connection) -> None:
        """Decide something about a post."""
        every = [one for page in self.items.values() for one in page]
        channel_id = self.random.choice([MASTODON.id, BLUESKY.id])
        known = list(self.posts[channel_id].values())
        if every and known:
            item, about = self.random.choice(every), self.random.choice(known)
            choices = Choice.SAME, Choice.NOT, Choice.POSTED, Choice.NOT_NEWS, Choice.OPEN
            self._decide(self.random.choice(choices), item, channel_id, about.url)
            decided.replace(connection, self.desk, DECIDED, self.decisions)
        self._settle(connection)

    def forget(self, connection: Connection) -> None:
        """Let a channel be another account."""
        posts.forget_channel(connection, self.desk, BLUESKY.id)
        self.posts[BLUESKY.id].clear()

    def matched(self) -> set[Match]:
        """Match what has changed, and return all that is stored then."""
        matching.run(self.engine, self.desk, CONFIG)
        with self.engine.connect() as connection:
            return set(matches.every(connection, self.desk))

    def anew(self) -> set[Match]:
        """Match everything, with the same counts."""
        with self.engine.connect() as connection:
            made_with = desks.matching(connection, self.desk)
            having = key_counts.every(connection, self.desk)
            news = items.of_pages(connection, self.desk, ["News", "Archive"])
            found = posts.by_channel(connection, self.desk)
            said = decided.every(connection, self.desk)
        around = Around(texts=made_with["texts"], having=having)
        return set(match(news, found, SITE, said, around=around))

    def _text(self) -> str:
        text = self.random.choice(TEXTS)
        return text.format(self.random.randrange(4), word=self.random.choice(WORDS))

    def _links(self) -> tuple[str, ...]:
        link = self.random.choice(LINKS).format(self.random.randrange(4))
        return (link,) if link else ()

    def _item(self) -> NewsItem:
        day = date(2026, 11, 21) - timedelta(days=self.random.randrange(40))
        text = self._text()
        return NewsItem(
            id=item_id(day, text), date=day, date_text="", text=text, links=self._links()
        )

    def _keep(self, connection: Connection, channel_id: str, one: Post) -> None:
        self.posts[channel_id][one.key.native_id] = one
        posts.save(connection, self.desk, channel_id, [one], now=NOW)

    def _write(self, connection: Connection) -> None:
        for page, listed in self.items.items():
            ids = distinct(item_id(one.date, one.text) for one in listed)
            listed[:] = [replace(o, id=i, page=page) for o, i in zip(listed, ids, strict=True)]
            items.replace(connection, self.desk, page, listed)
        self._settle(connection)

    def _decide(self, choice: Choice, item: NewsItem, channel_id: str, address: str) -> None:
        snapshot = Snapshot(date=item.date, text=item.text)
        if choice is Choice.NOT_NEWS:
            decision = Decision(choice=choice, address=address)
        else:
            decision = Decision(
                choice=choice,
                item_id=item.id,
                channel_id=channel_id,
                address=address,
                snapshot=snapshot,
            )
        self.decisions = self.decisions.after([decision])

    def _settle(self, connection: Connection) -> None:
        """Let decisions lead to the items that are there."""
        there = {one.id for page in self.items.values() for one in page}
        found = {(DECIDED, one): one if one in there else "" for one in self.decisions.items}
        decided.set_current(connection, self.desk, found)


@pytest.fixture
def never_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the words of a desk once, when it is small still."""
    monkeypatch.setattr(counting, "SMALL", -1)
    monkeypatch.setattr(counting, "GROWN", 10**6)


@pytest.mark.usefixtures("never_counted_anew")
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 6), min_size=4, max_size=8))
def test_what_has_changed_and_everything_come_to_the_same(
    engine: Engine, seed: int, rounds: list[int]
) -> None:
    story = Story(engine, Random(seed))
    for _ in range(20):
        story.happen()
    assert story.matched() == story.anew()
    for deeds in rounds:
        for _ in range(deeds):
            story.happen()
        assert story.matched() == story.anew()
