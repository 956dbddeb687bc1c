"""What happens once a draft was posted: it is closed, and its thing waits for nobody any more."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.draft import DraftState
from newsdesk.domain.message import Explained, msg
from newsdesk.infra import clock
from newsdesk.services import deciding, editors, handling
from newsdesk.services.addresses import belonging
from newsdesk.services.draft_work import Work
from newsdesk.services.handling import Outcome
from newsdesk.store import drafts as rows
from newsdesk.store import handled
from newsdesk.store.database import writing


def posted(work: Work, url: str) -> Outcome | None:
    """Say where a draft was posted; who says so second is told who was first.

    Of what is gone meanwhile the draft alone is closed.

    :raises Explained: where this person may not, or its thing is gone meanwhile
    """
    subject, channel = work.subject, work.channel
    if subject.gone:
        editors.require(work.editor)
        _close(work, DraftState.POSTED, url)
        return None
    outcome = handling.handle(
        work.editor,
        subject.waiting(channel.id),
        subject.step,
        subject.handling,
        channel_id=channel.id,
    )
    _close(work, DraftState.POSTED, url)
    return outcome


def by_hand(work: Work, address: str, choice: Choice = Choice.POSTED) -> Outcome | None:
    """Take a person's word for where a draft was posted: of a news item that is a decision.

    :raises Explained: where this person may not, or the address is none of the channel's
    """
    editors.require(work.editor)
    address, channel = address.strip(), work.channel
    engine, user = work.editor.engine, work.editor.account.name
    if work.subject.item is not None:
        decision = Decision(
            choice=choice, item_id=work.subject.item.id, channel_id=channel.id, address=address
        )
        deciding.decide(engine, work.desk_id, user, decision)
        return posted(work, address)
    place = (channel.id, address)
    with engine.connect() as connection:
        if not belonging(connection, work.desk_id, [channel], [place]):
            raise Explained(msg("newsdesk-decide-foreign", address, channel.name))
    return posted(work, address)


def reopen(work: Work) -> None:
    """Take back that a draft was posted or discarded: it is open, and its thing waits again.

    What was decided and not yet published of its address is taken back as well.

    :raises Explained: where this person may not
    """
    editors.require(work.editor)
    thing = work.subject.waiting(work.channel.id)
    with work.editor.engine.connect() as connection:
        stands = handled.find(connection, work.desk_id, [thing]).get(thing)
    if stands is not None and stands.what is work.subject.handling:
        handling.undo(work.editor, thing, stands.time)
    if work.subject.item is not None:
        subject = (work.subject.item.id, work.channel.id, "")
        deciding.withdraw(work.editor.engine, work.desk_id, work.editor.account.name, subject)
    _close(work, DraftState.OPEN, "")


def _close(work: Work, state: DraftState, url: str) -> None:
    """Change what became of the draft, whatever its version: its text stays."""
    with writing(work.editor.engine) as connection:
        found = rows.find(connection, work.desk_id, work.subject.names, work.channel.id)
        if found is None:
            return
        rows.write(
            connection,
            work.desk_id,
            replace(found, state=state, url=url, changed=clock.now()),
        )
        if state is DraftState.OPEN:
            rows.look(connection, work.desk_id, found.thing, found.channel_id, None)
