"""The permanent address of one news item."""

from __future__ import annotations

from flask import Blueprint, abort, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from newsdesk.services import addresses, items, told
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.items import Gone, Moved
from newsdesk.web import draft_link, lasting, waiting, wanted
from newsdesk.web.fragment import can_post, load_item
from newsdesk.web.tool import desk_id, page_frame, set_up, tool
from newsdesk.web.views import cell
from newsdesk.web.views import item as views

blueprint = Blueprint("item", __name__)


@blueprint.get("/item/<item_id>")
def show(item_id: str) -> Response | tuple[str, int]:
    """Show an item, lead on to what it is called now, or say that it is gone."""
    as_json, desk = wanted.json_asked(), desk_id()
    name, ending = item_id.removesuffix(wanted.ENDING), item_id.endswith(wanted.ENDING)
    found = None if desk is None else items.look_up(tool().engine, desk, name)
    if desk is None or found is None or (as_json and isinstance(found, Gone)):
        abort(404)
    if isinstance(found, Gone):
        return _gone(desk, found)
    if isinstance(found, Moved):
        return redirect(url_for("item.show", item_id=found.id + wanted.ENDING * ending))
    if as_json:
        return wanted.from_api(f"items/{name}")
    board = load_item(name)
    if board is None or not board.rows:
        abort(404)
    page = make_response(_page(desk, board, board.rows[0]))
    return lasting.for_a_minute(wanted.either(page))


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


def _gone(desk: int, found: Gone) -> tuple[str, int]:
    site, config = page_frame().site, set_up().config
    if site is None or config is None:
        abort(404)
    edits = items.history(tool().engine, desk, found.names)
    view = views.gone(site, config.news.page, found, edits)
    return render_template("item_gone.html", gone=view), 404
