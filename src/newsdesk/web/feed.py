"""The Atom feeds: what readers of feeds ask for again and again."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, g, render_template, request, url_for

from newsdesk.infra import messages
from newsdesk.infra.xml import legal
from newsdesk.services import feeds
from newsdesk.services.feeds import Feed
from newsdesk.web import lasting
from newsdesk.web.api import stored
from newsdesk.web.api.failures import NoSetUpError
from newsdesk.web.api.voice import Voice
from newsdesk.web.tool import now, tool
from newsdesk.web.views import feed as views
from newsdesk.web.views.feed import FeedView

ATOM = "application/atom+xml"

blueprint = Blueprint("feed", __name__, url_prefix="/feed")


@blueprint.get("/news.atom")
def news() -> Response:
    """Tell the news."""
    return answer(feeds.news(tool().engine, stored.desk().id), views.news)


@blueprint.get("/work.atom")
def work() -> Response:
    """Tell what needs somebody on any channel."""
    return answer(_work(), views.work)


@blueprint.get("/work/<channel_id>.atom")
def work_on(channel_id: str) -> Response:
    """Tell what needs somebody on one channel."""
    return answer(_work(channel_id) or abort(404), views.work)


@blueprint.get("/changes.atom")
def changes() -> Response:
    """Tell how statuses changed."""
    return answer(feeds.changes(tool().engine, stored.desk().id), views.changes)


def _work(channel_id: str = "") -> Feed | None:
    shared = tool()
    return feeds.work(
        shared.engine,
        stored.desk().id,
        now(),
        channel_id=channel_id,
        credentials=shared.settings.credentials,
    )


def answer(feed: Feed | None, view: Callable[[Feed, Voice, str], FeedView]) -> Response:
    """Write a feed in the wiki's language, or in that which is asked for.

    :raises NoSetUpError: where there is none
    """
    if feed is None:
        raise NoSetUpError
    shared = tool()
    settings = shared.settings
    if not request.args.get("uselang"):
        g.translator = messages.translator(shared.catalogue, feed.site.language)
    shown = view(feed, stored.voice(), settings.config_page)
    here = settings.url.rstrip("/") + url_for(request.endpoint or "", **(request.view_args or {}))
    text = legal(render_template("feed.xml", feed=shown, self_href=here))
    response = Response(text, mimetype=ATOM)
    response.last_modified = feed.updated
    return lasting.for_a_minute(response, everyone=True)
