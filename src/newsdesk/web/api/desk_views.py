"""The addresses of the API for the channels, their posts, and whom they follow."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response

from newsdesk.services import board as boards
from newsdesk.services import channel as channels
from newsdesk.services import follows, own_posts
from newsdesk.services.channel_state import ChannelState
from newsdesk.web.api import (
    channel_shapes,
    desk_models,
    follow_shapes,
    models,
    parts,
    post_shapes,
    stored,
)
from newsdesk.web.api.answers import answer
from newsdesk.web.api.failures import NoSetUpError
from newsdesk.web.api.queries import (
    Asked,
    FollowsAsked,
    PostsAsked,
    bad_cursor,
    unknown_channel,
)
from newsdesk.web.api.spec import get
from newsdesk.web.tool import now, tool


@get("/posts", PostsAsked, models.Posts)
def list_posts(asked: PostsAsked) -> Response:
    """List what our own accounts posted and shared, newest first, a thread as one post.

    What others wrote, also of us, is not in the API, nor what was deleted.
    """
    wanted = own_posts.Asked(
        channel=asked.channel or "",
        form=asked.kind,
        listed=asked.listed,
        since=asked.since,
        until=asked.until,
        below=_below(asked),
    )
    found = own_posts.load(tool().engine, stored.desk().id, wanted, limit=asked.limit)
    if found is None:
        raise NoSetUpError
    if asked.channel and asked.channel not in {one.id for one in found.channels}:
        raise unknown_channel()
    listed = post_shapes.posts(found.posts, found.channels)
    return answer(models.Posts(items=listed, next=_following(found.following)), asked)


@get("/channels", Asked, desk_models.Channels)
def list_channels(asked: Asked) -> Response:
    """List every channel: its account, what is expected of it, who posts, and how fresh it is."""
    today, voice = now().date(), stored.voice()
    listed = [
        channel_shapes.channel(state, address, today, voice) for state, address in _channels()
    ]
    return answer(desk_models.Channels(items=listed), asked)


@get("/freshness", Asked, desk_models.AllFreshness)
def read_freshness(asked: Asked) -> Response:
    """Say when the wiki and each channel were last read, and why not where they were not."""
    known = stored.desk()
    states = [state for state, _ in _channels()]
    set_up = boards.set_up(tool().engine, known.id)
    found = channel_shapes.all_freshness(states, set_up, known, now(), stored.voice())
    return answer(found, asked)


@get("/follows", FollowsAsked, desk_models.Follows)
def list_follows(asked: FollowsAsked) -> Response:
    """List whom our accounts should follow and whom they do: what differs is drift."""
    found = follows.load(tool().engine, stored.desk().id, tool().settings)
    if found is None:
        raise NoSetUpError
    config = found.set_up.config
    if asked.channel and not (config and config.channel(asked.channel)):
        raise unknown_channel()
    every = list(enumerate(follow_shapes.follows(found, stored.voice())))
    start = _start(asked, every)
    passing = ((number, one) for number, one in every if number >= start and _passes(one, asked))
    shown, following = parts.part(passing, asked, lambda _: True, _cursor)
    return answer(desk_models.Follows(items=[one for _, one in shown], next=following), asked)


def _channels() -> tuple[tuple[ChannelState, str], ...]:
    settings = tool().settings
    found = channels.addressed(tool().engine, stored.desk().id, settings.credentials)
    if found is None:
        raise NoSetUpError
    return found


def _passes(one: desk_models.Followed, asked: FollowsAsked) -> bool:
    there = [account for account in one.accounts if asked.channel in (None, account.channel)]
    return asked.listed in (None, one.listed) and any(
        asked.status in (None, account.status) for account in there
    )


def _named(one: desk_models.Followed) -> tuple[str, ...]:
    """Name an entry of the list by what stays of it when others come and go."""
    accounts = (f"{account.channel} {account.handle}" for account in one.accounts)
    return (str(one.listed), one.name, *accounts)


def _cursor(row: tuple[int, desk_models.Followed]) -> str:
    number, one = row
    return parts.cursor(str(number), parts.digest(*_named(one)))


def _start(asked: FollowsAsked, every: list[tuple[int, desk_models.Followed]]) -> int:
    """Return where to go on: after the entry that was the last, else where it stood."""
    place = parts.place(asked, 2)
    if place is None:
        return 0
    there = (number for number, one in every if parts.digest(*_named(one)) == place[1])
    number = next(there, None)
    if number is not None:
        return number + 1
    if not (place[0].isascii() and place[0].isdecimal() and len(place[0]) < 9):
        raise bad_cursor()
    return int(place[0])


def _below(asked: PostsAsked) -> own_posts.Place | None:
    place = parts.place(asked, 2)
    if place is None:
        return None
    try:
        moment, number = datetime.fromisoformat(place[0]), int(place[1])
        below = moment.astimezone(UTC), number
    except (ValueError, OverflowError):
        raise bad_cursor() from None
    if moment.tzinfo is None or not 0 <= number < 2**63:
        raise bad_cursor()
    return below


def _following(place: own_posts.Place | None) -> str | None:
    if place is None:
        return None
    return parts.following(parts.cursor(place[0].isoformat(), str(place[1])))
