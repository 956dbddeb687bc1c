"""How the time and memory of matching grow with a desk, and what one new post takes.

``python -m bench.growth`` measures matching itself, on one core in processor seconds, each size
in a process of its own; ``python -m bench.growth --stored`` as well a whole run of the service on
an SQLite file: everything, and one new post.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench import desk
from bench.table import row
from newsdesk.domain.desk import DeskConfig, DeskKey, NewsSettings
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.infra import clock
from newsdesk.services import matching
from newsdesk.store import desks, items, migrate, posts
from newsdesk.store.database import connect, writing
from newsdesk.sync.assigning import assign
from newsdesk.sync.comparing import News, compare, item_side, post_side
from newsdesk.sync.matching import count
from newsdesk.sync.matching import match as match_all
from newsdesk.sync.rulings import Rulings

SIZES = (100, 300, 1000, 3000, 10_000)
STORED = SIZES[:3]
A_DAY = 2.7
"""News items a day: a desk of 10,000 has been there for ten years."""
NEW_POSTS = 200
Measured = dict[str, float]
T = TypeVar("T")


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print the tables."""
    _table("matching itself", SIZES, "--size")
    if "--stored" in arguments:
        _table("the service on SQLite", STORED, "--stored-size")


def _table(name: str, sizes: Sequence[int], option: str) -> None:
    row(f"{name}: posts x items", "s", "MB", "new post ms", "matches")
    found = [_apart(option, size) for size in sizes]
    for size, one in zip(sizes, found, strict=True):
        cells = (one["seconds"], one["megabytes"], one["new"] * 1000, one["matches"])
        written = (f"{cell:.{digits}f}" for cell, digits in zip(cells, (2, 0, 2, 0), strict=True))
        row(f"{size * desk.POSTS_AN_ITEM:,} x {size:,}", *written)
    fits = (_exponent(sizes, [one[what] for one in found]) for what in ("seconds", "megabytes"))
    row("grows with the power of", *(f"{fit:.2f}" for fit in fits))


def _exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Fit a straight line to the logarithms."""
    return linear_regression([log(size) for size in sizes], [log(value) for value in values]).slope


def _apart(option: str, size: int) -> Measured:
    command = [sys.executable, "-m", "bench.growth", option, str(size)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    measured: Measured = json.loads(said)
    return measured


def _measured(size: int) -> Measured:
    """Match everything, then single posts that are not among those."""
    news, found = _desk(size)
    taken, matches = _seconds(lambda: match_all(news, found, desk.SITE))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sides = {item.id: item_side(item, desk.SITE) for item in news}
    known = News.of(sides, count(sides, found, desk.SITE), Rulings())
    new = [_new(post) for post in _some(found)]
    each = [_seconds(partial(_match_one, post, known))[0] for post in new]
    return {"seconds": taken, "megabytes": peak, "new": median(each), "matches": len(matches)}


def _match_one(post: Post, known: News) -> object:
    return assign("channel-0", compare("channel-0", post, post_side(post, desk.SITE), known))


def _stored(size: int) -> Measured:
    news, found = _desk(size)
    config = DeskConfig(news=NewsSettings(page="News"), channels=desk.channels())
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'desk.sqlite'}")
        migrate.upgrade(engine)
        with writing(engine) as connection:
            desk_id = desks.ensure(connection, DeskKey("wiki", "page"), now=clock.now())
            desks.set_site(connection, desk_id, desk.SITE, now=clock.now())
            items.replace(connection, desk_id, "News", news)
            for channel_id, some in found.items():
                posts.save(connection, desk_id, channel_id, some, now=clock.now())
        taken, _ = _seconds(lambda: matching.run(engine, desk_id, config))
        each = []
        for post in _some(found)[:20]:
            with writing(engine) as connection:
                posts.save(connection, desk_id, "channel-0", [_new(post)], now=clock.now())
                desks.set_matched(connection, desk_id, "")
            each.append(_seconds(lambda: matching.run(engine, desk_id, config))[0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        engine.dispose()
    return {"seconds": taken, "megabytes": peak, "new": median(each), "matches": 0}


def _desk(size: int) -> tuple[Sequence[NewsItem], Mapping[str, Sequence[Post]]]:
    random = Random(size)
    news = desk.news(size, random, A_DAY)
    return news, desk.posts(news, random)


def _some(found: Mapping[str, Sequence[Post]]) -> Sequence[Post]:
    every = found["channel-0"]
    return every[:: max(1, len(every) // NEW_POSTS)]


def _new(post: Post) -> Post:
    key = replace(post.key, native_id=f"new-{post.key.native_id}")
    return replace(post, key=key, text=f"Once more: {post.text}")


def _seconds(make: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    made = make()
    return time.process_time() - began, made


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--size", size]:
            print(json.dumps(_measured(int(size))))
        case ["--stored-size", size]:
            print(json.dumps(_stored(int(size))))
        case arguments:
            main(arguments)
