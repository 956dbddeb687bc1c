"""Some items in a table as the board's, with what the visitor can do about each."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g, url_for

from newsdesk.services import addresses
from newsdesk.services.board import Board, BoardRow
from newsdesk.web import draft_link
from newsdesk.web.fragment import can_post
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import board as board_views
from newsdesk.web.views import cell
from newsdesk.web.views import item_table as views
from newsdesk.web.views.item_table import TableView


def view(board: Board, rows: Sequence[BoardRow], page: str = "") -> TableView:
    """Show rows of a board; ``page`` is the wiki page that they stand on, else the news page."""
    desk = desk_id()
    cells = (one for row in rows for one in row.cells if not one.post)
    openable = addresses.openable(tool().engine, desk, cell.named(cells)) if desk else ()
    around = board_views.surroundings(
        board,
        can_post(),
        decides=g.user is not None,
        openable=openable,
        draft=draft_link.of_item,
    )
    shown = board_views.rows(rows, board, "", around, _item)
    return views.view(board, shown, page or board.config.news.page)


def _item(item_id: str) -> str:
    return url_for("item.show", item_id=item_id)
