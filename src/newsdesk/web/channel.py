"""The list of channels, and the page of one."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from newsdesk.services import channel as channels
from newsdesk.web.tool import desk_id, now, page_frame, tool
from newsdesk.web.views import channel as views

blueprint = Blueprint("channel", __name__)


@blueprint.get("/channels")
def index() -> str:
    """Show how fresh every channel is."""
    desk = desk_id()
    states = (
        () if desk is None else channels.states(tool().engine, desk, tool().settings.credentials)
    )
    rows = tuple(views.row(state, now().date()) for state in states)
    return render_template("channels.html", channels=rows)


@blueprint.get("/channel/<channel_id>")
def show(channel_id: str) -> str:
    """Show one channel: what is read of it, since when not, and its last posts."""
    desk = desk_id()
    if desk is None:
        abort(404)
    settings = tool().settings
    page = channels.load(tool().engine, desk, channel_id, settings.credentials)
    if page is None:
        abort(404)
    site = page_frame().site
    view = views.view(page, site, now().date())
    edit = site.action_url(settings.config_page, action="edit") if site else ""
    return render_template("channel.html", channel=view, edit_href=edit)
