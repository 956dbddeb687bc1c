"""The follow list beside real follows, from stored data alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from newsdesk.channels import bluesky
from newsdesk.channels.adapter import Feature, Need
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.message import msg
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.services.follow_filter import FollowFilter, Show, count, drift, rows
from newsdesk.services.follows import Follows, Reach, load
from newsdesk.store import streams
from newsdesk.store.database import writing
from newsdesk.sync.follows import FollowStatus
from tests.fixtures import board as story
from tests.fixtures.board import Desk

SETTINGS = Settings(
    wiki="https://www.mediawiki.org/w/",
    url="http://127.0.0.1:8000/",
    config_page=story.TITLE,
    secret="s" * 40,
    database="sqlite://",
)
CREDENTIAL = Credential(
    kind=ChannelKind.BLUESKY,
    origin="https://pds.example",
    account=story.BLUESKY.account,
    token="t",
)


def loaded(desk: Desk, settings: Settings = SETTINGS) -> Follows:
    found = load(desk.engine, desk.id, settings)
    assert found
    return found


def statuses(desk: Desk, settings: Settings = SETTINGS) -> dict[str, list[str]]:
    rows_ = loaded(desk, settings).found.rows
    return {row.entry.name: [cell.status for cell in row.cells] for row in rows_}


def reach(desk: Desk, settings: Settings = SETTINGS) -> Reach:
    return loaded(desk, settings).by_id["bluesky"].reach


def queries(desk: Desk) -> int:
    seen: list[str] = []

    def see(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(desk.engine, "before_cursor_execute", see)
    loaded(desk)
    event.remove(desk.engine, "before_cursor_execute", see)
    return len(seen)


def test_each_account_has_a_status_on_each_channel_whose_network_has_follows(desk: Desk) -> None:
    assert [one.channel.id for one in loaded(desk).channels] == ["mastodon", "bluesky"]
    assert [one.id for one in loaded(desk).elsewhere] == ["blog", "linkedin"]
    assert statuses(desk) == {
        "Wikimedia Tech": ["followed", "followed"],
        "Wikipedia": ["missing", "followed"],
        "Ada Example": ["moved", "absent"],
    }
    assert [one.follow.profile.handle for one in loaded(desk).found.drift] == [
        "grace@people.example"
    ]


def test_before_there_is_a_set_up_there_is_nothing(empty_desk: Desk) -> None:
    assert load(empty_desk.engine, empty_desk.id, SETTINGS) is None


def test_a_renamed_account_is_still_found(desk: Desk) -> None:
    desk.follows[story.BLUESKY][1] = story.profile("encyclopedia.example", "did:plc:2")
    desk.save()
    assert statuses(desk)["Wikipedia"] == ["missing", "renamed"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (StreamState(), Reach.NEVER),
        (replace(story.WHOLE, complete_since=None), Reach.PART),
        (
            replace(story.WHOLE, failure=msg("newsdesk-fetch-fault", "x"), failed_since=story.NOW),
            Reach.FAILING,
        ),
    ],
)
def test_where_not_all_is_known_only_who_is_followed_is_certain(
    desk: Desk, state: StreamState, expected: Reach
) -> None:
    desk.follow_streams[story.BLUESKY] = state
    desk.follows[story.BLUESKY].pop()
    desk.save()
    assert reach(desk) is expected
    assert statuses(desk)["Wikipedia"][1] == FollowStatus.UNKNOWN
    assert statuses(desk)["Wikimedia Tech"][1] == FollowStatus.FOLLOWED


def test_where_own_posts_fail_from_the_start_follows_are_said_to_fail_too(desk: Desk) -> None:
    desk.follow_streams[story.BLUESKY] = StreamState()
    desk.streams[story.BLUESKY] = StreamState(
        failure=msg("newsdesk-fetch-no-account", "x"), failed_since=story.NOW, failures=1
    )
    desk.save()
    assert reach(desk) is Reach.FAILING


def test_what_needs_a_credential_says_so_until_there_is_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bluesky, "OFFERS", {Feature.FOLLOWS: Need.CREDENTIAL})
    monkeypatch.setattr(bluesky, "accepts", lambda *_: True)
    assert reach(desk) is Reach.CREDENTIAL
    assert reach(desk, replace(SETTINGS, credentials=(CREDENTIAL,))) is Reach.WHOLE


def test_another_account_under_the_same_id_is_not_read_yet(desk: Desk) -> None:
    other = replace(story.BLUESKY, account="other.example")
    channels = tuple(other if c.id == other.id else c for c in desk.config.channels)
    desk.config = replace(desk.config, channels=channels)
    desk.save()
    assert reach(desk) is Reach.NEVER
    with writing(desk.engine) as connection:
        assert streams.forget_former(connection, desk.id, other)
    assert loaded(desk).by_id["bluesky"].known.follows == ()


def test_the_link_to_follow_is_the_networks_own(desk: Desk) -> None:
    [mastodon, on_bluesky] = loaded(desk).channels
    assert mastodon.follow_url("ada@elsewhere.example").startswith("https://wikis.world/")
    assert on_bluesky.follow_url("x.example") == "https://bsky.app/profile/x.example"


def test_more_accounts_need_no_more_queries(desk: Desk) -> None:
    before = queries(desk)
    desk.follows[story.MASTODON] += [
        story.profile(f"user{n}@people.example", f"1{n}") for n in range(300)
    ]
    follow = tuple(replace(story.TECH, name=f"Name {n}") for n in range(100))
    desk.config = replace(desk.config, follow=follow)
    desk.save()
    assert queries(desk) == before <= 10


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (FollowFilter(), ["Wikimedia Tech", "Wikipedia", "Ada Example"]),
        (FollowFilter(channel="bluesky"), ["Wikimedia Tech", "Wikipedia", "Ada Example"]),
        (FollowFilter(show=Show.MISSING), ["Wikipedia"]),
        (FollowFilter(show=Show.MISSING, channel="bluesky"), []),
        (FollowFilter(show=Show.CHANGED), ["Ada Example"]),
        (FollowFilter(show=Show.UNKNOWN), []),
    ],
)
def test_a_choice_shows_the_rows_with_a_cell_like_that(
    desk: Desk, wanted: FollowFilter, names: list[str]
) -> None:
    assert [row.entry.name for row in rows(loaded(desk), wanted)] == names


def test_a_choice_of_channel_is_one_of_drift_too(desk: Desk) -> None:
    follows = loaded(desk)
    assert len(drift(follows, FollowFilter())) == 1
    assert drift(follows, FollowFilter(channel="bluesky")) == ()


def test_cells_are_counted_not_rows(desk: Desk) -> None:
    desk.follows[story.BLUESKY] = []
    desk.save()
    assert count(loaded(desk), FollowFilter(show=Show.MISSING)) == 3
    assert len(rows(loaded(desk), FollowFilter(show=Show.MISSING))) == 2


@pytest.mark.parametrize(
    "wanted",
    [FollowFilter(), FollowFilter(show=Show.MISSING, channel="bluesky", part=2, page=3)],
)
def test_a_filter_is_read_back_from_its_address(wanted: FollowFilter) -> None:
    assert FollowFilter.of(wanted.args) == wanted


def test_what_makes_no_sense_in_an_address_counts_as_not_said(desk: Desk) -> None:
    wanted = FollowFilter.of({"show": "x", "channel": "nowhere", "part": "-1", "page": "x"})
    assert wanted.on(loaded(desk)) == FollowFilter()
