"""What is read of the practice community on Mastodon, in public and as its account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import (
    BEGINNING,
    Fetched,
    FetchedFollows,
    FetchFailed,
    ReadResult,
    StreamState,
)
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from sandbox.practice import Practice
from sandbox.practice.mastodon import ACCOUNT_ID, ORIGIN, TOKEN
from sandbox.practice.mastodon_access import CLOSED
from sandbox.practice.mastodon_people import CROWD, CROWD_SIZE, EMPTY, MOVED, MOVED_TO
from tests.channels import asking
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW as NOW

LATER = NOW + timedelta(hours=1)
BOTH = pytest.mark.parametrize("server", [ORIGIN, CLOSED])
US = ("mediawiki@wikis.example", "mediawiki@closed.example")


def channel(server: str = ORIGIN, name: str = "mediawiki") -> Channel:
    account = f"{name}@{server.removeprefix('https://')}"
    return Channel(id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account=account)


def credential(server: str = ORIGIN, token: str = TOKEN) -> Credential:
    account = channel(server).account
    return Credential(kind=ChannelKind.MASTODON, origin=server, account=account, token=token)


@pytest.fixture
def door(network: Network, practice: Practice) -> Door:
    return Door(replace(network.settings(), practice_origins=practice.origins))


def ask(
    door: Door,
    stream: StreamName = StreamName.OWN,
    *,
    of: Channel | None = None,
    given: Credential | None = None,
    state: StreamState | None = None,
    native_id: str = "",
    tags: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
) -> ReadResult:
    return asking.read(
        door,
        of or channel(),
        state,
        now=LATER,
        oldest=BEGINNING,
        stream=stream,
        credential=given,
        native_id=native_id,
        tags=tags,
        terms=terms,
    )


def words(result: Fetched) -> list[str]:
    return [post.text for post in result.posts]


def is_secret(post: Post) -> bool:
    return any(word in post.text for word in ("embargoed", "between us"))


@BOTH
def test_all_that_is_public_is_read_and_nothing_else(door: Door, server: str) -> None:
    found = asking.fetched(ask(door, of=channel(server), given=credential(server)))
    assert len(found.posts) > 200
    assert not any(is_secret(post) for post in found.posts)
    assert {post.key.origin for post in found.posts} == {server}


def test_a_closed_server_reads_as_an_open_one_does(door: Door) -> None:
    closed = asking.fetched(ask(door, of=channel(CLOSED), given=credential(CLOSED)))
    assert words(closed) == words(asking.fetched(ask(door)))


def test_without_a_credential_a_closed_server_is_told(door: Door, practice: Practice) -> None:
    for stream in (StreamName.OWN, StreamName.PROFILE, StreamName.FOLLOWS, StreamName.MENTION):
        failed = ask(door, stream, of=channel(CLOSED))
        assert isinstance(failed, FetchFailed)
        assert failed.reason == msg("newsdesk-fetch-closed", "closed.example")
        assert failed.permanent
    assert practice.asked[CLOSED] == 4


def test_an_open_server_is_read_even_with_a_token_that_is_not_valid(door: Door) -> None:
    assert asking.fetched(ask(door, given=credential(token="wrong"))).posts
    failed = ask(door, StreamName.MENTION, given=credential(token="wrong"))
    assert isinstance(failed, FetchFailed)
    assert failed.reason.key == "newsdesk-fetch-token-refused"


def test_a_poll_with_nothing_new_is_one_request_without_a_body(
    door: Door, practice: Practice
) -> None:
    first = asking.fetched(ask(door, native_id=ACCOUNT_ID))
    practice.asked.clear()
    state = asking.after(first, NOW)
    later = asking.fetched(ask(door, state=state, native_id=ACCOUNT_ID))
    assert (later.unchanged, later.posts, practice.asked[ORIGIN]) == (True, (), 1)
    number = practice.add_post("mastodon", "Just now", time=NOW)
    newest = asking.fetched(ask(door, state=state, native_id=ACCOUNT_ID)).posts[0]
    practice.timelines["mastodon"].delete(number)
    assert newest.text == "Just now"


def test_a_thread_names_what_it_goes_on(door: Door) -> None:
    found = asking.fetched(ask(door))
    first, second, third = (
        next(post for post in found.posts if part in post.text)
        for part in ("in three parts", "the cache", "the cure")
    )
    assert (first.continues, second.continues) == ("", first.key.native_id)
    assert third.continues == second.key.native_id
    answer = next(post for post in found.posts if "The support desk can help" in post.text)
    assert (answer.form, answer.continues) == (PostForm.REPLY, "")


def test_a_warning_stands_before_the_text_and_not_in_the_html(door: Door) -> None:
    quiz = next(post for post in asking.fetched(ask(door)).posts if post.warning)
    assert quiz.text.startswith(f"{quiz.warning}\n\nThe answer")
    assert quiz.warning not in quiz.html


@BOTH
def test_mentions_are_notifications_with_a_credential(door: Door, server: str) -> None:
    found = asking.fetched(
        ask(door, StreamName.MENTION, of=channel(server), given=credential(server))
    )
    assert len(found.posts) > 9
    assert not any(is_secret(post) for post in found.posts)
    assert all("@mediawiki" in post.text for post in found.posts)
    assert {post.author.handle for post in found.posts}.isdisjoint(US)
    assert (found.whole_since, found.complete_since) == (None, BEGINNING)


def test_a_later_read_of_mentions_is_one_request(door: Door, practice: Practice) -> None:
    first = asking.fetched(ask(door, StreamName.MENTION, given=credential()))
    practice.asked.clear()
    state = asking.after(first, NOW)
    later = asking.fetched(ask(door, StreamName.MENTION, given=credential(), state=state))
    assert (later.unchanged, later.newest, practice.asked[ORIGIN]) == (True, first.newest, 1)


def test_without_a_credential_mentions_are_found_by_the_tag(door: Door) -> None:
    found = asking.fetched(ask(door, StreamName.MENTION, tags=("MediaWiki",)))
    assert [text.split()[0] for text in words(found)] == ["Tonight"]
    assert asking.fetched(ask(door, StreamName.MENTION)).posts == found.posts


def test_tags_are_searched_in_public_and_terms_as_the_account(
    door: Door, practice: Practice
) -> None:
    def search(given: Credential | None) -> list[str]:
        tags, terms = ("MediaWiki",), ("village archive",)
        result = ask(door, StreamName.SEARCH, given=given, tags=tags, terms=terms)
        found = asking.fetched(result)
        assert {post.author.handle for post in found.posts}.isdisjoint(US)
        return [text.split()[0] for text in words(found)]

    assert search(None) == ["Extension", "My", "Tonight"]
    assert search(credential()) == ["Extension", "My", "Tonight", "Our"]


def test_direct_posts_that_a_search_finds_are_dropped(door: Door) -> None:
    found = ask(door, StreamName.SEARCH, given=credential(), terms=("between us", "skins"))
    assert [text.split()[0] for text in words(asking.fetched(found))] == ["My"]


@BOTH
def test_whom_the_account_follows(door: Door, server: str) -> None:
    result = ask(door, StreamName.FOLLOWS, of=channel(server), given=credential(server))
    assert {one.handle for one in asking.follows(result)} == {
        "tech@people.example",
        "ada@people.example",
        "grace@people.example",
    }


def test_a_long_list_of_follows_is_read_in_pages_of_eighty(door: Door, practice: Practice) -> None:
    result = ask(door, StreamName.FOLLOWS, of=channel(name=CROWD))
    assert isinstance(result, FetchedFollows)
    assert (len({one.handle for one in result.follows}), result.complete) == (CROWD_SIZE, True)
    assert practice.asked[ORIGIN] == 1 + 3


def test_an_account_without_posts_or_follows(door: Door) -> None:
    empty = channel(name=EMPTY)
    found = asking.fetched(ask(door, of=empty))
    assert (found.posts, found.complete_since) == ((), BEGINNING)
    assert ask(door, StreamName.FOLLOWS, of=empty) == FetchedFollows(follows=())


def test_the_profile_by_name_and_by_id(door: Door) -> None:
    by_name = asking.profile(ask(door, StreamName.PROFILE))
    assert (by_name.handle, by_name.native_id, by_name.followers) == (US[0], ACCOUNT_ID, 4211)
    assert asking.profile(ask(door, StreamName.PROFILE, native_id=ACCOUNT_ID)) == by_name


def test_an_account_that_moved_says_where_to(door: Door) -> None:
    found = asking.profile(ask(door, StreamName.PROFILE, of=channel(name=MOVED)))
    assert found.moved_to == MOVED_TO


@pytest.mark.parametrize("stream", [StreamName.OWN, StreamName.FOLLOWS, StreamName.PROFILE])
def test_an_account_that_is_not_there(door: Door, stream: StreamName) -> None:
    nobody = channel(name="nobody")
    failed = ask(door, stream, of=nobody)
    assert isinstance(failed, FetchFailed)
    assert failed.reason == msg("newsdesk-fetch-no-account", nobody.account)
