"""One cell of the board in words: a status, and what to do next and for whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.decision import Choice, Decision, Place
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.web.views import settle
from newsdesk.web.views.post import short, web
from newsdesk.web.views.settle import At, Press

SHOWN_POSTERS = 2
SETTLED = settle.DONE


class Look(StrEnum):
    """How loud a cell is: a chip where a person is needed, plain text elsewhere."""

    DONE = "done"
    WARNING = "warning"
    CHECK = "progressive"
    ERROR = "error"
    WAITING = "waiting"
    PLAIN = "plain"
    QUIET = "quiet"

    @property
    def is_chip(self) -> bool:
        """Whether the status is shown as a chip."""
        return self in _CHIPS

    @property
    def chip(self) -> str:
        """The chip's variant in Codex; one that waits is the plain one."""
        return "" if self is Look.WAITING else self.value


_CHIPS = frozenset({Look.WARNING, Look.CHECK, Look.ERROR, Look.WAITING})

LOOKS: Mapping[SyncStatus, Look] = {
    SyncStatus.POSTED: Look.DONE,
    SyncStatus.SHARED: Look.DONE,
    SyncStatus.MISSING: Look.WARNING,
    SyncStatus.WANTED: Look.PLAIN,
    SyncStatus.EXEMPT: Look.QUIET,
    SyncStatus.UNSURE: Look.CHECK,
    SyncStatus.DIFFERS: Look.ERROR,
    SyncStatus.UNKNOWN: Look.QUIET,
    SyncStatus.NOT_EXPECTED: Look.QUIET,
    SyncStatus.PAST: Look.QUIET,
}


@dataclass(frozen=True, slots=True)
class Note:
    """A line beside or below a status; ``href`` makes it a link."""

    message: Message
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A status in words; ``href`` is the post's address and ``time`` when it was posted.

    ``id`` names the cell on its page. ``said`` is what somebody wrote: the post in question, or
    the reason why not; ``lines`` what else its status rests on; ``unpublished`` that the viewer
    settled it and has not published that.
    """

    channel_id: str
    channel: str
    look: Look
    label: Message
    id: str = ""
    href: str = ""
    time: datetime | None = None
    said: str = ""
    lines: tuple[Message, ...] = ()
    notes: tuple[Note, ...] = ()
    unpublished: bool = False
    presses: tuple[Press, ...] = ()

    @property
    def folds(self) -> bool:
        """Whether a narrow screen may fold the cell away: nothing in it is left to do."""
        return not (self.look.is_chip or self.notes or self.unpublished)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a cell's words depend on besides the cell, the same for all cells of a page.

    ``decides`` is whether the viewer can settle what a cell says; ``openable`` are the addresses
    that somebody named, each with its channel's id, that belong to it: others are never links.
    ``draft`` gives the address of the draft of an item, by its id, for a channel, by its own.
    """

    channels: Mapping[str, Channel]
    site: Site
    can_post: frozenset[str]
    today: date
    decides: bool = False
    openable: Collection[Place] = ()
    draft: Callable[[str, str], str] | None = None


def named(cells: Iterable[Cell]) -> list[Place]:
    """Return the addresses that people named for cells, each with its channel's id."""
    return [
        decision.place
        for one in cells
        for decision in one.settled.each("", one.channel_id)
        if decision.address
    ]


def view(cell: Cell, item: NewsItem, item_href: str, around: Surroundings) -> CellView:
    """Put one cell of the board into words; ``item_href`` is the address of its item's page."""
    channel = around.channels[cell.channel_id]
    place = At(item=item, channel=channel, at=f"{item.id}.{channel.id}")
    return replace(
        state(cell, item, item_href, around),
        id=place.at,
        said=_said(cell),
        lines=(
            *_differs(cell),
            *_told(cell),
            *(back(one, channel) for one in cell.taken_back),
            *_foreign(cell, channel),
        ),
        presses=settle.board_presses(cell, place) if around.decides else (),
    )


def state(cell: Cell, item: NewsItem, item_href: str, around: Surroundings) -> CellView:
    """Put a cell's status into words; on its item's page ``item_href`` is empty."""
    channel = around.channels[cell.channel_id]
    post = cell.post
    waiting = cell.status is SyncStatus.UNKNOWN and cell.since
    return CellView(
        channel_id=channel.id,
        channel=channel.name,
        look=Look.WAITING if waiting else LOOKS[cell.status],
        label=_label(cell, channel, around.today),
        href=_href(cell, around) if cell.status in SETTLED else "",
        time=post.time if post else None,
        notes=_notes(cell, item, item_href, around),
        unpublished=cell.unpublished,
    )


def _href(cell: Cell, around: Surroundings) -> str:
    """Return where a post is: as it was read, else as somebody said."""
    posted = (cell.channel_id, cell.settled.posted)
    return web(cell.post.url) if cell.post else posted[1] * (posted in around.openable)


def _said(cell: Cell) -> str:
    """Return what a person has to know to settle the cell where it stands."""
    if cell.status is SyncStatus.EXEMPT:
        return cell.settled.exempt
    if cell.status is SyncStatus.UNSURE and cell.post:
        return short(cell.post.text)
    return ""


def _differs(cell: Cell) -> tuple[Message, ...]:
    """Say what a post says otherwise than its item: its evidence begins with that."""
    match = cell.match if cell.status is SyncStatus.DIFFERS else None
    return match.evidence[:1] if match else ()


def _told(cell: Cell) -> tuple[Message, ...]:
    """Say of which posts somebody said that they are not the same, where none was found since."""
    count = len(cell.settled.not_same)
    shown = cell.unpublished or cell.status not in SETTLED
    return (msg("newsdesk-cell-not", count),) if count and shown else ()


def _foreign(cell: Cell, channel: Channel) -> tuple[Message, ...]:
    """Say which addresses on the decisions page count for nothing."""
    return tuple(msg("newsdesk-cell-foreign", channel.name, one) for one in cell.foreign)


def back(decision: Decision, channel: Channel) -> Message:
    """Say what stands on the wiki until the viewer publishes that it is taken back."""
    reason = (decision.reason,) if decision.choice is Choice.EXEMPT else ()
    return msg(f"newsdesk-cell-back-{decision.choice}", channel.name, *reason)


def _label(cell: Cell, channel: Channel, today: date) -> Message:
    key = f"newsdesk-status-{cell.status}"
    if cell.status in SETTLED:
        return (
            msg(key, Brief(cell.post.time.date(), today)) if cell.post else msg(f"{key}-undated")
        )
    if cell.status is SyncStatus.EXEMPT:
        return msg(key, channel.name)
    if cell.status is SyncStatus.UNKNOWN and cell.since:
        return msg("newsdesk-status-unknown-since", Brief(cell.since, today))
    return msg(key)


def _notes(cell: Cell, item: NewsItem, item_href: str, around: Surroundings) -> tuple[Note, ...]:
    """Say what to do next, and where the viewer can't, who can."""
    channel = around.channels[cell.channel_id]
    there = f"{item_href}#{channel.id}" if item_href else ""
    post = (Note(msg("newsdesk-cell-see-post"), web(cell.post.url)),) if cell.post else ()
    match cell.status:
        case SyncStatus.UNSURE:
            return (Note(msg("newsdesk-cell-same"), there),) if there else ()
        case SyncStatus.DIFFERS:
            return post
        case SyncStatus.MISSING | SyncStatus.WANTED if there and _is_by_hand(channel, around):
            return (Note(msg("newsdesk-cell-record"), there),)
        case SyncStatus.MISSING if channel.id not in around.can_post:
            return ask(channel, around.site)
        case SyncStatus.MISSING | SyncStatus.WANTED if channel.id in around.can_post:
            draft = around.draft(item.id, channel.id) if around.draft else there
            return (Note(msg("newsdesk-cell-post"), draft),) if draft else ()
        case _:
            return ()


def _is_by_hand(channel: Channel, around: Surroundings) -> bool:
    """Tell whether the viewer can say what no programme can read."""
    return around.decides and channel.kind is ChannelKind.MANUAL


def ask(channel: Channel, site: Site) -> tuple[Note, ...]:
    """Name the first of those who can post on a channel, or the page where to ask."""
    people = tuple(
        Note(msg("newsdesk-cell-ask", name), site.page_url(f"User talk:{name}"))
        for name in channel.posters[:SHOWN_POSTERS]
    )
    if people or not channel.ask:
        return people
    return (Note(msg("newsdesk-cell-ask-page", channel.ask), site.page_url(channel.ask)),)
