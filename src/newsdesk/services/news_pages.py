"""A wiki page that holds news items, found by any way of writing its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from sqlalchemy import Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.links import normal_title
from newsdesk.domain.site import Site
from newsdesk.domain.translations import is_language
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.match_news import pages
from newsdesk.store import items


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a title names: a page with items, or its translation into a language.

    ``title`` is the one asked for as the wiki writes it, ``source`` the page that is read;
    ``language`` is that of the page's text.
    """

    title: str
    source: str
    language: str


def named(config: DeskConfig, site: Site, title: str) -> Named | None:
    """Tell which of the pages with items a title names; ``None`` for any other page.

    See https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_administration
    for the subpages that hold translations.
    """
    whole = normal_title(_plain(title), site)
    there = {normal_title(one, site): one for one in pages(config)}
    if whole in there:
        return Named(title=there[whole], source=there[whole], language=site.language)
    base, _, code = (whole or "").rpartition("/")
    if base in there and is_language(code):
        source = there[base]
        return Named(title=f"{source}/{code}", source=source, language=code)
    return None


def _plain(title: str) -> str:
    """Undo what happens to a title in an address: encoded twice, slashes doubled or at its end.

    No title holds an encoded character: https://www.mediawiki.org/wiki/Manual:$wgLegalTitleChars
    """
    return re.sub("/{2,}", "/", unquote(title)).rstrip("/ _")


def rows(engine: Engine, desk_id: int, board: Board, source: str) -> tuple[BoardRow, ...]:
    """Return the rows of the items that stand on a page, in the page's order."""
    with engine.connect() as connection:
        there = items.of_page(connection, desk_id, source)
    by_id = {row.item.id: row for row in board.rows}
    return tuple(by_id[one.id] for one in there if one.id in by_id)
