"""The addresses of the API for news items, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Response, abort

from newsdesk.domain.news_item import NewsItem
from newsdesk.services import announced, board_filter, board_summary, news_pages
from newsdesk.services import items as known_items
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.board_filter import TODO
from newsdesk.services.items import Moved
from newsdesk.web.api import (
    channel_shapes,
    desk_models,
    models,
    parts,
    post_shapes,
    shapes,
    stored,
)
from newsdesk.web.api.answers import answer
from newsdesk.web.api.queries import Asked, ItemsAsked, bad_cursor, unknown_channel
from newsdesk.web.api.spec import get
from newsdesk.web.tool import tool


@get("/items", ItemsAsked, models.Items)
def list_items(asked: ItemsAsked) -> Response:
    """List news items, newest first, with where each stands on every channel."""
    board = stored.board()
    if asked.channel and asked.channel not in board.states:
        raise unknown_channel()
    rows = sorted(_passing(board, asked), key=_order)
    shown, following = parts.part(rows, asked, _after(asked), _cursor)
    listed = shapes.items(shown, board, stored.voice(shown))
    return answer(models.Items(items=listed, next=following), asked)


@get("/items/<item_id>", Asked, models.Item, {"item_id": "An id that the item has or had."})
def read_item(asked: Asked, item_id: str) -> Response:
    """Return one news item; one that was reworded is found by every id that it had."""
    found = known_items.look_up(tool().engine, stored.desk().id, item_id)
    if not isinstance(found, NewsItem | Moved):
        abort(404)
    board = stored.board_of(found.id)
    return answer(shapes.item(board.rows[0], board, stored.voice(board.rows)), asked)


@get(
    "/pages/<path:title>",
    Asked,
    models.Page,
    {"title": "The page's title, or that of a translation of it."},
)
def read_page(asked: Asked, title: str) -> Response:
    """Return a wiki page with its news items: the news page, its archive, or a translation.

    Other pages hold no news items: 404.
    """
    board = stored.board()
    named = news_pages.named(board.config, board.site, title)
    if named is None:
        abort(404)
    rows = news_pages.rows(tool().engine, stored.desk().id, board, named.source)
    # Of the ways to write a title there is no end.
    usual = title in {named.title, named.title.replace(" ", "_")}
    return answer(shapes.page(named, rows, board, stored.voice(rows)), asked, keep=usual)


@get(
    "/links/<path:address>",
    Asked,
    models.Link,
    {"address": "The address, with `https://` or without."},
)
def read_link(asked: Asked, address: str) -> Response:
    """Tell whether an address was announced, and where: by which items, and by which posts.

    All forms of an address count, and pages in other languages. A query within the address has
    to be encoded: `%3F` for `?`.
    """
    whole = announced.address_of(address)
    if whole is None:
        abort(404)
    config, site = stored.config_and_site()
    found = announced.look_up(tool().engine, stored.desk().id, config, site, whole)
    board = stored.board_with([one.id for one in found.items])
    rows = board.rows if board else ()
    voice = stored.voice(rows)
    link = models.Link(
        address=whole,
        announced=found.found,
        url=voice.link(whole),
        items=shapes.items(rows, board, voice) if board else [],
        posts=post_shapes.posts(found.posts, config.channels),
    )
    return answer(link, asked, keep=found.as_written)


@get("/status", Asked, desk_models.Status)
def read_status(asked: Asked) -> Response:
    """Say what is left to do, as the board's first sentence does."""
    board = stored.board()
    summary = board_summary.summarise(board, frozenset())
    return answer(channel_shapes.status(board, summary, stored.voice()), asked)


def _passing(board: Board, asked: ItemsAsked) -> list[BoardRow]:
    """Pick the rows that pass every filter."""
    rows = tuple(row for row in board.rows if _within(row.item.date, asked))
    if asked.link is not None:
        address = announced.address_of(asked.link)
        rows = announced.linking(rows, address, board.site) if address else ()
    if asked.page is not None:
        named = news_pages.named(board.config, board.site, asked.page)
        rows = tuple(row for row in rows if named and row.item.page == named.source)
    says = board_filter.says(asked.text or "")
    holds = _holds(asked)
    return [row for row in rows if says(row.item.text) and holds(row)]


def _within(day: date, asked: ItemsAsked) -> bool:
    return (asked.since is None or day >= asked.since) and (
        asked.until is None or day <= asked.until
    )


def _holds(asked: ItemsAsked) -> Callable[[BoardRow], bool]:
    """Make the test of a row's cells: one alone must have the status, and need work or none."""
    if asked.status is None and asked.needs_work is None:
        return lambda _: True

    def needs_work(row: BoardRow) -> bool:
        return any(
            cell.status in TODO for cell in row.cells if asked.channel in (None, cell.channel_id)
        )

    def has_status(row: BoardRow) -> bool:
        return any(
            cell.status is asked.status
            for cell in row.cells
            if asked.channel in (None, cell.channel_id)
        )

    return lambda row: (
        (asked.status is None or has_status(row)) and (asked.needs_work in (None, needs_work(row)))
    )


def _order(row: BoardRow) -> tuple[int, str]:
    return -row.item.date.toordinal(), row.item.id


def _cursor(row: BoardRow) -> str:
    return parts.cursor(row.item.date.isoformat(), row.item.id)


def _after(asked: ItemsAsked) -> Callable[[BoardRow], bool]:
    """Make the test whether a row stands after the place of the cursor."""
    place = parts.place(asked, 2)
    if place is None:
        return lambda _: True
    try:
        order = -date.fromisoformat(place[0]).toordinal(), place[1]
    except ValueError:
        raise bad_cursor() from None
    return lambda row: _order(row) > order
