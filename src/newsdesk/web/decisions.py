"""What people decided: what the viewer has not published yet, and what stands on the wiki."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from newsdesk.services import addresses
from newsdesk.web.tool import desk_id, tool
from newsdesk.web.views import decisions as views
from newsdesk.web.waiting import channel_names, waiting

blueprint = Blueprint("decisions", __name__, url_prefix="/decisions")


@blueprint.get("")
def show() -> str:
    """List decisions: the viewer's own that wait, oldest first."""
    desk = desk_id()
    if desk is None:
        abort(404)
    own = [one.decision for one in waiting()]
    openable = addresses.openable(tool().engine, desk, views.places(own))
    entries = views.entries(own, channel_names(), openable, at="waiting")
    return render_template("decisions.html", waiting=entries)
