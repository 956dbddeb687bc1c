"""The OpenAPI document, made of the addresses themselves.

See https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Response, json

from newsdesk.web.api import change_views, desk_views, views
from newsdesk.web.api.answers import JSON, give
from newsdesk.web.api.spec import blueprint
from newsdesk.web.lasting import MINUTE
from newsdesk.web.tool import tool

__all__ = ["blueprint", "change_views", "desk_views", "document", "views"]

_DESCRIPTION = (
    "Where a community's news is posted, and where it is missing. The API only reads, knows no "
    "cookies and no login, and answers every site alike. Times are UTC. The same question is "
    f"good for {MINUTE} seconds: send `If-None-Match` with the last `ETag`, and what did "
    "not change costs next to nothing. An unknown parameter is an error (422). New properties "
    "can come at any time, so ignore those that you do not know; nothing else changes within "
    "version 1."
)
_HEADERS: dict[str, Any] = {
    "ETag": {"description": "Names this very answer.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long it is good.", "schema": {"type": "string"}},
    "Retry-After": {
        "description": "Seconds to wait.",
        "schema": {"type": "integer", "minimum": 1},
        "required": True,
    },
}
_PARTS = {
    "item_id": "2026-11-18-mediawiki-1-45-2-released",
    "title": "Template:MediaWiki News",
    "address": "https://www.mediawiki.org/wiki/Codex",
}
_OF_ANSWER = ("ETag", "Cache-Control")
_EXAMPLES: dict[int, dict[str, str]] = {
    404: {"code": "not-found", "message": "There is nothing at this address."},
    422: {"code": "invalid-parameters", "message": "A parameter cannot be understood."},
    429: {"code": "too-many-requests", "message": "Too much was asked in a short time."},
    500: {"code": "mistake", "message": "Newsdesk made a mistake. It has been logged."},
    503: {"code": "unavailable", "message": "The database of Newsdesk does not answer."},
}


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Return this document; it says at which address this deployment answers."""
    whole = document() | {"servers": [{"url": tool().settings.url.rstrip("/")}]}
    return give(json.dumps(whole), keep=False)


def document() -> dict[str, Any]:
    """Describe the API, the same for every deployment."""
    from newsdesk.web.api.description import described  # seldom asked, and slow to import

    made: dict[str, Any] = copy.deepcopy(described())
    made["info"] |= {"description": _DESCRIPTION, "license": _license()}
    made["paths"] = dict(sorted(made["paths"].items()))
    made["components"]["schemas"] = dict(sorted(made["components"]["schemas"].items()))
    for name in [one for one in made["components"]["schemas"] if one.endswith("Asked")]:
        del made["components"]["schemas"][name]
    for operation in _operations(made):
        operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
        operation["responses"] = dict(sorted(operation["responses"].items()))
        for status, response in operation["responses"].items():
            _complete(int(status), response)
    return made


def _license() -> dict[str, str]:
    return {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"}


def _operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in made["paths"].values():
        yield from methods.values()


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    """Leave out that a parameter can be null: it can be left out, which is said already."""
    schema = dict(one["schema"])
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
    for kind in kinds:
        schema |= kind
    if schema.get("default", "") is None:
        del schema["default"]
    schema.pop("title", None)
    description = schema.pop("description", one["description"])
    example = {"example": _PARTS[one["name"]]} if one["in"] == "path" else {}
    return one | {"schema": schema, "description": description} | example


def _complete(status: int, response: dict[str, Any]) -> None:
    """Add what every answer has: headers, and an example of an error."""
    names: tuple[str, ...] = _OF_ANSWER if status in {200, 304} else ()
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        names = ("Retry-After",)
    if names:
        response["headers"] = {name: _HEADERS[name] for name in names}
    if status in _EXAMPLES:
        detail: dict[str, Any] = {
            "do": "Read what the message says.",
            "problems": [],
            "reference": None,
        } | _EXAMPLES[status]
        response["content"][JSON]["example"] = {"error": detail}
