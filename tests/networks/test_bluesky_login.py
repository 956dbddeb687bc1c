"""Logins at a real Bluesky server, and accounts that are no longer there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.channels.line import Line
from newsdesk.domain.fetch import Fetched, FetchFailed
from newsdesk.domain.message import msg
from newsdesk.domain.post import StreamName
from tests.channels.asking import after, fetched
from tests.networks.conftest import Desk, Join

CREATE, REFRESH = "com.atproto.server.createSession", "com.atproto.server.refreshSession"
NOTIFICATIONS = "app.bsky.notification.listNotifications"
PROFILE = "app.bsky.actor.getProfile"


def test_a_login_serves_many_readings(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    line = desk.line(we)
    first = fetched(desk.read(we.handle, StreamName.MENTION, line=line))
    assert desk.door.asked == [CREATE, NOTIFICATIONS]
    assert we.did in line.session

    named = other.post("Hello ", we.named)
    later = Line(desk.door, line.credential, session=line.session)
    state = after(first, datetime.now(UTC))
    again = fetched(desk.read(we.handle, StreamName.MENTION, line=later, state=state))
    assert desk.door.asked == [NOTIFICATIONS]
    assert again.newest == named.uri
    assert later.session == line.session


def test_a_login_that_is_over_is_renewed_without_the_password(desk: Desk, join: Join) -> None:
    we = join()
    line = desk.line(we)
    desk.read(we.handle, StreamName.MENTION, line=line)
    spoilt = line.session.replace('"accessJwt": "', '"accessJwt": "x')
    assert spoilt != line.session
    later = Line(desk.door, line.credential, session=spoilt)
    fetched(desk.read(we.handle, StreamName.MENTION, line=later))
    assert desk.door.asked == [NOTIFICATIONS, REFRESH, NOTIFICATIONS]
    assert later.session not in (spoilt, line.session)


def test_a_login_that_was_ended_is_begun_anew(desk: Desk, join: Join) -> None:
    we = join()
    line = desk.line(we)
    desk.read(we.handle, StreamName.MENTION, line=line)
    spoilt = line.session.replace('Jwt": "', 'Jwt": "x')
    later = Line(desk.door, line.credential, session=spoilt)
    fetched(desk.read(we.handle, StreamName.MENTION, line=later))
    assert desk.door.asked == [NOTIFICATIONS, REFRESH, CREATE, NOTIFICATIONS]


def test_a_wrong_password_is_tried_once(desk: Desk, join: Join) -> None:
    we = join()
    line = desk.line(we, "abcd-efgh-ijkl-mnop")
    refused = FetchFailed(
        reason=msg("newsdesk-fetch-password-refused", "pds.example", we.handle), permanent=True
    )
    assert desk.read(we.handle, StreamName.MENTION, line=line) == refused
    assert desk.door.asked == [CREATE, PROFILE]
    assert desk.read(we.handle, StreamName.MENTION, line=line) == refused
    assert desk.door.asked == []


def test_the_networks_limits_are_seen(desk: Desk, join: Join) -> None:
    we = join()
    line = desk.line(we)
    we.guess_the_password(times=30)
    result = desk.read(we.handle, StreamName.MENTION, line=line)
    assert isinstance(result, FetchFailed)
    assert result.reason == msg("newsdesk-fetch-too-many-requests", "pds.example")
    assert not result.permanent
    assert result.retry_after is not None
    assert timedelta() < result.retry_after - datetime.now(UTC) <= timedelta(minutes=5)


@pytest.mark.parametrize("stream", [StreamName.OWN, StreamName.FOLLOWS, StreamName.PROFILE])
def test_an_account_that_nobody_has(desk: Desk, stream: StreamName) -> None:
    result = desk.read("nobody.test", stream)
    assert result == FetchFailed(
        reason=msg("newsdesk-fetch-no-account", "nobody.test"), permanent=True
    )


@pytest.mark.parametrize("stream", [StreamName.OWN, StreamName.FOLLOWS, StreamName.PROFILE])
def test_an_account_that_was_deactivated(desk: Desk, join: Join, stream: StreamName) -> None:
    we = join()
    made = we.post("The last")
    assert fetched(desk.read(we.handle)).newest == made.uri
    we.deactivate()
    result = desk.read(we.handle, stream)
    assert result == FetchFailed(
        reason=msg("newsdesk-fetch-account-deactivated", we.handle), permanent=True
    )


def test_a_suspended_account_is_told_as_such_everywhere(desk: Desk, join: Join) -> None:
    we = join()
    line = desk.line(we)
    assert isinstance(desk.read(we.handle), Fetched)
    we.be_suspended()
    reason = msg("newsdesk-fetch-account-suspended", we.handle)
    for stream in (StreamName.OWN, StreamName.FOLLOWS, StreamName.PROFILE, StreamName.MENTION):
        told = desk.read(we.handle, stream, line=line)
        assert told == FetchFailed(reason=reason, permanent=True), stream
