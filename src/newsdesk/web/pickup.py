"""How posts get picked up: for people who want theirs to be seen."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from newsdesk.services import pickup
from newsdesk.web import lasting
from newsdesk.web.tool import desk_id, now, tool
from newsdesk.web.views import pickup as views

blueprint = Blueprint("pickup", __name__)


@blueprint.get("/pickup")
def show() -> Response:
    """Show what the set-up has people look through."""
    desk, settings = desk_id(), tool().settings
    found = None if desk is None else pickup.load(tool().engine, desk, settings.credentials)
    view = views.view(found, settings.config_page, now().date()) if found else None
    return lasting.for_a_minute(make_response(render_template("pickup.html", pickup=view)))
