"""Some items in a table as the board's."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.message import Message
from newsdesk.services.board import Board
from newsdesk.web.views import freshness
from newsdesk.web.views.board import RowView
from newsdesk.web.views.freshness import HeadView


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """Rows, the heads of their columns, and the wiki page that they stand on."""

    page: str
    page_href: str
    page_read: Message
    heads: tuple[HeadView, ...]
    rows: tuple[RowView, ...]


def view(board: Board, rows: tuple[RowView, ...], page: str) -> TableView:
    """Show rows of a board that stand on a page."""
    return TableView(
        page=page,
        page_href=board.site.page_url(page),
        page_read=freshness.read(board.page_read, board.today),
        heads=tuple(freshness.head(state, board.today) for state in board.channels),
        rows=rows,
    )
