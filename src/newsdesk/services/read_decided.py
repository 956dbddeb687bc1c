"""Reads the posts that decisions name by their addresses and that no stream has brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import Connection

from newsdesk.channels import registry
from newsdesk.channels.adapter import Feature, Known, Network, Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchFailed, FetchResult, StreamState
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra import clock
from newsdesk.services import credentials, paid_reading
from newsdesk.services.addresses import post_at, post_id
from newsdesk.services.read_streams import guarded
from newsdesk.services.reading import Reading
from newsdesk.services.reading_plan import open_line
from newsdesk.services.schedule import BUSY, held, waits
from newsdesk.services.short_links import Lengthener
from newsdesk.store import asked_addresses, decided, desks, posts, profiles, streams
from newsdesk.store.asked_addresses import AskedAddress, Purpose
from newsdesk.store.database import writing

MOST = 3
"""Posts that one refresh asks for."""
MOST_KNOWN = 1000
"""Addresses, those named last first, of which the next ones to be read are chosen."""
FIRST_WAIT = timedelta(hours=1)
FIRST_PERMANENT_WAIT = timedelta(days=1)
LONGEST_WAIT = timedelta(days=30)
_NONE_THERE = frozenset({"newsdesk-fetch-not-found", "newsdesk-fetch-gone"})


@dataclass(frozen=True, slots=True)
class _Named:
    """A post that is to be read: its channel, how that is read, the post's id and address."""

    channel: Channel
    network: Network
    known: Known
    native_id: str
    address: str
    before: AskedAddress


def run(reading: Reading, channels: Sequence[Channel]) -> int:
    """Read some of what decisions name; return how many posts were found.

    What cannot be read is asked for again later, more and more seldom.
    """
    lengthener = Lengthener(reading.engine, reading.settings, reading.desk_id)
    lines: dict[str, Line | None] = {}
    found = asked = 0
    for named in _due(reading, channels):
        channel_id = named.channel.id
        if channel_id not in lines:
            lines[channel_id] = _line(reading, named)
        line = lines[channel_id]
        if line is None:
            continue
        result = _read(reading, named, line)
        found += _keep(reading, named, line, result, lengthener)
        asked += 1
        if line.rest_until is not None:
            lines[channel_id] = None
        reading.beat()
        if asked == MOST:
            break
    return found


def _due(reading: Reading, channels: Sequence[Channel]) -> list[_Named]:
    """Return what no channel has brought and what may be asked for now, a few of each channel."""
    now, desk_id = clock.now(), reading.desk_id
    with reading.engine.connect() as connection:
        addresses = decided.to_read(connection, desk_id, most=MOST_KNOWN)
        before = asked_addresses.find(connection, desk_id, Purpose.POST, addresses)
        told = profiles.every(connection, desk_id) if addresses else {}
        asked = [before.get(address, AskedAddress(url=address)) for address in addresses]
        waiting = [one for one in asked if one.next_try is None or now >= one.next_try]
        return [
            named
            for channel in channels
            for named in islice(_missing(connection, desk_id, channel, waiting, told), MOST)
        ]


def _missing(
    connection: Connection,
    desk_id: int,
    channel: Channel,
    waiting: Sequence[AskedAddress],
    told: Mapping[str, Profile],
) -> Iterator[_Named]:
    """Yield those of a channel whose post is not stored at another form of its address either."""
    known = Known(profile=told.get(channel.id))
    for one in waiting:
        named = _named(channel, known, one)
        if named and not post_at(connection, desk_id, channel, one.url):
            yield named


def _named(channel: Channel, known: Known, before: AskedAddress) -> _Named | None:
    network = registry.adapter(channel.kind)
    native_id = post_id(channel, known, None, before.url)
    if network is None or not native_id:
        return None
    return _Named(channel, network, known, native_id, before.url, before)


def _line(reading: Reading, named: _Named) -> Line | None:
    """Open a line to the network, unless it is to be left alone now or tells nothing."""
    now, channel = clock.now(), named.channel
    with writing(reading.engine) as connection:
        own = streams.state(connection, reading.desk_id, channel, StreamName.OWN)
        line = open_line(connection, reading, channel, named.network)
    can = credentials.features(named.network, line.credential)
    paid = line.credential is not None and line.credential.paid
    if Feature.OWN not in can or waits(own, now):
        return None
    if paid and not (reading.paid and _is_fresh(own, now)):
        return None
    line.reserved = paid_reading.reserved(line.credential, StreamName.MENTION)
    return line


def _is_fresh(own: StreamState, now: datetime) -> bool:
    """Tell whether the channel's own posts were just read, as seldom as the settings want it.

    What strangers name on the wiki is not paid for more often.
    """
    return own.last_read is not None and now - own.last_read < BUSY


def _read(reading: Reading, named: _Named, line: Line) -> FetchResult:
    wanted = Wanted(
        channel=named.channel,
        oldest=reading.oldest,
        now=clock.now(),
        native_id=named.known.native_id,
    )
    return guarded(
        named.channel,
        wanted.stream,
        lambda: named.network.read_post(line, wanted, named.native_id),
    )


def _keep(
    reading: Reading, named: _Named, line: Line, result: FetchResult, lengthener: Lengthener
) -> int:
    """Store what was read, or when to ask again; return how many posts are new."""
    now, desk_id, channel = clock.now(), reading.desk_id, named.channel
    found = lengthener.lengthen(result.posts) if isinstance(result, Fetched) else ()
    after = _found(named, now) if found else _failed(named, result, now)
    with writing(reading.engine) as connection:
        changed = posts.save(connection, desk_id, channel.id, found, now=now)
        asked_addresses.save(connection, desk_id, Purpose.POST, after, now=now)
        if line.rest_until is not None:
            own = streams.state(connection, desk_id, channel, StreamName.OWN)
            streams.save(connection, desk_id, channel, held(own, line.rest_until))
        if changed:
            desks.set_matched(connection, desk_id, "")
            desks.bump(connection, desk_id)
    return changed


def _found(named: _Named, now: datetime) -> AskedAddress:
    """Say when to ask again, if ever: the post can stand at another address than the named one."""
    return AskedAddress(url=named.address, next_try=now + LONGEST_WAIT)


def _failed(named: _Named, result: FetchResult, now: datetime) -> AskedAddress:
    """Say when to ask again: where nothing is wrong but the credits, as soon as there are some."""
    reason, permanent, retry_after = _why(named, result)
    before = named.before
    failures = before.failures + 1
    wait = min((FIRST_PERMANENT_WAIT if permanent else FIRST_WAIT) * failures**2, LONGEST_WAIT)
    return AskedAddress(
        url=named.address,
        failures=failures,
        failed_since=before.failed_since or now,
        failure=reason,
        next_try=max(now + wait, retry_after or now),
    )


def _why(named: _Named, result: FetchResult) -> tuple[Message, bool, datetime | None]:
    """Say why a post was not found; what is missing is that post, not the account."""
    if isinstance(result, FetchFailed) and result.reason.key not in _NONE_THERE:
        return result.reason, result.permanent, result.retry_after
    host = named.network.origin(named.channel).removeprefix("https://")
    return msg("newsdesk-fetch-no-post", host), True, None
