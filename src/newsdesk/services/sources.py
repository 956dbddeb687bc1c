"""The places to look for news, and what is known of reading each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Holds, Source
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.lead import LeadKind
from newsdesk.store import leads, streams

WAY_OF_READING = 1
"""Grows whenever more of a source is understood, so that all are read anew."""

KINDS = (LeadKind.NEWS, LeadKind.EVENT)
"""What comes from the sources of the set-up; ideas and suggestions have pages of their own."""

_READ = {
    "feed": ChannelKind.FEED,
    "calendar": ChannelKind.FEED,
    "wiki-page": ChannelKind.WIKI_PAGE,
}
_PREFIX = "source:"
"""Sets the streams of sources apart: no id of a channel has a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source, how reading it went, what it was found to hold and how many leads it has."""

    source: Source
    state: StreamState
    holds: Holds | None = None
    leads: int = 0


def readable(config: DeskConfig) -> tuple[Source, ...]:
    """Return the sources that are read by themselves; searches are read with the channels."""
    return tuple(source for source in config.sources if source.kind in _READ)


def pseudo_channel(source: Source) -> Channel:
    """Return a source as the channel of which its reading is remembered.

    A source of other kind, or that is said to hold something else, is another one.
    """
    return Channel(
        id=_PREFIX + source.id,
        kind=_READ[source.kind],
        name=source.id,
        account=f"{source.kind} {source.holds or ''} {WAY_OF_READING}",
        url=source.url,
        page=source.page,
    )


def states(
    connection: Connection, desk_id: int, sources: Sequence[Source]
) -> Mapping[str, StreamState]:
    """Return what is remembered of reading each source, by its id."""
    found = streams.states(connection, desk_id, tuple(map(pseudo_channel, sources)))
    return {source.id: found[_PREFIX + source.id] for source in sources}


def overview(connection: Connection, desk_id: int, config: DeskConfig) -> list[SourceState]:
    """Return every source of a set-up that is read by itself, in its order."""
    wanted = readable(config)
    known = states(connection, desk_id, wanted)
    numbers = leads.by_source(connection, desk_id, KINDS)
    return [
        SourceState(
            source=one,
            state=known[one.id],
            holds=held(known[one.id]),
            leads=numbers.get(one.id, 0),
        )
        for one in wanted
    ]


def held(state: StreamState) -> Holds | None:
    """Return what a source held when it was last read; its day is noted beside it."""
    name = state.mark.partition(" ")[0]
    return Holds(name) if name in set(Holds) else None


def forget_former(connection: Connection, desk_id: int, sources: Sequence[Source]) -> bool:
    """Let go of what was read at sources that left the set-up, or became other ones.

    Return whether there was any.
    """
    gone = leads.forget_others(connection, desk_id, [one.id for one in sources], KINDS)
    streams.forget_others(connection, desk_id, _PREFIX, [_PREFIX + one.id for one in sources])
    for source in sources:
        if streams.forget_former(connection, desk_id, pseudo_channel(source)):
            gone += leads.save(connection, desk_id, source.id, (), whole=True, kinds=KINDS)
    return bool(gone)
