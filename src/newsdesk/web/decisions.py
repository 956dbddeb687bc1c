"""What people decided: what the viewer has not published yet, and what stands on the wiki."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from newsdesk.domain.decision import Decision
from newsdesk.services import addresses, deciding
from newsdesk.services.address_args import number
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import decisions as views
from newsdesk.web.views.decisions import Known, ListView
from newsdesk.web.views.paging import turn
from newsdesk.web.waiting import channel_names, waiting

blueprint = Blueprint("decisions", __name__, url_prefix="/decisions")

A_PAGE = 50


@blueprint.get("")
def show() -> str:
    """List decisions: the viewer's own that wait, oldest first; then what is published."""
    desk = desk_id()
    if desk is None:
        abort(404)
    own = [one.decision for one in waiting()]
    published = deciding.published(tool().engine, desk)
    return render_template(
        "decisions.html",
        waiting=views.entries(own, known(own), at="waiting"),
        items=_listed(views.of_items(published), "items"),
        posts=_listed(views.of_posts(published), "posts"),
    )


def known(decisions: Sequence[Decision]) -> Known:
    """Return what decisions are put into words with."""
    desk = desk_id()
    places = views.places(decisions)
    openable = addresses.openable(tool().engine, desk, places) if desk is not None else ()
    return Known(channel_names(), openable)


def _pages() -> dict[str, int]:
    """Return which page of each list is shown."""
    return {name: number(request.args.get(name, "")) for name in ("items", "posts")}


def _listed(decisions: Sequence[Decision], name: str) -> ListView:
    """Show a page of what is published; ``name`` is that of its number, and of its heading."""

    def address(page: int) -> str:
        numbers: dict[str, Any] = _pages() | {name: page}
        return f"{url_for('decisions.show', **numbers)}#{name}"

    part, turns = turn(len(decisions), A_PAGE, _pages()[name], address)
    shown = decisions[part]
    own = {one.decision.subject for one in waiting()}
    entries = views.entries(shown, known(shown), at=name, own=own)
    return ListView(entries=entries, total=len(decisions), turns=turns)
