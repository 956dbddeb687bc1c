"""Values that the store's tests put in and expect back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import TypeVar

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey

T = TypeVar("T")
NOW = datetime(2026, 11, 21, 9, 30, 15, 123457, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EMOJI = "Grüße 🎉 العربية 中文 '\"\\%"
MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@social.example"
)
BLUESKY = Channel(
    id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.example"
)


def key(native_id: str = "1") -> PostKey:
    return PostKey(ChannelKind.MASTODON, "https://social.example", native_id)


def post(native_id: str = "1", *, text: str = EMOJI, age: timedelta = MINUTE) -> Post:
    return Post(
        key=key(native_id),
        url=f"https://social.example/@mediawiki/{native_id}",
        author=Author(
            "MediaWiki 🌻", "mediawiki@social.example", "https://social.example/@mediawiki"
        ),
        time=NOW - age,
        html=f"<p>{text}</p>",
        text=text,
        links=("https://www.mediawiki.org/wiki/MediaWiki_1.45", "https://example.org/?a=1&b=é"),
        form=PostForm.SHARE,
        shared_url="https://social.example/@somebody/7",
        language="de",
        edited=NOW,
    )


def item(words: str = "released", *, day: int = 18, page: str = "News") -> NewsItem:
    return NewsItem(
        id=f"2026-11-{day}-{words}",
        date=date(2026, 11, day),
        date_text=f"{day} November",
        text=f"{words} {EMOJI}",
        links=("https://www.mediawiki.org/wiki/MediaWiki_1.45",),
        wikitext=f"* '''{day} November''': {words} {EMOJI} ",
        line=day,
        marked=False,
        page=page,
    )


def at_once(calls: int, action: Callable[[int], T]) -> list[T]:
    """Call an action in so many threads that all start it at the same moment."""
    barrier = Barrier(calls)

    def wait_and_act(number: int) -> T:
        barrier.wait()
        return action(number)

    with ThreadPoolExecutor(calls) as pool:
        return list(pool.map(wait_and_act, range(calls)))
