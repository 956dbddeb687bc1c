"""A wiki page's items as its status page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.site import Site
from newsdesk.infra.languages import language_name, locale
from newsdesk.services import matching
from newsdesk.services.board import Board
from newsdesk.services.news_pages import Named
from newsdesk.web.views.item_table import TableView

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page with items: its title, its address on the wiki, and that of its status page."""

    title: str
    href: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPageView:
    """A page with its items, in its order.

    ``translation`` is the name of the language that it is in, empty for the page itself, which
    is ``source``. ``unmarked`` counts items that no translation can show yet.
    """

    title: str
    href: str
    translation: str
    source: Shown
    table: TableView
    unmarked: int
    others: tuple[Shown, ...]


def view(board: Board, named: Named, table: TableView, other: Address) -> NewsPageView:
    """Show a page with a table of its items; ``other`` gives the addresses of status pages."""
    known = {one.title: one for one in pages(board.config, board.site, other)}
    translated = named.title != named.source
    return NewsPageView(
        title=named.title,
        href=board.site.page_url(named.title),
        translation=_language(named.language) if translated else "",
        source=known[named.source],
        table=table,
        unmarked=sum(row.marked is False for row in table.rows) if translated else 0,
        others=tuple(one for title, one in known.items() if title != named.source),
    )


def _language(code: str) -> str:
    """Name a language in itself, by its code where Babel does not know it."""
    known = locale(code).language == code.partition("-")[0]
    return language_name(code) if known else code


def pages(config: DeskConfig, site: Site, other: Address) -> tuple[Shown, ...]:
    """List the pages that hold items."""
    return tuple(
        Shown(title=title, href=site.page_url(title), status=other(title))
        for title in matching.pages(config)
    )
