"""Reads a page of the wiki that is a place to look: one small request unless it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.fetch import FetchFailed
from newsdesk.domain.message import msg
from newsdesk.wiki import pages
from newsdesk.wiki.pages import PageMark
from newsdesk.wiki.session import Wiki, WikiFailed


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page's newest revision, ``None`` where it is known already.

    ``validator`` tells the next reading which revision is known.
    """

    page_id: int
    validator: str
    revision: PageRevision | None


def newest(
    wiki: Wiki, title: str, known: str, now: datetime, way_of_reading: int
) -> PageFound | FetchFailed:
    """Read a page unless its revision is ``known``; a renamed page is followed.

    :param way_of_reading: grows whenever more of a page is understood, so that it is read anew
    """
    try:
        mark = pages.mark(wiki, title)
        if mark is None:
            return missing(title)
        validator = _validator(mark, way_of_reading)
        if known == validator:
            return PageFound(mark.page_id, validator, None)
        revision = pages.current(wiki, [mark.title])[mark.title]
    except WikiFailed as failure:
        wait = failure.retry_after
        later = None if wait is None else now + timedelta(seconds=wait)
        return FetchFailed(reason=failure.message, retry_after=later)
    # Between the two requests a page may have gone.
    return missing(title) if revision is None else PageFound(mark.page_id, validator, revision)


def missing(title: str) -> FetchFailed:
    """Say that there is no such page."""
    return FetchFailed(reason=msg("newsdesk-page-missing", title), permanent=True)


def _validator(mark: PageMark, way_of_reading: int) -> str:
    return f"{way_of_reading} {mark.page_id} {mark.revid} {mark.title}"
