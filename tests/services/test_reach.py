"""What can be read of a channel, with a credential and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.channels import registry
from newsdesk.channels.adapter import Feature, Need
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Source
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.follow_list import followed
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.services.credentials import of_channel
from newsdesk.services.reach import FeatureState, Reach, Standing, reach
from newsdesk.services.readable import is_readable
from newsdesk.store import streams
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk

SEARCH = Source(id="search", kind="search", tags=("#MediaWiki",), terms=("MediaWiki",))
ASKING = replace(story.CONFIG, sources=(SEARCH,))
PASSWORD = Credential(
    kind=ChannelKind.BLUESKY, origin="https://bsky.social", account="mediawiki.org", token="t"
)
WIKI_PAGE = Channel(id="tech", kind=ChannelKind.WIKI_PAGE, name="Tech News", page="Tech/News")
ACCOUNTS = {
    ChannelKind.MASTODON: "mediawiki@wikis.world",
    ChannelKind.BLUESKY: "mediawiki.org",
    ChannelKind.X: "MediaWiki",
    ChannelKind.FACEBOOK: "MediaWikiProject",
    ChannelKind.TELEGRAM: "mediawiki",
}
LOCKABLE = [
    kind
    for kind in ChannelKind
    if (adapter := registry.adapter(kind)) and set(adapter.OFFERS.values()) - {Need.NOTHING}
]


def of(
    desk: Desk, channel: Channel, *credentials: Credential, config: DeskConfig = ASKING
) -> Reach:
    with desk.engine.connect() as connection:
        return reach(connection, desk.id, channel, config, credentials)


def standings(found: Reach) -> dict[str, Standing]:
    return {one.feature: one.standing for one in found.features}


def remember(
    desk: Desk, name: StreamName, state: StreamState, searched: tuple[str, ...] = ()
) -> None:
    with writing(desk.engine) as connection:
        streams.save(connection, desk.id, story.BLUESKY, state, name, searched=searched)


def test_what_takes_a_credential_is_locked_without_one(desk: Desk) -> None:
    found = of(desk, story.BLUESKY)
    locked = {key for key, one in standings(found).items() if one is Standing.LOCKED}
    assert locked == {"mentions", "tags", "terms"}
    assert standings(found)["own"] is Standing.READ
    assert found.wants_credential
    assert found.origin == PASSWORD.origin


def test_a_credential_unlocks_what_then_has_states_of_its_own(desk: Desk) -> None:
    remember(desk, StreamName.MENTION, StreamState(last_read=story.NOW))
    searched = ("#MediaWiki", "MediaWiki")
    failing = StreamState(failure=msg("x"), failed_since=story.NOW)
    remember(desk, StreamName.SEARCH, failing, searched)
    resting = replace(failing, resting=True)
    remember(desk, StreamName.FOLLOWS, resting)
    found = of(desk, story.BLUESKY, PASSWORD)
    assert standings(found) == {
        "own": Standing.READ,
        "mentions": Standing.READ,
        "tags": Standing.FAILING,
        "terms": Standing.FAILING,
        "timeline": Standing.WAITING,
        "follows": Standing.RESTING,
        "followers": Standing.WAITING,
    }
    assert found.credential == PASSWORD
    assert not found.wants_credential


def test_a_credential_of_another_account_unlocks_nothing(desk: Desk) -> None:
    other = replace(PASSWORD, account="somebody.example")
    assert standings(of(desk, story.BLUESKY, other))["mentions"] is Standing.LOCKED


def test_nothing_is_looked_for_where_the_set_up_names_nothing(desk: Desk) -> None:
    found = standings(of(desk, story.BLUESKY, PASSWORD, config=story.CONFIG))
    assert {found["tags"], found["terms"]} == {Standing.UNASKED}


def test_what_is_open_can_still_be_more_with_a_credential(desk: Desk) -> None:
    found = of(desk, story.MASTODON)
    assert standings(found)["own"] is Standing.READ
    assert {one.feature for one in found.features if one.more} >= {"own", "mentions"}
    assert found.wants_credential
    assert found.origin == "https://wikis.world"


def test_what_a_network_does_not_have_is_absent(desk: Desk) -> None:
    found = of(desk, story.FEED)
    absent = {key for key, one in standings(found).items() if one is Standing.ABSENT}
    assert absent == {"mentions", "tags", "terms", "timeline", "follows", "followers"}
    assert not found.wants_credential


def test_a_page_of_the_wiki_is_read_and_a_manual_channel_is_not(desk: Desk) -> None:
    assert standings(of(desk, WIKI_PAGE)) == {"own": Standing.WAITING}
    assert of(desk, story.BY_HAND).features == ()


@pytest.mark.parametrize("kind", LOCKABLE)
def test_the_origin_that_people_are_told_is_one_that_the_network_accepts(
    desk: Desk, kind: ChannelKind
) -> None:
    channel = Channel(id="one", kind=kind, name="One", account=ACCOUNTS[kind])
    adapter = registry.adapter(kind)
    assert adapter
    told = Credential(
        kind=kind, origin=of(desk, channel).origin, account=channel.account, token="t"
    )
    assert of_channel([told], channel, adapter) == told
    needs = adapter.OFFERS[Feature.OWN] is Need.CREDENTIAL
    assert is_readable(channel) is not needs
    assert is_readable(channel, [told])


def _timeline(found: Reach) -> FeatureState:
    return next(one for one in found.features if one.feature is Feature.TIMELINE)


def _remember_account(desk: Desk, number: int, state: StreamState) -> str:
    account = followed(story.CONFIG, story.BLUESKY)[number]
    with writing(desk.engine) as connection:
        streams.save(connection, desk.id, account, state, StreamName.TIMELINE)
    return account.account


def test_accounts_of_the_list_are_read_as_long_as_one_of_them_can_be(desk: Desk) -> None:
    assert _timeline(of(desk, story.BLUESKY)).standing is Standing.WAITING
    failing = StreamState(failure=msg("x"), failed_since=story.NOW)
    name = _remember_account(desk, 0, failing)
    gone = _timeline(of(desk, story.BLUESKY))
    assert gone.standing is Standing.FAILING
    assert [one.handle for one in gone.accounts if one.failing] == [name]
    _remember_account(desk, 1, StreamState(last_read=story.NOW))
    found = _timeline(of(desk, story.BLUESKY))
    assert (found.standing, found.stream.last_read) == (Standing.READ, story.NOW)
    assert len(found.accounts) == len(followed(story.CONFIG, story.BLUESKY))


def test_without_accounts_on_the_list_there_is_nothing_to_read(desk: Desk) -> None:
    config = replace(story.CONFIG, follow=())
    assert _timeline(of(desk, story.BLUESKY, config=config)).standing is Standing.UNASKED


def test_what_a_network_shows_to_whom_it_has_looked_at_is_withheld(desk: Desk) -> None:
    page = Channel(
        id="facebook", kind=ChannelKind.FACEBOOK, name="Facebook", account="MediaWikiProject"
    )
    assert _timeline(of(desk, page)).standing is Standing.WITHHELD
