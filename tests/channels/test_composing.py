from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import thread_time
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import pytest

from newsdesk.channels import bluesky_compose, manual_compose
from newsdesk.channels.composer import Composer
from newsdesk.channels.composing import composer
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.length import Length, PostLimits, Unit
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.sync.shortening import shorten
from tests.channels.test_registry import functions

LINK = "https://www.mediawiki.org/wiki/MediaWiki_1.45?uselang=de&x=1#News"
TEXT = f"Größer & schöner: 100% #MediaWiki\n\n{LINK}"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def channel(kind: ChannelKind, account: str = "", url: str = "") -> Channel:
    return Channel(id="one", kind=kind, name="Some name", account=account, url=url)


X = channel(ChannelKind.X, "@MediaWiki")
MASTODON = channel(ChannelKind.MASTODON, "mediawiki@wikis.world")
BLUESKY = channel(ChannelKind.BLUESKY, "mediawiki.org")
FACEBOOK = channel(ChannelKind.FACEBOOK, "MediaWikiProject")
TELEGRAM = channel(ChannelKind.TELEGRAM, "mediawiki_news")
LINKEDIN = channel(ChannelKind.MANUAL, url="https://www.linkedin.com/company/wikimedia/")
ELSEWHERE = channel(ChannelKind.MANUAL, url="https://chat.example/channel")
ALL = [X, MASTODON, BLUESKY, FACEBOOK, TELEGRAM, LINKEDIN, ELSEWHERE]
HOSTS = {
    "x": "x.com",
    "mastodon": "wikis.world",
    "bluesky": "bsky.app",
    "facebook": "www.facebook.com",
    "telegram": "t.me",
}


def of(one: Channel) -> Composer:
    found = composer(one)
    assert found is not None
    return found


def post(kind: ChannelKind, native_id: str, url: str) -> Post:
    return Post(
        key=PostKey(kind, "https://origin.example", native_id),
        url=url,
        author=Author("A", "a"),
        time=datetime(2026, 11, 1, tzinfo=UTC),
        html="",
        text="",
    )


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, strict_parsing=True)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.kind)
def test_every_composer_is_a_module_that_is_laid_out_alike(one: Channel) -> None:
    module = of(one)
    assert isinstance(module, ModuleType)
    own = [n for n in functions(module) if getattr(module, n).__module__ == module.__name__]
    assert [name for name in own if name in functions(Composer)] == functions(Composer)


@pytest.mark.parametrize("kind", [ChannelKind.FEED, ChannelKind.WIKI_PAGE])
def test_nobody_composes_a_feed_or_a_wiki_page(kind: ChannelKind) -> None:
    assert composer(channel(kind, url="https://x.com/")) is None


def test_a_manual_channel_is_known_by_its_host() -> None:
    by_hand = channel(ChannelKind.MANUAL, url="https://bsky.app/profile/mediawiki.org")
    assert of(by_hand) is bluesky_compose
    assert of(channel(ChannelKind.MANUAL, url="https://x.com.example/")) is manual_compose
    assert of(channel(ChannelKind.MANUAL)) is manual_compose


def test_compose_links_carry_the_text_where_the_network_takes_one() -> None:
    compose = {one.kind: of(one).compose_url(one, TEXT, LINK) for one in ALL[:5]}
    assert compose[ChannelKind.X].startswith("https://x.com/intent/tweet?")
    assert compose[ChannelKind.MASTODON].startswith("https://wikis.world/share?")
    assert compose[ChannelKind.BLUESKY].startswith("https://bsky.app/intent/compose?")
    for kind in (ChannelKind.X, ChannelKind.MASTODON, ChannelKind.BLUESKY):
        assert query(compose[kind]) == {"text": [TEXT]}
    assert compose[ChannelKind.TELEGRAM].startswith("https://t.me/share/url?")
    assert query(compose[ChannelKind.TELEGRAM]) == {
        "url": [LINK],
        "text": ["Größer & schöner: 100% #MediaWiki"],
    }
    assert query(compose[ChannelKind.FACEBOOK]) == {"u": [LINK]}
    assert [of(one).carries_text(TEXT) for one in ALL] == [True] * 3 + [False, True, False, False]


def test_telegram_is_sent_a_link_once_only() -> None:
    amid = f"See {LINK} for more"
    assert query(of(TELEGRAM).compose_url(TELEGRAM, amid, LINK)) == {"url": [amid]}
    assert query(of(TELEGRAM).compose_url(TELEGRAM, "No link", "")) == {"url": ["No link"]}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.kind)
def test_a_text_too_long_for_an_address_is_not_said_to_be_carried(one: Channel) -> None:
    long = "ж" * 4000
    assert not of(one).carries_text(long)
    assert len(of(one).compose_url(one, long, "")) < 200


def test_shares_are_asked_for_on_the_networks_own_hosts() -> None:
    native = post(ChannelKind.X, "1234567890", "https://x.com/somebody/status/1234567890")
    assert of(X).share_url(X, native) == "https://x.com/intent/retweet?tweet_id=1234567890"
    remote = post(ChannelKind.MASTODON, "1", "https://far.example/@a/1?x=1&y=2")
    shared = of(MASTODON).share_url(MASTODON, remote)
    assert shared.startswith("https://wikis.world/authorize_interaction?uri=https%3A%2F%2Ffar")
    assert query(shared) == {"uri": [remote.url]}
    page = "https://bsky.app/profile/some.example/post/3k2abc"
    assert of(BLUESKY).share_url(BLUESKY, post(ChannelKind.BLUESKY, "at://x", page)) == page
    message = "https://t.me/wikimedia_news/12"
    assert of(TELEGRAM).share_url(TELEGRAM, post(ChannelKind.TELEGRAM, "a/12", message)) == message
    found = "https://www.facebook.com/wikimedia/posts/12"
    dialog = of(FACEBOOK).share_url(FACEBOOK, post(ChannelKind.FACEBOOK, "1_12", found))
    assert query(dialog) == {"u": [found]}


def test_a_share_is_shared_as_its_original() -> None:
    share = post(ChannelKind.X, "2", "https://x.com/i/web/status/1")
    for shared in ("https://x.com/i/web/status/1", "https://x.com/wikimedia/status/1"):
        asked = replace(share, shared_url=shared)
        assert of(X).share_url(X, asked) == "https://x.com/intent/retweet?tweet_id=1"
    elsewhere = replace(share, shared_url="https://x.com.example/wikimedia/status/1")
    assert of(X).share_url(X, elsewhere) == "https://x.com/intent/retweet?tweet_id=2"


DISGUISES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://x.com/a/status/1",
    "data:text/html,<script>",
    "//evil.example/",
    "https://evil.example/",
    "http://evil.example/@a/1",
    "https://x.com@evil.example/a/status/1",
    "https://bsky.app@evil.example/profile/a.b/post/1",
    "https://bsky.app.evil.example/profile/a.b/post/1",
    "https://bsky.app/profile/a.b/post/1\nhttps://evil.example",
    "https://bsky.app/profile/../../evil",
    "https://bsky.app\\@evil.example/profile/a.b/post/1",
    "https://www.facebook.com.evil.example/p",
    "https://www.facebook.com@evil.example/p",
    "https://t.me@evil.example/abcd/1",
    "https://t.meevil.example/abcd/1",
    "https://t.me/../evil.example/1",
    "https://t.me/share/url?url=https://evil.example",
    "",
]


@pytest.mark.parametrize("url", DISGUISES)
@pytest.mark.parametrize("one", ALL, ids=lambda one: one.kind)
def test_whatever_a_post_says_its_share_link_stays_on_the_network(one: Channel, url: str) -> None:
    for native_id in ("1", "1&a=b", "https://evil.example/1", "../1", "1\n2", "١"):
        for shared in ("", url):
            asked = replace(post(one.kind, native_id, url), shared_url=shared)
            found = of(one).share_url(one, asked)
            if found:
                parts = urlsplit(found)
                assert (parts.scheme, parts.netloc) == ("https", HOSTS[one.kind])
                assert "evil" not in parts.path
                assert "\n" not in found


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.kind)
def test_a_post_of_another_network_is_not_shared_there(one: Channel) -> None:
    feed = post(ChannelKind.FEED, "1", "https://www.facebook.com/a")
    assert of(one).share_url(one, feed) == ""


def test_mentions_are_written_so_that_the_network_makes_them_one() -> None:
    assert of(X).mention("@Wikipedia") == of(X).mention("Wikipedia") == "@Wikipedia"
    assert of(X).mention("not a name") == ""
    assert of(MASTODON).mention("wikimedia@wikimedia.social") == "@wikimedia@wikimedia.social"
    assert of(MASTODON).mention("@local") == "@local"
    assert of(MASTODON).mention("no name") == of(MASTODON).mention("") == ""
    assert of(BLUESKY).mention("wikipedia.org") == "@wikipedia.org"
    assert of(BLUESKY).mention("did:plc:abcdefghijklmnopqrstuvwx") == ""
    assert of(TELEGRAM).mention("wikipedia") == "@wikipedia"
    assert of(FACEBOOK).mention("wikipedia") == of(LINKEDIN).mention("wikipedia") == ""


def test_the_account_is_named_as_its_network_names_it() -> None:
    assert [of(one).as_account(one) for one in ALL] == [
        "@MediaWiki",
        "@mediawiki@wikis.world",
        "@mediawiki.org",
        "MediaWikiProject",
        "@mediawiki_news",
        "Some name",
        "Some name",
    ]


def test_bluesky_counts_what_readers_see_as_one_character_and_then_bytes() -> None:
    count = of(BLUESKY).length
    assert count(FAMILY * 2 + "e\u0301" + "각", None) == Length(
        used=4, most=300, unit=Unit.GRAPHEMES
    )
    assert count(FAMILY * 119 + "x" * 25, None).unit is Unit.GRAPHEMES
    assert count(FAMILY * 120 + "x", None) == Length(used=3001, most=3000, unit=Unit.BYTES)


def test_mastodon_counts_links_and_names_as_its_server_does() -> None:
    count = of(MASTODON).length
    assert count(f"Hi {LINK}", None) == Length(used=26, most=500, usual=True)
    told = PostLimits(characters=5000, per_url=25)
    assert count("Hi https://a.org/", told) == Length(used=28, most=5000)
    assert count("Hi @someone@server.org!", told).used == len("Hi @someone!")
    assert count(FAMILY + "e\u0301", told).used == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 476 + " http://" + "b" * 30 + ".com/example", 500),
        ("a" * 476 + "http://" + "b" * 30 + ".com/example", 476 + 49),
        ("a" * 493 + " @alice@" + "b" * 30 + ".com", 500),
        ("a" * 490 + " @alice@" + "b" * 30 + ".com.", 498),
        ("\u2728" * 500, 500),
        (FAMILY * 500, 500),
        ("www.mediawiki.org", 17),
        ("http://example.com/valid?" + "#foo?" * 1000, 5025),
        ("https://mastodon.social/@alice@far.social", 23),
        ("x@y@example.com", 15),
        ("https://example.com.", 24),
        ("(https://example.com/a_(b))", 25),
    ],
)
def test_mastodon_counts_as_its_documentation_and_its_own_tests_say(
    text: str, expected: int
) -> None:
    """See https://docs.joinmastodon.org/user/posting/#text and its ``status_length_validator``."""
    assert of(MASTODON).length(text, None).used == expected


@pytest.mark.parametrize(("one", "most"), [(FACEBOOK, 63_206), (TELEGRAM, 4096), (LINKEDIN, 3000)])
def test_others_count_characters(one: Channel, most: int) -> None:
    assert of(one).length("é" * most, None) == Length(used=most, most=most)
    assert not of(one).length("é" * (most + 1), None).fits


def test_where_nothing_is_known_any_text_fits() -> None:
    assert of(ELSEWHERE).length("x" * 100_000, None).fits
    assert of(ELSEWHERE).compose_url(ELSEWHERE, TEXT, LINK) == ELSEWHERE.url


@pytest.mark.parametrize(
    "piece", ["@", "a", "a.", "@a", "\U0001f1e9", "\u200d", "\u0301", "https://"]
)
@pytest.mark.parametrize("one", ALL, ids=lambda one: one.kind)
def test_a_hostile_text_is_soon_counted(one: Channel, piece: str) -> None:
    began = thread_time()
    assert of(one).length("@" + piece * (65_000 // len(piece)), None).used >= 1
    assert thread_time() - began < 3


@pytest.mark.parametrize("words", ["Some words. ", "漢字の文章です。", FAMILY, "كلمات قليلة. "])
@pytest.mark.parametrize("one", [X, MASTODON, BLUESKY], ids=lambda one: one.kind)
def test_a_shortened_text_fits_its_network_and_fills_it(one: Channel, words: str) -> None:
    def fits(text: str) -> bool:
        return of(one).length(text, None).fits

    found = shorten(f"{words * 700}\n\n{LINK}", fits)
    length = of(one).length(found, None)
    assert found.endswith(LINK)
    assert length.most is not None and length.fits  # noqa: PT018  # for mypy
    assert length.used > length.most * 0.7 or len(found.encode()) > 3000 * 0.7
