"""The follow list: whom the accounts should follow, whom they do, and what to do about it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from newsdesk.domain.message import msg
from newsdesk.services import follows
from newsdesk.services.follow_filter import FollowFilter
from newsdesk.web import beginning
from newsdesk.web.fragment import for_strangers
from newsdesk.web.tool import desk_id, now, tool
from newsdesk.web.views import follow as views

blueprint = Blueprint("follow", __name__)


@blueprint.get("/follow")
def show() -> Response:
    """Show the follow list through the filter that the address names."""
    wanted = FollowFilter.of(request.args.to_dict())
    return for_strangers(lambda: _page(wanted), wanted.args)


def _page(wanted: FollowFilter) -> str:
    desk = desk_id()
    found = None if desk is None else follows.load(tool().engine, desk, tool().settings)
    if found is None:
        return beginning.page(msg("newsdesk-follow-title"))
    view = views.view(
        found, wanted.on(found), now().date(), address=_address, channel=_channel_address
    )
    return render_template("follow.html", follow=view)


def _address(wanted: FollowFilter) -> str:
    args: dict[str, Any] = dict(wanted.args)
    return url_for("follow.show", **args)


def _channel_address(channel_id: str) -> str:
    return url_for("channel.show", channel_id=channel_id)
