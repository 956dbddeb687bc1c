"""The board: what is left to do, every item, and the posts that are on no news page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from newsdesk.domain.decision import Place
from newsdesk.domain.message import msg
from newsdesk.services import addresses, archiving
from newsdesk.services.board import Board
from newsdesk.services.board_filter import BoardFilter
from newsdesk.web import beginning, draft_link
from newsdesk.web.fragment import can_post, for_strangers, fragment
from newsdesk.web.tool import desk_id, is_stale, now, page_frame, standing, tool
from newsdesk.web.views import board as views
from newsdesk.web.views import cell

blueprint = Blueprint("board", __name__)


@blueprint.get("/")
def show() -> Response:
    """Show the board through the filter that the address names."""
    wanted = BoardFilter.of(request.args.to_dict())
    keep = not wanted.text
    return for_strangers(lambda: _page(wanted, keep=keep), wanted.args if keep else {})


def _page(wanted: BoardFilter, *, keep: bool) -> str:
    def render(board: Board) -> str:
        view = views.view(
            board,
            wanted.on(board),
            can_post(),
            address=_address,
            item=_item_address,
            decides=g.user is not None,
            openable=_openable(board),
            draft=draft_link.of_item,
        )
        return render_template("_partials/board.html", board=view)

    shown = fragment(wanted, wanted.period, render, keep=keep)
    if shown is None:
        return beginning.page(msg("newsdesk-board-title", page_frame().wiki))
    known = standing()
    stale = known.refreshed if known and is_stale(known, now()) else None
    surplus = archiving.surplus(tool().engine, known.id) if known and g.user else 0
    return render_template("board.html", fragment=shown, stale=stale, surplus=surplus)


def _openable(board: Board) -> Collection[Place]:
    """Return which of the addresses that people named for items without a post can be links."""
    desk = desk_id()
    cells = (one for row in board.rows for one in row.cells if not one.post)
    return () if desk is None else addresses.openable(tool().engine, desk, cell.named(cells))


def _address(wanted: BoardFilter) -> str:
    args: dict[str, Any] = dict(wanted.args)
    return url_for("board.show", **args)


def _item_address(item_id: str) -> str:
    return url_for("item.show", item_id=item_id)
