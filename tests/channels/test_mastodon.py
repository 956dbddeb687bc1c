from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BufferedIOBase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import mastodon
from newsdesk.channels.mastodon_posts import Server, post, profile
from newsdesk.channels.shape import UnreadableError
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
from newsdesk.domain.post import Post, StreamName
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from tests.channels import asking
from tests.channels.golden_pairs import load
from tests.channels.strategies import JSON, damaged
from tests.fixtures.network import Asked, Network, answer

CHANNEL = Channel(
    id="m", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.world"
)
SERVER = Server("https://wikis.world", "wikis.world")
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LOOKUP, STATUSES = "/api/v1/accounts/lookup", "/api/v1/accounts/109/statuses"
PAIR = load("mastodon-original")["answers"]
BOOST = load("mastodon-boost")["answers"][STATUSES][0]


def status(number: int) -> Any:
    moment = (NOW - timedelta(hours=200 - number)).isoformat()
    return PAIR[STATUSES][0] | {"id": str(1000 + number), "created_at": moment}


def serve(network: Network, numbers: range) -> None:
    statuses = [status(number) for number in reversed(numbers)]

    def page(asked: Asked) -> list[Any]:
        below = asked.query.get("max_id", "9999")
        return [s for s in statuses if s["id"] < below][: int(asked.query["limit"])]

    network.answer(LOOKUP, json.dumps(PAIR[LOOKUP]).encode())
    network.json(STATUSES, page)


def read(
    network: Network, state: StreamState | None = None, channel: Channel = CHANNEL
) -> ReadResult:
    return asking.read(network.door(), channel, state, now=NOW)


def failure(result: ReadResult) -> FetchFailed:
    assert isinstance(result, FetchFailed)
    return result


def test_reads_page_by_page_until_the_first_post(network: Network) -> None:
    serve(network, range(100))
    result = read(network)
    assert isinstance(result, Fetched)
    assert [post.key.native_id for post in result.posts] == [str(1099 - n) for n in range(100)]
    assert result.complete_since == BEGINNING
    assert network.asked[0].query == {"acct": "mediawiki"}
    assert [asked.query.get("max_id") for asked in network.asked[1:]] == [
        None,
        "1060",
        "1020",
        "1000",
    ]


def test_a_later_read_takes_one_page(network: Network) -> None:
    serve(network, range(100))
    first = read(network)
    assert isinstance(first, Fetched)
    network.asked.clear()
    state = StreamState(complete_since=first.complete_since, newest=first.newest, last_read=NOW)
    serve(network, range(105))
    later = read(network, state)
    assert isinstance(later, Fetched)
    assert (later.newest, later.complete_since) == ("1104", BEGINNING)
    assert [asked.path for asked in network.asked] == [LOOKUP, STATUSES]
    assert not any("since_id" in asked.query for asked in network.asked), "GoToSocial ignores it"


@pytest.mark.parametrize(
    ("account", "url", "origin", "profile"),
    [
        ("mediawiki@wikis.world", "", "https://wikis.world", "https://wikis.world/@mediawiki"),
        ("@Media.Wiki@Wikis.World", "", "https://wikis.world", "https://wikis.world/@Media.Wiki"),
        (
            "news@example.org",
            "https://social.example.org/@news",
            "https://social.example.org",
            "https://social.example.org/@news",
        ),
    ],
)
def test_the_account_or_the_address_names_the_server(
    account: str, url: str, origin: str, profile: str
) -> None:
    channel = replace(CHANNEL, account=account, url=url)
    assert mastodon.origin(channel) == origin
    assert mastodon.profile_url(channel) == profile


@pytest.mark.parametrize("account", ["", "mediawiki", "a@b@c", "a@b/c", "a b@c.example"])
def test_an_account_must_look_like_one(network: Network, account: str) -> None:
    failed = failure(read(network, channel=replace(CHANNEL, account=account)))
    assert failed.reason == msg("newsdesk-fetch-bad-account", account, "name@server")
    assert failed.permanent
    assert not network.asked


@pytest.mark.parametrize(
    ("status_code", "key", "permanent"),
    [
        (401, "newsdesk-fetch-closed", True),
        (404, "newsdesk-fetch-no-account", True),
        (400, "newsdesk-fetch-bad-request", True),
        (422, "newsdesk-fetch-bad-request", True),
        (429, "newsdesk-fetch-too-many-requests", False),
        (500, "newsdesk-fetch-server-error", False),
    ],
)
def test_a_refusal_is_a_failure_with_its_words(
    network: Network, status_code: int, key: str, permanent: bool
) -> None:
    network.answer(LOOKUP, b"plain text", status_code, Retry_After="60")
    failed = failure(read(network))
    assert (failed.reason.key, failed.permanent) == (key, permanent)
    assert failed.retry_after is not None


def test_a_limit_without_retry_after_ends_at_its_reset(network: Network) -> None:
    reset = clock.now().replace(microsecond=0) + timedelta(minutes=5)
    told = {
        "X_RateLimit_Remaining": "0",
        "X_RateLimit_Reset": f"{reset:%Y-%m-%dT%H:%M:%S}.000000Z",
    }
    network.answer(LOOKUP, b"{}", 429, **told)
    assert failure(read(network)).retry_after == reset


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (LOOKUP, b"<html>"),
        (LOOKUP, b"[]"),
        (LOOKUP, b'{"id": 5}'),
        (LOOKUP, b"[" * 100_000),
        (STATUSES, b"{}"),
        (STATUSES, b"[1, 2]"),
        (STATUSES, b'[{"id": "1"}]'),
        (STATUSES, b"[" * 100_000),
    ],
)
def test_an_answer_of_another_shape_is_a_failure(network: Network, path: str, body: bytes) -> None:
    serve(network, range(1))
    network.answer(path, body)
    assert failure(read(network)).reason == msg("newsdesk-fetch-not-understood", "wikis.world")


@given(JSON | damaged(PAIR[STATUSES][0]) | damaged(BOOST))
def test_a_status_of_any_shape_is_a_post_or_is_left_out(raw: object) -> None:
    try:
        made = post(raw, SERVER)
    except UnreadableError:
        return
    assert made is None or isinstance(made, Post)
    if made:
        assert str(made).encode()
        assert made.url.startswith("http")


@given(st.sampled_from(["private", "direct", "local", "PUBLIC"]) | JSON, st.booleans())
def test_nothing_but_public_and_unlisted(visibility: object, shared: bool) -> None:
    hidden = PAIR[STATUSES][0] | {"visibility": visibility}
    raw = BOOST | {"reblog": hidden} if shared else hidden
    try:
        assert post(raw, SERVER) is None
    except UnreadableError:
        assert not (isinstance(visibility, str) and visibility.isalpha() and visibility.isascii())


def test_posts_for_a_servers_own_people_are_left_out() -> None:
    hidden = PAIR[STATUSES][0] | {"local_only": True}
    assert post(hidden, SERVER) is None
    assert post(BOOST | {"reblog": hidden}, SERVER) is None
    assert post(PAIR[STATUSES][0] | {"local_only": False}, SERVER)


def test_a_quote_that_opens_without_end_takes_no_time() -> None:
    quoted = {"state": "accepted", "quoted_status": status(2)}
    content = '<p class="quote-inline">' * 20_000
    began = time.thread_time()
    assert post(status(1) | {"content": content, "quote": quoted}, SERVER)
    assert time.thread_time() - began < 5


def test_a_page_whose_end_is_not_understood_claims_no_end(network: Network) -> None:
    serve(network, range(1))
    network.answer(STATUSES, json.dumps([status(1), {"visibility": "public"}]).encode())
    assert failure(read(network)).reason.key == "newsdesk-fetch-not-understood"


CREDENTIAL = Credential(
    kind=ChannelKind.MASTODON,
    origin="https://wikis.world",
    account=CHANNEL.account,
    token="secret",
)
FOLLOWING = "/api/v1/accounts/109/following"


def follows(network: Network, credential: Credential | None = None) -> FetchedFollows:
    result = asking.read(
        network.door(),
        CHANNEL,
        now=NOW,
        stream=StreamName.FOLLOWS,
        credential=credential,
        native_id="109",
    )
    assert isinstance(result, FetchedFollows)
    return result


def tokens(network: Network) -> list[str]:
    return [asked.headers.get("Authorization", "") for asked in network.asked]


def test_a_token_is_sent_only_after_a_stranger_was_refused(network: Network) -> None:
    def closed(asked: Asked, out: BufferedIOBase) -> object:
        body = json.dumps(PAIR[asked.path]).encode()
        return out.write(answer(body) if "Authorization" in asked.headers else answer(status=401))

    network.write(LOOKUP, closed)
    network.write(STATUSES, closed)
    result = asking.read(network.door(), CHANNEL, now=NOW, oldest=NOW, credential=CREDENTIAL)
    assert [post.key.native_id for post in asking.fetched(result).posts] == ["1152"]
    assert tokens(network) == ["", "Bearer secret", "Bearer secret"]
    network.asked.clear()
    serve(network, range(1))
    asking.read(network.door(), CHANNEL, now=NOW, credential=CREDENTIAL)
    assert set(tokens(network)) == {""}


def test_a_token_is_for_the_server_that_is_asked(network: Network) -> None:
    assert mastodon.accepts(CHANNEL, CREDENTIAL)
    elsewhere = replace(CHANNEL, url="https://evil.example/@mediawiki")
    assert not mastodon.accepts(elsewhere, CREDENTIAL)
    with pytest.raises(ValueError, match="own origin"):
        asking.read(
            network.door(),
            elsewhere,
            now=NOW,
            stream=StreamName.MENTION,
            credential=CREDENTIAL,
        )
    assert not network.asked


def test_terms_are_searched_as_the_account_at_once(network: Network) -> None:
    """A stranger's search is no refusal that would be asked again: it finds no statuses.

    See https://docs.joinmastodon.org/methods/search/#v2
    """
    found = {"accounts": [], "hashtags": [], "statuses": [BOOST["reblog"]]}
    network.json(
        "/api/v2/search",
        lambda asked: found if "Authorization" in asked.headers else found | {"statuses": []},
    )
    result = asking.read(
        network.door(),
        CHANNEL,
        now=NOW,
        stream=StreamName.SEARCH,
        credential=CREDENTIAL,
        terms=("MediaWiki",),
    )
    assert len(asking.fetched(result).posts) == 1
    assert tokens(network) == ["Bearer secret"]


def test_hidden_follows_are_read_as_the_account(network: Network) -> None:
    told = [{"id": "7", "acct": "anna@social.example"}]
    network.json(FOLLOWING, lambda asked: told if "Authorization" in asked.headers else [])
    network.json("/api/v1/accounts/109", lambda asked: {"following_count": 1})
    assert follows(network) == FetchedFollows(follows=(), complete=False)
    found = follows(network, CREDENTIAL)
    assert [one.handle for one in found.follows] == ["anna@social.example"]
    assert found.complete
    assert tokens(network) == ["", "", "", "", "Bearer secret"]


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ('<https://evil.example/x?max_id=9>; rel="next"', [None, "9"]),
        ("<https://wikis.world/a?max_id=9>; rel=next", [None, "9"]),
        ('<https://wikis.world/a?min_id=9>; rel="prev"', [None]),
        ('<https://wikis.world/a?max_id=9>; rel="prev", <https://[>; rel="next"', [None]),
        ("max_id=9", [None]),
    ],
)
def test_a_link_to_the_next_page_tells_where_it_begins_and_is_not_followed(
    network: Network, link: str, asked: list[str | None]
) -> None:
    body = json.dumps([{"id": "7", "acct": "anna@social.example"}]).encode()
    network.answer(FOLLOWING, body, Link=link)
    assert len(follows(network).follows) == 1
    assert [one.query.get("max_id") for one in network.asked] == asked
    assert {one.path for one in network.asked} == {FOLLOWING}


@pytest.mark.parametrize(
    ("handle", "url"),
    [
        ("tech@people.example", "https://wikis.world/@tech@people.example"),
        ("@tech@people.example", "https://wikis.world/@tech@people.example"),
        ("a/../b?c", "https://wikis.world/@a%2F..%2Fb%3Fc"),
    ],
)
def test_where_to_follow_somebody(handle: str, url: str) -> None:
    assert mastodon.follow_url(CHANNEL, handle) == url


def test_an_id_can_not_lead_to_another_method(network: Network) -> None:
    asking.read(network.door(), CHANNEL, now=NOW, native_id="../../oauth?x=")
    assert [asked.path for asked in network.asked] == [
        "/api/v1/accounts/..%2F..%2Foauth%3Fx%3D/statuses"
    ]


@given(JSON | damaged(load("mastodon-profile-moved")["answers"]["/api/v1/accounts/109"]))
def test_an_account_of_any_shape_is_a_profile_or_unreadable(raw: object) -> None:
    try:
        made = profile(raw, SERVER)
    except UnreadableError:
        return
    assert made.native_id
    assert made.handle.count("@") >= 1
    assert made.followers is None or made.followers >= 0


QUOTING = load("mastodon-quote")["answers"][STATUSES][-1]
OTHER_STATES = """
    pending rejected revoked deleted unauthorized
    blocked_account blocked_domain muted_account not-known-yet
"""


@pytest.mark.parametrize("state", OTHER_STATES.split())
def test_a_quote_is_shown_only_where_its_author_accepts_it(state: str) -> None:
    """Even where a server sends the quoted status along.

    See https://docs.joinmastodon.org/entities/Quote/#state
    """
    accepted = post(QUOTING, SERVER)
    other = post(QUOTING | {"quote": QUOTING["quote"] | {"state": state}}, SERVER)
    assert accepted is not None
    assert other is not None
    assert (accepted.quote is None, other.quote) == (False, None)


@given(JSON | damaged(QUOTING))
def test_a_quote_of_any_shape_is_a_quote_or_none(raw: object) -> None:
    try:
        made = post(raw, SERVER)
    except UnreadableError:
        return
    if made and made.quote:
        assert made.quote.url in made.links


def test_a_text_that_repeats_its_link_on_and_on_does_not_grow() -> None:
    link = "https://w.wiki/6"
    content = f'<p><a href="{link}">{link}</a> {f"{link} " * 1000}</p>'
    one = PAIR[STATUSES][0] | {
        "content": content,
        "card": {"url": "https://a.example/" + "a" * 3000},
    }
    found = post(one, SERVER)
    assert found is not None
    assert len(found.text) < 100_000
