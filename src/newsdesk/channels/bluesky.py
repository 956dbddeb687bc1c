"""Reads accounts on Bluesky through its public AppView.

Shapes: https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed and
https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky. A post's id is its AT URI
(https://atproto.com/specs/at-uri-scheme).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from newsdesk.channels.adapter import Feature, Need, Wanted, failed
from newsdesk.channels.facets import to_html
from newsdesk.channels.line import Line
from newsdesk.channels.paging import Page, page, read_stream
from newsdesk.channels.shape import (
    UnreadableError,
    at,
    id_at,
    items_at,
    language,
    line_at,
    needed_time_at,
    text_at,
    time_at,
)
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import FetchFailed, ReadResult
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError, NotUnderstoodError, RefusedError
from newsdesk.infra.html import safe_link, sanitise
from newsdesk.infra.safe_json import parse

APP_VIEW = "https://public.api.bsky.app"
APP = "https://bsky.app"
PER_PAGE = 100
"""The most that app.bsky.feed.getAuthorFeed gives at once."""

OFFERS: Mapping[Feature, Need] = {Feature.OWN: Need.NOTHING}

_ACTOR = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]+|did:[a-z]+:[\w.:%-]+", re.IGNORECASE)
_POST_URI = re.compile(r"at://(did:[^/\s]+)/app\.bsky\.feed\.post/([\w.:~-]+)")
_BROKEN_HANDLE = "handle.invalid"


def origin(channel: Channel) -> str:  # the whole network shares one space of ids
    """Return the origin of the network: its ids are the same on every server."""
    return APP


def profile_url(channel: Channel) -> str:
    """Return the address of the account's page."""
    return channel.url or f"{APP}/profile/{quote(_actor(channel), safe=':')}"


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take any: only the settings say which server holds the account."""
    return True


def follow_url(channel: Channel, handle: str) -> str:
    """Return the page of an account, where it can be followed."""
    return f"{APP}/profile/{quote(handle, safe=':')}"


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the account's posts, reposts and replies."""
    channel = wanted.channel
    if not _ACTOR.fullmatch(_actor(channel)):
        reason = msg("newsdesk-fetch-bad-account", channel.account, "name.bsky.social")
        return FetchFailed(reason=reason, permanent=True)
    host = APP_VIEW.removeprefix("https://")
    try:
        return read_stream(
            lambda cursor: _page(line, channel, host, cursor),
            wanted.state,
            oldest=wanted.oldest,
            now=wanted.now,
            host=host,
        )
    except FetchError as error:
        return failed(error)


def post(item: object) -> Post:
    """Read one ``feedViewPost``.

    :raises UnreadableError: where it lacks what every post has
    """
    view = at(item, "post")
    uri, record = id_at(view, "uri"), at(view, "record")
    body = sanitise(to_html(text_at(record, "text"), items_at(record, "facets")))
    embedded = (_external(view), _quoted(view))
    shared = text_at(item, "reason", "$type").endswith("#reasonRepost")
    author = _author(at(view, "author"))
    url = _post_url(uri, author)
    return Post(
        key=PostKey(ChannelKind.BLUESKY, APP, _share_id(item, uri) if shared else uri),
        url=url,
        author=author,
        time=needed_time_at(item, "reason", "indexedAt") if shared else _time(view),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys([*body.links, *filter(None, embedded)])),
        form=_form(record, shared),
        shared_url=url if shared else "",
        language=next((tag for one in items_at(record, "langs") if (tag := language(one))), ""),
    )


def _actor(channel: Channel) -> str:
    return channel.account.removeprefix("@")


def _page(line: Line, channel: Channel, host: str, cursor: str) -> Page:
    query = {"actor": _actor(channel), "limit": str(PER_PAGE), "filter": "posts_with_replies"}
    try:
        answer = line.get(
            f"{APP_VIEW}/xrpc/app.bsky.feed.getAuthorFeed",
            query=query | ({"cursor": cursor} if cursor else {}),
        )
    except RefusedError as error:
        if "not found" in text_at(parse(error.answer.body), "message").lower():
            error.message = msg("newsdesk-fetch-no-account", channel.account)
        raise
    answered = parse(answer.body)
    if not isinstance(at(answered, "feed"), list):
        raise NotUnderstoodError(host)
    return page(items_at(answered, "feed"), post, older=text_at(answered, "cursor"), host=host)


def _share_id(item: object, uri: str) -> str:
    """Return the repost's own AT URI; where an older server gives none, who reposted what."""
    if at(item, "reason", "uri") is not None:
        return id_at(item, "reason", "uri")
    return f"{uri}#{id_at(item, 'reason', 'by', 'did')}"


def _time(view: object) -> datetime:
    """Return when a post counts as posted.

    A record may claim any time, so the network sorts by the earlier of that and its own:
    https://docs.bsky.app/docs/advanced-guides/timestamps
    """
    indexed = needed_time_at(view, "indexedAt")
    return min(time_at(view, "record", "createdAt") or indexed, indexed)


def _author(author: object) -> Author:
    handle = line_at(author, "handle")
    if not handle or handle == _BROKEN_HANDLE:
        handle = id_at(author, "did")
    return Author(
        name=line_at(author, "displayName") or handle,
        handle=handle,
        url=f"{APP}/profile/{quote(handle, safe=':')}",
    )


def _post_url(uri: str, author: Author) -> str:
    found = _POST_URI.fullmatch(uri)
    if not found:
        raise UnreadableError("uri")
    return f"{author.url}/post/{found[2]}"


def _form(record: object, shared: bool) -> PostForm:
    if shared:
        return PostForm.SHARE
    return PostForm.REPLY if at(record, "reply") else PostForm.ORIGINAL


def _external(view: object) -> str:
    """Return the address of the link card, alone or beside a quote (app.bsky.embed.external)."""
    card = text_at(view, "embed", "external", "uri")
    return safe_link(card or text_at(view, "embed", "media", "external", "uri"))


def _quoted(view: object) -> str:
    """Return the address of the quoted post, alone or beside media (app.bsky.embed.record)."""
    record = at(view, "embed", "record")
    quoted = record if at(record, "uri") is not None else at(record, "record")
    try:
        return _post_url(text_at(quoted, "uri"), _author(at(quoted, "author")))
    except UnreadableError:
        return ""
