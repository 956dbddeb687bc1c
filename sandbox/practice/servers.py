"""Starts the practice channels, each public origin on a loopback port of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date

from werkzeug.wrappers import Request, Response

from sandbox.practice import (
    bluesky,
    bluesky_pds,
    facebook,
    mastodon,
    mastodon_access,
    mastodon_neighbours,
    telegram,
    x,
)
from sandbox.practice.community import Practice
from sandbox.practice.control import Control
from sandbox.practice.feeds import (
    BLOG,
    LISTS,
    PLANET,
    FeedServer,
    JsonFeedServer,
    SiteServer,
)
from sandbox.practice.listening import listening
from sandbox.practice.others import Others
from sandbox.practice.posting import SITES, Posting
from sandbox.practice.sources import CALENDAR, META, CalendarServer, TechNewsServer
from sandbox.practice.timeline import Timeline
from sandbox.story.series import SHORTENER
from sandbox.story.telling import BLOG as BLOG_CHANNEL
from sandbox.story.telling import BLUESKY, FACEBOOK, LIST, MASTODON, TELEGRAM, WIKI, X
from sandbox.story.telling import PLANET as PLANET_CHANNEL

Server = Callable[[Request], Response]
US = {
    MASTODON: f"@{mastodon.NAME}",
    BLUESKY: f"@{bluesky.HANDLE}",
    X: f"@{x.NAME}",
    FACEBOOK: "MediaWiki",
    TELEGRAM: f"@{telegram.NAME}",
}
"""How a text on a network names the practice account."""


@contextmanager
def start(
    now: date,
    ports: Mapping[str, int] | None = None,
    *,
    wiki: str = WIKI,
    through: Callable[[Server], Server] = lambda server: server,
) -> Iterator[Practice]:
    """Serve the practice community as of a day until the context ends.

    ``ports`` names preferred ports by public origin, and one for ``control``; where one is taken
    or none is named it is a free one. ``wiki`` is the address of the practice wiki (without a
    path), to which posts link. ``through`` may wrap each server.
    """
    names = (MASTODON, BLUESKY, X, FACEBOOK, TELEGRAM, BLOG_CHANNEL, LIST, PLANET_CHANNEL)
    timelines = {name: Timeline(name, now, wiki) for name in names}
    others = {name: Others(timelines[name], us, now) for name, us in US.items()}
    practice = Practice(timelines, others)
    ports = ports or {}
    with ExitStack() as stack:
        for origin, server in _servers(practice, now, wiki).items():
            answer = _failing_when_told(practice, origin, through(server))
            practice.servers[origin] = answer
            port = ports.get(origin, 0)
            practice.origins[origin] = stack.enter_context(listening(answer, port))
        control = listening(Control(practice), ports.get("control", 0))
        practice.control = stack.enter_context(control)
        stack.callback(practice.recover)
        yield practice


def _servers(practice: Practice, now: date, wiki: str) -> dict[str, Server]:
    timelines = practice.timelines
    others = practice.others
    open_server = mastodon.MastodonServer(timelines[MASTODON], others[MASTODON], now)
    servers: dict[str, Server] = {
        mastodon.ORIGIN: open_server,
        mastodon_access.CLOSED: mastodon_access.ClosedServer(open_server),
        mastodon_neighbours.ORIGIN: mastodon_neighbours.NeighbourServer(others[MASTODON]),
        bluesky.ORIGIN: bluesky.AppView(timelines[BLUESKY], others[BLUESKY]),
        bluesky.APP: bluesky.WebApp(timelines[BLUESKY]),
        bluesky_pds.ORIGIN: bluesky_pds.Pds(
            timelines[BLUESKY], others[BLUESKY], practice.logins, now
        ),
        x.ORIGIN: x.XServer(timelines[X], others[X], now, practice.billed),
        facebook.ORIGIN: facebook.GraphServer(timelines[FACEBOOK], others[FACEBOOK]),
        telegram.ORIGIN: telegram.TelegramServer(timelines[TELEGRAM], others[TELEGRAM]),
        BLOG: FeedServer(timelines[BLOG_CHANNEL], BLOG, "/feed.atom", "Developers' blog"),
        LISTS: FeedServer(timelines[LIST], LISTS, "/announce.rss", "Announcements"),
        META: TechNewsServer(now),
        CALENDAR: CalendarServer(now, wiki),
        SHORTENER: SiteServer("Short links"),
        PLANET: JsonFeedServer(timelines[PLANET_CHANNEL], PLANET, "Planet"),
    }
    sites: dict[str, Server] = {
        one.origin: Posting(
            one, timelines[one.channel], others[one.channel], servers.get(one.origin)
        )
        for one in SITES
    }
    return servers | sites


def _failing_when_told(practice: Practice, origin: str, server: Server) -> Server:
    return lambda request: practice.failure(origin, request) or server(request)
