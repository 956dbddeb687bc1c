"""Whether a link was announced, and where; from stored data alone, the link is never opened."""

from __future__ import annotations

from urllib.parse import unquote

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.links import address_key
from newsdesk.services import announced
from newsdesk.services.announced import Announced
from newsdesk.web import item_table, lasting, wanted
from newsdesk.web.fragment import load_items
from newsdesk.web.tool import desk_id, page_frame, set_up, tool
from newsdesk.web.views import link as views

blueprint = Blueprint("link", __name__)
_NAME = "address"


@blueprint.get("/link")
def ask() -> Response | str:
    """Ask for an address, or lead on to the page of the one that was typed."""
    if request.args.get(_NAME, "").strip():
        return redirect(url_for("link.show", address=request.args[_NAME].strip()), 303)
    return render_template("link.html", title="newsdesk-link-title")


@blueprint.get("/link/<path:address>")
def show(address: str) -> Response | tuple[str, int]:
    """Say which news items and posts link to an address.

    That none does is an answer, too (200): only what is no address is a mistake (400).
    """
    if given := _query():
        return redirect(url_for("link.show", address=f"{address}?{given}"), 301)
    as_json = wanted.json_asked()
    found, ending = _look_up(address)
    if found is None:
        return abort(400) if as_json else _rubbish(address)
    if ending or wanted.by_accept():
        return wanted.from_api(f"links/{found.address}")
    page = wanted.either(make_response(_page(found)))
    return lasting.for_a_minute(page, keep=found.as_written)


def _query() -> str:
    """Return the part of an address that was not encoded, so that it became our own query."""
    parts = request.query_string.decode("utf-8", "replace").split("&")
    return unquote("&".join(one for one in parts if one and not one.startswith("uselang=")))


def _look_up(address: str) -> tuple[Announced | None, bool]:
    """Look an address up, without ``.json`` at its end if it was not announced with it."""
    found = _announced(address)
    own = found and found.found and address_key(found.address).endswith(wanted.ENDING)
    if own or not address.endswith(wanted.ENDING):
        return found, False
    return _announced(address.removesuffix(wanted.ENDING)), True


def _announced(written: str) -> Announced | None:
    address, desk = announced.address_of(written), desk_id()
    config, site = set_up().config, page_frame().site
    if desk is None or config is None or site is None:
        abort(404)
    return announced.look_up(tool().engine, desk, config, site, address) if address else None


def _page(found: Announced) -> str:
    board = load_items([one.id for one in found.items])
    config = set_up().config
    channels = config.channels if config else ()
    view = views.view(found, channels, item_table.view(board, board.rows) if board else None)
    return render_template("link.html", link_view=view, title="newsdesk-link-title")


def _rubbish(written: str) -> tuple[str, int]:
    return render_template("link.html", rubbish=written, title="newsdesk-link-rubbish-title"), 400
