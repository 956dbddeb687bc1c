"""Short-lived logins that networks gave for our credentials, sealed by ``infra.crypto``."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from newsdesk.infra.credentials import Credential
from newsdesk.store.codec import of_credential
from newsdesk.store.tables import remote_session
from newsdesk.store.upsert import upsert


def load(connection: Connection, desk_id: int, credential: Credential) -> bytes | None:
    """Return what was sealed for a credential, ``None`` where nothing was."""
    query = select(remote_session.c.sealed).where(
        remote_session.c.desk_id == desk_id,
        remote_session.c.credential_hash == of_credential(credential),
    )
    return connection.scalar(query)


def save(
    connection: Connection, desk_id: int, credential: Credential, sealed: bytes, *, now: datetime
) -> None:
    """Remember a login in place of the former one."""
    row = {
        "desk_id": desk_id,
        "credential_hash": of_credential(credential),
        "sealed": sealed,
        "changed": now,
    }
    upsert(connection, remote_session, [row])
