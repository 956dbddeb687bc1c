"""Reads a channel that is a page of the wiki: one small request unless the page has changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsdesk.domain.fetch import Fetched, FetchFailed, FetchResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.wiki import pages
from newsdesk.wiki.page_posts import PagePosts, page_posts
from newsdesk.wiki.pages import PageMark
from newsdesk.wiki.session import Wiki, WikiFailed

WAY_OF_READING = 1
"""Grows whenever more of a page is understood, so that unchanged pages are read anew."""


def read(wiki: Wiki, site: Site, title: str, state: StreamState, now: datetime) -> FetchResult:
    """Read the items of a page unless its revision is known; a renamed page is followed."""
    try:
        mark = pages.mark(wiki, title)
        if mark is None:
            return FetchFailed(reason=msg("newsdesk-page-missing", title), permanent=True)
        if state.etag == _validator(mark):
            return Fetched(
                complete_since=state.complete_since,
                newest=state.newest,
                etag=state.etag,
                unchanged=True,
            )
        revision = pages.current(wiki, [mark.title])[mark.title]
    except WikiFailed as failure:
        wait = failure.retry_after
        later = None if wait is None else now + timedelta(seconds=wait)
        return FetchFailed(reason=failure.message, retry_after=later)
    found = page_posts(revision, mark.page_id, site) if revision else PagePosts(())
    if not found.posts:
        return FetchFailed(reason=msg("newsdesk-page-no-items", title), permanent=True)
    reach = found.posts[-1].time
    return Fetched(
        posts=found.posts,
        complete_since=min(reach, state.complete_since or reach),
        newest=found.posts[0].key.native_id,
        etag=_validator(mark),
        whole_since=found.whole_since,
    )


def _validator(mark: PageMark) -> str:
    return f"{WAY_OF_READING} {mark.page_id} {mark.revid} {mark.title}"
