"""What is read of the practice community on Bluesky, in public and as its account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, Fetched, FetchedFollows, FetchFailed, StreamState
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from sandbox.practice import Practice
from sandbox.practice.bluesky import DID, HANDLE
from sandbox.practice.bluesky import ORIGIN as APP_VIEW
from sandbox.practice.bluesky_logins import PASSWORD
from sandbox.practice.bluesky_pds import ORIGIN
from sandbox.practice.bluesky_shapes import CROWD, QUIET
from tests.channels import asking
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW as NOW

CHANNEL = Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account=HANDLE)
CREDENTIAL = Credential(kind=ChannelKind.BLUESKY, origin=ORIGIN, account=HANDLE, token=PASSWORD)
ACCOUNT_STREAMS = [StreamName.OWN, StreamName.PROFILE, StreamName.FOLLOWS]


@pytest.fixture
def door(network: Network, practice: Practice) -> Door:
    return Door(replace(network.settings(), practice_origins=practice.origins))


def named(account: str) -> Channel:
    return replace(CHANNEL, account=account)


def heard(
    door: Door,
    stream: StreamName,
    state: StreamState | None = None,
    *,
    tags: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
) -> Fetched:
    result = asking.read(
        door,
        CHANNEL,
        state,
        now=NOW,
        oldest=NOW - timedelta(days=30),
        stream=stream,
        credential=CREDENTIAL,
        tags=tags,
        terms=terms,
    )
    return asking.fetched(result)


def _first_word(post: Post) -> str:
    return post.text.removeprefix(f"@{HANDLE} ").partition(" ")[0]


def test_others_who_name_answer_or_quote_us_are_heard(door: Door) -> None:
    result = heard(door, StreamName.MENTION)
    told = {_first_word(post): post for post in result.posts}
    assert set(told) >= {"Does", "This", "Thank", "can", "that", "Tonight", "升级很顺利,谢谢大家!"}
    assert {post.author.handle for post in result.posts}.isdisjoint({HANDLE, DID})
    assert told["Does"].form is PostForm.REPLY
    quote = told["This"].quote
    assert quote is not None
    assert (quote.author.handle, bool(quote.text)) == (HANDLE, True)
    assert quote.url in told["This"].links
    assert (result.whole_since, result.complete_since) == (None, BEGINNING)


def test_a_later_read_of_mentions_asks_for_what_is_new(door: Door, practice: Practice) -> None:
    first = heard(door, StreamName.MENTION)
    practice.asked.clear()
    practice.logins.forget()
    later = heard(door, StreamName.MENTION, asking.after(first, NOW))
    assert later.newest == first.newest
    assert [post.key.native_id for post in later.posts] == [first.newest]
    assert practice.asked[ORIGIN] == 2  # the login and the notifications, no post of before


def test_a_search_finds_what_others_say(door: Door) -> None:
    found = heard(door, StreamName.SEARCH, tags=("mediawiki",), terms=("village archive",))
    assert {_first_word(post) for post in found.posts} == {"My", "Our", "Tonight", "Extension"}
    assert [post.time for post in found.posts] == sorted(
        (post.time for post in found.posts), reverse=True
    )
    assert found.newest == found.posts[0].key.native_id
    assert found.whole_since is None


def test_a_later_search_asks_for_what_is_new(door: Door) -> None:
    first = heard(door, StreamName.SEARCH, terms=("MediaWiki",))
    assert first.posts
    later = heard(door, StreamName.SEARCH, asking.after(first, NOW), terms=("MediaWiki",))
    assert {post.key for post in later.posts} <= {post.key for post in first.posts}
    assert all(post.time >= NOW - timedelta(days=1) for post in later.posts)
    assert later.newest


@pytest.mark.parametrize("account", [HANDLE, DID, HANDLE.upper()])
def test_the_profile(door: Door, account: str) -> None:
    result = asking.read(door, named(account), now=NOW, stream=StreamName.PROFILE)
    profile = asking.profile(result)
    assert (profile.handle, profile.native_id, profile.followers) == (HANDLE, DID, 1877)
    assert profile.url == f"https://bsky.app/profile/{HANDLE}"


@pytest.mark.parametrize("stream", ACCOUNT_STREAMS)
def test_an_account_that_was_renamed_is_found_by_its_id(door: Door, stream: StreamName) -> None:
    renamed = named("before.practice.example")
    lost = asking.read(door, renamed, now=NOW, stream=stream)
    assert isinstance(lost, FetchFailed)
    found = asking.read(door, renamed, now=NOW, stream=stream, native_id=DID)
    assert found == asking.read(door, CHANNEL, now=NOW, stream=stream)


@pytest.mark.parametrize("stream", ACCOUNT_STREAMS)
@pytest.mark.parametrize(
    ("account", "key"),
    [
        ("nobody.practice.example", "no-account"),
        ("suspended.practice.example", "account-suspended"),
        ("asleep.practice.example", "account-deactivated"),
    ],
)
def test_an_account_that_is_not_there_is_told_in_words(
    door: Door, stream: StreamName, account: str, key: str
) -> None:
    result = asking.read(door, named(account), now=NOW, stream=stream)
    assert isinstance(result, FetchFailed)
    assert result.permanent
    assert (result.reason.key, result.reason.params) == (f"newsdesk-fetch-{key}", (account,))


def test_a_quiet_account(door: Door) -> None:
    quiet = named(QUIET)
    own = asking.fetched(asking.read(door, quiet, now=NOW))
    assert (own.posts, own.complete_since) == ((), BEGINNING)
    assert asking.follows(asking.read(door, quiet, now=NOW, stream=StreamName.FOLLOWS)) == ()
    profile = asking.profile(asking.read(door, quiet, now=NOW, stream=StreamName.PROFILE))
    assert profile.followers == 0


def test_whom_the_account_follows(door: Door) -> None:
    result = asking.read(door, CHANNEL, now=NOW, stream=StreamName.FOLLOWS)
    assert [one.handle for one in asking.follows(result)] == [
        "tech.people.example",
        "wikipedia.people.example",
        "ada.people.example",
    ]


def test_every_page_of_a_long_list_is_read(door: Door, practice: Practice) -> None:
    result = asking.read(door, named(CROWD), now=NOW, stream=StreamName.FOLLOWS)
    assert isinstance(result, FetchedFollows)
    assert result.complete
    assert len({one.native_id for one in result.follows}) == 250
    assert practice.asked[APP_VIEW] == 3
