"""What the gateway answers to each kind of request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import jwt
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox import authorize_pages, signature
from sandbox.consumers import Consumer, Grant
from sandbox.oauth import OAuthError, Provider, RequestToken
from sandbox.signature import SignedRequest
from sandbox.upstream import OWN, BotSessions, Headers, Upstream

IDENTITY_SECONDS = 100
ENTRY = "/w/index.php"
_HOP = {
    "connection",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "host",
    "date",
}
_NOT_FOR_TOOLS = frozenset({"set-cookie"})
_OTHER_USER = "assertnameduserfailed"


class Answers:
    """The handshake's steps, signed API calls, and everything else passed through."""

    def __init__(self, provider: Provider, upstream: Upstream) -> None:
        self._provider, self._upstream = provider, upstream
        self._server = upstream.wiki.server
        self._sessions = BotSessions(upstream)

    def initiate(self, request: Request) -> Response:
        """Answer with a request token, or with a text that starts with ``Error: ``."""
        return self._tokens(request, self._provider.initiate)

    def token(self, request: Request) -> Response:
        """Answer with the access token, or with a text that starts with ``Error: ``."""
        return self._tokens(request, self._provider.complete)

    def _tokens(self, request: Request, step: Any) -> Response:
        try:
            return _text(urlencode(step(self._signed(request))))
        except OAuthError as error:
            return _text(f"Error: {error}")

    def authorize(self, request: Request) -> Response:
        """Ask the person in the wiki's own look, or act on what they answered."""
        user, csrf = self._who(request)
        token = request.values.get("oauth_token", "")
        try:
            handshake = self._provider.pending(token)
            if not user:
                return self._log_in(request)
            if request.method == "POST":
                return self._decided(request, handshake, user)
            content = authorize_pages.question(handshake, user, csrf)
            return self._page(request, f"Allow {handshake.consumer.name}?", content)
        except OAuthError as error:
            return self._page(request, "Login refused", authorize_pages.refusal(str(error)))

    def _decided(self, request: Request, handshake: RequestToken, user: str) -> Response:
        if not self._is_own_form(request):
            raise OAuthError("Your session on the wiki has changed. Please start again.")
        if "accept" in request.form:
            return redirect(self._provider.allow(handshake.token, user))
        content = authorize_pages.cancelled(handshake.consumer)
        return self._page(request, "Login cancelled", content)

    def _log_in(self, request: Request) -> Response:
        back = {
            "title": "Special:UserLogin",
            "returnto": "Special:OAuth/authorize",
            "returntoquery": urlencode(
                [(k, v) for k, v in request.args.items(multi=True) if k != "title"]
            ),
        }
        return redirect(f"{self._server}{ENTRY}?{urlencode(back)}")

    def identify(self, request: Request) -> Response:
        """Answer with a bare JWT that says who the user is, or with a JSON error."""
        try:
            signed = self._signed(request)
            consumer, grant = self._provider.authorised(signed)
        except OAuthError as error:
            return _json({"error": "mwoauth-oauth-exception", "message": str(error)})
        claims = self._claims(consumer, grant, signed.oauth["oauth_nonce"])
        return Response(
            jwt.encode(claims, consumer.secret, algorithm="HS256"), mimetype="application/json"
        )

    def _claims(self, consumer: Consumer, grant: Grant, nonce: str) -> dict[str, object]:
        answer, _ = self._upstream.api(
            "",
            action="query",
            list="users",
            ususers=grant.user,
            usprop="blockinfo|groups|editcount|registration|rights|emailable",
        )
        user, now = answer["query"]["users"][0], int(self._provider.now())
        return {
            "iss": self._server,
            "sub": str(user["userid"]),
            "aud": consumer.key,
            "iat": now,
            "exp": now + IDENTITY_SECONDS,
            "nonce": nonce,
            "username": user["name"],
            "editcount": user["editcount"],
            "confirmed_email": user["emailable"],
            "blocked": "blockid" in user,
            "registered": "".join(filter(str.isdecimal, user["registration"])),
            "groups": user["groups"],
            "rights": user["rights"],
            # The extension takes doubles out of a list, which leaves numeric keys with gaps.
            "grants": {str(2 * i): name for i, name in enumerate(consumer.grants)},
        }

    def api(self, request: Request) -> Response:
        """Call the API as the user who granted it, or answer with the API's error."""
        try:
            consumer, grant = self._provider.authorised(self._signed(request))
        except OAuthError as error:
            info = f"The authorization headers in your request are not valid: {error}"
            answer = _json({"error": {"code": error.code, "info": info}})
            answer.headers["MediaWiki-API-Error"] = error.code
            return answer
        cookie = self._sessions.cookie(consumer, grant)
        answer = self._as_user(request, consumer, grant, cookie)
        if _OTHER_USER in answer.headers.get("MediaWiki-API-Error", ""):
            # The session is over, or the caller itself asserts another name: then it fails again.
            cookie = self._sessions.cookie(consumer, grant, stale=cookie)
            answer = self._as_user(request, consumer, grant, cookie)
        return answer

    def _as_user(
        self, request: Request, consumer: Consumer, grant: Grant, cookie: str
    ) -> Response:
        own = [("Cookie", cookie), (f"{OWN}Consumer", str(consumer.id))]
        unwanted = {"authorization", "cookie"}
        headers = [*own, *((k, v) for k, v in _sent(request) if k.lower() not in unwanted)]
        address = request.environ["REQUEST_URI"]
        if "assertuser" not in request.values:
            address += "&" if "?" in address else "?"
            address += urlencode({"assertuser": grant.user})
        return self._forward(request, address, headers, without=_NOT_FOR_TOOLS)

    def pass_through(self, request: Request) -> Response:
        """Pass a browser's request to the wiki, and its answer back."""
        return self._forward(request, request.environ["REQUEST_URI"], _sent(request))

    def _forward(
        self,
        request: Request,
        address: str,
        headers: Headers,
        without: frozenset[str] = frozenset(),
    ) -> Response:
        body = request.get_data()
        answer = self._upstream.send(request.method, address, headers, body)
        kept = [(k, v) for k, v in answer.headers.items() if k.lower() not in _HOP | without]
        return Response(answer.data, answer.status, kept)

    def _signed(self, request: Request) -> SignedRequest:
        try:
            return signature.read(request, self._server)
        except ValueError as error:
            raise OAuthError("The request's parameters can't be read.") from error

    def _who(self, request: Request) -> tuple[str, str]:
        """Return the name and CSRF token of the browser's session; no name for nobody."""
        cookie = request.headers.get("Cookie", "")
        answer, _ = self._upstream.api(cookie, action="query", meta="userinfo|tokens")
        user = answer["query"]["userinfo"]
        name = "" if "anon" in user else user["name"]
        return name, answer["query"]["tokens"]["csrftoken"]

    def _is_own_form(self, request: Request) -> bool:
        """Check the form's CSRF token; the wiki gives out a new one every second."""
        cookie, token = request.headers.get("Cookie", ""), request.form.get("wpEditToken", "")
        answer, _ = self._upstream.api(cookie, {"token": token}, action="checktoken", type="csrf")
        return bool(answer["checktoken"]["result"] == "valid")

    def _page(self, request: Request, heading: str, content: str) -> Response:
        cookie = ("Cookie", request.headers.get("Cookie", ""))
        blank = self._upstream.send("GET", authorize_pages.BLANK, [cookie]).data.decode()
        page = authorize_pages.set_into(blank, heading, content)
        return Response(page, mimetype="text/html", headers={"Cache-Control": "private, no-store"})


def _sent(request: Request) -> Iterator[tuple[str, str]]:
    """The headers a client sent, without those that are not for the wiki."""
    for name, value in request.headers.items():
        if name.lower() not in _HOP and not name.lower().startswith(OWN.lower()):
            yield name, value


def _text(text: str) -> Response:
    return Response(text, mimetype="text/plain")


def _json(value: object) -> Response:
    return Response(json.dumps(value), mimetype="application/json")
