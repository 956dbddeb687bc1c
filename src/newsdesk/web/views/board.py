"""The board as its template shows it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsdesk.domain.decision import Place
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.services import board_filter, board_summary
from newsdesk.services.board import Board, BoardRow, Period
from newsdesk.services.board_filter import BoardFilter, Show
from newsdesk.web.views import cell, filters, freshness, notice, unlisted
from newsdesk.web.views.cell import CellView, Look, Note, Surroundings
from newsdesk.web.views.filters import Address, FilterView
from newsdesk.web.views.freshness import FailureView, HeadView
from newsdesk.web.views.moved import moved
from newsdesk.web.views.notice import Broken, Faults, Silence, Unread
from newsdesk.web.views.paging import Turns, turn
from newsdesk.web.views.unlisted import UnlistedView

ROWS_A_PAGE = 200

ItemAddress = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One item: what it says, where it is on the wiki, and a cell a channel.

    ``id`` is the item's, and names its row on its page.
    ``marked`` says whether its translation unit is marked; ``done`` names the channels where it
    is, for narrow screens that fold those cells.
    """

    id: str
    href: str
    text: str
    date: date
    wiki: Note
    marked: bool | None
    cells: tuple[CellView, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the first sentence, and the address that shows exactly what it counts."""

    message: Message
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """On which channels others post, and who they are or where to ask."""

    channels: tuple[str, ...]
    people: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """Everything between the page's heading and its foot; the same for all who post alike."""

    faults: Faults | None
    broken: tuple[Broken, ...]
    silence: Silence | None
    unread: Unread | None
    todo: int
    clauses: tuple[Clause, ...]
    besides: tuple[Clause, ...]
    mine: tuple[str, ...]
    mine_href: str
    asks: tuple[AskView, ...]
    failures: tuple[FailureView, ...]
    moves: tuple[Message, ...]
    set_up_href: str
    filters: FilterView
    page: str
    page_href: str
    page_exists: bool
    page_read: Message
    heads: tuple[HeadView, ...]
    rows: tuple[RowView, ...]
    turns: Turns
    has_items: bool
    everything: str
    unlisted: UnlistedView


def view(
    board: Board,
    wanted: BoardFilter,
    can_post: frozenset[str],
    *,
    address: Address,
    item: ItemAddress,
    decides: bool = False,
    openable: Collection[Place] = (),
    draft: Callable[[str, str], str] | None = None,
) -> BoardView:
    """Show the board through a filter to those who post on the channels ``can_post``.

    ``address`` gives the board's own address for a filter, ``item`` the one of an item's page;
    ``decides`` is whether the viewer can settle what it says; of the addresses that people named
    only ``openable`` ones are links; ``draft`` gives the address of an item's draft for a channel.
    """
    summary = board_summary.summarise(board, can_post)
    shown = [s for s in board.channels if wanted.channel in ("", s.channel.id)]
    failures = (freshness.failure(state, board.today) for state in board.channels)
    found = board_filter.rows(board, wanted, can_post)
    around = surroundings(board, can_post, decides=decides, openable=openable, draft=draft)
    part, turns = _turn(len(found), wanted, address)
    return BoardView(
        faults=notice.faults(board.set_up, board.site),
        broken=notice.broken(board.set_up, board.site),
        silence=notice.silence(board),
        unread=notice.unread(board),
        todo=summary.todo,
        clauses=tuple(_clause(one, address) for one in summary.parts),
        besides=tuple(_clause(one, address) for one in summary.besides),
        mine=tuple(channel.name for channel in summary.mine),
        mine_href=f"{address(BoardFilter(show=Show.MINE))}#items",
        asks=tuple(_ask(one, board) for one in summary.asks),
        failures=tuple(failure for failure in failures if failure),
        moves=tuple(filter(None, map(moved, board.channels))),
        set_up_href=_set_up_href(board),
        filters=filters.view(board, wanted, can_post, address),
        page=board.config.news.page,
        page_href=board.site.page_url(board.config.news.page),
        page_exists=bool(board.page_revision),
        page_read=freshness.read(board.page_read, board.today),
        heads=tuple(freshness.head(state, board.today) for state in shown),
        rows=rows(found[part], board, wanted.channel, around, item),
        turns=turns,
        has_items=board.has_items,
        everything=address(BoardFilter(period=Period.EVER)),
        unlisted=unlisted.view(board, wanted, address, decides=decides),
    )


def surroundings(
    board: Board,
    can_post: frozenset[str],
    *,
    decides: bool,
    openable: Collection[Place],
    draft: Callable[[str, str], str] | None,
) -> Surroundings:
    """Return what the words of a board's cells depend on; see :func:`view` for the rest."""
    return Surroundings(
        channels={state.channel.id: state.channel for state in board.channels},
        site=board.site,
        can_post=can_post,
        today=board.today,
        decides=decides,
        openable=openable,
        draft=draft,
    )


def _turn(total: int, wanted: BoardFilter, address: Address) -> tuple[slice, Turns]:
    def of_part(number: int) -> str:
        return f"{address(replace(wanted, part=number))}#items"

    return turn(total, ROWS_A_PAGE, wanted.part, of_part)


def _set_up_href(board: Board) -> str:
    page = board.set_up.in_force
    return board.site.action_url(page.title, action="edit") if page else ""


def _clause(part: board_summary.Part, address: Address) -> Clause:
    return Clause(message=part.message, href=f"{address(part.wanted)}#{part.anchor}")


def _ask(one: board_summary.Ask, board: Board) -> AskView:
    return AskView(
        channels=tuple(channel.name for channel in one.channels),
        people=cell.ask(one.channels[0], board.site),
    )


def rows(
    some: Sequence[BoardRow],
    board: Board,
    channel: str,
    around: Surroundings,
    item: ItemAddress,
) -> tuple[RowView, ...]:
    """Show these rows, with the cells of one channel or of all."""
    return tuple(_row(row, channel, board, around, item(row.item.id)) for row in some)


def _row(row: BoardRow, channel: str, board: Board, around: Surroundings, href: str) -> RowView:
    cells = tuple(
        cell.view(one, row.item, href, around)
        for one in row.cells
        if channel in ("", one.channel_id)
    )
    return RowView(
        id=row.item.id,
        href=href,
        text=row.item.text,
        date=row.item.date,
        wiki=place(row.item, board),
        marked=row.item.marked,
        cells=cells,
        done=tuple(one.channel for one in cells if one.look is Look.DONE),
    )


def place(item: NewsItem, board: Board) -> Note:
    """Say on which of the wiki's pages an item is: the news page or its archive."""
    news = board.config.news
    archived = item.page and item.page == news.archive != news.page
    key = "newsdesk-wiki-archived" if archived else "newsdesk-wiki-listed"
    return Note(msg(key), board.site.page_url(item.page or news.page))
