"""Finds a community's accounts among the links of a text, such as its page about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from newsdesk.domain.channel import Channel, ChannelKind, Expects
from newsdesk.domain.kinds import KINDS
from newsdesk.infra.text import clean

LONGEST = 200_000
MOST = 20
"""Accounts that are taken from one text, in its order; a page of links to people names more."""

_LINK = re.compile(r"""https?://[^\s<>"'|{}\[\]\\^`]{4,500}""")
_HANDLE = re.compile(
    r"(?<![\w/.@])@([A-Za-z0-9_.-]{1,60})@((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24})\b"
)
_FEED = re.compile(r"\.(?:rss|atom|xml|rdf)$|/(?:feed|rss|atom)/?$", re.IGNORECASE)
_KNOWN = {
    "x.com": (ChannelKind.X, r"/(?!(?:i|home|share|search|intent|hashtag)\b)(\w{1,15})/?"),
    "bsky.app": (ChannelKind.BLUESKY, r"/profile/([A-Za-z0-9.:-]{4,100})/?"),
    "facebook.com": (
        ChannelKind.FACEBOOK,
        r"/(?!(?:sharer|share|groups|events|plugins|watch)\b)([A-Za-z0-9.-]{1,75})/?",
    ),
    "t.me": (ChannelKind.TELEGRAM, r"/(?:s/)?(?!share\b)([A-Za-z]\w{3,31})/?"),
}
"""Networks by host: the kind, and the paths of accounts."""
_MANUAL = {
    "linkedin.com": "LinkedIn",
    "youtube.com": "YouTube",
    "instagram.com": "Instagram",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "reddit.com": "Reddit",
    "tiktok.com": "TikTok",
    "medium.com": "Medium",
}
_SAME = {"twitter.com": "x.com", "telegram.me": "t.me", "fb.com": "facebook.com"}
_FEDIVERSE = re.compile(r"/(?:@|users/)([a-z0-9_.-]{1,60})/?", re.IGNORECASE)


def find(text: str) -> tuple[Channel, ...]:
    """Return a channel for each account that the text links to, each with an id of its own."""
    text = clean(text[:LONGEST])
    found: dict[tuple[ChannelKind, str], Channel] = {}
    for channel in (*_of_links(text), *_of_handles(text)):
        found.setdefault((channel.kind, (channel.account or channel.url).casefold()), channel)
    return tuple(_numbered(list(found.values())[:MOST]))


def _of_links(text: str) -> Iterator[Channel]:
    for link in _LINK.findall(text):
        channel = read(link.rstrip(".,;:!?)*'"))
        if channel:
            yield channel


def _of_handles(text: str) -> Iterator[Channel]:
    for user, host in _HANDLE.findall(text):
        yield _made(ChannelKind.MASTODON, f"{user}@{host}", f"https://{host}/@{user}")


def read(link: str) -> Channel | None:
    """Return the account that a link leads to, without an id; ``None`` where it is none."""
    try:
        parts = urlsplit(link)
        host = re.sub(r"^(?:www|mobile|m|\w\w-\w\w)\.", "", parts.hostname or "")
    except ValueError:
        return None
    if "@" in parts.netloc or ":" in parts.netloc:
        return None
    host = _SAME.get(host, host)
    url = f"https://{parts.netloc}{parts.path}"
    if host in _KNOWN:
        kind, path = _KNOWN[host]
        named = re.fullmatch(path, parts.path, re.ASCII)
        return _made(kind, named[1], url) if named else None
    if host in _MANUAL:
        name = _MANUAL[host]
        return _made(ChannelKind.MANUAL, "", url, name) if parts.path.strip("/") else None
    if _FEED.search(parts.path):
        query = f"?{parts.query}" if parts.query else ""
        return _made(ChannelKind.FEED, "", url + query, host)
    named = _FEDIVERSE.fullmatch(parts.path)
    return _made(ChannelKind.MASTODON, f"{named[1]}@{host}", url) if named else None


def _made(kind: ChannelKind, account: str, url: str, name: str = "") -> Channel:
    expects = Expects.NOTHING if kind is ChannelKind.MANUAL else Expects.WANTED
    name = name or KINDS[kind].name
    return Channel(id="", kind=kind, name=name, account=account, url=url, expects=expects)


def _numbered(channels: list[Channel]) -> Iterator[Channel]:
    seen: Counter[str] = Counter()
    for channel in channels:
        base = (
            channel.name.casefold() if channel.kind is ChannelKind.MANUAL else channel.kind.value
        )
        seen[base] += 1
        name = base if seen[base] == 1 else f"{base}-{seen[base]}"
        yield replace(channel, id=name, name=channel.name or name)
