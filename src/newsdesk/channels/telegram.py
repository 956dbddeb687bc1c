"""Reads public channels on Telegram through their preview on the web, which needs no login.

The page's parts are those of the post widget (https://core.telegram.org/widgets/post), one for
each message, the newest last; ``?before=`` leads to older ones. There is no API without a login:
what Telegram shows of a channel without its app is what can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from newsdesk.channels.adapter import Feature, Known, Need, Wanted, bad_account, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.line import Line
from newsdesk.channels.paging import Page, page, read_stream
from newsdesk.channels.telegram_posts import MESSAGE, NAME, ORIGIN, attribute, post, profile
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import FetchedProfile, FetchResult, ReadResult
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import AccountError, FetchError, NotUnderstoodError
from newsdesk.infra.html import first_tags

HOST = "t.me"
MOST_TAGS = 20_000
"""Several times those of the 20 messages of a page; deep nesting of more takes long to search."""

OFFERS: Mapping[Feature, Need] = dict.fromkeys(
    (Feature.OWN, Feature.TIMELINE, Feature.FOLLOWERS), Need.NOTHING
)
NOTICES_DELETIONS = True


def origin(channel: Channel) -> str:  # the whole network shares one space of ids
    """Return the origin of the network."""
    return ORIGIN


def profile_url(channel: Channel) -> str:
    """Return the address of the channel's preview."""
    return f"{ORIGIN}/s/{channel.handle}"


def follow_url(channel: Channel, handle: str) -> str:
    """Return nothing: a channel follows nobody."""
    return ""


def token_origin(channel: Channel) -> str:
    """Return nothing: the preview is public."""
    return ""


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take none: the preview is public."""
    return False


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read the channel's messages, or how many have subscribed to it."""
    channel = wanted.channel
    if not NAME.fullmatch(channel.handle):
        return bad_account(channel, "mediawiki_news")
    try:
        if wanted.stream is StreamName.PROFILE:
            return FetchedProfile(profile=profile(_preview(line, channel)))
        return read_stream(
            lambda before: _page(_preview(line, channel, before)),
            wanted.state,
            oldest=wanted.oldest,
            now=wanted.now,
            host=HOST,
        )
    except FetchError as error:
        return failed(error)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Return the id in a message's address (https://core.telegram.org/api/links#message-links)."""
    path = address.path[1:] if address.path[:1] == ("s",) else address.path
    found = MESSAGE.fullmatch("/" + "/".join(path))
    if not found or address.host not in {HOST, "telegram.me"}:
        return None
    name = found[1].lower()
    return f"{name}/{found[2]}" if name in known.names(channel) else None


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Read the page of messages that this one is the newest of."""
    number = int(native_id.partition("/")[2])
    try:
        found = _page(_preview(line, wanted.channel, str(number + 1))).posts
    except FetchError as error:
        return failed(error)
    return one_post(next((one for one in found if one.key.native_id == native_id), None))


def _preview(line: Line, channel: Channel, before: str = "") -> LexborHTMLParser:
    """Ask for a page; Telegram redirects to the channel's card where there is no preview."""
    query = {"before": before} if before else None
    answer = line.get(profile_url(channel), query=query, accept="text/html")
    document = LexborHTMLParser(first_tags(answer.body.decode("utf-8", "replace"), MOST_TAGS))
    if document.css_first(".tgme_channel_info"):
        return document
    if urlsplit(answer.url).path.startswith("/s/"):
        raise NotUnderstoodError(HOST)
    if document.css_first(".tgme_page_extra"):
        raise AccountError(msg("newsdesk-fetch-login-needed", f"{HOST}/{channel.handle}"))
    raise AccountError(msg("newsdesk-fetch-no-account", channel.account))


def _page(document: LexborHTMLParser) -> Page:
    messages: list[object] = list(document.css(".tgme_widget_message[data-post]"))
    older = attribute(document.css_first(".tme_messages_more[data-before]"), "data-before")
    return page(messages[::-1], post, older=older if older.isdecimal() else "", host=HOST)
