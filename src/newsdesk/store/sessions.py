"""Logins under way, and the sessions of people who are logged in.

Ids reach the database as their hash only, tokens as what ``infra.crypto`` sealed: who reads the
database can act as nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import login, session

SESSION_LIFE = timedelta(days=30)
LOGIN_LIFE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A person who is logged in; ``access`` is the sealed access token."""

    user_id: int
    user_name: str
    access: bytes = field(repr=False)
    created: datetime
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A handshake under way: the sealed request token and where to go afterwards."""

    request: bytes = field(repr=False)
    next: str
    created: datetime


def create(
    connection: Connection,
    desk_id: int,
    token: str,
    *,
    user_id: int,
    user_name: str,
    access: bytes,
    now: datetime,
) -> None:
    """Store a session for the opaque id that the browser's cookie holds."""
    row = {
        "desk_id": desk_id,
        "token_hash": fingerprint(token),
        "access": access,
        "user_id": user_id,
        "user_name": user_name,
        "created": now,
        "expires": now + SESSION_LIFE,
    }
    connection.execute(insert(session).values(row))


def get(connection: Connection, desk_id: int, token: str, *, now: datetime) -> Session | None:
    """Return the session of an opaque id unless it has ended."""
    query = select(session).where(
        session.c.desk_id == desk_id,
        session.c.token_hash == fingerprint(token),
        session.c.expires > now,
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Session(
        user_id=row.user_id,
        user_name=row.user_name,
        access=row.access,
        created=row.created,
        expires=row.expires,
    )


def end(connection: Connection, desk_id: int, token: str) -> bool:
    """Delete one session; return whether there was one."""
    where = (session.c.desk_id == desk_id, session.c.token_hash == fingerprint(token))
    return connection.execute(delete(session).where(*where)).rowcount > 0


def end_all(connection: Connection, desk_id: int, user_id: int) -> int:
    """Delete every session of a user, whose grant was revoked; return how many there were."""
    where = (session.c.desk_id == desk_id, session.c.user_id == user_id)
    return connection.execute(delete(session).where(*where)).rowcount


def begin_login(
    connection: Connection, desk_id: int, state: str, *, request: bytes, next: str, now: datetime
) -> None:
    """Store a handshake that begins, under the state that the browser's cookie holds."""
    row = {
        "desk_id": desk_id,
        "state_hash": fingerprint(state),
        "request": request,
        "next": next,
        "created": now,
        "expires": now + LOGIN_LIFE,
    }
    connection.execute(insert(login).values(row))


def take_login(connection: Connection, desk_id: int, state: str, *, now: datetime) -> Login | None:
    """Return a handshake under way and end it: exactly one caller gets it, an expired one none."""
    where = (login.c.desk_id == desk_id, login.c.state_hash == fingerprint(state))
    row = connection.execute(select(login).where(*where)).one_or_none()
    taken = connection.execute(delete(login).where(*where)).rowcount
    if row is None or not taken or row.expires <= now:
        return None
    return Login(request=row.request, next=row.next, created=row.created)


def prune(connection: Connection, *, now: datetime) -> int:
    """Delete what has expired, of every desk; return how many rows that was."""
    return sum(
        connection.execute(delete(table).where(table.c.expires <= now)).rowcount
        for table in (session, login)
    )
