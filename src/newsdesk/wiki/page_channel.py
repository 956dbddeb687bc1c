"""Reads a channel that is a page of the wiki: one small request unless the page has changed."""

from __future__ import annotations

from datetime import datetime

from newsdesk.domain.fetch import Fetched, FetchFailed, FetchResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.wiki.page_posts import page_posts
from newsdesk.wiki.page_reading import newest
from newsdesk.wiki.session import Wiki

WAY_OF_READING = 1
"""Grows whenever more of a page is understood, so that unchanged pages are read anew."""


def read(wiki: Wiki, site: Site, title: str, state: StreamState, now: datetime) -> FetchResult:
    """Read the items of a page unless its revision is known; a renamed page is followed."""
    page = newest(wiki, title, state.etag, now, WAY_OF_READING)
    if isinstance(page, FetchFailed):
        return page
    if page.revision is None:
        return Fetched(
            complete_since=state.complete_since,
            newest=state.newest,
            etag=state.etag,
            unchanged=True,
        )
    found = page_posts(page.revision, page.page_id, site)
    if not found.posts:
        return FetchFailed(reason=msg("newsdesk-page-no-items", title), permanent=True)
    reach = found.posts[-1].time
    return Fetched(
        posts=found.posts,
        complete_since=min(reach, state.complete_since or reach),
        newest=found.posts[0].key.native_id,
        etag=page.validator,
        whole_since=found.whole_since,
    )
