"""The list of decisions, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from newsdesk.domain.decision import Choice, Decision, Place, Subject
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.links import address_key
from newsdesk.domain.message import Message, msg
from newsdesk.web.views import settle
from newsdesk.web.views.decision import Names, words
from newsdesk.web.views.paging import Turns
from newsdesk.web.views.post import short
from newsdesk.web.views.settle import Press

_NAMING = frozenset({Choice.SAME, Choice.POSTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A decision: ``address`` is its post's, ``href`` the same where it can be opened.

    ``item`` is the id of its item, and ``before`` what the wiki says until it is published;
    ``note`` is what is odd of it; it cannot be taken back where there is no ``undo``.
    """

    what: Message
    address: str
    href: str
    item: str
    before: Message | None
    note: Message | None
    undo: Press | None


@dataclass(frozen=True, slots=True)
class Known:
    """What decisions are put into words with: channels' names, and addresses to be links.

    ``published`` is what the wiki says of the subjects of decisions that wait; ``texts`` are those
    of posts by their addresses; ``items`` are the items that each post stands for.
    """

    names: Names
    openable: Collection[Place]
    published: Mapping[Subject, Decision] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    items: Mapping[Place, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of a list of decisions, and how many there are."""

    entries: tuple[EntryView, ...]
    total: int
    turns: Turns


def places(decisions: Iterable[Decision]) -> list[Place]:
    """Return the addresses that decisions name, each with its channel."""
    return [one.place for one in decisions if one.address]


def items_of_posts(decisions: Decisions) -> dict[Place, dict[str, str]]:
    """Return the items, ids and texts, for which people named each post; by its address's key."""
    found: dict[Place, dict[str, str]] = {}
    for one in of_items(decisions):
        if one.choice in _NAMING and one.snapshot:
            there = found.setdefault((one.channel_id, address_key(one.address)), {})
            there[one.item_id] = one.snapshot.text
    return found


def of_items(decisions: Decisions) -> list[Decision]:
    """Return what was decided of items, the newest items first, with their words."""
    found = [one for one in decisions.each().values() if one.item_id]
    known = {name: item.snapshot for name, item in decisions.items.items()}
    worded = [replace(one, snapshot=known[one.item_id]) for one in found]
    return sorted(worded, key=lambda one: known[one.item_id].date, reverse=True)


def of_posts(decisions: Decisions) -> list[Decision]:
    """Return the posts that are no news, in the order of their addresses."""
    return [Decision(choice=Choice.NOT_NEWS, address=one) for one in sorted(decisions.not_news)]


def entries(
    decisions: Iterable[Decision], known: Known, *, at: str, own: Collection[Subject] = ()
) -> tuple[EntryView, ...]:
    """Show decisions in their order; ``at`` is where on the page to come back to.

    Those whose subject is among the viewer's ``own`` cannot be taken back here: that waits above.
    """
    return tuple(_entry(one, known, at, waits=one.subject in own) for one in decisions)


def _entry(decision: Decision, known: Known, at: str, *, waits: bool) -> EntryView:
    address, what = (
        decision.address,
        words(decision, known.names, known.texts.get(decision.address, "")),
    )
    return EntryView(
        what=what,
        address=address,
        href=address if decision.place in known.openable else "",
        item=decision.item_id,
        before=_before(decision, known),
        note=_note(decision, known),
        undo=None if waits else _undo(decision, what, at),
    )


def _note(decision: Decision, known: Known) -> Message | None:
    """Say why something on the page counts for nothing, or for which other item it counts too."""
    channel = decision.channel_id
    if channel and channel not in known.names:
        return msg("newsdesk-decisions-no-channel", channel)
    if not decision.address or decision.place in known.openable:
        return _other(decision, known)
    if channel:
        return msg("newsdesk-decisions-foreign", known.names[channel])
    return msg("newsdesk-decisions-foreign-any")


def _other(decision: Decision, known: Known) -> Message | None:
    """Say for which other item the same post stands: that is right where it says both."""
    if decision.choice not in _NAMING:
        return None
    place = decision.channel_id, address_key(decision.address)
    others = (
        text for name, text in known.items.get(place, {}).items() if name != decision.item_id
    )
    text = next(others, None)
    return None if text is None else msg("newsdesk-decisions-two", short(text))


def _before(decision: Decision, known: Known) -> Message | None:
    before = known.published.get(decision.subject)
    return words(replace(before, snapshot=decision.snapshot), known.names) if before else None


def _undo(decision: Decision, about: Message, at: str) -> Press:
    item, channel, address = decision.subject
    sent = settle.value(Choice.OPEN, item=item, channel=channel, address=address, at=at)
    label = "newsdesk-press-stands" if decision.choice is Choice.OPEN else "newsdesk-press-open"
    return Press(label=msg(label), value=sent, about=about)
