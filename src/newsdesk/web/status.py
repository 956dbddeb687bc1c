"""The short whole: what is left to do, and how fresh that is; a wiki page's link leads here."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, render_template, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.message import msg
from newsdesk.services.board import Period
from newsdesk.services.board_filter import BoardFilter
from newsdesk.web import beginning, lasting, wanted
from newsdesk.web.fragment import can_post, load
from newsdesk.web.tool import page_frame
from newsdesk.web.views import board as views

blueprint = Blueprint("status", __name__)


@blueprint.get("/status")
@blueprint.get("/status.json")
def show() -> Response | str:
    """Say in words what is left, with links, and when everything was read."""
    if wanted.json_asked():
        return wanted.from_api("status")
    board = load(Period.WITHIN)
    if board is None:
        return beginning.page(msg("newsdesk-board-title", page_frame().wiki))
    view = views.view(board, BoardFilter(), can_post(), address=_address, item=_item)
    page = render_template("status.html", board=view, within=board.config.news.within)
    return lasting.for_a_minute(wanted.either(make_response(page)))


def _address(filter_: BoardFilter) -> str:
    args: dict[str, Any] = dict(filter_.args)
    return url_for("board.show", **args)


def _item(item_id: str) -> str:
    return url_for("item.show", item_id=item_id)
