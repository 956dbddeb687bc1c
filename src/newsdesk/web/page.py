"""Where the items of one wiki page are: the news page, its archive, a translation of either."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from newsdesk.services import news_pages
from newsdesk.services.news_pages import Named
from newsdesk.web import item_table, lasting, wanted
from newsdesk.web.fragment import load
from newsdesk.web.tool import desk_id, page_frame, set_up, tool
from newsdesk.web.views import news_page as views

blueprint = Blueprint("page", __name__)


@blueprint.get("/page/<path:title>")
def show(title: str) -> Response | tuple[str, int]:
    """Show the items of a page as the page has them; lead to the page's one address."""
    as_json = wanted.json_asked()
    named, ending = wanted.whole_first(title, _named)
    if named is None:
        return abort(404) if as_json else _unknown(title)
    address = named.title.replace(" ", "_") + wanted.ENDING * ending
    if title != address or request.args.keys() - {"uselang"}:
        return redirect(url_for("page.show", title=address), 301)
    if ending or wanted.by_accept():
        return wanted.from_api(f"pages/{named.title}")
    return lasting.for_a_minute(wanted.either(make_response(_page(named))))


def _named(title: str) -> Named | None:
    config, site = set_up().config, page_frame().site
    return news_pages.named(config, site, title) if config and site else None


def _page(named: Named) -> str:
    desk, board = desk_id(), load()
    if desk is None or board is None:
        abort(404)
    rows = news_pages.rows(tool().engine, desk, board, named.source)
    view = views.view(board, named, item_table.view(board, rows, named.source), _other)
    return render_template("news_page.html", page=view)


def _unknown(title: str) -> tuple[str, int]:
    """Name the pages that there are something to say of."""
    config, site = set_up().config, page_frame().site
    there = views.pages(config, site, _other) if config and site else ()
    return render_template("news_page_unknown.html", title=title, pages=there), 404


def _other(title: str) -> str:
    return url_for("page.show", title=title.replace(" ", "_"))
