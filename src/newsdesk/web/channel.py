"""The list of channels, and the page of one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template

from newsdesk.services import channel as channels
from newsdesk.web import wanted
from newsdesk.web.tool import desk_id, now, page_frame, set_up, tool
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
def show(channel_id: str) -> Response:
    """Show one channel: what is read of it, since when not, and its last posts."""
    wanted.json_asked()
    config = set_up().config
    known, ending = wanted.whole_first(channel_id, config.channel if config else lambda _: None)
    desk, settings = desk_id(), tool().settings
    if known is None or desk is None:
        abort(404)
    if ending or wanted.by_accept():
        return wanted.from_api(f"channels/{known.id}")
    page = channels.load(tool().engine, desk, known.id, settings.credentials)
    if page is None:
        abort(404)
    site = page_frame().site
    view = views.view(page, site, now().date())
    edit = site.action_url(settings.config_page, action="edit") if site else ""
    answer = make_response(render_template("channel.html", channel=view, edit_href=edit))
    return wanted.either(answer)
