"""The page that explains the API to people who write programmes, made of its description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, render_template
from sqlalchemy.exc import SQLAlchemyError

from newsdesk.domain.site import encode_title
from newsdesk.services.board import Board
from newsdesk.web import lasting
from newsdesk.web.api import stored
from newsdesk.web.api.document import document
from newsdesk.web.api.failures import NoSetUpError
from newsdesk.web.api.spec import PREFIX
from newsdesk.web.tool import tool

blueprint = Blueprint("guide", __name__)

Schemas = Mapping[str, Mapping[str, Any]]
"""The objects and enumerations of the description by their names."""

_SCHEMAS = "#/components/schemas/"
_ERRORS = frozenset({"Error", "ErrorDetail", "Problem"})
_ASKED = {
    "list_items": "?needs_work=true&limit=2",
    "list_posts": "?listed=no&limit=2",
    "list_follows": "?status=missing",
    "list_changes": "?limit=5",
}
_FILTERS = {
    "list_items": """jq -r '.items[] | "\\(.date) \\(.text)"'""",
    "read_status": "jq -r '.text'",
    "list_channels": """jq -r '.items[] | "\\(.name): \\(.freshness.text)"'""",
}
"""What jq makes of some of the answers: https://jqlang.org/manual/"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A parameter or a property: what it holds, and what it means, both in English.

    ``shape`` names what it is made of, if that is described on the page too.
    """

    name: str
    kind: str
    shape: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address: what it answers, what can be asked of it, and examples for a shell."""

    name: str
    path: str
    what: tuple[str, ...]
    answer: str
    parameters: tuple[Named, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An object that answers are made of."""

    name: str
    what: str
    properties: tuple[Named, ...]


@blueprint.get("/api")
def show() -> Response:
    """Show every address of the API, with examples about what is stored here."""
    made, parts = document(), _parts()
    schemas: Schemas = made["components"]["schemas"]
    operations = tuple(
        _operation(path, one["get"], parts, schemas) for path, one in made["paths"].items()
    )
    shapes = [_shape(name, schemas) for name, one in schemas.items() if "properties" in one]
    page = render_template(
        "api.html",
        operations=operations,
        shapes=[one for one in shapes if one.name not in _ERRORS],
        errors=[one for one in shapes if one.name in _ERRORS],
        openapi=f"{PREFIX}/openapi.json",
    )
    return lasting.for_a_minute(Response(page))


def _parts() -> Mapping[str, str]:
    """Return an item's id, a page and an address that there are, to be read by the examples."""
    try:
        board: Board | None = stored.board()
    except (NoSetUpError, SQLAlchemyError):
        board = None
    rows = board.rows if board else ()
    links = [link for row in rows for link in row.item.links]
    return {
        "item_id": quote(rows[0].item.id if rows else "2026-11-18-mediawiki-1-45-2-released"),
        "title": encode_title(board.config.news.page if board else "Template:MediaWiki News"),
        "address": quote(links[0] if links else "https://www.mediawiki.org/wiki/MediaWiki"),
    }


def _operation(
    path: str, one: Mapping[str, Any], parts: Mapping[str, str], schemas: Schemas
) -> Operation:
    name = one["operationId"]
    address = tool().settings.url.rstrip("/") + path.format_map(parts) + _ASKED.get(name, "")
    curl = f"curl -s '{address}'"
    piped = (f"{curl} | {_FILTERS[name]}",) if name in _FILTERS else ()
    schema = one["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        name=name,
        path=path,
        what=tuple(filter(None, (one["summary"], *one["description"].split("\n\n")))),
        answer=schema["$ref"].removeprefix(_SCHEMAS),
        parameters=tuple(_parameter(each, schemas) for each in one["parameters"]),
        examples=(curl, *piped),
    )


def _parameter(one: Mapping[str, Any], schemas: Schemas) -> Named:
    return _named(one["name"], one["schema"] | {"description": one["description"]}, schemas)


def _shape(name: str, schemas: Schemas) -> Shape:
    schema = schemas[name]
    named = (_named(key, one, schemas) for key, one in schema["properties"].items())
    what = " ".join(schema.get("description", "").split())
    return Shape(name=name, what=what, properties=tuple(named))


def _named(name: str, schema: Mapping[str, Any], schemas: Schemas) -> Named:
    objects = (one for one in _references(schema) if "properties" in schemas[one])
    return Named(
        name=name,
        kind=" or ".join(dict.fromkeys(_kinds(schema, schemas))),
        shape=next(objects, ""),
        what=schema.get("description", ""),
    )


def _references(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of what a value can be made of."""
    if "$ref" in schema:
        yield schema["$ref"].removeprefix(_SCHEMAS)
    for one in (*schema.get("anyOf", ()), *filter(None, [schema.get("items")])):
        yield from _references(one)


def _kinds(schema: Mapping[str, Any], schemas: Schemas) -> Iterator[str]:
    """Say in English what a value can be."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_SCHEMAS)
        yield from [name] if "properties" in schemas[name] else _kinds(schemas[name], schemas)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _kinds(one, schemas)
    elif "enum" in schema:
        yield ", ".join(schema["enum"])
    elif schema.get("type") == "array":
        yield f"list of {' or '.join(_kinds(schema['items'], schemas))}"
    else:
        yield schema.get("format") or schema.get("type", "")
