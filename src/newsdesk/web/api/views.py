"""The addresses of the API."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from newsdesk.domain.news_item import NewsItem
from newsdesk.services import items as known_items
from newsdesk.services import news_pages
from newsdesk.services.items import Moved
from newsdesk.web.api import shapes, stored
from newsdesk.web.api.answers import answer
from newsdesk.web.tool import tool

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/items/<item_id>")
def item(item_id: str) -> Response:
    """Return one news item; one that was reworded is found by every id that it had."""
    found = known_items.look_up(tool().engine, stored.desk().id, item_id)
    if not isinstance(found, NewsItem | Moved):
        abort(404)
    board = stored.board_of(found.id)
    return answer(shapes.item(board.rows[0], board, stored.voice(board.rows)), keep=True)


@blueprint.get("/pages/<path:title>", merge_slashes=False)
def page(title: str) -> Response:
    """Return a page with its items: the news page, its archive, and translations of both."""
    board = stored.board()
    named = news_pages.named(board.config, board.site, title)
    if named is None:
        abort(404)
    rows = news_pages.rows(tool().engine, stored.desk().id, board, named.source)
    return answer(shapes.page(named, rows, board, stored.voice(rows)), keep=True)
