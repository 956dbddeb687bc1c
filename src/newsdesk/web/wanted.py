"""What a request asks for: a page for people, or JSON for programmes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from flask import Response, current_app, g, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from newsdesk.infra import messages
from newsdesk.infra.languages import SOURCE
from newsdesk.web.tool import tool

ENDING = ".json"
JSON = "application/json"
T = TypeVar("T")
_HTML = "text/html"
_HEADERS = 1000
"""Different headers that are read once; most programmes and browsers send one of few."""


@lru_cache(maxsize=_HEADERS)
def prefers_json(accept: str) -> bool:
    """Tell whether an ``Accept`` header wants JSON more than a page; in doubt it is a page.

    See https://www.rfc-editor.org/rfc/rfc9110#name-accept: the most specific range counts.
    """
    wanted = parse_accept_header(accept, MIMEAccept)
    return wanted[JSON] > wanted[_HTML]


def by_accept() -> bool:
    """Tell whether this request's ``Accept`` wants JSON."""
    return prefers_json(request.headers.get("Accept", ""))


def json_asked() -> bool:
    """Tell whether this request wants JSON, by its address or by ``Accept``.

    If so, all that is answered is in English or in the language that the address names, errors
    too: what programmes get is the same for all.
    """
    if request.path.endswith(ENDING) or by_accept():
        wanted = request.args.get("uselang", "")[:40] or SOURCE
        g.translator = messages.translator(tool().catalogue, wanted)
        g.as_json = True
    return "as_json" in g


def whole_first(name: str, find: Callable[[str], T | None]) -> tuple[T | None, bool]:
    """Find what a name means as it is, else without the ``.json`` that it ends in.

    Return what was found, and whether the end was taken off: there are names that end so.
    """
    found = find(name)
    if found is not None or not name.endswith(ENDING):
        return found, False
    return find(name.removesuffix(ENDING)), True


def from_api(path: str) -> Response:
    """Answer as the API does at a path of its own, such as ``items/<id>``."""
    endpoint, named = current_app.url_map.bind("").match(f"/api/v1/{path}", method="GET")
    answer: Response = current_app.ensure_sync(current_app.view_functions[endpoint])(**named)
    return either(answer)


def either(response: Response) -> Response:
    """Say that what is answered here depends on what is accepted."""
    if not request.path.endswith(ENDING):
        response.vary.add("Accept")
    return response
