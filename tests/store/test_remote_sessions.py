from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from newsdesk.domain.channel import ChannelKind
from newsdesk.infra.credentials import Credential
from newsdesk.store import remote_sessions
from tests.store.values import NOW

OURS = Credential(
    kind=ChannelKind.BLUESKY, origin="https://pds.example", account="mw.example", token="t"
)


def test_a_login_comes_back_as_it_was_sealed(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    assert remote_sessions.load(connection, desk_id, OURS) is None
    remote_sessions.save(connection, desk_id, OURS, b"\x00\xff", now=NOW)
    assert remote_sessions.load(connection, desk_id, OURS) == b"\x00\xff"
    assert remote_sessions.load(connection, other_desk, OURS) is None


def test_a_later_login_takes_the_formers_place(connection: Connection, desk_id: int) -> None:
    remote_sessions.save(connection, desk_id, OURS, b"1", now=NOW)
    remote_sessions.save(connection, desk_id, OURS, b"2", now=NOW)
    assert remote_sessions.load(connection, desk_id, OURS) == b"2"


def test_a_login_belongs_to_one_account_on_one_server(
    connection: Connection, desk_id: int
) -> None:
    remote_sessions.save(connection, desk_id, OURS, b"1", now=NOW)
    for other in (
        replace(OURS, origin="https://other.example"),
        replace(OURS, account="other.example"),
        replace(OURS, kind=ChannelKind.MASTODON),
    ):
        assert remote_sessions.load(connection, desk_id, other) is None
