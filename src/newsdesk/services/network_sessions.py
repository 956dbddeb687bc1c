"""Logins at networks, sealed and kept from one reading to the next."""

from __future__ import annotations

import logging

from sqlalchemy import Connection

from newsdesk.infra import clock, crypto
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.store import remote_sessions

log = logging.getLogger(__name__)


def load(connection: Connection, settings: Settings, desk_id: int, credential: Credential) -> str:
    """Return the login that a network last gave, empty where there is none that can be opened."""
    sealed = remote_sessions.load(connection, desk_id, credential)
    if sealed is None:
        return ""
    try:
        return crypto.unseal(settings, sealed).decode()
    except crypto.UnsealError:
        log.warning("a network's login cannot be opened", extra={"kind": credential.kind})
        return ""


def save(
    connection: Connection, settings: Settings, desk_id: int, credential: Credential, session: str
) -> None:
    """Keep a login that a network gave, or that it is over (empty)."""
    sealed = crypto.seal(settings, session.encode())
    remote_sessions.save(connection, desk_id, credential, sealed, now=clock.now())
