"""What a value of a JSON page must be made of, with the place of every part that is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from newsdesk.domain.desk import Problem
from newsdesk.domain.message import Message, msg
from newsdesk.wiki.page_json import place

_Part = TypeVar("_Part", bound=BaseModel)

_TYPES = {
    "string_type": "newsdesk-config-type-text",
    "int_type": "newsdesk-config-type-number",
    "tuple_type": "newsdesk-config-type-list",
    "dict_type": "newsdesk-config-type-object",
    "model_type": "newsdesk-config-type-object",
    "date_type": "newsdesk-config-type-date",
    "date_parsing": "newsdesk-config-type-date",
    "date_from_datetime_parsing": "newsdesk-config-type-date",
    "missing": "newsdesk-config-missing",
    "string_too_short": "newsdesk-config-empty",
}
_LIMITS = {
    "string_too_long": ("newsdesk-config-too-long", "max_length"),
    "too_long": ("newsdesk-config-too-many", "max_length"),
    "greater_than_equal": ("newsdesk-config-at-least", "ge"),
    "less_than_equal": ("newsdesk-config-at-most", "le"),
    "enum": ("newsdesk-config-choice", "expected"),
    "literal_error": ("newsdesk-config-choice", "expected"),
}

MOST_PROBLEMS = 100
"""Problems of one page that are named: they are stored with it, and read with every board."""

Where = tuple[str | int, ...]


def shape(
    model: type[_Part],
    value: Mapping[str, object],
    own: Mapping[str, Callable[[Where], Message]],
) -> _Part | tuple[Problem, ...]:
    """Read a value as ``model``, or name every fault of it.

    ``own`` words those faults that mean something else on each page, by the kind of fault.
    """
    # Only its JSON mode is strict about numbers and texts and still reads lists and dates.
    text = json.dumps(value, ensure_ascii=True).encode()
    try:
        return model.model_validate_json(text)
    except ValidationError as faults:
        return tuple(
            Problem(
                place(*fault["loc"]),
                own[fault["type"]](fault["loc"])
                if fault["type"] in own
                else _message(fault["type"], fault.get("ctx", {})),
            )
            for fault in faults.errors(include_url=False, include_input=False)
        )


def _message(kind: str, context: Mapping[str, Any]) -> Message:
    """Name a fault of the shape; see https://docs.pydantic.dev/latest/errors/validation_errors/."""
    if kind in _LIMITS:
        key, limit = _LIMITS[kind]
        value = context.get(limit, "")
        return msg(key, value if isinstance(value, int) else str(value).replace("'", ""))
    return msg(_TYPES.get(kind, "newsdesk-config-invalid"))


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Put problems in the order of the page, each once; of very many the first ones."""
    return tuple(sorted(set(problems), key=lambda p: _order(p.place))[:MOST_PROBLEMS])


def _order(where: str) -> tuple[str | int, ...]:
    """Sort places as they stand on a page: by part, with numbers as numbers."""
    return tuple(f"{int(p):09}" if p.isdecimal() else p for p in where.replace("]", "").split("["))
