"""The practice feeds are RSS and Atom, with validators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

import feedparser
import pytest

from sandbox.practice import Practice
from tests.sandbox.practice.asking import BLOG, LISTS, get

FEEDS = [(BLOG, "/feed.atom", "atom10"), (LISTS, "/announce.rss", "rss20")]


@pytest.mark.parametrize(("origin", "path", "version"), FEEDS)
def test_feeds_are_what_they_say(practice: Practice, origin: str, path: str, version: str) -> None:
    answer = get(practice, origin, path)
    feed = feedparser.parse(answer.content)
    assert (feed.version, feed.bozo) == (version, False)
    assert feed.feed.title
    assert 20 < len(feed.entries) <= 25
    for entry in feed.entries:
        assert entry.title
        assert entry.link.startswith(origin)
        assert entry.published_parsed
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert feed.entries[0].published_parsed > feed.entries[-1].published_parsed
    assert version[:3] in answer.headers["Content-Type"]


@pytest.mark.parametrize(("origin", "path", "version"), FEEDS)
def test_feeds_have_validators(practice: Practice, origin: str, path: str, version: str) -> None:
    first = get(practice, origin, path)
    again = get(practice, origin, path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert get(practice, origin, path, headers=since).status_code == 304
    earlier = parsedate_to_datetime(first.headers["Last-Modified"]) - timedelta(days=1)
    since = {"If-Modified-Since": format_datetime(earlier, usegmt=True)}
    assert get(practice, origin, path, headers=since).status_code == 200


def test_a_new_entry_changes_the_validators(practice: Practice) -> None:
    first = get(practice, BLOG, "/feed.atom")
    number = practice.add_post(
        "blog", "A <new> entry & more", link=f"{BLOG}/new", time=datetime(2099, 1, 1, tzinfo=UTC)
    )
    second = get(practice, BLOG, "/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert feedparser.parse(second.content).entries[0].title == "A <new> entry & more"
    practice.delete_post("blog", number)
    assert get(practice, BLOG, "/feed.atom").headers["ETag"] == first.headers["ETag"]


def test_other_addresses_are_pages(practice: Practice) -> None:
    page = get(practice, BLOG, "/2026/11/<b>")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "<b>" not in page.text
