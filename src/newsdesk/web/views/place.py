"""An item on one channel, as the item's page shows it: its post, why, and what can be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice, Subject
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Cell, Match, SyncStatus, Verdict
from newsdesk.web.views import cell, post, settle
from newsdesk.web.views.cell import SETTLED, CellView, Surroundings
from newsdesk.web.views.post import PostView
from newsdesk.web.views.settle import At, Press

OWED = frozenset({SyncStatus.MISSING, SyncStatus.WANTED, SyncStatus.UNKNOWN})
"""Where it means something to say that an item is not for a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """Something that was decided: ``text`` is its reason or address, ``href`` if it can be opened.

    ``unpublished`` is whether it is the viewer's own and not on the wiki yet; else ``who`` is
    where the wiki tells who decided. ``unread`` is why its post could not be read,
    ``note`` why it counts for nothing.
    """

    what: Message
    text: str
    href: str
    unpublished: bool
    who: str
    unread: Message | None
    note: Message | None
    undo: Press | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of decisions besides: which are the viewer's own and ``unpublished``.

    ``who`` is the address of the page that tells who decided what is published; ``unread`` why
    posts at some addresses could not be read.
    """

    unpublished: Collection[Subject] = ()
    who: str = ""
    unread: Mapping[str, Message] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A further post that may say the same, why, and the answers to whether it does."""

    post: PostView
    why: tuple[Message, ...]
    presses: tuple[Press, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """The item on one channel; ``why`` is what its status rests on.

    ``presses`` answer whether its post is the same. ``exempt`` and ``posted`` are what a form
    for a reason, and one for an address, send besides; empty where there is none. ``open`` is
    whether somebody has to settle it.
    """

    state: CellView
    post: PostView | None
    why: tuple[Message, ...]
    others: tuple[CandidateView, ...]
    said: tuple[SaidView, ...]
    presses: tuple[Press, ...]
    exempt: str
    posted: str
    open: bool


def view(item: NewsItem, one: Cell, around: Surroundings, known: Known) -> PlaceView:
    """Show an item on one channel."""
    channel = around.channels[one.channel_id]
    where = At(item=item, channel=channel, at=channel.id)
    free = around.decides and one.post is None and not (one.settled.exempt or one.settled.posted)
    said = tuple(_said(one, where, around, known))
    state = cell.state(one, item, "", around)
    marked = any(entry.unpublished for entry in said)
    return PlaceView(
        state=replace(state, unpublished=state.unpublished and not marked),
        post=post.view(channel, one.post) if one.post else None,
        why=_why(one, channel),
        others=tuple(_candidate(*other, where, around) for other in one.others),
        said=said,
        presses=_answers(one.match, one.post, where, around),
        exempt=_sent(Choice.EXEMPT, where) if free and one.status in OWED else "",
        posted=_sent(Choice.POSTED, where) if free else "",
        open=one.status is SyncStatus.UNSURE,
    )


def _candidate(match: Match, found: Post, where: At, around: Surroundings) -> CandidateView:
    return CandidateView(
        post=post.view(where.channel, found),
        why=match.evidence,
        presses=_answers(match, found, where, around),
    )


def _answers(
    match: Match | None, found: Post | None, where: At, around: Surroundings
) -> tuple[Press, ...]:
    """Offer both answers on a post that nobody has answered yet."""
    if found is None or not around.decides or (match and match.decided):
        return ()
    about = post.short(found.text)
    differs = match and match.verdict is Verdict.DIFFERS
    yes = settle.ALL_RIGHT if differs else "newsdesk-press-yes"
    return settle.same_or_not(found, where, yes=yes, about=about)


def _sent(choice: Choice, where: At) -> str:
    return settle.value(choice, item=where.item.id, channel=where.channel.id, at=where.at)


def _said(one: Cell, where: At, around: Surroundings, known: Known) -> Iterator[SaidView]:
    for decision in one.settled.each(where.item.id, where.channel.id):
        unpublished = decision.subject in known.unpublished
        yield SaidView(
            what=msg(f"newsdesk-said-{decision.choice}", where.channel.name),
            text=decision.address or decision.reason,
            href=decision.address if decision.place in around.openable else "",
            unpublished=unpublished,
            who="" if unpublished else known.who,
            unread=known.unread.get(decision.address),
            note=msg("newsdesk-decisions-foreign", where.channel.name)
            if decision.address in one.foreign
            else None,
            undo=where.press(Choice.OPEN, decision.subject[2]) if around.decides else None,
        )
    for decision in one.taken_back:
        yield SaidView(
            what=cell.back(decision, where.channel),
            text=decision.address,
            href=decision.address if decision.place in around.openable else "",
            unpublished=True,
            who=known.who,
            unread=None,
            note=None,
            undo=settle.stand(decision.subject[2], where),
        )


def _why(one: Cell, channel: Channel) -> tuple[Message, ...]:
    if one.match:
        return one.match.evidence
    reason = "settled" if one.status in SETTLED else one.status
    return (msg(f"newsdesk-why-{reason}", channel.name),)
