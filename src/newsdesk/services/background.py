"""Refreshes in a thread of a web process, after an answer was sent, where the data are old."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.services.refresh import LEASE, refresh
from newsdesk.services.schedule import BUSY, cadence
from newsdesk.store import desks, leases

log = logging.getLogger(__name__)
_running = Lock()


def stale(engine: Engine, desk_id: int | None) -> bool:
    """Tell whether a refresh is due and nobody is at it; a desk never stored always needs one."""
    if desk_id is None:
        return True
    now = clock.now()
    with engine.connect() as connection:
        refreshed = desks.refreshed(connection, desk_id)
        every = cadence(desks.last_active(connection, desk_id), now)
        busy = leases.held(connection, desk_id, LEASE, now=now)
    return not busy and (refreshed is None or now - refreshed >= every)


def just_read(refreshed: datetime | None) -> bool:
    """Tell whether the last refresh is so young that none can be due, whoever is active."""
    return refreshed is not None and clock.now() - refreshed < BUSY


def start_if_stale(settings: Settings, engine: Engine) -> Thread | None:
    """Start a refresh beside the requests if one is due: one thread a process, under the lease.

    Call it after the answer was sent. Return the thread, if one was started.
    """
    if not _running.acquire(blocking=False):
        return None
    if not _due(settings, engine):
        _running.release()
        return None
    thread = Thread(target=_run, args=(settings, engine), name="refresh", daemon=True)
    thread.start()
    return thread


def _due(settings: Settings, engine: Engine) -> bool:
    try:
        return stale(engine, desk.find(engine, settings))
    except SQLAlchemyError as error:
        log.warning("cannot tell how old the data are", extra={"error": type(error).__name__})
        return False


def _run(settings: Settings, engine: Engine) -> None:
    try:
        refresh(settings, engine)
    except Exception:
        log.exception("a refresh in the background failed")
    finally:
        _running.release()
