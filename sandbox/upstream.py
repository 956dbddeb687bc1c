"""Requests to the wiki behind the gateway, on behalf of a browser or of a granted tool."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3 import BaseHTTPResponse

from sandbox.consumers import Consumer, Grant
from sandbox.signature import FORM
from sandbox.wiki import Wiki

Headers = Iterable[tuple[str, str]]
API = "/w/api.php"
OWN = "X-Gateway-"
"""How the names of headers begin that only the gateway may send."""


class Upstream:
    """The wiki as PHP's server answers it: one request at a time, redirects passed on."""

    def __init__(self, wiki: Wiki) -> None:
        self.wiki = wiki
        self._host = wiki.server.partition("//")[2]
        self._pool = urllib3.HTTPConnectionPool("127.0.0.1", wiki.port, maxsize=32, retries=False)

    def send(
        self, method: str, address: str, headers: Headers = (), body: bytes = b""
    ) -> BaseHTTPResponse:
        """Send a request on; ``address`` is path and query."""
        kept = urllib3.HTTPHeaderDict(headers)
        kept["Host"] = self._host
        return self._pool.urlopen(
            method, address, headers=kept, body=body, redirect=False, decode_content=False
        )

    def api(
        self, cookie: str, post: Mapping[str, str] | None = None, **query: str
    ) -> tuple[dict[str, Any], str]:
        """Ask the API; return its answer, and the cookies with those that it set."""
        address = f"{API}?{urlencode(query | {'format': 'json', 'formatversion': '2'})}"
        headers = {"Cookie": cookie, "Content-Type": FORM, f"{OWN}Login": "1"}
        body = urlencode(post or {}).encode()
        answer = self.send("POST" if post else "GET", address, headers.items(), body)
        return json.loads(answer.data), _with_new(cookie, answer)

    def close(self) -> None:
        """Close the idle connections."""
        self._pool.close()


class BotSessions:
    """A session of the wiki for each grant, logged in by a bot password with its grants.

    So the wiki itself enforces the grants, and a user who logs out of the wiki doesn't end what
    the tool does. See https://www.mediawiki.org/wiki/Manual:Bot_passwords
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream
        self._cookies: dict[str, str] = {}
        self._locks: dict[str, Lock] = {}

    def cookie(self, consumer: Consumer, grant: Grant, stale: str = "") -> str:
        """Return the session's cookies; log in where there are none but the ``stale`` ones."""
        with self._locks.setdefault(grant.token, Lock()):
            known = self._cookies.get(grant.token, "")
            if known in {"", stale}:
                self._cookies[grant.token] = known = self._log_in(consumer, grant)
        return known

    def _log_in(self, consumer: Consumer, grant: Grant) -> str:
        app = f"oauth-{grant.token[:8]}"
        name = f"{grant.user}@{app}"
        for attempt in range(2):
            answer, cookie = self._upstream.api("", action="query", meta="tokens", type="login")
            token = answer["query"]["tokens"]["logintoken"]
            post = {"lgname": name, "lgpassword": grant.bot_password, "lgtoken": token}
            answer, cookie = self._upstream.api(cookie, post, action="login")
            if answer["login"]["result"] == "Success":
                return cookie
            if not attempt:
                self._make_password(app, consumer, grant)
        raise RuntimeError(f"The bot password of {grant.user} does not work: {answer['login']}")

    def _make_password(self, app: str, consumer: Consumer, grant: Grant) -> None:
        wiki = self._upstream.wiki
        wiki.prepared.run(
            "maintenance/createBotPassword.php",
            f"--appid={app}",
            f"--grants={','.join(consumer.grants)}",
            grant.user,
            grant.bot_password,
            data=wiki.data,
        )


def _with_new(cookie: str, answer: BaseHTTPResponse) -> str:
    cookies = dict(pair.split("=", 1) for pair in cookie.split("; ") if pair)
    for line in answer.headers.getlist("Set-Cookie"):
        name, _, value = line.partition(";")[0].partition("=")
        cookies[name] = value
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
