"""The follow list and what differs from it, as the API's models."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import msg
from newsdesk.services.follows import Follows
from newsdesk.sync.follows import Drift, FollowRow, FollowStatus
from newsdesk.web.api import desk_models
from newsdesk.web.api.desk_models import FollowedAccount, FollowedStatus
from newsdesk.web.api.voice import Voice
from newsdesk.web.views import follow_cell
from newsdesk.web.views.post import web

_CHANGED = frozenset({FollowStatus.RENAMED, FollowStatus.MOVED})


def follows(found: Follows, voice: Voice) -> Iterator[desk_models.Followed]:
    """Write the list in its order, then what it does not name."""
    for row in found.found.rows:
        yield desk_models.Followed(
            name=row.entry.name,
            about=row.entry.about or None,
            listed=True,
            accounts=[*_compared(row, found, voice), *_elsewhere(row, found, voice)],
        )
    for one in found.found.drift:
        yield _drift(one, found, voice)


def _compared(row: FollowRow, found: Follows, voice: Voice) -> Iterator[FollowedAccount]:
    for cell in row.cells:
        if cell.status is FollowStatus.ABSENT:
            continue
        on = found.by_id[cell.channel.id]
        shown = follow_cell.view(cell, on, "")
        yield FollowedAccount(
            channel=cell.channel.id,
            name=cell.channel.name,
            handle=shown.handle,
            now=follow_cell.target(cell) if cell.status in _CHANGED else None,
            url=web(on.follow_url(follow_cell.target(cell))) or None,
            status=FollowedStatus(cell.status.value),
            text=voice.say(shown.shown.label),
        )


def _elsewhere(row: FollowRow, found: Follows, voice: Voice) -> Iterator[FollowedAccount]:
    named = dict(row.entry.accounts)
    for channel in found.elsewhere:
        if channel.id in named:
            yield _account(channel, named[channel.id], FollowedStatus.NOT_READ, voice)


def _drift(one: Drift, found: Follows, voice: Voice) -> desk_models.Followed:
    shown = follow_cell.drift(one, found.by_id[one.channel.id])
    status = FollowedStatus.NOT_LISTED
    account = _account(one.channel, shown.handle, status, voice, shown.href)
    return desk_models.Followed(
        name=shown.name or shown.handle, about=None, listed=False, accounts=[account]
    )


def _account(
    channel: Channel, handle: str, status: FollowedStatus, voice: Voice, url: str = ""
) -> FollowedAccount:
    return FollowedAccount(
        channel=channel.id,
        name=channel.name,
        handle=handle,
        now=None,
        url=url or None,
        status=status,
        text=voice.say(msg(f"newsdesk-api-follow-{status}")),
    )
