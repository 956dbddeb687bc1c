"""Reads accounts on servers that speak Mastodon's API.

Shapes: https://docs.joinmastodon.org/entities/Status/ and
https://docs.joinmastodon.org/methods/accounts/#statuses. Other servers of the same API differ:
ids need not be numbers, a boost's own content may be empty, fields may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import quote, urlsplit

from newsdesk.channels.adapter import Feature, Need, Wanted, failed
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
from newsdesk.infra.html import Clean, safe_link, sanitise
from newsdesk.infra.safe_json import parse

PER_PAGE = 40
"""The most that https://docs.joinmastodon.org/methods/accounts/#statuses gives at once."""

OFFERS: Mapping[Feature, Need] = {Feature.OWN: Need.NOTHING}

_ACCOUNT = re.compile(r"@?([\w.-]+)@([a-z0-9.-]+(?::[0-9]+)?)", re.IGNORECASE)
_PUBLIC = {"public", "unlisted"}


def origin(channel: Channel) -> str:
    """Return the server's origin: of the channel's address if it has one, else of the account.

    The two differ where accounts are named after another domain than the server's.
    """
    host = urlsplit(channel.url).netloc or _parts(channel)[1]
    return f"https://{host.lower()}"


def profile_url(channel: Channel) -> str:
    """Return the address of the account's page on its own server."""
    return channel.url or f"{origin(channel)}/@{_parts(channel)[0]}"


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take a credential of the account's own server."""
    return credential.origin == origin(channel)


def follow_url(channel: Channel, handle: str) -> str:
    """Return the page of an account on the channel's own server, where it can be followed."""
    return f"{origin(channel)}/@{quote(handle)}"


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the account's public and unlisted posts, boosts and replies."""
    channel = wanted.channel
    if not _ACCOUNT.fullmatch(channel.account):
        reason = msg("newsdesk-fetch-bad-account", channel.account, "name@server")
        return FetchFailed(reason=reason, permanent=True)
    try:
        account = _account_id(line, channel)
        return read_stream(
            lambda cursor: _page(line, origin(channel), account, cursor),
            wanted.state,
            oldest=wanted.oldest,
            now=wanted.now,
            host=_host(origin(channel)),
        )
    except FetchError as error:
        return failed(error)


def post(status: object, server: str) -> Post | None:
    """Read one status of a server; ``None`` where it is for followers or a few people only.

    :raises UnreadableError: where it lacks what every status has
    """
    original = at(status, "reblog") or status
    if {id_at(one, "visibility") for one in (status, original)} - _PUBLIC:
        return None
    shared = original is not status
    body = _body(original)
    url = safe_link(text_at(original, "url") or text_at(original, "uri"))
    if not url:
        raise UnreadableError("url")
    return Post(
        key=PostKey(ChannelKind.MASTODON, server, id_at(status, "id")),
        url=url,
        author=_author(at(original, "account"), server),
        time=needed_time_at(status, "created_at"),
        html=body.html,
        text=body.text,
        links=body.links,
        form=_form(status, shared),
        shared_url=url if shared else "",
        language=language(at(original, "language")),
        edited=time_at(original, "edited_at"),
    )


def _parts(channel: Channel) -> tuple[str, str]:
    found = _ACCOUNT.fullmatch(channel.account)
    return (found[1], found[2]) if found else (channel.account, "")


def _host(server: str) -> str:
    return server.removeprefix("https://")


def _account_id(line: Line, channel: Channel) -> str:
    """Look the account up; see https://docs.joinmastodon.org/methods/accounts/#lookup."""
    server, (name, _) = origin(channel), _parts(channel)
    try:
        answer = line.get(f"{server}/api/v1/accounts/lookup", query={"acct": name})
    except RefusedError as error:
        if error.answer.status == 404:
            error.message = msg("newsdesk-fetch-no-account", channel.account)
        raise
    try:
        return id_at(parse(answer.body), "id")
    except UnreadableError:
        raise NotUnderstoodError(_host(server)) from None


def _page(line: Line, server: str, account: str, cursor: str) -> Page:
    query = {"limit": str(PER_PAGE)} | ({"max_id": cursor} if cursor else {})
    answer = line.get(f"{server}/api/v1/accounts/{quote(account, safe='')}/statuses", query=query)
    statuses = parse(answer.body)
    try:
        if not isinstance(statuses, list):
            raise UnreadableError
        last = id_at(statuses[-1], "id") if statuses else ""
    except UnreadableError:
        raise NotUnderstoodError(_host(server)) from None
    return page(statuses, lambda s: post(s, server), older=last, host=_host(server))


def _author(account: object, server: str) -> Author:
    handle = line_at(account, "acct") or line_at(account, "username")
    if not handle:
        raise UnreadableError("account")
    return Author(
        name=line_at(account, "display_name") or handle,
        handle=handle if "@" in handle else f"{handle}@{_host(server)}",
        url=safe_link(text_at(account, "url")),
    )


def _body(status: object) -> Clean:
    """Read the text, after its content warning if it has one, and its real links.

    Mentions and tags are left out even where no class tells them; a quoted post is a link.
    """
    warning = line_at(status, "spoiler_text")
    html = text_at(status, "content")
    body = sanitise(f"<p>{escape(warning)}</p>{html}" if warning else html)
    own = {
        safe_link(text_at(one, "url"))
        for one in items_at(status, "mentions") + items_at(status, "tags")
    }
    body = replace(body, links=tuple(link for link in body.links if link not in own))
    body = _unshortened(body, safe_link(text_at(status, "card", "url")))
    quoted = safe_link(text_at(status, "quote", "quoted_status", "url"))
    return replace(body, links=tuple(dict.fromkeys(filter(None, (*body.links, quoted)))))


def _unshortened(body: Clean, card: str) -> Clean:
    """Put where it leads in the place of a post's only link, as the preview card tells.

    A card of the link's own site is not asked: it may lead to a place less exact. See
    https://docs.joinmastodon.org/entities/PreviewCard/
    """
    if not card or len(body.links) != 1:
        return body
    short = body.links[0]
    if urlsplit(short).hostname == urlsplit(card).hostname:
        return body
    return Clean(
        body.html.replace(f'href="{escape(short)}"', f'href="{escape(card)}"'),
        body.text.replace(short, card),
        (card,),
    )


def _form(status: object, shared: bool) -> PostForm:
    if shared:
        return PostForm.SHARE
    return PostForm.REPLY if at(status, "in_reply_to_id") else PostForm.ORIGINAL
