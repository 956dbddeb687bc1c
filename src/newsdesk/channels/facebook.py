"""Reads pages on Facebook through its Graph API, with the page's own token.

https://developers.facebook.com/docs/graph-api/reference/page/published_posts/,
https://developers.facebook.com/docs/graph-api/reference/page/tagged/ and
https://developers.facebook.com/docs/graph-api/reference/page/.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, quote

from newsdesk.channels.adapter import Feature, Known, Need, Wanted, bad_account, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.facebook_api import API, HOST, ask, older
from newsdesk.channels.facebook_posts import SITE, photo_ids, post
from newsdesk.channels.line import Line
from newsdesk.channels.paging import Page, page, read_stream
from newsdesk.channels.shape import count_at, id_at, line_at, needed_items_at, text_at, understood
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import FetchedProfile, FetchResult, ReadResult
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.html import safe_link

OFFERS: Mapping[Feature, Need] = dict.fromkeys(
    (Feature.OWN, Feature.MENTIONS, Feature.FOLLOWERS), Need.CREDENTIAL
) | {Feature.TIMELINE: Need.REVIEW}
"""Other pages' posts take a feature that Meta grants to reviewed apps alone.

See https://developers.facebook.com/docs/features-reference/page-public-content-access/.
"""
NOTICES_DELETIONS = True
PER_PAGE = 100
"""The most that a list gives at once; see https://developers.facebook.com/docs/graph-api/results."""

_ALTS_AT_ONCE = 50
_ACCOUNT = re.compile(r"@?[\w.-]{1,100}", re.ASCII)
_HOST = re.compile(r"(?:(?:www|m|mbasic|touch|web|[a-z]{2}-[a-z]{2})\.)?facebook\.com")
_POST = re.compile(r"([\w.-]+)/posts/(?:[^/]+/)?(?:([0-9]{1,20})|pfbid\w+)", re.ASCII)
_PAIR = re.compile(r"([0-9]{1,20})_([0-9]{1,20})")
_MEDIUM = re.compile(r"([\w.-]+)/(?:photos|videos|reels)/(?:[^/]+/)?[0-9]{1,20}", re.ASCII)
_NAMELESS = re.compile(r"share/(?:[prv]/)?\w{5,50}|reel/[0-9]{1,20}", re.ASCII)
_BY_QUERY = {
    "permalink.php": "story_fbid",
    "story.php": "story_fbid",
    "photo": "fbid",
    "photo.php": "fbid",
    "watch": "v",
}
_ATTACHMENT = "description,media,media_type,target,title,type,unshimmed_url,url"
_FIELDS = (
    "id,message,created_time,permalink_url,is_published,parent_id,privacy,from{id,name,username},"
    f"attachments{{{_ATTACHMENT},subattachments{{{_ATTACHMENT}}}}}"
)

log = logging.getLogger(__name__)


def origin(channel: Channel) -> str:  # one network, one space of ids
    """Return the origin of the network."""
    return SITE


def profile_url(channel: Channel) -> str:
    """Return the address of the page."""
    return channel.url or f"{SITE}/{quote(channel.handle)}"


def follow_url(channel: Channel, handle: str) -> str:
    """Return another page, where it can be followed."""
    return f"{SITE}/{quote(handle)}"


def token_origin(channel: Channel) -> str:
    """Return the API, which takes a page's token."""
    return API


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take a page's token for the API."""
    return credential.origin == API


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the page's posts, public posts that tag it, or the page itself."""
    if not _ACCOUNT.fullmatch(wanted.channel.account):
        return bad_account(wanted.channel, "MediaWikiProject")
    try:
        if wanted.stream is StreamName.PROFILE:
            return _profile(line, wanted)
        return _posts(line, wanted)
    except FetchError as error:
        return failed(error)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Return the id in an address of one of the page's posts, or of a medium of one.

    Not every form tells it: those that people copy today hide the post's number.
    """
    named = _named(address) if _HOST.fullmatch(address.host) else None
    if named is None:
        return None
    account, number = named
    if account and account.lower() not in known.names(channel) | {known.native_id}:
        return None
    return f"{known.native_id}_{number}" if number and known.native_id else ""


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Read a post (https://developers.facebook.com/docs/graph-api/reference/page-post/)."""
    try:
        told = ask(line, quote(native_id, safe=""), {"fields": _FIELDS})
        alts = _alts(line, photo_ids(told))
        with understood(HOST):
            ours = id_at(told, "from", "id") == wanted.native_id
            found = post(told, alts) if ours else None
    except FetchError as error:
        return failed(error)
    return one_post(found)


def _named(address: PostAddress) -> tuple[str, str] | None:
    """Return the page and the number of the post in an address, each empty where it is not told.

    ``None`` where it is no post's address.
    """
    path, query = "/".join(address.path), address.query
    if found := _POST.fullmatch(path) or _PAIR.fullmatch(path):
        return found[1], found[2] or ""
    if found := _MEDIUM.fullmatch(path):
        return found[1], ""
    if _NAMELESS.fullmatch(path):
        return "", ""
    number, account = query.get(_BY_QUERY.get(path, ""), ""), query.get("id", "")
    if not re.fullmatch(r"[0-9]{1,20}|pfbid\w+", number, re.ASCII):
        return None
    if not path.endswith(("permalink.php", "story.php")):
        return account, ""
    return (account, number if number.isdecimal() else "") if account else None


def _page_id(wanted: Wanted) -> str:
    return quote(wanted.native_id or wanted.channel.handle, safe="")


def _profile(line: Line, wanted: Wanted) -> FetchedProfile:
    told = ask(line, _page_id(wanted), {"fields": "id,name,username,link,followers_count"})
    with understood(HOST):
        native_id = id_at(told, "id")
    handle = line_at(told, "username") or native_id
    profile = Profile(
        handle=handle,
        native_id=native_id,
        name=line_at(told, "name") or handle,
        url=safe_link(text_at(told, "link")) or f"{SITE}/{quote(handle)}",
        followers=count_at(told, "followers_count"),
    )
    return FetchedProfile(profile=profile)


def _posts(line: Line, wanted: Wanted) -> ReadResult:
    own = wanted.stream is StreamName.OWN
    path = f"{_page_id(wanted)}/{'published_posts' if own else 'tagged'}"
    ours = set() if own else {wanted.native_id, wanted.channel.handle.casefold()}
    found = read_stream(
        lambda cursor: _page(line, path, cursor, ours),
        wanted.state,
        oldest=wanted.oldest,
        now=wanted.now,
        host=HOST,
    )
    return found if own else replace(found, whole_since=None)


def _page(line: Line, path: str, cursor: str, ours: set[str]) -> Page:
    query = {"fields": _FIELDS, "limit": str(PER_PAGE)} | dict(parse_qsl(cursor))
    told = ask(line, path, query)
    with understood(HOST):
        rows = needed_items_at(told, "data")
    alts = _alts(line, [number for row in rows for number in photo_ids(row)])

    def read_one(row: object) -> Post | None:
        by_us = {text_at(row, "from", "id"), text_at(row, "from", "username").casefold()} & ours
        return None if by_us - {""} else post(row, alts)

    return page(rows, read_one, older=older(told), host=HOST)


def _alts(line: Line, photos: list[str]) -> dict[str, str]:
    """Return the photos' alt texts, which no list of posts has in it.

    See https://developers.facebook.com/docs/graph-api/reference/photo/; without them the posts
    are still worth having.
    """
    alts: dict[str, str] = {}
    try:
        for some in _some(photos):
            told = ask(line, "", {"ids": ",".join(some), "fields": "alt_text,alt_text_custom"})
            for number in some:
                custom = line_at(told, number, "alt_text_custom")
                alts[number] = custom or line_at(told, number, "alt_text")
    except FetchError as error:
        log.warning("alt texts not read", extra={"host": HOST, "why": error.message.key})
    return alts


def _some(photos: list[str]) -> list[list[str]]:
    each = list(dict.fromkeys(photos))
    return [each[at : at + _ALTS_AT_ONCE] for at in range(0, len(each), _ALTS_AT_ONCE)]
