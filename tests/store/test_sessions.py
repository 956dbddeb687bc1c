from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from newsdesk.store import sessions
from newsdesk.store.database import writing
from newsdesk.store.sessions import LOGIN_LIFE, SESSION_LIFE, Login, Session
from tests.store.values import NOW, at_once

SECOND = timedelta(seconds=1)
SEALED = bytes(range(256))


def _create(connection: Connection, desk_id: int, token: str, user_id: int = 7) -> None:
    sessions.create(
        connection, desk_id, token, user_id=user_id, user_name="Ed", access=SEALED, now=NOW
    )


def test_a_session_lasts_thirty_days(connection: Connection, desk_id: int) -> None:
    _create(connection, desk_id, "opaque")
    end = NOW + SESSION_LIFE
    expected = Session(user_id=7, user_name="Ed", access=SEALED, created=NOW, expires=end)
    assert end - NOW == timedelta(days=30)
    assert sessions.get(connection, desk_id, "opaque", now=end - SECOND) == expected
    assert sessions.get(connection, desk_id, "opaque", now=end) is None


def test_only_the_exact_id_of_this_desk_opens_a_session(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    _create(connection, desk_id, "opaque")
    for token in ("", "Opaque", "opaque ", "opaqu"):
        assert sessions.get(connection, desk_id, token, now=NOW) is None
    assert sessions.get(connection, other_desk, "opaque", now=NOW) is None


def test_an_id_is_used_once(connection: Connection, desk_id: int) -> None:
    _create(connection, desk_id, "opaque")
    with pytest.raises(IntegrityError):
        _create(connection, desk_id, "opaque")


def test_the_database_holds_no_id(connection: Connection, desk_id: int) -> None:
    _create(connection, desk_id, "opaque")
    _begin(connection, desk_id, "state-of-browser")
    for table in ("session", "login"):
        rows = connection.execute(text(f"SELECT * FROM {table}")).all()
        assert rows
        assert "opaque" not in str(rows)
        assert "state-of-browser" not in str(rows)


def test_a_session_does_not_show_its_token() -> None:
    shown = repr(Session(user_id=1, user_name="E", access=b"tok", created=NOW, expires=NOW))
    assert "tok" not in shown


def test_logging_out_ends_one_session(connection: Connection, desk_id: int) -> None:
    _create(connection, desk_id, "phone")
    _create(connection, desk_id, "desktop")
    assert sessions.end(connection, desk_id, "phone")
    assert not sessions.end(connection, desk_id, "phone")
    assert sessions.get(connection, desk_id, "desktop", now=NOW) is not None


def test_a_revoked_grant_ends_every_session_of_that_user(
    connection: Connection, desk_id: int
) -> None:
    for token, user_id in (("a", 7), ("b", 7), ("c", 8)):
        _create(connection, desk_id, token, user_id)
    assert sessions.end_all(connection, desk_id, 7) == 2
    assert sessions.get(connection, desk_id, "a", now=NOW) is None
    assert sessions.get(connection, desk_id, "c", now=NOW) is not None


def _begin(connection: Connection, desk_id: int, state: str) -> None:
    sessions.begin_login(connection, desk_id, state, request=SEALED, next="/item/x", now=NOW)


def test_a_handshake_is_taken_once(connection: Connection, desk_id: int) -> None:
    _begin(connection, desk_id, "state")
    taken = sessions.take_login(connection, desk_id, "state", now=NOW)
    assert taken == Login(request=SEALED, next="/item/x", created=NOW)
    assert sessions.take_login(connection, desk_id, "state", now=NOW) is None
    assert sessions.take_login(connection, desk_id, "other", now=NOW) is None


def test_an_expired_handshake_is_nobodys(connection: Connection, desk_id: int) -> None:
    _begin(connection, desk_id, "state")
    assert sessions.take_login(connection, desk_id, "state", now=NOW + LOGIN_LIFE) is None


def test_of_many_that_come_back_at_once_one_gets_the_handshake(
    engine: Engine, desk_id: int
) -> None:
    with writing(engine) as connection:
        _begin(connection, desk_id, "state")

    def take(_number: int) -> Login | None:
        with writing(engine) as connection:
            return sessions.take_login(connection, desk_id, "state", now=NOW)

    assert [one is not None for one in at_once(6, take)].count(True) == 1


def test_pruning_takes_what_has_expired(connection: Connection, desk_id: int) -> None:
    _create(connection, desk_id, "opaque")
    _begin(connection, desk_id, "state")
    assert sessions.prune(connection, now=NOW) == 0
    assert sessions.prune(connection, now=NOW + LOGIN_LIFE) == 1
    assert sessions.get(connection, desk_id, "opaque", now=NOW) is not None
    assert sessions.prune(connection, now=NOW + SESSION_LIFE) == 1
    assert sessions.get(connection, desk_id, "opaque", now=NOW) is None
