"""What a request asks for: a page for people, or JSON for programmes."""

from __future__ import annotations

from functools import lru_cache

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

ENDING = ".json"
JSON = "application/json"
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


def json_asked() -> bool:
    """Tell whether this request's ``Accept`` wants JSON."""
    return prefers_json(request.headers.get("Accept", ""))


def split(name: str) -> tuple[str, bool]:
    """Take the ``.json`` off the end of an address; return the rest, and whether it was there."""
    return (name.removesuffix(ENDING), True) if name.endswith(ENDING) else (name, False)
