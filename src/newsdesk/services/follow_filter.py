"""Which rows of the follow list, and whose drift, a visitor asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from newsdesk.services.address_args import args, member, number
from newsdesk.services.follows import Follows
from newsdesk.sync.follows import Drift, FollowRow, FollowStatus


class Show(StrEnum):
    """What must hold for at least one cell of a row."""

    ALL = "all"
    MISSING = "missing"
    CHANGED = "changed"
    UNKNOWN = "unknown"


STATUSES: Mapping[Show, frozenset[FollowStatus]] = {
    Show.ALL: frozenset(FollowStatus),
    Show.MISSING: frozenset({FollowStatus.MISSING}),
    Show.CHANGED: frozenset({FollowStatus.RENAMED, FollowStatus.MOVED}),
    Show.UNKNOWN: frozenset({FollowStatus.UNKNOWN}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowFilter:
    """One choice of rows; from 1, ``part`` counts pages of the list, ``page`` those of drift."""

    show: Show = Show.ALL
    channel: str = ""
    part: int = 1
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> FollowFilter:
        """Read a filter from an address's parameters; what makes no sense counts as not said."""
        return cls(
            show=member(Show, given.get("show", ""), Show.ALL),
            channel=given.get("channel", ""),
            part=number(given.get("part", "")),
            page=number(given.get("page", "")),
        )

    @property
    def args(self) -> dict[str, str]:
        """The parameters that :meth:`of` reads back to the same filter, defaults left out."""
        return args(
            show=(self.show, Show.ALL),
            channel=(self.channel, ""),
            part=(self.part, 1),
            page=(self.page, 1),
        )

    def on(self, follows: Follows) -> FollowFilter:
        """Leave out a channel that has no follows."""
        return self if self.channel in follows.by_id else replace(self, channel="")


def rows(follows: Follows, wanted: FollowFilter) -> tuple[FollowRow, ...]:
    """Pick the entries of the list with a cell that fits."""
    statuses = STATUSES[wanted.show]
    if wanted.show is Show.ALL:
        return follows.found.rows
    return tuple(
        row
        for row in follows.found.rows
        if any(
            cell.status in statuses and wanted.channel in ("", cell.channel.id)
            for cell in row.cells
        )
    )


def drift(follows: Follows, wanted: FollowFilter) -> tuple[Drift, ...]:
    """Pick what the list does not name, of one channel or of all."""
    found = follows.found.drift
    return tuple(one for one in found if wanted.channel in ("", one.channel.id))


def count(follows: Follows, wanted: FollowFilter) -> int:
    """Count the cells, not the rows, that fit."""
    return sum(
        cell.status in STATUSES[wanted.show] and wanted.channel in ("", cell.channel.id)
        for row in follows.found.rows
        for cell in row.cells
    )
