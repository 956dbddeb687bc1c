"""Recorded answers to measure conversion with: those of the golden pairs, made many.

Nothing is made up: each post is one of a golden pair, under an id of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parents[1] / "tests" / "channels" / "golden"
POSTS = 1000
PER_PAGE = 40
_ENTRY = re.compile(r"<item>.*?</item>", re.DOTALL)


def mastodon() -> list[Any]:
    """Return the statuses of the golden pairs."""
    return [
        status
        for answers in _answers("mastodon")
        for path, found in answers.items()
        if path.endswith("/statuses") and isinstance(found, list)
        for status in found
    ]


def bluesky() -> list[Any]:
    """Return the posts of the golden pairs' feeds."""
    return [
        item
        for answers in _answers("bluesky")
        for path, found in answers.items()
        if path.endswith("/app.bsky.feed.getAuthorFeed")
        for item in found.get("feed", ())
    ]


def pages(items: list[Any]) -> list[str]:
    """Return :data:`POSTS` of these, again and again, as JSON of a page each."""
    many = [items[number % len(items)] for number in range(POSTS)]
    return [json.dumps(many[start : start + PER_PAGE]) for start in range(0, POSTS, PER_PAGE)]


def rss() -> list[str]:
    """Return as many entries of the golden feed, in feeds of a page each."""
    [answers] = _answers("feed-rss")
    text: str = answers["/feed"]
    entries = _ENTRY.findall(text)
    head, tail = text[: text.index("<item>")], text[text.rindex("</item>") + len("</item>") :]

    def feed(first: int) -> str:
        numbers = range(first, first + PER_PAGE)
        return head + "".join(_entry(entries[n % len(entries)], n) for n in numbers) + tail

    return [feed(first) for first in range(0, POSTS, PER_PAGE)]


def _entry(entry: str, number: int) -> str:
    """Give an entry an id of its own: a feed names each only once."""
    own = f'<guid isPermaLink="false">tag:bench,{number}</guid></item>'
    return re.sub(r"<guid.*?</guid>", "", entry, flags=re.DOTALL).replace("</item>", own)


def _answers(name: str) -> Iterator[dict[str, Any]]:
    """Yield the answers about own posts that a pair expects posts of."""
    for path in sorted(GOLDEN.glob(f"{name}*.json")):
        pair = json.loads(path.read_text(encoding="utf-8"))
        if pair.get("stream", "own") == "own" and "posts" in pair:
            yield pair["answers"]
