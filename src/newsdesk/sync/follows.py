"""The follow list beside whom the accounts really follow: what differs, on which channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import Followed
from newsdesk.domain.follow import Follow
from newsdesk.domain.follow_list import identity

NO_HANDLE = "handle.invalid"
"""Stands for a handle that leads nowhere now: https://atproto.com/specs/handle"""


class FollowStatus(StrEnum):
    """Where one entry of the follow list stands on one channel.

    ``renamed`` and ``moved`` are followed, but not under the handle that the list names, or not
    at the place where the account is now; ``absent`` is an entry that names no account there.
    """

    FOLLOWED = "followed"
    RENAMED = "renamed"
    MOVED = "moved"
    MISSING = "missing"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Whom a channel follows, and whether that is all: else who is not there is unknown."""

    channel: Channel
    follows: Sequence[Follow]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowCell:
    """One entry on one channel: the handle that the list names, and the follow that fits it."""

    channel: Channel
    status: FollowStatus
    handle: str = ""
    follow: Follow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRow:
    """One entry of the follow list, with a cell for each channel in the order given."""

    entry: Followed
    cells: tuple[FollowCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """An account that a channel follows and the list does not name."""

    channel: Channel
    follow: Follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The list, entry by entry, and what it does not name."""

    rows: tuple[FollowRow, ...]
    drift: tuple[Drift, ...]


def compare(entries: Sequence[Followed], known: Sequence[Known]) -> Comparison:
    """Put the follow list beside what the channels follow; drift is in the networks' order."""
    indexes = [_Index.of(one) for one in known]
    rows = tuple(
        FollowRow(entry=entry, cells=tuple(index.cell(entry) for index in indexes))
        for entry in entries
    )
    named = {(cell.channel.id, cell.follow) for row in rows for cell in row.cells}
    drift = (
        Drift(channel=one.channel, follow=follow)
        for one in known
        for follow in one.follows
        if (one.channel.id, follow) not in named
    )
    return Comparison(rows=rows, drift=tuple(drift))


@dataclass(frozen=True, slots=True)
class _Index:
    """One channel's follows by everything that the list may call them."""

    known: Known
    current: Mapping[str, Follow]
    former: Mapping[str, Follow]

    @classmethod
    def of(cls, known: Known) -> _Index:
        follows, channel = known.follows, known.channel
        ids = {one.profile.native_id.casefold(): one for one in follows}
        dids = {name: one for name, one in ids.items() if name.startswith("did:")}
        handles = {identity(channel, one.profile.handle): one for one in follows}
        former = {identity(channel, name): one for one in follows for name in one.formerly}
        return cls(known, dids | handles, former)

    def cell(self, entry: Followed) -> FollowCell:
        """Tell where an entry stands."""
        channel = self.known.channel
        handle = dict(entry.accounts).get(channel.id, "")
        if not handle:
            return FollowCell(channel=channel, status=FollowStatus.ABSENT)
        key = identity(channel, handle)
        follow = self.current.get(key) or self.former.get(key)
        return FollowCell(
            channel=channel, status=self._status(key, follow), handle=handle, follow=follow
        )

    def _status(self, key: str, follow: Follow | None) -> FollowStatus:
        if follow is None:
            return FollowStatus.MISSING if self.known.whole else FollowStatus.UNKNOWN
        if follow.profile.moved_to:
            return FollowStatus.MOVED
        return FollowStatus.FOLLOWED if key in self.current else FollowStatus.RENAMED
