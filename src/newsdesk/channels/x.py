"""Reads accounts on X through its API v2, of which each post and user read is paid for.

https://docs.x.com/x-api/posts/timelines/introduction (the newest 3,200 posts of an account and
800 mentions), https://docs.x.com/x-api/posts/search/introduction (the last seven days) and
https://docs.x.com/x-api/users/lookup/introduction, with an app's bearer token.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from newsdesk.channels.adapter import Feature, Known, Need, Wanted, bad_account, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.line import Line
from newsdesk.channels.listing import MOST_FOLLOWS
from newsdesk.channels.shape import at, count_at, id_at, items_at, line_at, text_at, understood
from newsdesk.channels.since import read_since
from newsdesk.channels.x_api import API, HOST, ask, missing
from newsdesk.channels.x_posts import SITE
from newsdesk.channels.x_source import SEARCHED, Source, read_one
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import (
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    FetchResult,
    ReadResult,
)
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError

OFFERS: Mapping[Feature, Need] = dict.fromkeys(Feature, Need.CREDENTIAL)
NOTICES_DELETIONS = False
"""To see what is gone, all of it would have to be paid for again."""

LONGEST_QUERY = 512
"""Of apps that pay by use; see https://docs.x.com/x-api/posts/search/integrate/build-a-query."""

FIRST = datetime(2010, 11, 6, 0, 0, 1, tzinfo=UTC)
"""The earliest moment that may be asked for; see https://docs.x.com/x-api/users/get-posts."""

_REACH = {StreamName.OWN: 3200, StreamName.MENTION: 800}
_WITHOUT_REPLIES = 800
"""See ``exclude`` at https://docs.x.com/x-api/users/get-posts."""
_ACCOUNT = re.compile(r"@?\w{1,15}", re.ASCII)
_HOST = re.compile(r"(?:www\.|mobile\.)?(?:x|twitter)\.com")
_STATUS = re.compile(
    r"(\w+|i/web)/status(?:es)?/([0-9]{1,19})(?:/(?:photo|video)/[0-9]+)?", re.ASCII
)
_NOBODY = {"i", "i/web"}
_USER_FIELDS = {"user.fields": "name,public_metrics,username"}


def origin(channel: Channel) -> str:  # one network, one space of ids
    """Return the origin of the network."""
    return SITE


def profile_url(channel: Channel) -> str:
    """Return the address of the account's page."""
    return channel.url or f"{SITE}/{channel.handle}"


def follow_url(channel: Channel, handle: str) -> str:
    """Return the page of an account, where it can be followed."""
    return f"{SITE}/{quote(handle)}"


def token_origin(channel: Channel) -> str:
    """Return the API, which takes an app's bearer token."""
    return API


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take an app's bearer token for the API."""
    return credential.origin == API


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read a stream; what was read and paid for once is never asked for again."""
    if not _ACCOUNT.fullmatch(wanted.channel.account):
        return bad_account(wanted.channel, "MediaWiki")
    try:
        return _READS[wanted.stream](line, wanted)
    except FetchError as error:
        return failed(error)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Return the id in a post's address, which need not name the account."""
    found = _STATUS.fullmatch("/".join(address.path))
    if not found or not _HOST.fullmatch(address.host):
        return None
    return found[2] if found[1].lower() in known.names(channel) | _NOBODY else None


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Read a post (https://docs.x.com/x-api/posts/get-post-by-id), which is paid for as any."""
    try:
        return one_post(read_one(line, wanted, native_id))
    except FetchError as error:
        return failed(error)


def _user(line: Line, wanted: Wanted) -> object:
    by_name = f"users/by/username/{wanted.channel.handle}"
    path = f"users/{wanted.native_id}" if wanted.native_id else by_name
    told = ask(line, path, _USER_FIELDS)
    if at(told, "data", "id") is None:
        raise missing(told, wanted.channel.account)
    return at(told, "data")


def _account_id(line: Line, wanted: Wanted) -> str:
    return wanted.native_id or _profile(_user(line, wanted)).native_id


def _profile(user: object) -> Profile:
    with understood(HOST):
        native_id, handle = id_at(user, "id"), id_at(user, "username")
    return Profile(
        handle=handle,
        native_id=native_id,
        name=line_at(user, "name") or handle,
        url=f"{SITE}/{handle}",
        followers=count_at(user, "public_metrics", "followers_count"),
    )


def _own_profile(line: Line, wanted: Wanted) -> FetchedProfile:
    return FetchedProfile(profile=_profile(_user(line, wanted)))


def _follows(line: Line, wanted: Wanted) -> FetchedFollows:
    """Read whom the account follows; see https://docs.x.com/x-api/users/follows/introduction.

    Where what may be paid for ends before the list does, it is incomplete.
    """
    account, found = _account_id(line, wanted), list[Profile]()
    token = ""
    while len(found) < MOST_FOLLOWS:
        most = 1000 if line.left is None else min(1000, max(line.left, 1))
        query = {"max_results": str(most), "pagination_token": token} | _USER_FIELDS
        told = ask(line, f"users/{account}/following", query)
        if at(told, "meta") is None:
            raise missing(told, account)
        found += [_profile(user) for user in items_at(told, "data")]
        token = text_at(told, "meta", "next_token")
        if not token or line.left == 0:
            break
    return FetchedFollows(follows=tuple(found), complete=not token)


def _timeline(line: Line, wanted: Wanted) -> ReadResult:
    """Read the account's posts, or those of others that mention it."""
    account = _account_id(line, wanted)
    if wanted.stream is StreamName.OWN:
        source = Source(line, wanted, f"users/{account}/tweets")
    else:
        source = Source(line, wanted, f"users/{account}/mentions", _is_from_others(account))
    return _read(source, wanted.oldest, _REACH[wanted.stream])


def _others(line: Line, wanted: Wanted) -> ReadResult:
    """Read somebody else's posts without replies, later than the newest that is known.

    Of the ways to read many accounts this one is paid for no more than once a post: a list's
    posts (https://docs.x.com/x-api/lists/get-list-posts) know no ``since_id``, and a search for
    ``from:a OR from:b`` costs the same, but goes back to newer names a second time whenever the
    list changes, and says nothing of an account that is gone. Requests are not paid for; 10,000
    in 15 minutes are allowed: https://docs.x.com/x-api/fundamentals/rate-limits.
    """
    found = None if wanted.native_id else _profile(_user(line, wanted))
    path = f"users/{found.native_id if found else wanted.native_id}/tweets"
    source = Source(line, wanted, path, query={"exclude": "replies"})
    return replace(_read(source, wanted.oldest, _WITHOUT_REPLIES), profile=found)


def _is_from_others(account: str) -> Callable[[Post, str], bool]:
    return lambda made, author: author != account and made.form is not PostForm.SHARE


def _search(line: Line, wanted: Wanted) -> ReadResult:
    """Search what others wrote in the last seven days, as no more is to be had."""
    if not (wanted.tags or wanted.terms):
        return Fetched()
    query = _query(wanted)
    if len(query) > LONGEST_QUERY:
        reason = msg("newsdesk-fetch-query-too-long", HOST, LONGEST_QUERY)
        return FetchFailed(reason=reason, permanent=True)
    asked = {"query": query, "sort_order": "recency"}
    source = Source(line, wanted, "tweets/search/recent", query=asked)
    earliest = wanted.now - SEARCHED
    return _read(source, max(wanted.oldest or earliest, earliest), sys.maxsize)


def _query(wanted: Wanted) -> str:
    """Write what to look for (https://docs.x.com/x-api/posts/search/integrate/operators)."""
    words = [_tag(tag) for tag in wanted.tags] + [_phrase(one) for one in wanted.terms]
    return f"({' OR '.join(words)}) -is:retweet -from:{wanted.channel.handle}"


def _tag(tag: str) -> str:
    return f"#{tag}" if re.fullmatch(r"\w+", tag) else _phrase(tag)


def _phrase(words: str) -> str:
    return '"' + words.replace('"', " ").strip() + '"'


def _read(source: Source, oldest: datetime | None, most: int) -> Fetched:
    if oldest is not None and oldest < FIRST:
        oldest = None
    return read_since(source.batch, source.wanted.state, oldest=oldest, most=most, host=HOST)


_READS: Mapping[StreamName, Callable[[Line, Wanted], ReadResult]] = {
    StreamName.OWN: _timeline,
    StreamName.MENTION: _timeline,
    StreamName.SEARCH: _search,
    StreamName.TIMELINE: _others,
    StreamName.FOLLOWS: _follows,
    StreamName.PROFILE: _own_profile,
}
