"""Handles of the follow list, compared and taken from one network to another."""

from __future__ import annotations

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Followed, NewsSettings
from newsdesk.domain.follow_list import by_identity, followed, identity, whole

MASTODON = Channel(
    id="mastodon",
    kind=ChannelKind.MASTODON,
    name="Mastodon",
    account="mediawiki@wikis.example",
    url="https://social.wikis.example/@mediawiki",
)
GERMAN = Channel(
    id="mastodon-de", kind=ChannelKind.MASTODON, name="Mastodon", account="mw_de@other.example"
)
BLUESKY = Channel(
    id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.example"
)
X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
LINKEDIN = Channel(id="linkedin", kind=ChannelKind.MANUAL, name="LinkedIn")
FORUM = Channel(id="forum", kind=ChannelKind.MANUAL, name="Forum")


def config(*follow: Followed) -> DeskConfig:
    channels = (MASTODON, GERMAN, BLUESKY, X, LINKEDIN, FORUM)
    return DeskConfig(news=NewsSettings(page="News"), channels=channels, follow=follow)


def entry(**accounts: str) -> Followed:
    named = tuple((name.replace("_", "-"), handle) for name, handle in accounts.items())
    return Followed(name="Somebody", accounts=named)


@pytest.mark.parametrize(
    ("channel", "handle", "same"),
    [
        (MASTODON, "@Tech@People.Example", "tech@people.example"),
        (MASTODON, "tech", "tech@wikis.example"),
        (MASTODON, "@tech", "TECH@social.wikis.example"),
        (BLUESKY, "@Tech.Example", "tech.example"),
        (BLUESKY, "did:plc:ABC", "did:plc:abc"),
        (X, "@Wikimedia_SAL ", "wikimedia_sal"),
    ],
)
def test_handles_that_are_one_account(channel: Channel, handle: str, same: str) -> None:
    assert identity(channel, handle) == identity(channel, same)


@pytest.mark.parametrize(
    ("channel", "handle", "other"),
    [
        (MASTODON, "tech@people.example", "tech"),
        (MASTODON, "tech@people.example", "tech@other.example"),
        (BLUESKY, "tech.example", "tech.other.example"),
        (X, "wikimedia_sal", "wikimediasal"),
    ],
)
def test_handles_that_are_not(channel: Channel, handle: str, other: str) -> None:
    assert identity(channel, handle) != identity(channel, other)


@pytest.mark.parametrize(
    ("channel", "handle", "expected"),
    [
        (MASTODON, "@Tech", "Tech@wikis.example"),
        (MASTODON, "Tech@people.example", "Tech@people.example"),
        (X, "@Tech", "Tech"),
    ],
)
def test_a_whole_handle_names_its_server_as_written(
    channel: Channel, handle: str, expected: str
) -> None:
    assert whole(channel, handle) == expected


def test_no_handle_has_no_server() -> None:
    assert whole(MASTODON, "") == ""


def counterpart(found: DeskConfig, handle: str, source: Channel, target: Channel) -> str:
    """Return what whoever has a handle on one channel's network is called on another's."""
    persons = by_identity(found, source).get(identity(source, handle), ())
    return next(filter(None, (one.handle_on(target) for one in persons)), "")


def test_a_handle_is_taken_to_another_network_by_the_list() -> None:
    wikipedia = entry(mastodon="@Wikipedia", bluesky="wikipedia.example", x="@Wikipedia")
    found = config(entry(x="other", bluesky="other.example"), wikipedia)
    assert counterpart(found, "WIKIPEDIA", X, BLUESKY) == "wikipedia.example"
    assert counterpart(found, "@wikipedia.example", BLUESKY, X) == "Wikipedia"
    assert counterpart(found, "wikipedia.example", BLUESKY, MASTODON) == "Wikipedia@wikis.example"
    assert counterpart(found, "wikipedia@social.wikis.example", MASTODON, X) == "Wikipedia"


def test_our_own_accounts_are_known_too() -> None:
    assert counterpart(config(), "@mediawiki.example", BLUESKY, X) == "MediaWiki"


def test_a_channel_of_the_same_network_tells_where_the_exact_one_does_not() -> None:
    found = config(entry(x="Wikipedia", mastodon="wikipedia"))
    assert counterpart(found, "wikipedia", X, GERMAN) == "wikipedia@wikis.example"
    both = config(entry(x="Wikipedia", mastodon="wikipedia", mastodon_de="wikipedia_de"))
    assert counterpart(both, "wikipedia", X, GERMAN) == "wikipedia_de@other.example"


@pytest.mark.parametrize("target", [BLUESKY, LINKEDIN])
def test_who_is_not_known_elsewhere_has_no_handle_there(target: Channel) -> None:
    found = config(entry(x="Wikipedia", forum="Wikipedia"))
    assert counterpart(found, "wikipedia", X, target) == ""
    assert counterpart(found, "nobody", X, target) == ""


def test_an_account_of_a_channel_that_is_gone_is_left_out() -> None:
    assert counterpart(config(entry(x="Wikipedia", gone="w")), "Wikipedia", X, BLUESKY) == ""


def test_an_entry_that_knows_no_more_does_not_hide_a_later_one() -> None:
    found = config(entry(x="Wikipedia"), entry(x="wikipedia", bluesky="wikipedia.example"))
    assert counterpart(found, "Wikipedia", X, BLUESKY) == "wikipedia.example"


def test_the_accounts_of_a_network_are_channels_by_themselves_each_once() -> None:
    channel = Channel(
        id="m",
        kind=ChannelKind.MASTODON,
        name="M",
        account="us@home.example",
        url="https://home.example/@us",
    )
    names = ("@Ann@home.example", "ann", "bob@far.example", "US@home.example")
    config = DeskConfig(
        news=NewsSettings(page="News"),
        channels=(channel,),
        follow=tuple(Followed(name=one, accounts=(("m", one), ("other", "x"))) for one in names),
    )
    found = followed(config, channel)
    assert [one.id for one in found] == ["m@ann@home.example", "m@bob@far.example"]
    assert {one.url for one in found} == {""}
    assert {one.kind for one in found} == {ChannelKind.MASTODON}
