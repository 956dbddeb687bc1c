"""Reading channels for a desk that is only tried out: beside the requests, and not for long."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Thread

from sqlalchemy import Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import StreamName
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services import read_channels, read_wiki_pages
from newsdesk.services.reading import Reading
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.wiki.session import anonymous

SECONDS = 60
"""How long channels are waited for."""
_reading = BoundedSemaphore(2)
"""Desks that are read at once in one process; each holds many answers of strangers' servers."""

log = logging.getLogger(__name__)


def read(
    engine: Engine,
    settings: Settings,
    desk_id: int,
    channels: Sequence[Channel],
    *,
    oldest: datetime | None,
    wanted: Sequence[StreamName] = (StreamName.OWN,),
    credentials: tuple[Credential, ...] = (),
    then: Callable[[], object] = lambda: None,
) -> None:
    """Read channels within a minute, do what is left, and remember that it was done."""
    reading = Reading(
        settings=settings,
        engine=engine,
        desk_id=desk_id,
        door=Door(settings),
        oldest=oldest,
        beat=lambda: None,
        wanted=wanted,
        credentials=credentials,
        deadline=SECONDS,
    )
    read_channels.read_due(reading, channels, timedelta(0), force=True)
    read_wiki_pages.read_due(reading, anonymous(settings), channels, timedelta(0), force=True)
    then()
    with writing(engine) as connection:
        desks.set_refreshed(connection, desk_id, now=clock.now())


def start(work: Callable[[], None]) -> Thread:
    """Do work beside the requests; it waits while other desks are read."""

    def run() -> None:
        try:
            with _reading:
                work()
        except Exception:
            log.exception("the channels of a trial could not be read")

    thread = Thread(target=run, name="trial", daemon=True)
    thread.start()
    return thread


def is_over(begun: datetime) -> bool:
    """Tell whether reading must have ended: a process that ended leaves what it had stored."""
    return clock.now() - begun > timedelta(seconds=SECONDS * 2)
