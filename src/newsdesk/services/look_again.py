"""Looks for what was just posted: reads one channel again beside the requests, and compares.

It is one more read of that channel and keeps to all that any read keeps to: the lease, the
network's own waits, the floor between paid reads.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread

from newsdesk.channels import registry
from newsdesk.domain.draft import Look
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.sync_status import Verdict
from newsdesk.infra import clock
from newsdesk.services import board, credentials, deciding, editors, matching, posting, watching
from newsdesk.services.draft_work import Work
from newsdesk.services.read_channels import read_due
from newsdesk.services.refresh import Beat, LeaseLostError, lease, reading_of
from newsdesk.store import drafts as rows
from newsdesk.store import streams
from newsdesk.store.database import writing

PATIENCE = 120.0
"""Seconds to wait for another read to end, longer than most take."""
GIVEN_UP_AFTER = timedelta(minutes=6)
"""When a look that has no end must have died with its process."""
_ASK_EVERY = 1.0
_BEFORE = timedelta(days=1)
"""How long before somebody looks for it a post may have been made."""

log = logging.getLogger(__name__)


def start(work: Work) -> Thread:
    """Begin to look for a draft's post; what comes of it stands with the draft.

    :raises Explained: where this person may not
    """
    editors.require(work.editor)
    look = Look(user=work.editor.account.name, asked=clock.now())
    _remember(work, look)
    thread = Thread(target=_run, args=(work, look), name="look-again", daemon=True)
    thread.start()
    return thread


def under_way(look: Look | None, now: datetime) -> bool:
    """Tell whether somebody is looking at this moment."""
    return look is not None and look.ended is None and now - look.asked < GIVEN_UP_AFTER


def _run(work: Work, look: Look) -> None:
    failure: Message | None = None
    until: datetime | None = None
    candidate = ""
    try:
        failure, until = _read(work)
        url, candidate = _find(work, look.asked)
        if url:
            posting.posted(work, url)
    except Explained as problem:
        failure = problem.message
    except Exception:
        failure = msg("newsdesk-draft-look-fault")
        log.exception("looking for a post failed", extra={"channel": work.channel.id})
    finally:
        ended = replace(look, ended=clock.now(), until=until, failure=failure)
        _remember(work, replace(ended, candidate=candidate))


def _read(work: Work) -> tuple[Message | None, datetime | None]:
    """Read the channel's own posts if it may be asked; return why not, and until when not."""
    channel, editor = work.channel, work.editor
    if not work.is_readable:
        return msg("newsdesk-draft-look-unreadable", channel.name), None
    end = clock.ticks() + PATIENCE
    while clock.ticks() < end:
        with lease(editor.engine, work.desk_id) as beat:
            if beat is not None:
                return _read_now(work, beat)
        Event().wait(_ASK_EVERY)
    return msg("newsdesk-draft-look-busy"), None


def _read_now(work: Work, beat: Beat) -> tuple[Message | None, datetime | None]:
    engine, desk_id = work.editor.engine, work.desk_id
    reading, every = reading_of(work.editor.settings, engine, desk_id, work.config, beat)
    own = replace(reading, wanted=(StreamName.OWN,), paid=True)
    try:
        reports = read_due(own, [work.channel], every, force=True)
        matching.run(engine, desk_id, work.config)
        watching.run(engine, desk_id, clock.now(), work.editor.settings.credentials)
    except LeaseLostError:
        return msg("newsdesk-draft-look-busy"), None
    if not reports:
        return None, _until(work)
    return reports[0].failure, None


def _until(work: Work) -> datetime | None:
    """Return when the channel may be read again, by its network's wait and our own floor."""
    adapter = registry.adapter(work.channel.kind)
    known = work.editor.settings.credentials
    credential = adapter and credentials.of_channel(known, work.channel, adapter)
    floor = (credential and credential.every) or timedelta(0)
    with work.editor.engine.connect() as connection:
        state = streams.state(connection, work.desk_id, work.channel)
    moments = [state.next_try, state.last_read and state.last_read + floor]
    return max((one for one in moments if one), default=None)


def _find(work: Work, asked: datetime) -> tuple[str, str]:
    """Return the address of what was posted, or else that of a post which may be it."""
    if work.subject.item is not None:
        there, maybe = _matched(work, work.subject.item.id)
        if there or maybe:
            return there, maybe
    with work.editor.engine.connect() as connection:
        draft = rows.find(connection, work.desk_id, work.subject.names, work.channel.id)
        checker = work.checker(connection, clock.now())
        alike = checker.alike(draft.text, asked - _BEFORE) if draft else []
    same = [post.url for post, verdict in alike if verdict is Verdict.SAME]
    if same and work.subject.item is None:
        return same[0], ""
    return "", next((post.url for post, _ in alike), "")


def _matched(work: Work, item_id: str) -> tuple[str, str]:
    """Return what the normal matching found for an item."""
    engine, user = work.editor.engine, work.editor.account.name
    own = tuple(one.decision for one in deciding.pending(engine, work.desk_id, user))
    found = board.load_item(
        engine,
        work.desk_id,
        clock.now(),
        item_id,
        credentials=work.editor.settings.credentials,
        decisions=own,
    )
    cells = (cell for row in found.rows for cell in row.cells) if found else ()
    for cell in cells:
        if cell.channel_id == work.channel.id:
            url = _address(cell.post) or cell.settled.posted
            return (url, "") if cell.status.is_there else ("", _address(cell.post))
    return "", ""


def _address(post: Post | None) -> str:
    return post.url if post else ""


def _remember(work: Work, look: Look) -> None:
    with writing(work.editor.engine) as connection:
        rows.look(connection, work.desk_id, work.stored_as, work.channel.id, look)
