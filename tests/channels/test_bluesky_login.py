"""Logins are kept, renewed, and never tried again with a password that was refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsdesk.channels.bluesky_login import Account
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched, FetchFailed, ReadResult
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from sandbox.practice import Fault, Practice
from sandbox.practice.bluesky import DID, HANDLE
from sandbox.practice.bluesky_logins import PASSWORD, PER_WINDOW
from sandbox.practice.bluesky_pds import ORIGIN
from tests.channels import asking
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW as NOW

CHANNEL = Channel(id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account=HANDLE)
CREDENTIAL = Credential(
    kind=ChannelKind.BLUESKY, origin=ORIGIN, account=f"@{HANDLE}", token=PASSWORD
)
WRONG = replace(CREDENTIAL, token="wron-gpas-swor-dxxx")


@pytest.fixture
def practice(practice: Practice) -> Practice:
    practice.logins.forget()
    return practice


@pytest.fixture
def door(network: Network, practice: Practice) -> Door:
    return Door(replace(network.settings(), practice_origins=practice.origins))


def read(line: Line, stream: StreamName = StreamName.MENTION) -> ReadResult:
    return asking.read(line._door, CHANNEL, now=NOW, stream=stream, line=line, terms=("wiki",))


def read_again(door: Door, line: Line) -> Line:
    """Read with a new line that was given what the former one kept, as the service does."""
    later = Line(door, CREDENTIAL, session=line.session)
    assert asking.fetched(read(later)).posts
    return later


def test_one_login_is_enough_for_many_reads(door: Door, practice: Practice) -> None:
    line = Line(door, CREDENTIAL)
    for stream in (StreamName.MENTION, StreamName.SEARCH, StreamName.MENTION):
        assert asking.fetched(read(line, stream)).posts
    later = read_again(door, line)
    assert later.session == line.session
    assert (practice.logins.count, practice.logins.renewed) == (1, 0)


def test_a_login_that_is_over_is_renewed_without_the_password(
    door: Door, practice: Practice
) -> None:
    line = Line(door, CREDENTIAL)
    read(line)
    practice.logins.expire()
    later = read_again(door, line)
    assert later.session != line.session
    read_again(door, later)
    assert (practice.logins.count, practice.logins.renewed) == (1, 1)


def test_the_password_is_shown_again_once_a_login_cannot_be_renewed(
    door: Door, practice: Practice
) -> None:
    line = Line(door, CREDENTIAL)
    read(line)
    practice.logins.expire(refresh=True)
    read_again(door, read_again(door, line))
    assert (practice.logins.count, practice.logins.renewed) == (2, 0)


@pytest.mark.parametrize("session", ["", "broken", "[]", '{"for": "x", "did": "did:plc:x"}'])
def test_a_session_that_is_none_costs_one_login(
    door: Door, practice: Practice, session: str
) -> None:
    assert asking.fetched(read(Line(door, CREDENTIAL, session=session))).posts
    assert practice.logins.count == 1


def test_a_login_of_another_account_or_password_is_not_used(
    door: Door, practice: Practice
) -> None:
    line = Line(door, CREDENTIAL)
    read(line)
    result = read(Line(door, WRONG, session=line.session))
    assert isinstance(result, FetchFailed)
    assert practice.logins.count == 2


def test_a_refused_password_is_told_and_not_tried_again(door: Door, practice: Practice) -> None:
    first = Line(door, WRONG)
    results = [read(first), read(first, StreamName.SEARCH)]
    results.append(read(Line(door, WRONG, session=first.session)))
    host = ORIGIN.removeprefix("https://")
    reason = msg("newsdesk-fetch-password-refused", host, f"@{HANDLE}")
    assert results == [FetchFailed(reason=reason, permanent=True)] * 3
    assert practice.logins.count == 1
    changed = Line(door, CREDENTIAL, session=first.session)
    assert asking.fetched(read(changed)).posts


def test_a_renamed_account_logs_in_by_its_id(door: Door, practice: Practice) -> None:
    renamed = replace(CREDENTIAL, account="before.practice.example")
    line = Line(door, renamed)
    assert isinstance(read(line), FetchFailed)
    result = asking.read(
        door, CHANNEL, now=NOW, stream=StreamName.MENTION, line=line, native_id=DID
    )
    assert asking.fetched(result).posts
    assert practice.logins.count == 2


def test_nothing_that_is_kept_shows_the_password(door: Door) -> None:
    for credential in (CREDENTIAL, WRONG):
        line = Line(door, credential)
        read(line)
        assert line.session
        assert credential.token not in line.session


def test_when_logins_are_used_up_the_server_says_how_long(door: Door, practice: Practice) -> None:
    practice.logins.count = PER_WINDOW
    line = Line(door, CREDENTIAL)
    result = read(line)
    assert isinstance(result, FetchFailed)
    assert result.reason.key == "newsdesk-fetch-too-many-requests"
    assert not result.permanent
    assert result.retry_after is not None
    assert result.retry_after > clock.now()
    assert line.rest_until == result.retry_after
    assert line.session == ""


def test_the_last_login_of_a_while_makes_the_network_rest(door: Door, practice: Practice) -> None:
    practice.logins.count = PER_WINDOW - 1
    line = Line(door, CREDENTIAL)
    assert asking.fetched(read(line)).posts
    assert line.rest_until is not None


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.TOO_MANY_FOR_LONG, Fault.BROKEN_JSON])
def test_a_server_in_trouble_costs_no_password(
    door: Door, practice: Practice, fault: Fault
) -> None:
    line = Line(door, CREDENTIAL)
    read(line)
    practice.fail(ORIGIN, fault)
    assert isinstance(read(line), FetchFailed)
    practice.recover()
    read_again(door, line)
    assert (practice.logins.count, practice.logins.renewed) == (1, 0)


def test_a_refresh_that_the_server_cannot_do_now_costs_no_password(network: Network) -> None:
    over = json.dumps({"error": "ExpiredToken", "message": "Token has expired"}).encode()
    network.answer("/xrpc/app.bsky.notification.listNotifications", over, 400)
    network.answer("/xrpc/com.atproto.server.refreshSession", b"{}", 503)
    network.json("/xrpc/com.atproto.server.createSession", lambda _: SESSION)
    line = Line(network.door(), replace(CREDENTIAL, origin="https://pds.example"))
    result = read(line)
    assert isinstance(result, FetchFailed)
    assert result.reason.key == "newsdesk-fetch-server-error"
    methods = [asked.path.rpartition(".")[2] for asked in network.asked]
    assert methods == ["createSession", "listNotifications", "refreshSession"]
    refresh = network.asked[2]
    assert (refresh.body, refresh.headers["Authorization"]) == (b"", "Bearer d.e.f")
    words = json.loads(network.asked[0].body)
    assert words == {"identifier": HANDLE, "password": PASSWORD}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"did": "did:plc:mw", "accessJwt": "a.b.c"},
        {"did": "did:plc:mw", "accessJwt": "a\r\nX: y", "refreshJwt": "d.e.f"},
    ],
)
def test_a_login_without_tokens_is_not_understood(network: Network, answer: object) -> None:
    network.json("/xrpc/com.atproto.server.createSession", lambda _: answer)
    line = Line(network.door(), replace(CREDENTIAL, origin="https://pds.example"))
    result = read(line)
    assert isinstance(result, FetchFailed)
    assert result.reason == msg("newsdesk-fetch-not-understood", "pds.example")
    assert line.session == ""


def test_only_a_line_with_a_credential_can_log_in(network: Network) -> None:
    with pytest.raises(ValueError, match="credential"):
        Account(Line(network.door()))


SESSION = {"did": "did:plc:mw", "handle": HANDLE, "accessJwt": "a.b.c", "refreshJwt": "d.e.f"}


def test_reads_go_to_the_pds_alone(door: Door, practice: Practice) -> None:
    practice.asked.clear()
    result = read(Line(door, CREDENTIAL))
    assert isinstance(result, Fetched)
    assert set(practice.asked) == {ORIGIN}
