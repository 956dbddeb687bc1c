"""Practice places to look for news besides the channels' feeds: Tech News, and a calendar."""

from __future__ import annotations

from datetime import date
from email.utils import format_datetime
from html import escape

from werkzeug.wrappers import Request, Response

from sandbox.practice.feeds import SiteServer, validated
from sandbox.story.gatherings import icalendar
from sandbox.story.tech_news import issues

META = "https://meta.wikimedia.org"
CALENDAR = "https://calendar.practice.example"


class TechNewsServer:
    """Meta, with a feed of the issues of Tech News and a page at every other address.

    The feed is as https://www.mediawiki.org/wiki/Extension:FeaturedFeeds makes one.
    """

    def __init__(self, now: date) -> None:
        self._issues = tuple(issues(now))
        self._otherwise = SiteServer("Meta")

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        asked = (request.args.get("action"), request.args.get("feed"))
        if request.path != "/w/api.php" or asked != ("featuredfeed", "technews"):
            return self._otherwise(request)
        items = "".join(
            f"<item><title>{escape(one.title)}</title><link>{escape(one.link)}</link>"
            f"<guid isPermaLink='false'>{escape(one.link)}</guid>"
            f"<description>{escape(one.html)}</description>"
            f"<pubDate>{format_datetime(one.time)}</pubDate></item>"
            for one in self._issues
        )
        body = (
            "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel>"
            f"<title>Tech News</title><link>{META}/wiki/Tech/News</link>"
            f"<description>Tech News of Wikimedia</description>{items}</channel></rss>"
        )
        return validated(request, body, "application/rss+xml", self._issues[0].time)


class CalendarServer:
    """A site with a calendar at ``/events.ics``; ``wiki`` is where its events lead."""

    def __init__(self, now: date, wiki: str) -> None:
        self._text = icalendar(now, wiki)
        self._otherwise = SiteServer("Calendar")

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.path != "/events.ics":
            return self._otherwise(request)
        return validated(request, self._text, "text/calendar")
