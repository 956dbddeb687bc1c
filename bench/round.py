"""A round beside the board on the same data: 10,000 mentions, 50 followed accounts, 200 items."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from flask import Flask
from sqlalchemy import Engine

from bench import story
from bench.table import middle, percentiles, row, seconds
from newsdesk.domain.channel import Channel
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.post import Author, Post, PostKey, StreamName
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import board
from newsdesk.services import round as rounds
from newsdesk.services.board import Period
from newsdesk.services.round import Kept, Viewer
from newsdesk.store import desks, handled, leads, posts
from newsdesk.store import rounds as stored
from newsdesk.store.database import connect, writing
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION

MENTIONS = 10_000
ACCOUNTS = 50
POSTS_AN_ACCOUNT = 60
FINDS = 1000
LEADS = 300
DEALT_WITH = 2000
DAYS = 29
TIMES = 25


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = story.settings(folder)
        engine, now = connect(settings.database), clock.now()
        desk_id = story.fill(engine, settings, now)
        _fill(engine, desk_id, now)
        rounds.keep(engine, desk_id, Viewer(now=now))  # as a refresh does when it ends
        print(f"{MENTIONS} mentions, {ACCOUNTS} followed accounts, {story.ITEMS} items, SQLite\n")
        gc.freeze()  # as gunicorn.conf.py does
        _pages(settings)
        _table(engine, desk_id, now)
        engine.dispose()


def _pages(settings: Settings) -> None:
    """Compare whole pages, for strangers, of a process that has nothing in its caches."""
    app = create_app(settings)
    theirs = partial(_page, app, "/")
    row("page, in turns", "p50 ms", "p95 ms", "to board", "rounds")
    for step in Step:
        _row(f"{step}, nothing kept", partial(_page, app, f"/round/{step}"), theirs)
    _row("what was done, nothing kept", partial(_page, app, "/round/done"), theirs)
    print()


def _page(app: Flask, path: str) -> None:
    shared = app.extensions[EXTENSION]
    for kept in (shared.fragments, shared.pages, shared.rounds.board, shared.rounds.counts):
        kept.clear()
    answer = app.test_client().get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status}")


def _table(engine: Engine, desk_id: int, now: datetime) -> None:
    row("from stored data, in turns", "p50 ms", "p95 ms", "to board", "rounds")
    viewer = Viewer(now=now, user="Ed", kept=Kept())
    theirs = partial(board.load, engine, desk_id, now, Period.WITHIN)
    for step in Step:
        _row(f"{step}, counted already", partial(_open, engine, desk_id, viewer, step), theirs)
    first = partial(_open_anew, engine, desk_id, Step.MENTIONS)
    change, count = (
        partial(_change, engine, desk_id),
        partial(rounds.keep, engine, desk_id, viewer),
    )
    _row("mentions in another process", first, theirs)
    _row("mentions, changed and not counted", first, theirs, change)
    _row("counting after a press", count, theirs, change)
    _row("the number in the head of every page", partial(_total, engine, desk_id, viewer), theirs)
    print("(aim: at most 1 board)\n")


def _row(
    name: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    before: Callable[[], object] = lambda: None,
) -> None:
    """Ask for both in turns, as other programs slow both down alike."""
    taken = []
    for _ in range(TIMES + 1):
        before()
        taken.append((seconds(ours), seconds(theirs)))
    taken = taken[1:]
    ratio = middle([one / other for one, other in taken])
    row(name, *percentiles([one for one, _ in taken]), *ratio)


def _open(engine: Engine, desk_id: int, viewer: Viewer, step: Step) -> None:
    rounds.load(engine, desk_id, viewer)
    rounds.queue(engine, desk_id, step, viewer)


def _open_anew(engine: Engine, desk_id: int, step: Step) -> None:
    _open(engine, desk_id, Viewer(now=clock.now(), user="Ed", kept=Kept()), step)


def _change(engine: Engine, desk_id: int) -> None:
    with writing(engine) as connection:
        desks.bump_round(connection, desk_id)


def _total(engine: Engine, desk_id: int, viewer: Viewer) -> None:
    rounds.total(engine, desk_id, viewer)


def _fill(engine: Engine, desk_id: int, now: datetime) -> None:
    channels = list(story.channels())
    with writing(engine) as connection:
        for place, channel in enumerate(channels):
            for stream, count in (
                (StreamName.MENTION, MENTIONS),
                (StreamName.TIMELINE, ACCOUNTS * POSTS_AN_ACCOUNT),
                (StreamName.SEARCH, FINDS),
            ):
                said = list(_said(channel, stream, count // len(channels), now, place))
                new = len(said) // DAYS
                for some, seen in ((said[:new], now), (said[new:], now - timedelta(days=2))):
                    posts.save(connection, desk_id, channel.id, some, now=seen, stream=stream)
                if stream is StreamName.MENTION:
                    part = said[: DEALT_WITH // len(channels)]
                    handled.see(connection, desk_id, [_handled(one, now) for one in part])
        leads.save(connection, desk_id, "feed", list(_leads(now)), whole=True)
        stored.finish(connection, desk_id, "Al", now=now - timedelta(days=1))
        desks.bump(connection, desk_id)


def _said(
    channel: Channel, stream: StreamName, count: int, now: datetime, place: int
) -> Iterator[Post]:
    """Make posts of other people, over the month that none of them counts as past."""
    for number in range(count):
        name = f"{stream}{number}"
        text = story.words(f"{channel.id} {name}", 30)
        yield Post(
            key=PostKey(channel.kind, "https://elsewhere.example", f"{channel.id}-{name}"),
            url=f"https://elsewhere.example/{channel.id}/{name}",
            author=Author("Somebody", f"somebody{number % ACCOUNTS}@elsewhere.example"),
            time=now - timedelta(minutes=number * 29 * 1440 // count + place),
            html=f"<p>{text}</p>",
            text=text,
        )


def _handled(one: Post, now: datetime) -> Handled:
    thing = Thing.of_post(one.key)
    return Handled(
        thing=thing, step=Step.MENTIONS, what=Handling.ASIDE, user="Ed", time=now, about=one.text
    )


def _leads(now: datetime) -> Iterator[Lead]:
    for number in range(LEADS):
        yield Lead(
            source_id="feed",
            native_id=str(number),
            kind=LeadKind.NEWS,
            title=story.words(f"lead {number}", 6),
            text=story.words(f"lead {number}", 40),
            time=now - timedelta(hours=12 * number),
        )
