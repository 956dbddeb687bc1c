"""The permanent address of one news item."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from newsdesk.services import items
from newsdesk.services.board import BoardRow
from newsdesk.services.items import Moved
from newsdesk.web.fragment import can_post, load
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import item as views

blueprint = Blueprint("item", __name__)


@blueprint.get("/item/<item_id>")
def show(item_id: str) -> Response | tuple[str, int] | str:
    """Show an item, lead on to what it is called now, or say that it is gone."""
    desk = desk_id()
    board = load()
    if desk is None or board is None:
        abort(404)
    engine = tool().engine
    found = items.look_up(engine, desk, board, item_id)
    if isinstance(found, Moved):
        return redirect(url_for("item.show", item_id=found.id))
    if isinstance(found, BoardRow):
        edits = items.history(engine, desk, [found.item.id])
        return render_template("item.html", item=views.view(board, found, edits, can_post()))
    if found is None:
        abort(404)
    edits = items.history(engine, desk, found.names)
    return render_template("item_gone.html", gone=views.gone(board, found, edits)), 404
