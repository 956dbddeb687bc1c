"""The address of the API for how statuses changed."""

from __future__ import annotations

from flask import Response

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import msg
from newsdesk.services import board as boards
from newsdesk.services import changes
from newsdesk.services.changes import Told
from newsdesk.web.api import models, parts, stored
from newsdesk.web.api.answers import answer
from newsdesk.web.api.failures import NoSetUpError
from newsdesk.web.api.queries import ChangesAsked, bad_cursor, unknown_channel
from newsdesk.web.api.spec import get
from newsdesk.web.api.voice import Voice
from newsdesk.web.tool import tool
from newsdesk.web.views.cell import SETTLED
from newsdesk.web.views.post import web

_LARGEST = 2**63


@get("/changes", ChangesAsked, models.Changes)
def list_changes(asked: ChangesAsked) -> Response:
    """List how news items' statuses on channels changed, newest first, for 180 days."""
    desk = stored.desk().id
    config = boards.set_up(tool().engine, desk).config
    if config is None:
        raise NoSetUpError
    if asked.channel and config.channel(asked.channel) is None:
        raise unknown_channel()
    found = changes.page(
        tool().engine,
        desk,
        cursor=_below(asked),
        limit=asked.limit,
        item_id=asked.item or "",
        channel_id=asked.channel or "",
    )
    by_id, voice = {one.id: one for one in config.channels}, stored.voice()
    listed = [_change(one, by_id.get(one.change.channel_id), voice) for one in found.told]
    following = None
    if found.following is not None:
        following = parts.following(parts.cursor(str(found.following)))
    return answer(models.Changes(items=listed, next=following), asked)


def _below(asked: ChangesAsked) -> int | None:
    place = parts.place(asked, 1)
    if place is None:
        return None
    if not (place[0].isascii() and place[0].isdecimal() and len(place[0]) < 20):
        raise bad_cursor()
    return min(int(place[0]), _LARGEST - 1)


def _change(told: Told, channel: Channel | None, voice: Voice) -> models.Change:
    """Write a change; a channel that the set-up has no more goes by its id."""
    one = told.change
    name = channel.name if channel else one.channel_id
    undated = "-undated" if one.after in SETTLED else ""
    return models.Change(
        id=str(one.number),
        time=one.time,
        item=told.item_id,
        item_text=one.text,
        item_url=voice.item(told.item_id),
        channel=one.channel_id,
        name=name,
        before=one.before,
        after=one.after,
        url=web(one.url) or None,
        text=voice.say(msg(f"newsdesk-status-{one.after}{undated}", name)),
    )
