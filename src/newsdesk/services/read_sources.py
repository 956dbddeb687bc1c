"""Reads the places to look for news that are due, and stores the leads of each at once.

Feeds and calendars are read side by side, pages of the wiki one after another, as its etiquette
asks (https://www.mediawiki.org/wiki/API:Etiquette).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.domain.desk import Source
from newsdesk.domain.fetch import FetchedLeads, FetchFailed, StreamState
from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Message, msg
from newsdesk.infra import clock
from newsdesk.services import sources
from newsdesk.services.read_source import Result, Task, from_afar, from_wiki
from newsdesk.services.reading import Reading
from newsdesk.services.schedule import OTHERS, failed, is_due, succeeded
from newsdesk.services.sources import KINDS, pseudo_channel
from newsdesk.store import desks, leads, streams
from newsdesk.store.database import writing
from newsdesk.sync.carrying import carried
from newsdesk.wiki.session import Wiki

MOST_AT_ONCE = 8
_BEAT = 20
"""Seconds between two signs of life while sources are read."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What reading one source came to: how many leads changed, and why it failed, if it did."""

    source_id: str
    changed: int = 0
    failure: Message | None = None


def read_due(
    reading: Reading,
    wiki: Wiki,
    wanted: Sequence[Source],
    every: timedelta,
    *,
    force: bool = False,
) -> list[SourceReport]:
    """Read what is due of the sources, as often as what others say on the networks.

    Pages are left alone as long as the wiki has not said what it is.
    """
    now = clock.now()
    with writing(reading.engine) as connection:
        if sources.forget_former(connection, reading.desk_id, wanted):
            desks.bump(connection, reading.desk_id)
        states = sources.states(connection, reading.desk_id, wanted)
        site = desks.site(connection, reading.desk_id)
    tasks = [Task(source=one, state=states[one.id]) for one in wanted]
    due = [task for task in tasks if is_due(task.state, OTHERS * every, now, force=force)]
    reports = []
    pages = [task for task in due if task.source.kind == "wiki-page"]
    for task, result in _side_by_side(reading, [task for task in due if task not in pages]):
        reports.append(_keep(reading, task, result))
    for task in pages:
        if site is not None:
            reading.beat()
            result = _guarded(task, partial(from_wiki, wiki, site, task))
            reports.append(_keep(reading, task, result))
    return reports


def _side_by_side(reading: Reading, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result]]:
    """Yield what reading feeds and calendars comes to, as it comes, until the deadline."""
    if not tasks:
        return
    pool = ThreadPoolExecutor(min(len(tasks), MOST_AT_ONCE), thread_name_prefix="source")
    end = clock.ticks() + reading.deadline
    pending: dict[Future[Result], Task] = {
        pool.submit(_guarded, task, partial(from_afar, reading.door, task)): task for task in tasks
    }
    try:
        while pending and (left := end - clock.ticks()) > 0:
            done = wait(pending, min(left, _BEAT), return_when=FIRST_COMPLETED).done
            reading.beat()
            for one in done:
                yield pending.pop(one), one.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for task in pending.values():
        late = msg("newsdesk-fetch-too-slow", task.source.id, round(reading.deadline))
        yield task, FetchFailed(reason=late)


def _guarded(task: Task, ask: Callable[[], Result]) -> Result:
    """Read a source; a fault in it is logged and is this source's failure alone."""
    try:
        return ask()
    except Exception:  # whatever it raises, other sources are read
        log.exception("reading a source failed", extra={"source": task.source.id})
        return _fault(task)


def _fault(task: Task) -> FetchFailed:
    return FetchFailed(reason=msg("newsdesk-fetch-fault", task.source.id))


def _keep(reading: Reading, task: Task, result: Result) -> SourceReport:
    """Store what a source gave; what the database refuses is this source's failure alone."""
    try:
        return _stored(reading, task, result)
    except (SQLAlchemyError, OverflowError):
        log.exception("what was read was refused", extra={"source": task.source.id})
        return _stored(reading, task, _fault(task))


def _stored(reading: Reading, task: Task, result: Result) -> SourceReport:
    after = _after(task.state, result, clock.now())
    with writing(reading.engine) as connection:
        changed = _save(connection, reading.desk_id, task.source.id, result)
        streams.save(connection, reading.desk_id, pseudo_channel(task.source), after)
        if changed or after.failure != task.state.failure:
            desks.bump(connection, reading.desk_id)
    return SourceReport(source_id=task.source.id, changed=changed, failure=after.failure)


def _save(connection: Connection, desk_id: int, source_id: str, result: Result) -> int:
    if isinstance(result, FetchFailed) or result.answer.unchanged:
        return 0
    found: Sequence[Lead] = result.leads
    if result.whole:
        found = carried(found, leads.of_source(connection, desk_id, source_id))
    whole = result.whole
    return leads.save(connection, desk_id, source_id, found, whole=whole, kinds=KINDS)


def _after(before: StreamState, result: Result, now: datetime) -> StreamState:
    """Return what to remember; ``mark`` notes what the source holds, and the day of that."""
    if isinstance(result, FetchFailed):
        return failed(before, result, now, secrets.SystemRandom().random())
    after = succeeded(before, result.answer, now)
    return _marked(after, result, now)


def _marked(after: StreamState, result: FetchedLeads, now: datetime) -> StreamState:
    if result.holds is None:
        return after
    return replace(after, mark=f"{result.holds} {now.date()}")
