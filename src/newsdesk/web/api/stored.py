"""What the answers of one request are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from flask import abort

from newsdesk.domain.desk import DeskConfig, Standing
from newsdesk.domain.site import Site
from newsdesk.services import addresses
from newsdesk.services import board as boards
from newsdesk.services.board import Board, BoardRow
from newsdesk.web.api.failures import NoSetUpError
from newsdesk.web.api.voice import Voice
from newsdesk.web.tool import now, page_frame, set_up, standing, tool, translator
from newsdesk.web.views import cell


def desk() -> Standing:
    """Return the desk as this request found it.

    :raises NoSetUpError: where nothing was ever stored for it
    """
    known = standing()
    if known is None or set_up().config is None:
        raise NoSetUpError
    return known


def board() -> Board:
    """Read every item as a stranger sees it.

    :raises NoSetUpError: as long as there is no set-up, or nothing was read
    """
    shared = tool()
    found = boards.load(shared.engine, desk().id, now(), credentials=shared.settings.credentials)
    if found is None:
        raise NoSetUpError
    return found


def board_of(item_id: str) -> Board:
    """Read one item that is there, as a stranger sees it.

    :raises NotFound: (404) where it was taken away meanwhile
    """
    shared = tool()
    may = shared.settings.credentials
    found = boards.load_item(shared.engine, desk().id, now(), item_id, credentials=may)
    if found is None or not found.rows:
        abort(404)
    return found


def config_and_site() -> tuple[DeskConfig, Site]:
    """Return the set-up and what is known of the wiki.

    :raises NoSetUpError: as long as either is not known
    """
    config, site = set_up().config, page_frame().site
    if config is None or site is None:
        raise NoSetUpError
    return config, site


def board_with(item_ids: Collection[str]) -> Board | None:
    """Read these items, newest first, as a stranger sees them; ``None`` for none."""
    if not item_ids:
        return None
    if len(item_ids) == 1:
        return board_of(*item_ids)
    found = board()
    return replace(found, rows=tuple(row for row in found.rows if row.item.id in item_ids))


def voice(rows: Iterable[BoardRow] = ()) -> Voice:
    """Return the language asked for and the tool's address, with what of these rows can be links.

    Of addresses that people named only those that belong to the channel are.
    """
    cells = (one for row in rows for one in row.cells if not one.post)
    named = cell.named(cells)
    openable = addresses.openable(tool().engine, desk().id, named) if named else ()
    return Voice(translator=translator(), tool=tool().settings.url, openable=openable)
