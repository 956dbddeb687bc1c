"""Reads one place to look for news: a feed, a calendar or a page of the wiki."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.channels import calendars, feed, feed_entries
from newsdesk.channels.adapter import Wanted
from newsdesk.channels.line import Line
from newsdesk.domain.desk import Holds, Source
from newsdesk.domain.entry import Entry
from newsdesk.domain.fetch import Fetched, FetchedLeads, FetchFailed, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.http import Door
from newsdesk.services.sources import held, pseudo_channel
from newsdesk.sync.leads import NEWS_FOR, leads, what_it_holds
from newsdesk.wiki import page_entries
from newsdesk.wiki.page_reading import newest
from newsdesk.wiki.session import Wiki

Result = FetchedLeads | FetchFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A source that is due, and what is remembered of it."""

    source: Source
    state: StreamState

    @property
    def known(self) -> StreamState:
        """What is remembered, without its validators where it is of another day.

        What a source holds is worked out anew each day, also where it has not changed.
        """
        if self.state.mark.endswith(f" {clock.now().date()}"):
            return self.state
        return replace(self.state, etag="", last_modified="")


def from_afar(door: Door, task: Task) -> Result:
    """Read a feed or a calendar, whoever named its address."""
    line = Line(door)
    found = _calendar(line, task) if task.source.kind == "calendar" else _feed(line, task)
    if isinstance(found, FetchFailed) and line.rest_until is not None:
        until = max(line.rest_until, found.retry_after or line.rest_until)
        return replace(found, retry_after=until)
    return found


def from_wiki(wiki: Wiki, site: Site, task: Task) -> Result:
    """Read a page of the configured wiki."""
    now, title = clock.now(), task.source.page
    page = newest(wiki, title, task.known.etag, now, page_entries.WAY_OF_READING)
    if isinstance(page, FetchFailed):
        return page
    answer = Fetched(etag=page.validator, unchanged=page.revision is None)
    if page.revision is None:
        return FetchedLeads(answer=answer)
    is_issue = task.source.holds is Holds.ISSUES
    entries = page_entries.entries(page.revision, page.page_id, site, is_issue=is_issue)
    if not entries:
        return FetchFailed(reason=msg("newsdesk-page-no-items", title), permanent=True)
    return _leads(task, answer, entries, now)


def _calendar(line: Line, task: Task) -> Result:
    source, known = task.source, task.known
    return calendars.read(
        line, source.url, source.id, etag=known.etag, last_modified=known.last_modified
    )


def _feed(line: Line, task: Task) -> Result:
    channel, now = pseudo_channel(task.source), clock.now()
    wanted = Wanted(channel=channel, state=task.known, oldest=now - NEWS_FOR, now=now)
    match feed.read(line, wanted):
        case Fetched(unchanged=True) as answer:
            return FetchedLeads(answer=answer)
        case Fetched() as answer:
            return _leads(task, answer, feed_entries.entries(answer.posts), now)
        case FetchFailed() as failure:
            return failure
        case other:
            raise AssertionError(f"a feed has no {other}")


def _leads(task: Task, answer: Fetched, entries: Sequence[Entry], now: datetime) -> FetchedLeads:
    source = task.source
    holds = what_it_holds(source, entries, now, held(task.state))
    return FetchedLeads(
        answer=answer,
        leads=tuple(leads(source, holds, entries, now)),
        holds=holds,
        whole=source.kind != "feed" or holds is not Holds.NEWS,
    )
