"""The OAuth 1.0a gateway in front of the practice wiki: the address that everybody uses."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from urllib3.exceptions import HTTPError
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox import signature
from sandbox.answers import Answers
from sandbox.consumers import Consumers
from sandbox.oauth import Provider
from sandbox.upstream import API, Upstream
from sandbox.wiki import Wiki

_SPECIAL = re.compile(r"(?i)special:(?:mw)?oauth/(\w+)")


class Gateway:
    """A running gateway.

    ``consumers`` are who may ask and who allowed it, ``provider`` holds handshakes and clock.
    Close it, or use it as a context manager.
    """

    def __init__(self, wiki: Wiki, folder: Path, port: int) -> None:
        self.consumers = Consumers(folder / "consumers.json")
        self.provider = Provider(self.consumers)
        self._upstream = Upstream(wiki)
        self._answers = answers = Answers(self.provider, self._upstream)
        self._steps: dict[str, Callable[[Request], Response]] = {
            "initiate": answers.initiate,
            "authorize": answers.authorize,
            "authenticate": answers.authorize,
            "token": answers.token,
            "identify": answers.identify,
        }
        self._refusing, self._answering = False, Event()
        self._held: _Held | None = None
        self._answering.set()
        self._server = make_server(
            "127.0.0.1",
            port,
            Request.application(self._answer),
            threaded=True,
            request_handler=_Handler,
        )
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Take requests and answer none of them until the block ends."""
        self._answering.clear()
        try:
            yield
        finally:
            self._answering.set()

    @contextmanager
    def holding(self, action: str, *, saved: bool) -> Iterator[Event]:
        """Answer no API call of that action until the block ends; the event tells of the first.

        The wiki never sees these calls or, with ``saved``, has done what they ask.
        """
        self._held = held = _Held(action, saved)
        try:
            yield held.reached
        finally:
            self._held = None
            held.over.set()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Close each connection without an answer until the block ends."""
        self._refusing = True
        try:
            yield
        finally:
            self._refusing = False

    def close(self) -> None:
        """Stop answering; the file of consumers and grants stays."""
        self._answering.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._upstream.close()

    def __enter__(self) -> Gateway:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, request: Request) -> Response:
        request.get_data()
        self._answering.wait()
        held = self._held
        if held and request.values.get("action") == held.action:
            answer = self._ask(request) if held.saved else Response()
            held.reached.set()
            held.over.wait()
            _break_off(request)
            return answer
        if self._refusing:
            _break_off(request)
        return self._ask(request)

    def _ask(self, request: Request) -> Response:
        try:
            return self._route(request)(request)
        except HTTPError:
            return Response("The practice wiki does not answer.\n", 502, mimetype="text/plain")

    def _route(self, request: Request) -> Callable[[Request], Response]:
        step = _SPECIAL.fullmatch(_title(request))
        if step and step[1].lower() in self._steps:
            return self._steps[step[1].lower()]
        if request.path == API and signature.is_signed(request):
            return self._answers.api
        return self._answers.pass_through


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held back, and what tells that it has begun and is over."""

    action: str
    saved: bool
    reached: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)


class _Handler(WSGIRequestHandler):
    """Sends at once, and logs faults of our own but no addresses: these may hold tokens."""

    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:
        """Write faults to standard error."""
        if type == "error":
            sys.stderr.write(f"{message % args}\n")


def _break_off(request: Request) -> None:
    """Close a request's connection without an answer."""
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)


def _title(request: Request) -> str:
    """Return the page's title as the address names it, in any of the wiki's three ways."""
    for folder in ("/wiki/", "/w/index.php/"):
        if request.path.startswith(folder):
            return request.path.removeprefix(folder)
    return request.args.get("title", "")
