"""What our accounts published, newest first, each thread as one post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.month import day_begin
from newsdesk.domain.post import PostForm
from newsdesk.domain.thread import threads
from newsdesk.services import desk
from newsdesk.store import listed, own_posts
from newsdesk.store.own_posts import Listed, OwnPost, Wanted

__all__ = ["Asked", "Listed", "OwnPost", "Part", "load", "whole"]

Place = tuple[datetime, int]
"""Where a post stands among all: its time, and the number that orders those of one moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which posts are wanted; ``until`` is the last day, ``below`` the place to go on after."""

    channel: str = ""
    form: PostForm | None = None
    listed: Listed | None = None
    since: date | None = None
    until: date | None = None
    below: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Posts with all ``channels`` there are; ``following`` is where more stand, if any do."""

    channels: Sequence[Channel]
    posts: Sequence[OwnPost]
    following: Place | None


def load(engine: Engine, desk_id: int, asked: Asked, *, limit: int) -> Part | None:
    """Read at most ``limit`` posts; ``None`` as long as there is no set-up.

    Without posts where the set-up has no such channel. The number of queries does not depend on
    how much there is.
    """
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        if config is None:
            return None
        ids = [one.id for one in config.channels if asked.channel in ("", one.id)]
        wanted = Wanted(
            channels=ids,
            form=asked.form,
            listed=asked.listed,
            since=day_begin(asked.since) if asked.since else None,
            until=_after(asked.until),
            below=asked.below,
        )
        found = own_posts.newest(connection, desk_id, wanted, limit=limit + 1)
        shown = whole(connection, desk_id, found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    following = (last.post.time, last.number) if last else None
    return Part(channels=config.channels, posts=shown, following=following)


def _after(until: date | None) -> datetime | None:
    """Return when a day ends; the last day of all never does."""
    return day_begin(until + timedelta(days=1)) if until and until < date.max else None


def whole(connection: Connection, desk_id: int, found: Sequence[OwnPost]) -> Sequence[OwnPost]:
    """Give each post the rest of its thread."""
    if not found:
        return found
    since = min(one.post.time for one in found)
    rest = listed.continuing(connection, desk_id, since=since)
    heads: dict[str, list[OwnPost]] = {}
    for one in found:
        heads.setdefault(one.channel_id, []).append(one)
    merged = {
        (channel_id, one.key): one
        for channel_id, some in heads.items()
        for one in threads([*(head.post for head in some), *rest.get(channel_id, ())])
    }
    pairs = ((one, merged.get((one.channel_id, one.post.key))) for one in found)
    return [replace(one, post=post) for one, post in pairs if post]
