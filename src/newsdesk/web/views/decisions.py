"""The list of decisions, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.message import Message, msg
from newsdesk.services.addresses import Place
from newsdesk.web.views import settle
from newsdesk.web.views.decision import Names, words
from newsdesk.web.views.settle import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A decision: ``address`` is its post's, ``href`` the same where it can be opened.

    ``item`` is the id of its item; ``at`` names it on its page.
    """

    what: Message
    address: str
    href: str
    item: str
    undo: Press


def places(decisions: Iterable[Decision]) -> list[Place]:
    """Return the addresses that decisions name, each with its channel."""
    return [(one.channel_id, one.address) for one in decisions if one.address]


def entries(
    decisions: Iterable[Decision], names: Names, openable: Collection[Place], *, at: str
) -> tuple[EntryView, ...]:
    """Show decisions in their order; ``at`` is where on the page to come back to."""
    return tuple(_entry(one, names, openable, at) for one in decisions)


def _entry(decision: Decision, names: Names, openable: Collection[Place], at: str) -> EntryView:
    address, what = decision.address, words(decision, names)
    return EntryView(
        what=what,
        address=address,
        href=address if (decision.channel_id, address) in openable else "",
        item=decision.item_id,
        undo=_undo(decision, what, at),
    )


def _undo(decision: Decision, about: Message, at: str) -> Press:
    item, channel, address = decision.subject
    sent = settle.value(Choice.OPEN, item=item, channel=channel, address=address, at=at)
    return Press(label=msg("newsdesk-press-open"), value=sent, about=about)
