"""Reads feeds: RSS, Atom or JSON Feed, whichever an answer turns out to be.

A feed has only its newest entries: one that is no longer in it was not deleted. A JSON Feed can
say where older ones are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from newsdesk.channels import json_feed, xml_feed
from newsdesk.channels.adapter import Feature, Known, Need, Wanted, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.line import Line
from newsdesk.channels.paging import LATE, MOST, Page, page, read_stream, validator
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchResult, ReadResult, StreamState
from newsdesk.domain.links import host_of
from newsdesk.domain.post import Post
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.http import MEGABYTE, Answer

OFFERS: Mapping[Feature, Need] = {Feature.OWN: Need.NOTHING}
NOTICES_DELETIONS = False
"""What a feed no longer holds may just be old."""

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
)


def origin(channel: Channel) -> str:
    """Return the origin of the feed's address."""
    parts = urlsplit(channel.url)
    return f"https://{parts.netloc.lower()}"


def profile_url(channel: Channel) -> str:
    """Return the feed's own address."""
    return channel.url


def follow_url(channel: Channel, handle: str) -> str:
    """Return nothing: nobody follows a feed as somebody."""
    return ""


def token_origin(channel: Channel) -> str:
    """Return nothing: feeds are public."""
    return ""


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take none: feeds are public."""
    return False


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the feed, unless it says that it has not changed."""
    channel, state = wanted.channel, wanted.state
    etag = validator(state, wanted.oldest)
    try:
        answer = line.get(
            channel.url,
            accept=_ACCEPT,
            etag=etag,
            last_modified="" if state.older and not etag else state.last_modified,
            max_bytes=2 * MEGABYTE,
        )
        # A feed's address is all that it is called by, until it has moved for good.
        known = Profile(handle=channel.url, url=channel.url, moved_to=answer.moved_to)
        if answer.unchanged:
            return Fetched(
                profile=known,
                complete_since=state.complete_since,
                newest=state.newest,
                older=state.older,
                etag=state.etag,
                last_modified=state.last_modified,
                unchanged=True,
            )
        newest = _page(answer, origin(channel), wanted.now)
        found = _paged(line, wanted, newest) if newest.older else _single(newest, wanted)
    except FetchError as error:
        return failed(error)
    return replace(found, etag=answer.etag, last_modified=answer.last_modified, profile=known)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Take an address of the feed's own host or one to which its entries lead; it has no id."""
    here = host_of(f"https://{address.host}")
    return "" if here in known.hosts | {host_of(channel.url)} else None


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Return no post: what a feed still has of its entries has been read already."""
    return one_post(None)


def posts(answer: Answer, server: str, now: datetime) -> tuple[Post, ...]:
    """Read the entries of a feed, newest first; one without a date counts as of ``now``.

    :raises NotUnderstoodError: where the answer is no feed, or no entry can be understood
    """
    return _page(answer, server, now).posts


def _page(answer: Answer, server: str, now: datetime) -> Page:
    host, base, older = server.removeprefix("https://"), answer.url, ""
    if json_feed.is_json(answer):
        document = json_feed.read(answer, host)
        older = json_feed.next_page(document, base)
        entries, post = json_feed.items(document), json_feed.post
    else:
        feed = xml_feed.read(answer, host)
        document, entries, post = feed, xml_feed.entries(feed), xml_feed.post
    read_page = page(
        entries[:MOST], lambda e: post(e, document, base, server, now), older=older, host=host
    )
    unique = {found.key: found for found in reversed(read_page.posts)}
    newest_first = sorted(unique.values(), key=lambda found: found.time, reverse=True)
    return replace(read_page, posts=tuple(newest_first))


def _single(newest: Page, wanted: Wanted) -> Fetched:
    """Take a feed that is all in one answer."""
    found, state = newest.posts, wanted.state
    return Fetched(
        posts=found,
        complete_since=_complete_since(found, state, wanted.now),
        newest=found[0].key.native_id if found else state.newest,
    )


def _paged(line: Line, wanted: Wanted, newest: Page) -> Fetched:
    """Follow a feed to its older entries; what was taken out of it was not deleted for that."""
    server, seen = origin(wanted.channel), {""}

    def read_page(address: str) -> Page:
        if not address:
            return newest
        seen.add(address)
        answer = line.get(address, accept=_ACCEPT, max_bytes=2 * MEGABYTE)
        older = _page(answer, server, wanted.now)
        return replace(older, older="") if older.older in seen else older

    found = read_stream(
        read_page,
        wanted.state,
        oldest=wanted.oldest,
        now=wanted.now,
        host=server.removeprefix("https://"),
    )
    return replace(found, whole_since=None)


def _complete_since(found: tuple[Post, ...], state: StreamState, now: datetime) -> datetime | None:
    """Tell how far back the stream is complete: as far as the feed, or further if it joins on."""
    reach = found[-1].time if found else now
    if state.complete_since is None:
        return reach
    known = any(one.key.native_id == state.newest for one in found)
    joins = known or not found or (state.last_read and reach < state.last_read - LATE)
    return min(state.complete_since, reach) if joins else reach
