"""News items and their pages as the API's models."""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.domain.message import msg
from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.board_filter import TODO
from newsdesk.services.news_pages import Named
from newsdesk.web.api import models
from newsdesk.web.api.voice import Voice
from newsdesk.web.views import cell as views
from newsdesk.web.views.board import surroundings
from newsdesk.web.views.cell import Surroundings
from newsdesk.web.views.post import web


def items(rows: Iterable[BoardRow], board: Board, voice: Voice) -> list[models.Item]:
    """Write rows of a board, in their order."""
    around = surroundings(board, frozenset(), decides=False, openable=voice.openable, draft=None)
    return [_item(row, board, around, voice) for row in rows]


def item(row: BoardRow, board: Board, voice: Voice) -> models.Item:
    """Write one row of a board."""
    return items([row], board, voice)[0]


def page(named: Named, rows: Iterable[BoardRow], board: Board, voice: Voice) -> models.Page:
    """Write a page with its items, which are in its order."""
    return models.Page(
        title=named.title,
        url=board.site.page_url(named.title),
        language=voice.translator.lang,
        dir=voice.translator.dir,
        words=models.Words(
            open=voice.say(msg("newsdesk-api-open")),
            heading=voice.say(msg("newsdesk-api-heading")),
            count=voice.say(msg("newsdesk-api-count")),
            posted_on=voice.say(msg("newsdesk-api-posted-on")),
            missing_on=voice.say(msg("newsdesk-api-missing-on")),
        ),
        read=board.page_read,
        items=items(rows, board, voice),
    )


def _item(row: BoardRow, board: Board, around: Surroundings, voice: Voice) -> models.Item:
    one = row.item
    return models.Item(
        id=one.id,
        date=one.date,
        text=one.text,
        page=one.page or board.config.news.page,
        links=[link for link in one.links if web(link)],
        url=voice.item(one.id),
        channels=[_cell(found, row, around, voice) for found in row.cells],
    )


def _cell(cell: Cell, row: BoardRow, around: Surroundings, voice: Voice) -> models.Cell:
    shown = views.state(cell, row.item, "", around)
    return models.Cell(
        channel=cell.channel_id,
        name=shown.channel,
        status=cell.status,
        text=voice.say(shown.label),
        url=(web(cell.post.url) if cell.post else shown.href) or None,
        posted=shown.time,
        reason=cell.settled.exempt if cell.status is SyncStatus.EXEMPT else None,
        needs_work=cell.status in TODO,
    )
