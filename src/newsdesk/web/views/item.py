"""One news item with everything that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from newsdesk.domain.decision import Place, Subject
from newsdesk.domain.news_item import ItemEdit, NewsItem
from newsdesk.domain.site import Site
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.items import Gone
from newsdesk.services.told import Told
from newsdesk.web.views import history, place
from newsdesk.web.views.board import surroundings
from newsdesk.web.views.history import EventView, SinceView
from newsdesk.web.views.place import Known, PlaceView
from newsdesk.web.views.post import web

NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item's page; ``listed`` is whether it is on the news page, where it can be changed."""

    id: str
    text: str
    date: date
    page: str
    page_href: str
    listed: bool
    since: SinceView | None
    edit_href: str
    history_href: str
    marked: bool | None
    links: tuple[str, ...]
    places: tuple[PlaceView, ...]
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneView:
    """An item that is on no page any more: its day, the ids it had, and that day's items."""

    date: date
    names: tuple[str, ...]
    neighbours: tuple[NewsItem, ...]
    history_href: str
    events: tuple[EventView, ...]


def gone(site: Site, page: str, what: Gone, edits: Sequence[ItemEdit]) -> GoneView:
    """Show what is known of an item that is gone from a page; ``edits`` are oldest first."""
    return GoneView(
        date=what.date,
        names=what.names,
        neighbours=what.neighbours,
        history_href=site.action_url(page, action="history"),
        events=history.events(edits, (), {}, site),
    )


def view(
    board: Board,
    row: BoardRow,
    edits: Sequence[ItemEdit],
    can_post: frozenset[str],
    *,
    unpublished: Collection[Subject] | None = None,
    openable: Collection[Place] = (),
    told: Told = NOTHING_TOLD,
    draft: Callable[[str, str], str] | None = None,
) -> ItemView:
    """Show an item, with its edits, oldest first, to those who post on ``can_post``.

    ``unpublished`` is what the viewer decided and has not published; ``None`` for who can't.
    Of the addresses that people named only ``openable`` ones are links; ``told`` is what is known
    of the decisions besides; ``draft`` gives the address of an item's draft for a channel.
    """
    item, site = row.item, board.site
    page = item.page or board.config.news.page
    decides = unpublished is not None
    around = surroundings(board, can_post, decides=decides, openable=openable, draft=draft)
    known = Known(
        unpublished=unpublished or (),
        who=site.action_url(told.pages[-1], action="history") if told.pages else "",
        unread=told.unread,
    )
    places = (place.view(item, one, around, known) for one in row.cells)
    return ItemView(
        id=item.id,
        text=item.text,
        date=item.date,
        page=page,
        page_href=site.page_url(page),
        listed=page == board.config.news.page,
        since=history.since(edits, page, site),
        edit_href=site.action_url(page, action="edit"),
        history_href=site.action_url(page, action="history"),
        marked=item.marked,
        links=tuple(filter(None, map(web, item.links))),
        places=tuple(places),
        events=history.events(edits, row.cells, around.channels, site),
    )
