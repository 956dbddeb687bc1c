"""Reads accounts on Bluesky: in public through its AppView, and more as the account itself.

Methods: https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed,
https://docs.bsky.app/docs/api/app-bsky-actor-get-profile,
https://docs.bsky.app/docs/api/app-bsky-graph-get-follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from newsdesk.channels import bluesky_posts as posts
from newsdesk.channels.adapter import Feature, Known, Need, Wanted, bad_account, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.bluesky_login import PasswordRefusedError, error_name
from newsdesk.channels.bluesky_mentions import read_mentions, read_search
from newsdesk.channels.line import Line
from newsdesk.channels.listing import Accounts, read_follows
from newsdesk.channels.paging import Page, page, read_stream
from newsdesk.channels.shape import needed_items_at, text_at, understood
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import (
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchResult,
    ReadResult,
)
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError, RefusedError
from newsdesk.infra.safe_json import parse

APP_VIEW = "https://public.api.bsky.app"
ENTRYWAY = "https://bsky.social"
HOST = APP_VIEW.removeprefix("https://")
PER_PAGE = 100
"""The most that the AppView gives at once."""

OFFERS: Mapping[Feature, Need] = {
    Feature.OWN: Need.NOTHING,
    Feature.MENTIONS: Need.CREDENTIAL,
    Feature.TAGS: Need.CREDENTIAL,
    Feature.TERMS: Need.CREDENTIAL,
    Feature.TIMELINE: Need.NOTHING,
    Feature.FOLLOWS: Need.NOTHING,
    Feature.FOLLOWERS: Need.NOTHING,
}
NOTICES_DELETIONS = True

_ACTOR = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]+|did:[a-z]+:[\w.:%-]+", re.IGNORECASE)
_RECORD = re.compile(r"(?!\.{1,2}$)[\w.:~-]{1,512}", re.ASCII)
"""See https://atproto.com/specs/record-key"""
_ACCOUNT_ERRORS = {
    "AccountTakedown": "newsdesk-fetch-account-suspended",
    "AccountDeactivated": "newsdesk-fetch-account-deactivated",
}


def origin(channel: Channel) -> str:  # the whole network shares one space of ids
    """Return the origin of the network: its ids are the same on every server."""
    return posts.APP


def profile_url(channel: Channel) -> str:
    """Return the address of the account's page."""
    return channel.url or _page_of(channel.handle)


def follow_url(channel: Channel, handle: str) -> str:
    """Return the page of an account, where it can be followed."""
    return _page_of(handle)


def token_origin(channel: Channel) -> str:
    """Return the server that holds most accounts, which knows their app passwords."""
    return ENTRYWAY


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take any: only the settings say which server holds the account."""
    return True


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read a stream of the account: without a credential its own posts, follows and profile."""
    channel = wanted.channel
    if not _ACTOR.fullmatch(channel.handle):
        return bad_account(channel, "name.bsky.social")
    try:
        return _READS[wanted.stream](line, wanted)
    except RefusedError as error:
        error.message = _account_trouble(line, wanted, error) or error.message
        return failed(error)
    except PasswordRefusedError as error:
        if error.tried and (key := _named(line, wanted)):
            # The password is right again once the account is.
            line.session = ""
            error.message = msg(key, channel.handle)
        return failed(error)
    except FetchError as error:
        return failed(error)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Return the AT URI of the post at an address of the app, which names a handle or DID."""
    if address.host != posts.APP.removeprefix("https://"):
        return None
    match address.path:
        case ("profile", actor, "post", record) if _RECORD.fullmatch(record):
            number = actor if actor.startswith("did:") else known.native_id
            if actor.lower() not in known.names(channel) | {known.native_id}:
                return None
            return f"at://{number}/app.bsky.feed.post/{record}" if number else ""
    return None


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Read a post, whose id names its author.

    See https://docs.bsky.app/docs/api/app-bsky-feed-get-posts
    """
    try:
        answer = line.get(f"{APP_VIEW}/xrpc/app.bsky.feed.getPosts", query={"uris": native_id})
        views = _items(parse(answer.body), "posts")
        with understood(HOST):
            found = [posts.from_view(view) for view in views]
    except FetchError as error:
        return failed(error)
    return one_post(next((one for one in found if one.key.native_id == native_id), None))


def _own(line: Line, wanted: Wanted) -> Fetched:
    """Read posts, shares and replies in their order: without the pinned one first."""
    return _feed(line, wanted, "posts_with_replies")


def _others(line: Line, wanted: Wanted) -> Fetched:
    """Read what somebody else posts and shares; who keeps posts from strangers shows none."""
    return _feed(line, wanted, "posts_no_replies")


def _feed(line: Line, wanted: Wanted, kinds: str) -> Fetched:
    def read_page(cursor: str) -> Page:
        query = {"filter": kinds, "includePins": "false"}
        answered = _ask(line, wanted, "feed.getAuthorFeed", query, cursor)
        raw, older = _items(answered, "feed"), text_at(answered, "cursor")
        return page(raw, posts.post, older=older, host=HOST)

    return read_stream(read_page, wanted.state, oldest=wanted.oldest, now=wanted.now, host=HOST)


def _profile(line: Line, wanted: Wanted) -> FetchedProfile:
    answered = _ask(line, wanted, "actor.getProfile", {})
    return FetchedProfile(profile=_understood(answered))


def _follows(line: Line, wanted: Wanted) -> FetchedFollows:
    def read_page(cursor: str) -> Accounts:
        answered = _ask(line, wanted, "graph.getFollows", {}, cursor)
        found = tuple(map(_understood, _items(answered, "follows")))
        return Accounts(found, text_at(answered, "cursor"))

    return read_follows(read_page, HOST)


_READS: Mapping[StreamName, Callable[[Line, Wanted], ReadResult]] = {
    StreamName.OWN: _own,
    StreamName.MENTION: read_mentions,
    StreamName.SEARCH: read_search,
    StreamName.TIMELINE: _others,
    StreamName.FOLLOWS: _follows,
    StreamName.PROFILE: _profile,
}


def _ask(
    line: Line, wanted: Wanted, method: str, query: Mapping[str, str], cursor: str = ""
) -> object:
    """Ask the AppView about the account, by its DID where that is known: handles change."""
    actor = {"actor": wanted.native_id or wanted.channel.handle}
    limit = {} if method == "actor.getProfile" else {"limit": str(PER_PAGE)}
    whole = {**actor, **limit, **query, **({"cursor": cursor} if cursor else {})}
    return parse(line.get(f"{APP_VIEW}/xrpc/app.bsky.{method}", query=whole).body)


def _account_trouble(line: Line, wanted: Wanted, error: RefusedError) -> Message | None:
    """Return what is the matter with the account itself, if that is why nothing is told."""
    known = _ACCOUNT_ERRORS.get(error_name(error))
    lost = not known and "not found" in text_at(parse(error.answer.body), "message").lower()
    if lost and wanted.stream is not StreamName.PROFILE:
        known = _named(line, wanted)
    key = known or ("newsdesk-fetch-no-account" if lost else "")
    return msg(key, wanted.channel.handle) if key else None


def _named(line: Line, wanted: Wanted) -> str | None:
    """Return what the profile names as the account's trouble, if it does.

    Needed where others only say "not found", or, of a suspended account, that its app password
    is wrong.
    """
    try:
        _ask(line, wanted, "actor.getProfile", {})
    except RefusedError as error:
        return _ACCOUNT_ERRORS.get(error_name(error))
    except FetchError:
        return None
    return None


def _items(answered: object, name: str) -> list[object]:
    with understood(HOST):
        return needed_items_at(answered, name)


def _understood(view: object) -> Profile:
    with understood(HOST):
        return posts.profile(view)


def _page_of(handle: str) -> str:
    return f"{posts.APP}/profile/{quote(handle.removeprefix('@'), safe=':')}"
