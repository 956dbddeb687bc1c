"""Reads a source that is a calendar in the iCalendar format, unless it has not changed."""

from __future__ import annotations

from newsdesk.channels import ical
from newsdesk.channels.adapter import failed
from newsdesk.channels.ical_patience import TooMuchError
from newsdesk.channels.line import Line
from newsdesk.domain.desk import Holds
from newsdesk.domain.fetch import Fetched, FetchedLeads, FetchFailed
from newsdesk.domain.links import host_of
from newsdesk.domain.message import msg
from newsdesk.infra import clock
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.http import MEGABYTE


def read(
    line: Line, url: str, source_id: str, *, etag: str = "", last_modified: str = ""
) -> FetchedLeads | FetchFailed:
    """Read a calendar at an address; see :func:`.ical.leads` for what is taken of it.

    ``etag`` and ``last_modified`` are the validators of the last answer.
    """
    now, host = clock.now(), host_of(url)
    try:
        answer = line.get(
            url,
            accept="text/calendar, */*;q=0.5",
            etag=etag,
            last_modified=last_modified,
            max_bytes=2 * MEGABYTE,
        )
        leads = () if answer.unchanged else ical.leads(answer.body, source_id, host, now)
    except TooMuchError:
        return FetchFailed(reason=msg("newsdesk-fetch-calendar", host))
    except FetchError as error:
        return failed(error)
    read = Fetched(
        etag=etag if answer.unchanged else answer.etag,
        last_modified=last_modified if answer.unchanged else answer.last_modified,
        unchanged=answer.unchanged,
    )
    return FetchedLeads(answer=read, leads=leads, holds=Holds.EVENTS)
