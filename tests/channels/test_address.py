"""Which addresses are a channel's own: by their form, however they are disguised."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsdesk.channels.adapter import Known
from newsdesk.channels.address import read
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.profile import Profile
from newsdesk.domain.site import Site
from newsdesk.services.addresses import post_id

SITE = Site(name="Wiki", server="https://www.mediawiki.org")


def _channel(kind: ChannelKind, account: str = "", url: str = "") -> Channel:
    return Channel(id="c", kind=kind, name="C", account=account, url=url)


MASTODON = _channel(ChannelKind.MASTODON, "MediaWiki@wikis.world")
RENAMED_DOMAIN = _channel(ChannelKind.MASTODON, "news@example.org", "https://social.example/@news")
BLUESKY = _channel(ChannelKind.BLUESKY, "mediawiki.org")
X = _channel(ChannelKind.X, "MediaWiki")
FACEBOOK = _channel(ChannelKind.FACEBOOK, "MediaWikiProject")
TELEGRAM = _channel(ChannelKind.TELEGRAM, "mediawiki_news")
FEED = _channel(ChannelKind.FEED, url="https://feeds.example/blog.atom")
MANUAL = _channel(ChannelKind.MANUAL, url="https://www.linkedin.com/company/mediawiki")
PAGE = _channel(ChannelKind.WIKI_PAGE)
ULID = "01FBVD42CQ3ZEEVMW180SBX03B"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
PFBID = "pfbid02yFzJ2cT7Wq"

TOLD = {
    ChannelKind.MASTODON: Profile(handle="mediawiki@wikis.world", native_id="109"),
    ChannelKind.BLUESKY: Profile(handle="mw.bsky.social", native_id=DID),
    ChannelKind.X: Profile(handle="mediawiki_org", native_id="2244"),
    ChannelKind.FACEBOOK: Profile(handle="MediaWikiProject", native_id="5281"),
}


def known(channel: Channel) -> Known:
    hosts = frozenset(["blog.example"]) if channel is FEED else frozenset[str]()
    return Known(profile=TOLD.get(channel.kind), hosts=hosts)


OWN = [
    (MASTODON, "https://wikis.world/@mediawiki/1151", "1151"),
    (MASTODON, "https://wikis.world/@MediaWiki/1151/", "1151"),
    (MASTODON, "https://WIKIS.world/%40mediawiki/1151?x=1#top", "1151"),
    (MASTODON, "https://wikis.world/@mediawiki@wikis.world/1151", "1151"),
    (MASTODON, "https://wikis.world/deck/@mediawiki/1151", "1151"),
    (MASTODON, "https://wikis.world/users/mediawiki/statuses/1151", "1151"),
    (MASTODON, "https://wikis.world/ap/users/109/statuses/1151", "1151"),
    (MASTODON, f"https://wikis.world/@mediawiki/statuses/{ULID}", ULID),
    (MASTODON, f"https://wikis.world/@mediawiki/{ULID}", ULID),
    (RENAMED_DOMAIN, "https://social.example/@news/7", "7"),
    (BLUESKY, f"https://bsky.app/profile/{DID}/post/3lb", f"at://{DID}/app.bsky.feed.post/3lb"),
    (BLUESKY, "https://bsky.app/profile/mediawiki.org/post/3lb", f"at://{DID}/app.bsky.feed.post/3lb"),
    (BLUESKY, "https://bsky.app/profile/mw.bsky.social/post/3lb", f"at://{DID}/app.bsky.feed.post/3lb"),
    (X, "https://x.com/MediaWiki/status/1990", "1990"),
    (X, "https://twitter.com/mediawiki/statuses/1990?s=20", "1990"),
    (X, "https://mobile.twitter.com/mediawiki_org/status/1990/photo/1", "1990"),
    (X, "https://x.com/i/web/status/1990", "1990"),
    (X, "https://x.com/i/status/1990", "1990"),
    (FACEBOOK, "https://www.facebook.com/MediaWikiProject/posts/77", "5281_77"),
    (FACEBOOK, "https://m.facebook.com/mediawikiproject/posts/version-145-is-out/77/", "5281_77"),
    (FACEBOOK, "https://facebook.com/5281_77", "5281_77"),
    (FACEBOOK, "https://de-de.facebook.com/permalink.php?story_fbid=77&id=5281", "5281_77"),
    (FACEBOOK, f"https://www.facebook.com/MediaWikiProject/posts/{PFBID}", ""),
    (FACEBOOK, f"https://m.facebook.com/story.php?story_fbid={PFBID}&id=5281", ""),
    (FACEBOOK, "https://www.facebook.com/MediaWikiProject/photos/a.12/34/?type=3", ""),
    (FACEBOOK, "https://www.facebook.com/photo/?fbid=34&set=a.12", ""),
    (FACEBOOK, "https://www.facebook.com/watch/?v=34", ""),
    (FACEBOOK, "https://www.facebook.com/share/p/1AbCdEfGh/", ""),
    (TELEGRAM, "https://t.me/MediaWiki_News/42", "mediawiki_news/42"),
    (TELEGRAM, "https://t.me/s/mediawiki_news/42?single", "mediawiki_news/42"),
    (TELEGRAM, "https://telegram.me/mediawiki_news/42", "mediawiki_news/42"),
    (FEED, "https://feeds.example/2026/11/release", ""),
    (FEED, "https://www.blog.example/2026/11/%C3%BCber", ""),
    (MANUAL, "https://www.linkedin.com/feed/update/urn:li:activity:7", ""),
    (MANUAL, "https://linkedin.com/posts/mediawiki_145-activity-7", ""),
    (PAGE, "https://www.mediawiki.org/wiki/News#2026-11-18", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "address", "expected"), OWN, ids=lambda value: str(value)[:60]
)
def test_an_address_of_the_channel_tells_the_post(
    channel: Channel, address: str, expected: str
) -> None:
    assert post_id(channel, known(channel), SITE, address) == expected


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (MASTODON, "https://wikis.world/@somebody/1151"),
        (MASTODON, "https://wikis.world/@mediawiki@elsewhere.example/1151"),
        (MASTODON, "https://wikis.world/@109/1151"),
        (MASTODON, "https://wikis.world/ap/users/110/statuses/1151"),
        (MASTODON, "https://wikis.world/@mediawiki"),
        (MASTODON, "https://wikis.world/@mediawiki/followers"),
        (MASTODON, "https://wikis.world/@mediawiki/../@somebody/1151"),
        (MASTODON, "https://mastodon.social/@mediawiki@wikis.world/1151"),
        (RENAMED_DOMAIN, "https://example.org/@news/7"),
        (BLUESKY, f"at://{DID}/app.bsky.feed.post/3lb"),
        (BLUESKY, "https://bsky.app/profile/somebody.bsky.social/post/3lb"),
        (BLUESKY, "https://bsky.app/profile/did:plc:other/post/3lb"),
        (BLUESKY, "https://bsky.app/profile/mediawiki.org"),
        (BLUESKY, "https://bsky.app/profile/mediawiki.org/post/.."),
        (BLUESKY, "https://public.api.bsky.app/profile/mediawiki.org/post/3lb"),
        (X, "https://x.com/somebody/status/1990"),
        (X, "https://x.com/MediaWiki"),
        (X, "https://x.com/MediaWiki/status/1990/likes"),
        (X, "https://x.com/search?q=/MediaWiki/status/1990"),
        (FACEBOOK, "https://www.facebook.com/somebody/posts/77"),
        (FACEBOOK, "https://www.facebook.com/9999_77"),
        (FACEBOOK, "https://www.facebook.com/permalink.php?story_fbid=77&id=9999"),
        (FACEBOOK, "https://www.facebook.com/permalink.php?story_fbid=77"),
        (FACEBOOK, "https://www.facebook.com/photo.php?fbid=34&id=9999"),
        (FACEBOOK, "https://www.facebook.com/MediaWikiProject"),
        (FACEBOOK, "https://www.facebook.com/l.php?u=https://evil.example"),
        (FACEBOOK, "https://l.facebook.com/MediaWikiProject/posts/77"),
        (TELEGRAM, "https://t.me/somebody/42"),
        (TELEGRAM, "https://t.me/c/1234/42"),
        (TELEGRAM, "https://t.me/mediawiki_news"),
        (TELEGRAM, "https://t.me/s/s/mediawiki_news/42"),
        (FEED, "https://elsewhere.example/2026/11/release"),
        (MANUAL, "https://linkedin.com.evil.example/posts/7"),
        (PAGE, "https://www.mediawiki.org.evil.example/wiki/News"),
        (PAGE, "https://www.mediawiki.org@evil.example/wiki/News"),
        (_channel(ChannelKind.MANUAL), "https://anywhere.example/7"),
    ],
)  # fmt: skip
def test_an_address_of_somebody_else_is_none_of_the_channel(
    channel: Channel, address: str
) -> None:
    assert post_id(channel, known(channel), SITE, address) is None


CYRILLIC = str.maketrans("aeopcxi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0456")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("a"), ord("z") + 1)})
DISGUISES: dict[str, Callable[[str, str], str]] = {
    "not https": lambda host, rest: f"http://{host}{rest}",
    "no scheme": lambda host, rest: f"//{host}{rest}",
    "user name": lambda host, rest: f"https://{host}@evil.example{rest}",
    "user name before the host": lambda host, rest: f"https://me@{host}{rest}",
    "backslash": lambda host, rest: f"https://evil.example\\@{host}{rest}",
    "port": lambda host, rest: f"https://{host}:8443{rest}",
    "bad port": lambda host, rest: f"https://{host}:x{rest}",
    "longer name": lambda host, rest: f"https://{host}.evil.example{rest}",
    "name before the host": lambda host, rest: f"https://evil-{host}{rest}",
    "host in the path": lambda host, rest: f"https://evil.example/{host}{rest}",
    "path with a host": lambda host, rest: f"https://{host}//evil.example{rest}",
    "dot at the end": lambda host, rest: f"https://{host}.{rest}",
    "Cyrillic letter": lambda host, rest: f"https://{host.translate(CYRILLIC)}{rest}",
    "the same in ASCII": lambda host, rest: (
        f"https://{host.translate(CYRILLIC).encode('idna').decode()}{rest}"
    ),
    "wide letters": lambda host, rest: f"https://{host.translate(WIDE)}{rest}",
    "encoded dot": lambda host, rest: f"https://{host.replace('.', '%2e')}{rest}",
    "encoded slash": lambda host, rest: (
        f"https://{host}{rest[0]}{rest[1:].replace('/', '%2F')}%2F"
    ),
    "encoded backslash": lambda host, rest: f"https://{host}{rest}%5C",
    "invisible": lambda host, rest: f"https://{host[0]}\u200b{host[1:]}{rest}",
    "turned around": lambda host, rest: f"https://{host}{rest}\u202e",
    "line break": lambda host, rest: f"https://{host}\n{rest}",
    "nothing": lambda host, rest: "",
}
ONE_EACH = list({channel.kind: (channel, address) for channel, address, _ in OWN}.values())


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize(("channel", "address"), ONE_EACH, ids=str)
def test_no_disguise_makes_an_address_the_channel_s(
    channel: Channel, address: str, disguise: str
) -> None:
    host, slash, rest = address.removeprefix("https://").partition("/")
    disguised = DISGUISES[disguise](host.lower(), slash + rest)
    assert disguised != address
    here = channel.kind in {ChannelKind.FEED, ChannelKind.MANUAL, ChannelKind.WIKI_PAGE}
    if here and disguise in ANY_PATH:
        return
    assert post_id(channel, known(channel), SITE, disguised) is None


ANY_PATH = {"path with a host", "encoded slash", "encoded backslash", "turned around"}


def test_an_account_that_is_known_by_its_number_needs_no_profile() -> None:
    by_did = _channel(ChannelKind.BLUESKY, DID)
    address = f"https://bsky.app/profile/{DID}/post/3lb"
    assert post_id(by_did, Known(), None, address) == f"at://{DID}/app.bsky.feed.post/3lb"
    assert post_id(BLUESKY, Known(), None, "https://bsky.app/profile/mediawiki.org/post/3lb") == ""


def test_without_the_page_s_number_only_addresses_with_its_name_are_its_own() -> None:
    site = "https://www.facebook.com"
    assert post_id(FACEBOOK, Known(), None, f"{site}/permalink.php?story_fbid=7&id=") is None
    assert post_id(FACEBOOK, Known(), None, f"{site}/permalink.php?story_fbid=7&id=5281") is None
    assert post_id(FACEBOOK, Known(), None, f"{site}/MediaWikiProject/posts/7") == ""


def test_no_page_is_the_wiki_s_before_the_wiki_is_known() -> None:
    assert post_id(PAGE, Known(), None, "https://www.mediawiki.org/wiki/News") is None


@pytest.mark.parametrize("rest", ["", "/", "//", "/?a=%00", "?", "/@/1", "/%zz/status/1"])
def test_odd_addresses_are_taken_apart_without_a_fault(rest: str) -> None:
    assert read(f"https://x.com{rest}") is not None
    assert post_id(X, Known(), SITE, f"https://x.com{rest}") is None
