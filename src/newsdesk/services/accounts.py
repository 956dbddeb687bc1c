"""People who are logged in: from the wiki's handshake to a session of this tool, and its end."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Engine

from newsdesk.domain.message import msg
from newsdesk.domain.user import AccessToken, RequestToken
from newsdesk.infra import clock, crypto
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.store import sessions
from newsdesk.store.database import writing
from newsdesk.wiki import login
from newsdesk.wiki.login import LoginFailed

__all__ = [
    "CALLBACK", "SESSION_LIFE", "Account", "LoggedIn", "LoginFailed", "Start",
    "end_all", "finish", "inside", "log_out", "start", "who",
]  # fmt: skip

CALLBACK = "login/done"
"""The path, under the tool's own address, that the wiki sends people back to."""
SESSION_LIFE = sessions.SESSION_LIFE
_LONGEST = 2000
_OUTSIDE = re.compile(r"[\x00-\x1f\x7f\\]|^//|^(?!/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who is logged in; ``blocked`` is whether the wiki said so when they did."""

    user_id: int
    name: str
    blocked: bool
    token: AccessToken = field(repr=False)


@dataclass(frozen=True, slots=True)
class Start:
    """A login that begins: the wiki's page to go to, and the secret for the browser's cookie."""

    url: str
    state: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A login that succeeded: who, the new secret for the cookie, where to go on this tool."""

    account: Account
    cookie: str = field(repr=False)
    next: str


def start(engine: Engine, settings: Settings, *, next: str = "/") -> Start:
    """Begin a login that leads to ``next`` afterwards.

    :raises LoginFailed: when the wiki refuses or cannot be reached
    """
    url, token = login.begin(settings, settings.url + CALLBACK)
    state = secrets.token_urlsafe(32)
    sealed = _seal(settings, {"key": token.key, "secret": token.secret})
    desk_id = desk.ensure(engine, settings)
    with writing(engine) as connection:
        sessions.begin_login(
            connection, desk_id, state, request=sealed, next=inside(next), now=clock.now()
        )
    return Start(url, state)


def finish(
    engine: Engine, settings: Settings, *, state: str, query: str, former: str = ""
) -> LoggedIn:
    """End a login with what the browser came back with: its cookie and the query string.

    The session gets a new secret; the one that the browser had before, ``former``, ends.

    :raises LoginFailed: when it did not begin in this browser, or for any of the wiki's reasons
    """
    desk_id = desk.ensure(engine, settings)
    with writing(engine) as connection:
        begun = sessions.take_login(connection, desk_id, state, now=clock.now()) if state else None
    request = begun and _unseal(settings, begun.request)
    if not begun or not request:
        raise LoginFailed(msg("newsdesk-login-not-begun"))
    token = login.complete(settings, RequestToken(request["key"], request["secret"]), query)
    who_ = login.identify(settings, token)
    account = Account(user_id=who_.user_id, name=who_.name, blocked=who_.blocked, token=token)
    return LoggedIn(account, _open(engine, settings, desk_id, account, former), begun.next)


def who(engine: Engine, settings: Settings, cookie: str) -> Account | None:
    """Return whose session a cookie's secret names; ``None`` once it has ended."""
    desk_id = desk.find(engine, settings) if cookie else None
    if desk_id is None:
        return None
    with engine.connect() as connection:
        session = sessions.get(connection, desk_id, cookie, now=clock.now())
    access = session and _unseal(settings, session.access)
    if not session or not access:
        return None
    return Account(
        user_id=session.user_id,
        name=session.user_name,
        blocked=access["blocked"],
        token=AccessToken(access["key"], access["secret"]),
    )


def log_out(engine: Engine, settings: Settings, cookie: str) -> None:
    """End a session; its row is deleted."""
    desk_id = desk.find(engine, settings)
    if desk_id is not None:
        with writing(engine) as connection:
            sessions.end(connection, desk_id, cookie)


def end_all(engine: Engine, settings: Settings, account: Account) -> None:
    """End every session of somebody whose permission the wiki no longer accepts."""
    desk_id = desk.ensure(engine, settings)
    with writing(engine) as connection:
        sessions.end_all(connection, desk_id, account.user_id)


def inside(address: str) -> str:
    r"""Return an address if it is a page of this tool, else the first page.

    Browsers take ``//host``, ``/\host`` and addresses with control characters in them for
    other sites' ones: see https://url.spec.whatwg.org/#special-authority-slashes-state
    """
    path = re.split("[?#]", address)[0]
    readings = (address, path, unquote(path), unquote(unquote(path)))
    outside = len(address) > _LONGEST or " " in address or any(map(_OUTSIDE.search, readings))
    return "/" if outside or path.startswith("/login") else address


def _open(engine: Engine, settings: Settings, desk_id: int, account: Account, former: str) -> str:
    cookie = secrets.token_urlsafe(32)
    token = account.token
    access = {"key": token.key, "secret": token.secret, "blocked": account.blocked}
    with writing(engine) as connection:
        if former:
            sessions.end(connection, desk_id, former)
        sessions.create(
            connection,
            desk_id,
            cookie,
            user_id=account.user_id,
            user_name=account.name,
            access=_seal(settings, access),
            now=clock.now(),
        )
    return cookie


def _seal(settings: Settings, value: dict[str, Any]) -> bytes:
    return crypto.seal(settings, json.dumps(value).encode())


def _unseal(settings: Settings, sealed: bytes) -> dict[str, Any] | None:
    """Return what was sealed; ``None`` where the tool's secret was changed since."""
    try:
        value: dict[str, Any] = json.loads(crypto.unseal(settings, sealed))
    except crypto.UnsealError:
        return None
    return value
