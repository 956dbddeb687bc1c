"""Reads the channels side by side; what each stream comes to is stored by itself, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from queue import Empty, SimpleQueue

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message
from newsdesk.infra import clock
from newsdesk.services import read_streams
from newsdesk.services.keep_stream import keep
from newsdesk.services.read_streams import Outcome, too_late
from newsdesk.services.reading import Reading, Task
from newsdesk.services.reading_plan import plan
from newsdesk.services.short_links import Lengthener

MOST_AT_ONCE = 16
_BEAT = 20
"""Seconds between two signs of life while channels are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReport:
    """What reading one channel came to.

    ``changed`` counts what was new or had changed; ``failure`` is why the first of its streams
    that failed did.
    """

    channel_id: str
    changed: int = 0
    failure: Message | None = None


def read_due(
    reading: Reading, channels: Sequence[Channel], every: timedelta, *, force: bool = False
) -> list[ChannelReport]:
    """Read what is due of the channels, and store what each answered."""
    reports: dict[str, ChannelReport] = {}
    tasks = plan(reading, channels, every, force=force)
    for outcome in outcomes(reading, [[task] for task in tasks]):
        key = outcome.task.channel.id
        changed, failure = keep(reading, outcome)
        former = reports.get(key, ChannelReport(channel_id=key))
        reports[key] = replace(
            former, changed=former.changed + changed, failure=former.failure or failure
        )
    return list(reports.values())


def outcomes(reading: Reading, groups: Sequence[Sequence[Task]]) -> Iterator[Outcome]:
    """Read groups side by side, each task of a group after the one before it.

    Yield each stream's outcome as it comes; what is not there at the deadline has failed, unless
    its turn had not come yet.
    """
    if not groups:
        return
    lengthener = Lengthener(reading.engine, reading.settings, reading.desk_id)
    done: SimpleQueue[Outcome | Task] = SimpleQueue()
    pool = ThreadPoolExecutor(min(len(groups), MOST_AT_ONCE), thread_name_prefix="channel")
    for group in groups:
        pool.submit(read_streams.read, reading, group, lengthener, done.put)
    pending = {task.channel.id: task for group in groups for task in group}
    end = clock.ticks() + reading.deadline
    try:
        while pending and ((left := end - clock.ticks()) > 0 or not done.empty()):
            try:
                found = done.get(timeout=max(min(left, _BEAT), 0))
            except Empty:
                found = None
            reading.beat()
            match found:
                case Outcome():
                    yield found
                case Task():
                    del pending[found.channel.id]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for group in groups:
        late = [task for task in group if task.channel.id in pending]
        yield from (too_late(reading, task) for task in late[:1])
