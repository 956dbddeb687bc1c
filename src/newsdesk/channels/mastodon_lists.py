"""Reads lists of posts of Mastodon's API: timelines, notifications, tags and searches."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from urllib.parse import quote

from newsdesk.channels.adapter import Wanted
from newsdesk.channels.mastodon_api import Api, Rows
from newsdesk.channels.mastodon_posts import Server, post
from newsdesk.channels.paging import Page, ReadPage, page, read_stream, validator
from newsdesk.channels.shape import id_at, items_at
from newsdesk.domain.fetch import Fetched
from newsdesk.domain.post import Post
from newsdesk.infra.fetch_errors import RefusedError

PER_PAGE = 40
"""The most statuses and notifications that every server gives at once."""

ReadPost = Callable[[object, Server], Post | None]

log = logging.getLogger(__name__)


def read_list(
    api: Api, wanted: Wanted, path: str, query: Mapping[str, str], read_post: ReadPost
) -> Fetched:
    """Read a list of statuses, or of what ``read_post`` finds one in.

    :raises FetchError: where what is new cannot be read whole
    """

    def read_page(cursor: str) -> Page:
        etag = "" if cursor else validator(wanted.state, wanted.oldest)
        return _page(api, api.rows(path, {**query, **_below(cursor)}, etag), read_post)

    return read_stream(
        read_page, wanted.state, oldest=wanted.oldest, now=wanted.now, host=api.server.host
    )


def tagged(api: Api, tag: str, read_post: ReadPost) -> ReadPage:
    """Return what reads the posts with a tag, page by page."""
    path = f"v1/timelines/tag/{quote(tag, safe='')}"
    return lambda cursor: _page(api, api.rows(path, _below(cursor)), read_post)


def termed(api: Api, term: str) -> ReadPage:
    """Search a term as the account, if its token may search at all.

    See https://docs.joinmastodon.org/methods/search/#v2
    """

    def read_page(cursor: str) -> Page:
        query = {"q": f'"{term}"', "type": "statuses", "limit": str(PER_PAGE)}
        api.as_account = True
        try:
            answered = api.entity("v2/search", query | {"offset": cursor or "0"})
        except RefusedError as error:
            if error.answer.status != 403:
                raise
            log.warning("the token may not search", extra={"host": api.server.host})
            return Page()
        found = items_at(answered, "statuses")
        older = str(int(cursor or 0) + len(found)) if len(found) == PER_PAGE else ""
        return page(found, lambda one: post(one, api.server), older=older, host=api.server.host)

    return read_page


def _page(api: Api, rows: Rows, read_post: ReadPost) -> Page:
    if rows.unchanged:
        return Page(unchanged=True)
    last = api.read(lambda one, _: id_at(one, "id"), rows.rows[-1]) if rows.rows else ""
    return page(
        rows.rows,
        lambda one: read_post(one, api.server),
        older=last,
        host=api.server.host,
        etag=rows.etag,
    )


def _below(cursor: str) -> dict[str, str]:
    return {"limit": str(PER_PAGE)} | ({"max_id": cursor} if cursor else {})
