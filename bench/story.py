"""A desk of the size that the board is measured with: 10 channels, 5,000 posts, 200 items."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

from sqlalchemy import Connection, Engine

from newsdesk.domain.channel import Channel, ChannelKind, Expects
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.store import desks, items, matches, migrate, posts, revisions, streams
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot

CHANNELS = 10
ITEMS = 200
POSTS = 5000
PAGE = "Template:MediaWiki News"
SITE = Site(name="MediaWiki", server="https://wiki.example")
SYLLABLES = [
    "wi",
    "ki",
    "me",
    "dia",
    "ta",
    "lo",
    "sur",
    "vey",
    "par",
    "ser",
    "co",
    "dex",
    "se",
    "arch",
    "skin",
    "re",
    "lea",
    "se",
    "to",
    "ol",
]
WORDS = ["".join(pair) for pair in product(SYLLABLES, repeat=2)]
COMMON = [1 / (rank + 1) for rank in range(len(WORDS))]
"""How often each word comes, as in any language: https://en.wikipedia.org/wiki/Zipf%27s_law"""


def settings(folder: str) -> Settings:
    """Return settings whose database is in a folder, and whose wiki nobody asks."""
    return Settings(
        wiki="http://127.0.0.1:1/w/",
        url="http://127.0.0.1:8000/",
        config_page="Social media/Newsdesk.json",
        secret="s" * 40,
        database=f"sqlite:///{folder}/bench.sqlite",
    )


def fill(engine: Engine, settings: Settings, now: datetime) -> int:
    """Make the tables and store the desk in them; return its id."""
    migrate.upgrade(engine)
    desk_id = desk.ensure(engine, settings)
    news, found = told(now)
    with writing(engine) as connection:
        _set_up(connection, desk_id, settings.config_page, now)
        items.replace(connection, desk_id, PAGE, news)
        for channel in channels():
            posts.save(connection, desk_id, channel.id, found[channel.id], now=now)
            state = StreamState(complete_since=now - timedelta(days=900), last_read=now)
            streams.save(connection, desk_id, channel, state)
        matches.replace(connection, desk_id, list(_matches(news, found)))
        desks.set_refreshed(connection, desk_id, now=now)
        desks.bump(connection, desk_id)
    return desk_id


def told(now: datetime) -> tuple[Sequence[NewsItem], Mapping[str, Sequence[Post]]]:
    """Return the news items, and the posts by channel: the first ones of each tell the news."""
    news = list(_items(now))
    return news, {channel.id: list(_posts(channel, news, now)) for channel in channels()}


def channels() -> Iterator[Channel]:
    """Yield the desk's channels."""
    for number in range(CHANNELS):
        yield Channel(
            id=f"channel-{number}",
            kind=ChannelKind.MASTODON if number % 2 else ChannelKind.BLUESKY,
            name=f"Channel {number}",
            account=f"wiki@social{number}.example" if number % 2 else f"wiki{number}.example",
            expects=Expects.EVERYTHING if number % 3 else Expects.WANTED,
            posters=("Example editor",),
        )


def _set_up(connection: Connection, desk_id: int, title: str, now: datetime) -> None:
    shown = ("id", "kind", "name", "account", "expects", "posters")
    page = {
        "version": 1,
        "news": {"page": PAGE, "within": 30},
        "channels": [{name: getattr(one, name) for name in shown} for one in channels()],
    }
    common = {"parent": 0, "user": "Example admin", "time": now}
    config = PageRevision(
        title=title,
        revid=1,
        text=json.dumps(page),
        model="json",
        **common,  # type: ignore[arg-type]
    )
    news = PageRevision(title=PAGE, revid=2, text="", **common)  # type: ignore[arg-type]
    desks.set_site(connection, desk_id, SITE, now=now)
    revisions.save(connection, desk_id, config)
    revisions.save(connection, desk_id, config, Slot.VALID)
    revisions.save(connection, desk_id, news)
    revisions.set_checked(connection, desk_id, [title, PAGE], now=now)


def _items(now: datetime) -> Iterator[NewsItem]:
    """Give two items every three days, over some ten months."""
    days = [(now - timedelta(days=number * 3 // 2)).date() for number in range(ITEMS)]
    texts = [f"{words(number, 8)} {number // 10}.{number % 10}" for number in range(ITEMS)]
    ids = distinct(item_id(day, text) for day, text in zip(days, texts, strict=True))
    for one, day, text in zip(ids, days, texts, strict=True):
        yield NewsItem(
            id=one, date=day, date_text=day.isoformat(), text=text, marked=True, page=PAGE
        )


def _posts(channel: Channel, news: list[NewsItem], now: datetime) -> Iterator[Post]:
    origin = f"https://{channel.id}.example"
    for number in range(POSTS // CHANNELS):
        about = news[number] if number < len(news) else None
        text = about.text if about else words(f"{channel.id} {number}", 40)
        time = (
            datetime.combine(about.date, now.time(), UTC)
            if about
            else now - timedelta(hours=14 * number)
        )
        yield Post(
            key=PostKey(channel.kind, origin, str(number)),
            url=f"{origin}/{number}",
            author=Author("MediaWiki", "mediawiki", origin),
            time=time,
            html=f"<p>{text}</p>",
            text=text,
        )


def _matches(news: Sequence[NewsItem], found: Mapping[str, Sequence[Post]]) -> Iterator[Match]:
    """Match most of the items, leave some missing and some for a person."""
    for number, item in enumerate(news):
        for place, (channel_id, of_channel) in enumerate(found.items()):
            if (number + place) % 5:
                yield Match(
                    item_id=item.id,
                    channel_id=channel_id,
                    post=of_channel[number].key,
                    verdict=Verdict.UNSURE if (number + place) % 17 == 1 else Verdict.SAME,
                    score=0.9,
                    evidence=(msg("newsdesk-evidence-link"),),
                )


def words(about: object, count: int) -> str:
    """Say so many words, always the same of one thing."""
    return " ".join(Random(str(about)).choices(WORDS, COMMON, k=count))
