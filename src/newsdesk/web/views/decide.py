"""One decision as a form of its own: after a login in between, or with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.message import Message, msg
from newsdesk.services.board import Board
from newsdesk.web.views.decision import Names, words
from newsdesk.web.views.post import short

_TYPED = {Choice.EXEMPT: "reason", Choice.POSTED: "address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideView:
    """What is to be settled; ``typed`` names the field that a person writes in, if there is one.

    ``address`` is the post in question, where nothing is typed.
    """

    what: Message
    press: Message
    channel: str
    typed: str
    address: str
    problem: Message | None


def view(
    decision: Decision, board: Board | None, names: Names, problem: Message | None
) -> DecideView:
    """Show a decision that is not made yet; ``board`` is that of its item alone, if it has one."""
    item = board.rows[0].item if board and board.rows else None
    if item:
        decision = replace(decision, snapshot=Snapshot(date=item.date, text=item.text))
    text = item.text if item else decision.item_id
    channel = names.get(decision.channel_id, decision.channel_id)
    typed = _TYPED.get(decision.choice, "")
    press = {
        "reason": msg("newsdesk-press-exempt", channel),
        "address": msg("newsdesk-press-posted"),
    }
    return DecideView(
        what=msg("newsdesk-decide-about", short(text), channel)
        if typed
        else words(decision, names),
        press=press.get(typed, msg("newsdesk-press-settle")),
        channel=channel,
        typed=typed,
        address="" if typed else decision.address,
        problem=problem,
    )
