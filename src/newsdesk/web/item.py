"""The permanent address of one news item."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from newsdesk.services import addresses, items, told
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.items import Moved
from newsdesk.web import draft_link, waiting
from newsdesk.web.fragment import can_post, load, load_item
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import cell
from newsdesk.web.views import item as views

blueprint = Blueprint("item", __name__)


@blueprint.get("/item/<item_id>")
def show(item_id: str) -> Response | tuple[str, int] | str:
    """Show an item, lead on to what it is called now, or say that it is gone."""
    desk = desk_id()
    board = load_item(item_id)
    if desk is None or board is None:
        abort(404)
    return _page(desk, board, board.rows[0]) if board.rows else _elsewhere(desk, item_id)


def _page(desk: int, board: Board, row: BoardRow) -> str:
    edits = items.history(tool().engine, desk, [row.item.id])
    own = frozenset(one.decision.subject for one in waiting.waiting()) if g.user else None
    named = cell.named(row.cells)
    view = views.view(
        board,
        row,
        edits,
        can_post(),
        unpublished=own,
        openable=addresses.openable(tool().engine, desk, named),
        told=told.of_item(tool().engine, desk, row.item.id, [address for _, address in named]),
        draft=draft_link.of_item,
    )
    return render_template("item.html", item=view)


def _elsewhere(desk: int, item_id: str) -> Response | tuple[str, int] | str:
    """Look among all items for one that had this id, or that its words mean."""
    board = load()
    if board is None:
        abort(404)
    found = items.look_up(tool().engine, desk, board, item_id)
    match found:
        case Moved():
            return redirect(url_for("item.show", item_id=found.id))
        case BoardRow():
            return _page(desk, board, found)
        case None:
            abort(404)
    edits = items.history(tool().engine, desk, found.names)
    return render_template("item_gone.html", gone=views.gone(board, found, edits)), 404
