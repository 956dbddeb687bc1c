"""Starts the practice channels and tells each of them when to fail."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.practice import bluesky, mastodon
from sandbox.practice.answers import as_json
from sandbox.practice.faults import Fault, answer
from sandbox.practice.feeds import BLOG, LISTS, FeedServer
from sandbox.practice.timeline import Timeline
from sandbox.story.telling import BLOG as BLOG_CHANNEL
from sandbox.story.telling import BLUESKY, LIST, MASTODON

Server = Callable[[Request], Response]
HOST = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """A handler that writes no line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@dataclass(eq=False)
class Practice:
    """The running practice channels.

    ``origins`` maps public origins to loopback ones; ``timelines`` are the posts by channel id;
    ``asked`` counts the requests by public origin; ``control`` is the address that sets faults
    over HTTP.
    """

    origins: dict[str, str] = field(default_factory=dict)
    timelines: dict[str, Timeline] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    control: str = ""
    _faults: dict[str, tuple[Fault, threading.Event]] = field(default_factory=dict)

    def fail(self, origin: str, fault: Fault) -> None:
        """Let a public origin fail from now on."""
        self.recover(origin)
        self._faults[origin] = (fault, threading.Event())

    def recover(self, origin: str | None = None) -> None:
        """Let one origin, or all of them, answer again; hanging answers end."""
        for one in [origin] if origin else list(self._faults):
            if found := self._faults.pop(one, None):
                found[1].set()

    def serve(self, origin: str, server: Server, request: Request) -> Response:
        """Answer a request at a public origin, or fail as told."""
        self.asked[origin] += 1
        if found := self._faults.get(origin):
            return answer(found[0], request.path, found[1])
        return server(request)

    def switch(self, request: Request) -> Response:
        """Show the faults, or set one: ``POST /?origin=..&fault=..`` (no fault: recover)."""
        if request.method == "POST":
            origin, fault = request.args.get("origin", ""), request.args.get("fault", "")
            if origin not in self.origins or fault not in {"", *Fault}:
                return as_json({"origins": list(self.origins), "faults": list(Fault)}, 400)
            if fault:
                self.fail(origin, Fault(fault))
            else:
                self.recover(origin)
        failing = {origin: fault.value for origin, (fault, _) in self._faults.items()}
        return as_json({"origins": self.origins, "failing": failing})


@contextmanager
def start(now: date, ports: Mapping[str, int] | None = None) -> Iterator[Practice]:
    """Serve the practice community as of a day until the context ends.

    ``ports`` names preferred ports by public origin; the others, and those without one, are free
    ones.
    """
    practice = Practice()
    with ExitStack() as stack:
        stack.callback(practice.recover)
        for origin, server in _servers(practice, now).items():
            serve = _bound(practice, origin, server)
            practice.origins[origin] = _listen(stack, serve, (ports or {}).get(origin, 0))
        practice.control = _listen(stack, practice.switch, (ports or {}).get("control", 0))
        yield practice


def _servers(practice: Practice, now: date) -> dict[str, Server]:
    practice.timelines = {c: Timeline(c, now) for c in (MASTODON, BLUESKY, BLOG_CHANNEL, LIST)}
    timelines = practice.timelines
    return {
        mastodon.ORIGIN: mastodon.MastodonServer(timelines[MASTODON]),
        bluesky.ORIGIN: bluesky.BlueskyServer(timelines[BLUESKY]),
        BLOG: FeedServer(timelines[BLOG_CHANNEL], BLOG, "/feed.atom", "Developers' blog"),
        LISTS: FeedServer(timelines[LIST], LISTS, "/announce.rss", "Announcements"),
    }


def _bound(practice: Practice, origin: str, server: Server) -> Server:
    return lambda request: practice.serve(origin, server, request)


def _listen(stack: ExitStack, serve: Server, port: int) -> str:
    """Serve on a loopback port, a free one where the wanted one is taken; return its origin."""
    app = Request.application(serve)
    try:
        server = make_server(HOST, port, app, threaded=True, request_handler=_Quiet)
    except (OSError, SystemExit):
        server = make_server(HOST, 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return f"http://{HOST}:{server.server_port}"
