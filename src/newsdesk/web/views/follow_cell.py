"""One account of the follow list on one channel in words, and one that the list does not name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from newsdesk.domain.follow_list import whole
from newsdesk.domain.message import Message, msg
from newsdesk.infra.text import one_line
from newsdesk.services.follows import ChannelFollows
from newsdesk.sync.follows import NO_HANDLE, Drift, FollowCell, FollowStatus
from newsdesk.web.views.cell import CellView, Look, Note
from newsdesk.web.views.post import web

LONGEST_NAME = 500
"""Characters of a name that the set-up page takes."""

_LOOKS: Mapping[FollowStatus, Look] = {
    FollowStatus.FOLLOWED: Look.DONE,
    FollowStatus.RENAMED: Look.CHECK,
    FollowStatus.MOVED: Look.CHECK,
    FollowStatus.MISSING: Look.WARNING,
    FollowStatus.ABSENT: Look.QUIET,
    FollowStatus.UNKNOWN: Look.PLAIN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCellView:
    """A status in words, the handle that the list names, and what the account is called now."""

    shown: CellView
    handle: str
    now: Message | None
    followed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView:
    """An account that we follow and the list does not name; ``line`` is JSON for the list."""

    channel: str
    name: str
    handle: str
    href: str
    unfollow: Note
    line: str


def view(cell: FollowCell, on: ChannelFollows, edit_href: str) -> FollowCellView:
    """Put one cell into words; ``edit_href`` is where the list is changed."""
    there = web(on.follow_url(target(cell)))
    followed = cell.status is FollowStatus.FOLLOWED
    shown = CellView(
        channel_id=cell.channel.id,
        channel=cell.channel.name,
        look=_LOOKS[cell.status],
        label=_label(cell, on),
        href=there if followed else "",
        notes=tuple(note for note in _notes(cell, on, there, edit_href) if note.href),
    )
    handle = whole(cell.channel, cell.handle)
    return FollowCellView(shown=shown, handle=handle, now=_now(cell), followed=followed)


def drift(one: Drift, on: ChannelFollows) -> DriftView:
    """Show an account that the list does not name."""
    profile, channel = one.follow.profile, one.channel
    name, handle = one_line(profile.name)[:LONGEST_NAME], _reachable(one)
    entry = {"name": name or handle, "accounts": {channel.id: handle}}
    there = web(on.follow_url(handle))
    return DriftView(
        channel=channel.name,
        name=name,
        handle=profile.handle,
        href=web(profile.url) or there,
        unfollow=Note(msg("newsdesk-follow-unfollow", _us(on)), there),
        line=json.dumps(entry, ensure_ascii=False),
    )


def _reachable(one: Drift) -> str:
    """Return what the account can be named by: its id, where its handle leads nowhere."""
    profile = one.follow.profile
    return profile.native_id if profile.handle == NO_HANDLE else profile.handle


def target(cell: FollowCell) -> str:
    """Return whom to look at: who the account is now, else whom the list names."""
    if cell.follow is None:
        return whole(cell.channel, cell.handle)
    profile = cell.follow.profile
    if profile.handle == NO_HANDLE:
        return profile.native_id
    return profile.moved_to or profile.handle


def _label(cell: FollowCell, on: ChannelFollows) -> Message:
    if cell.status is FollowStatus.UNKNOWN:
        return msg(f"newsdesk-follow-unknown-{on.reach}")
    return msg(f"newsdesk-follow-status-{cell.status}")


def _now(cell: FollowCell) -> Message | None:
    """Say what the account that the list names is called now, if that is something else."""
    profile = cell.follow.profile if cell.follow else None
    if profile is None or cell.status is FollowStatus.FOLLOWED:
        return None
    if profile.handle == NO_HANDLE:
        return msg("newsdesk-follow-no-handle")
    return msg("newsdesk-follow-now", profile.moved_to or profile.handle)


def _notes(cell: FollowCell, on: ChannelFollows, there: str, edit_href: str) -> tuple[Note, ...]:
    """Say what to do on the network, and as which account, or with the list."""
    edit = Note(msg("newsdesk-board-set-up-edit"), edit_href)
    match cell.status:
        case FollowStatus.MISSING:
            return (Note(msg("newsdesk-follow-follow", _us(on)), there),)
        case FollowStatus.MOVED:
            return (Note(msg("newsdesk-follow-follow", _us(on)), there), edit)
        case FollowStatus.RENAMED:
            return (Note(msg("newsdesk-follow-look", _us(on)), there), edit)
        case FollowStatus.UNKNOWN:
            return (Note(msg("newsdesk-follow-look", _us(on)), there),)
        case _:
            return ()


def _us(on: ChannelFollows) -> str:
    return on.channel.handle
