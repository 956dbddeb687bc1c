"""Reads accounts on servers that speak Mastodon's API.

Methods: https://docs.joinmastodon.org/methods/accounts/,
https://docs.joinmastodon.org/methods/notifications/,
https://docs.joinmastodon.org/methods/timelines/#tag and
https://docs.joinmastodon.org/methods/search/. What everybody may see is read anonymously; a
server that shows nothing to strangers is asked as the account, if there is a credential.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlsplit

from newsdesk.channels.adapter import Feature, Known, Need, Wanted, bad_account, failed, one_post
from newsdesk.channels.address import PostAddress
from newsdesk.channels.line import Line
from newsdesk.channels.listing import read_searches
from newsdesk.channels.mastodon_accounts import account_id, look_up, read_follows, read_profile
from newsdesk.channels.mastodon_api import Api
from newsdesk.channels.mastodon_lists import read_list, tagged, termed
from newsdesk.channels.mastodon_posts import Server, mentions, post
from newsdesk.channels.paging import ReadPage
from newsdesk.channels.shape import at, line_at, understood
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchResult, ReadResult
from newsdesk.domain.post import Post, PostKey, StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError

OFFERS: Mapping[Feature, Need] = {
    Feature.OWN: Need.BETTER,
    Feature.MENTIONS: Need.BETTER,
    Feature.TAGS: Need.BETTER,
    Feature.TERMS: Need.CREDENTIAL,
    Feature.TIMELINE: Need.BETTER,
    Feature.FOLLOWS: Need.BETTER,
    Feature.FOLLOWERS: Need.BETTER,
}
NOTICES_DELETIONS = True

_ACCOUNT = re.compile(r"@?([\w.-]+)@([a-z0-9.-]+(?::[0-9]+)?)", re.IGNORECASE)
_ID = "([0-9]{1,20}|[0-9A-HJKMNP-TV-Z]{26})"
"""A number, or on some servers a ULID (https://github.com/ulid/spec)."""
_PAGE = re.compile(
    rf"(?:(?:web|deck)/)?@([\w.-]+(?:@[\w.-]+)?)/(?:(?:posts|statuses)/)?{_ID}", re.ASCII
)
_URI = re.compile(rf"users/([\w.-]+)/statuses/{_ID}", re.ASCII)
_NUMBERED = re.compile(rf"ap/users/([0-9]+)/statuses/{_ID}")


def origin(channel: Channel) -> str:
    """Return the server's origin: of the channel's address if it has one, else of the account.

    The two differ where accounts are named after another domain than the server's.
    """
    host = urlsplit(channel.url).netloc or _parts(channel)[1]
    return f"https://{host.lower()}"


def profile_url(channel: Channel) -> str:
    """Return the address of the account's page on its own server."""
    return channel.url or f"{origin(channel)}/@{_parts(channel)[0]}"


def follow_url(channel: Channel, handle: str) -> str:
    """Return the page of an account on the channel's own server, where it can be followed."""
    return f"{origin(channel)}/@{quote(handle.removeprefix('@'), safe='@')}"


def token_origin(channel: Channel) -> str:
    """Return the account's own server."""
    return origin(channel)


def accepts(channel: Channel, credential: Credential) -> bool:
    """Take a credential of the account's own server."""
    return credential.origin == origin(channel)


def read(line: Line, wanted: Wanted) -> ReadResult:
    """Read a stream of the account; of posts the public and unlisted ones."""
    channel = wanted.channel
    if not _ACCOUNT.fullmatch(channel.account):
        return bad_account(channel, "name@server")
    api = _api(line, channel)
    try:
        return _READS[wanted.stream](api, wanted)
    except FetchError as error:
        return failed(error)


def post_id(channel: Channel, known: Known, address: PostAddress) -> str | None:
    """Return the id in an address of the account's own server.

    As https://docs.joinmastodon.org/entities/Status/#url and ``uri`` have it, and what the
    server's own pages show; newer servers write the account's number into ``uri``.
    """
    path = "/".join(address.path)
    if f"https://{address.host}" != origin(channel):
        return None
    if found := _NUMBERED.fullmatch(path):
        return found[2] if found[1] == known.native_id else None
    found = _PAGE.fullmatch(path) or _URI.fullmatch(path)
    name = (found[1] if "@" in found[1] else f"{found[1]}@{_parts(channel)[1]}") if found else ""
    return found[2] if found and name.lower() in known.names(channel) else None


def read_post(line: Line, wanted: Wanted, native_id: str) -> FetchResult:
    """Read a status (https://docs.joinmastodon.org/methods/statuses/#get) of the account."""
    api = _api(line, wanted.channel)
    try:
        told = api.entity(f"v1/statuses/{quote(native_id, safe='')}")
        with understood(api.server.host):
            found = post(told, api.server)
            author = api.server.handle(line_at(told, "account", "acct")).casefold()
    except FetchError as error:
        return failed(error)
    ours = author == api.handle.casefold() or at(told, "account", "id") == wanted.native_id
    return one_post(found if ours else None)


def _api(line: Line, channel: Channel) -> Api:
    return Api(line, Server(origin(channel), _parts(channel)[1].lower()), channel.account)


def _parts(channel: Channel) -> tuple[str, str]:
    found = _ACCOUNT.fullmatch(channel.account)
    return (found[1], found[2]) if found else (channel.account, "")


def _own(api: Api, wanted: Wanted) -> Fetched:
    return read_list(api, wanted, f"v1/accounts/{account_id(api, wanted)}/statuses", {}, post)


def _others(api: Api, wanted: Wanted) -> Fetched:
    """Read somebody else's posts, from their own server: what others know of them has gaps."""
    found = None if wanted.native_id else look_up(api)
    path = f"v1/accounts/{found.native_id if found else quote(wanted.native_id, safe='')}/statuses"
    told = read_list(api, wanted, path, {"exclude_replies": "true"}, post)
    return replace(told, profile=found)


def _mentioned(api: Api, wanted: Wanted) -> Fetched:
    """Read mentions; none is ever taken for deleted, as notifications can be dismissed.

    Nobody else may list all of them, so without a credential they are those among the posts
    with a tag: of the set-up, or else the account's own name.
    """
    if api.line.credential is None:
        return _named(api, wanted)
    api.as_account = True
    found = read_list(api, wanted, "v1/notifications", {"types[]": "mention"}, _mention)
    return replace(_of_others(found, api), whole_since=None)


def _mention(notification: object, server: Server) -> Post | None:
    """Read a notification; not every server leaves out the types that were not asked for."""
    is_one = at(notification, "type") == "mention"
    return post(at(notification, "status"), server) if is_one else None


def _named(api: Api, wanted: Wanted) -> Fetched:
    named: set[PostKey] = set()

    def note(status: object, server: Server) -> Post | None:
        found = post(status, server)
        if found and mentions(status, wanted.native_id, api.handle, server):
            named.add(found.key)
        return found

    tags = wanted.tags or (api.local_name,)
    found = _searched(api, wanted, [tagged(api, tag, note) for tag in tags])
    return replace(found, posts=tuple(one for one in found.posts if one.key in named))


def _search(api: Api, wanted: Wanted) -> Fetched:
    """Search tags, and terms if there is a credential."""
    tags = [tagged(api, tag, post) for tag in wanted.tags]
    terms = [termed(api, term) for term in wanted.terms if api.line.credential]
    return _searched(api, wanted, tags + terms)


def _searched(api: Api, wanted: Wanted, searches: Iterable[ReadPage]) -> Fetched:
    found = read_searches(
        searches, wanted.state, oldest=wanted.oldest, now=wanted.now, host=api.server.host
    )
    return _of_others(found, api)


def _of_others(found: Fetched, api: Api) -> Fetched:
    own = api.handle.casefold()
    posts = tuple(one for one in found.posts if one.author.handle.casefold() != own)
    return replace(found, posts=posts)


_READS: Mapping[StreamName, Callable[[Api, Wanted], ReadResult]] = {
    StreamName.OWN: _own,
    StreamName.MENTION: _mentioned,
    StreamName.SEARCH: _search,
    StreamName.TIMELINE: _others,
    StreamName.FOLLOWS: read_follows,
    StreamName.PROFILE: read_profile,
}
