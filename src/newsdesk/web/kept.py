"""Whole answers for strangers, given again before Flask takes the request apart.

What Flask, its extensions and our hooks do around a page costs several times what giving the
page does. What it came to is the same for all strangers while the data stand, so it is kept
with the page; only the request's id differs.

Status pages, which wiki pages link to, the API and feeds are given for a minute without asking
whether the data still stand. Then one look at the data's version tells: mostly they do, and the
answer is good for the next minute.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.http import parse_etags
from werkzeug.wsgi import ClosingIterator

from newsdesk.infra import clock
from newsdesk.web import language, requests, wanted
from newsdesk.web.lasting import MINUTE
from newsdesk.web.tool import Kept, Tool, glanced, of_moment, tool

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MEANWHILE = 5
"""Seconds for which an older answer is given while one request makes a new one."""
_ASKED = "newsdesk.asked"
_OF_DATA = "newsdesk.of_data"
_LOOKED = "newsdesk.looked"
"""Set where an answer's minute was over: once a minute is enough to look for a due refresh."""
_LONGEST = 200
"""Characters of a header; one that was read in part would name another answer than is given."""
_OF_ONE_REQUEST = frozenset({"x-request-id", "date", "age"})
_OF_A_BODY = frozenset({"content-type", "content-length"})


def init_app(app: Flask) -> None:
    """Stand before the application; call this before other hooks, for then ours comes last."""
    app.after_request(_keep)
    app.wsgi_app = _Front(app.wsgi_app, tool(app)).answer  # type: ignore[method-assign]


def keep(response: Response) -> Response:
    """Let this page be given to every stranger who asks for its address in this language."""
    g.same_for_strangers = True
    # Python remembers the hash, while a digest of the bytes would cost half of an answer.
    response.set_etag(f"{hash(response.get_data()):x}", weak=True)
    return response


def _keep(response: Response) -> Response:
    asked: _Asked | None = request.environ.get(_ASKED)
    if response.status_code != 200:
        # While no new answer can be made, others get the last one, which says how old it is.
        if response.status_code < HTTPStatus.TOO_MANY_REQUESTS:
            _forget(asked)
        return response
    if asked is not None and "lasts" in g:
        _keep_lasting(response, asked)
    elif "same_for_strangers" in g and _OF_DATA in request.environ:
        tool().pages.keep(request.environ[_OF_DATA], _kept(response))
    # Only now, for what is kept is the whole answer, also where who asked has it already.
    for asked_by, told_by in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        if asked_by in request.headers and told_by in response.headers:
            response.make_conditional(request)
            break
    return response


def _keep_lasting(response: Response, asked: _Asked) -> None:
    made = clock.ticks()
    kept = replace(_kept(response), made=made, until=made + MINUTE, mark=g.lasts)
    # Where a page stands at the same address, programmes and people are told apart.
    alone = g.same_for_everyone and "Accept" not in response.vary
    tool().lasting.keep(asked.address if alone else asked.of_stranger, kept)


def _forget(asked: _Asked | None) -> None:
    """Forget what was given at an address that answers otherwise now."""
    if asked is not None:
        for key in asked.keys:
            tool().lasting.drop(key)


def _kept(response: Response) -> Kept:
    lasting = [(n, v) for n, v in response.headers if n.lower() not in _OF_ONE_REQUEST]
    return Kept(
        headers=tuple(lasting),
        body=response.get_data(),
        etag=response.get_etag()[0] or "",
        route=request.url_rule.rule if request.url_rule else "",
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a GET asks for, as far as the answers that are kept depend on it."""

    address: tuple[str, str]
    stranger: bool
    language: str
    json: bool

    @property
    def of_stranger(self) -> Hashable:
        """Name what a stranger gets."""
        return self.address, self.language, self.json

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """Name what everyone gets, and what a stranger does."""
        return (self.address, self.of_stranger) if self.stranger else (self.address,)


@dataclass(frozen=True, slots=True)
class _Front:
    """A WSGI application that gives what was kept, and leaves everything else to Flask."""

    flask: WSGIApplication
    shared: Tool

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        began = time.monotonic()
        asked = self._asked(environ)
        if asked is not None:
            environ[_ASKED] = asked
            kept = self._lasting(asked, environ) or self._of_data(asked, environ)
            if kept is not None:
                return self._give(kept, began, environ, start_response)
        return self.flask(environ, start_response)

    def _give(
        self, kept: Kept, began: float, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        same = _has_it(kept, environ)
        status = HTTPStatus.NOT_MODIFIED if same else HTTPStatus.OK
        headers = [*(_bodiless(kept) if same else kept.headers)]
        if kept.until:
            # So that a cache between does not give it for another whole minute.
            headers.append(("Age", f"{max(0, clock.ticks() - kept.made):.0f}"))
        headers.append(("X-Request-Id", requests.begin(environ.get("HTTP_X_REQUEST_ID", ""))))
        start_response(f"{status:d} {status.phrase}", headers)
        requests.report("GET", kept.route, status, began)
        body = [] if same else [kept.body]
        if kept.until and _LOOKED not in environ:
            return body
        return ClosingIterator(body, [lambda: requests.refresh(self.shared)])

    def _asked(self, environ: WSGIEnvironment) -> _Asked | None:
        """Read what is asked for, ``None`` for what is never kept."""
        languages = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        accept = environ.get("HTTP_ACCEPT", "")
        if environ["REQUEST_METHOD"] != "GET" or max(len(languages), len(accept)) > _LONGEST:
            return None
        return _Asked(
            address=(environ["PATH_INFO"], environ.get("QUERY_STRING", "")),
            stranger=not environ.get("HTTP_COOKIE"),
            language=language.accepted(languages, tuple(self.shared.catalogue)),
            json=wanted.prefers_json(accept),
        )

    def _lasting(self, asked: _Asked, environ: WSGIEnvironment) -> Kept | None:
        for key in asked.keys:
            kept = self.shared.lasting.look(key)
            if kept is not None and clock.ticks() < kept.until:
                return kept
            if kept is not None:
                environ[_LOOKED] = True
                return self._looked_after(key, kept)
        return None

    def _looked_after(self, key: Hashable, kept: Kept) -> Kept | None:
        """Give an answer another minute, if the data stand of which it was made.

        If not, others still get it while this request makes the next one.
        """
        mark, now = self._mark(), clock.ticks()
        if mark is None or mark != kept.mark:
            self.shared.lasting.keep(key, replace(kept, until=now + _MEANWHILE))
            return None
        fresh = replace(kept, made=now, until=now + MINUTE)
        self.shared.lasting.keep(key, fresh)
        return fresh

    def _of_data(self, asked: _Asked, environ: WSGIEnvironment) -> Kept | None:
        """Look for an answer that is good as long as the data stand, and name it if not."""
        mark = self._mark() if asked.stranger else None
        if mark is None:
            return None
        environ[_OF_DATA] = key = mark, asked.language, asked.address
        return self.shared.pages.look(key)

    def _mark(self) -> Hashable:
        """Name the moment of the data, ``None`` where the database does not answer."""
        try:
            return of_moment(glanced(self.shared), clock.now())
        except SQLAlchemyError:
            return None


def _has_it(kept: Kept, environ: WSGIEnvironment) -> bool:
    """Tell whether who asks has the answer already; readers of feeds may know its time alone."""
    if "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" not in environ:
        return parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(kept.etag)
    return ("Last-Modified", environ["HTTP_IF_MODIFIED_SINCE"]) in kept.headers


def _bodiless(kept: Kept) -> list[tuple[str, str]]:
    return [(name, value) for name, value in kept.headers if name.lower() not in _OF_A_BODY]
