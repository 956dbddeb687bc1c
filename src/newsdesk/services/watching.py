"""Looks, when something was read or published, which statuses changed, and remembers it.

It is done from what one version of the data says, and stored only while that stands: who comes
too late leaves it to the next refresh. So nothing is told twice, by whomever it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from newsdesk import __version__
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.item_id import names_since
from newsdesk.domain.status_change import Stand
from newsdesk.domain.sync_status import Cell
from newsdesk.infra.credentials import Credential
from newsdesk.services import board, matching
from newsdesk.services.board import Board, Period
from newsdesk.services.readable import is_readable
from newsdesk.store import desks, items, revisions, stands, status_changes
from newsdesk.store.codec import fingerprint
from newsdesk.store.database import change
from newsdesk.sync.decided import AROUND
from newsdesk.sync.standing import Compared, Seen, compare

_TRIES = 3


def run(engine: Engine, desk_id: int, now: datetime, credentials: Sequence[Credential]) -> bool:
    """Remember which statuses changed since the last look; return whether any did.

    What only a viewer decided counts for nothing. Items are looked at for as long as they are
    owed, and for 180 days at most.
    """
    for _ in range(_TRIES):
        found = board.load(
            engine, desk_id, now, Period.WITHIN, credentials=credentials, statistics=False
        )
        if found is None:
            return False
        work = _Work(desk_id, found, now, credentials)
        done = change(engine, work.store)
        if done is not None:
            return done
    return False


class _Work:
    """One look at one board."""

    def __init__(
        self, desk_id: int, found: Board, now: datetime, credentials: Sequence[Credential]
    ) -> None:
        self.desk_id, self.board, self.now = desk_id, found, now
        self.since = now.date() - stands.LOOKED_AT
        self.rules = {
            one.id: _rule(found.config, one, is_readable(one, credentials))
            for one in found.config.channels
        }

    def store(self, connection: Connection) -> bool | None:
        """Store what changed; return whether anything did, or ``None`` if the board is too old."""
        if desks.lock(connection, self.desk_id) != self.board.version:
            return None
        if desks.matched_by(connection, self.desk_id) != __version__:
            return False
        watching = desks.watching(connection, self.desk_id)
        found = self._compare(connection, watching)
        stands.save(connection, self.desk_id, found.stands)
        status_changes.add(connection, self.desk_id, found.changes)
        self._watch(connection, watching)
        if found.stands:
            desks.bump(connection, self.desk_id)
        return bool(found.stands)

    def _compare(self, connection: Connection, watching: Mapping[str, Sequence[str]]) -> Compared:
        known = self._known(connection)
        whole = _is_known(connection, self.desk_id, self.board.config)
        # Before the page's history was read, an item of an unknown name may be a former one.
        met = {item_id for item_id, _ in known}
        seen = [one for one in self._seen() if whole or one.item_id in met]
        watched = {
            channel_id: datetime.fromisoformat(since)
            for channel_id, (rule, since) in watching.items()
            if self.rules.get(channel_id) == rule
        }
        return compare(seen, known, watched, self.now)

    def _known(self, connection: Connection) -> dict[tuple[str, str], Stand]:
        """Read what is known of today's items, by the names that they have today."""
        oldest = min((row.item.date for row in self.board.rows), default=self.since)
        known = stands.every(connection, self.desk_id, _days_before(oldest, AROUND))
        there = {row.item.id for row in self.board.rows}
        former = {one.item_id for one in known} - there
        renamed = items.renamed(connection, self.desk_id) if former else {}
        names = {old: names_since(old, renamed)[-1] for old in former}
        names = {old: new for old, new in names.items() if new in there}
        if names:
            stands.rename(connection, self.desk_id, names)
            known = stands.every(connection, self.desk_id, _days_before(oldest, AROUND))
        return {(one.item_id, one.channel_id): one for one in known}

    def _seen(self) -> Iterator[Seen]:
        for row in self.board.rows:
            if row.item.date >= self.since:
                for cell in row.cells:
                    yield Seen(
                        item_id=row.item.id,
                        day=row.item.date,
                        text=row.item.text,
                        channel_id=cell.channel_id,
                        status=cell.status,
                        url=_url(cell),
                    )

    def _watch(self, connection: Connection, watching: Mapping[str, Sequence[str]]) -> None:
        """Remember by which rules each channel is looked at, and since when."""
        since = self.now.isoformat()
        watched = {
            channel_id: list(before)
            if (before := watching.get(channel_id, ("", "")))[0] == rule
            else [rule, since]
            for channel_id, rule in self.rules.items()
        }
        if watched != watching:
            desks.set_watching(connection, self.desk_id, watched)


def _rule(config: DeskConfig, channel: Channel, readable: bool) -> str:
    """Name all that a status follows from besides items, posts and decisions."""
    news = config.news
    parts = (news.page, news.archive, news.within, *matching.pages(config), readable)
    of_channel = (channel.kind, channel.account, channel.url, channel.page, channel.expects)
    return fingerprint(__version__, *map(str, (*parts, *of_channel, channel.since)))


def _is_known(connection: Connection, desk_id: int, config: DeskConfig) -> bool:
    """Tell whether the history of the pages is read up to what is stored of them."""
    for title in matching.pages(config):
        newest = revisions.get(connection, desk_id, title)
        walked = revisions.walk(connection, desk_id, title)
        if newest is not None and (walked is None or walked.newest < newest.revid):
            return False
    return True


def _url(cell: Cell) -> str:
    """Return where the post is that a status rests on: as it was read, else as somebody said."""
    if cell.post:
        return cell.post.url
    told = cell.settled.posted
    return told if cell.status.is_there and told not in cell.foreign else ""


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(max(date.min.toordinal(), day.toordinal() - days))
