"""The configuration page: what it says, or every problem that it has, each with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.wiki import config_checks
from newsdesk.wiki.config_json import parse, place
from newsdesk.wiki.config_model import (
    ChannelPart,
    ConfigPart,
    FeedbackPart,
    FollowedPart,
    NewsPart,
    SourcePart,
    schema,
)

__all__ = ["VERSION", "Reading", "read", "schema"]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a configuration, or problems."""

    config: DeskConfig | None
    problems: tuple[Problem, ...] = ()


def read(revision: PageRevision, site: Site | None = None) -> Reading:
    """Read a revision of the configuration page; whatever it holds, nothing is raised.

    With ``site``, the wiki's own names of namespaces and its interwiki prefixes are known too.
    """
    value, problems = parse(revision)
    if value is None and problems:
        return Reading(None, problems)
    if not isinstance(value, dict):
        return Reading(None, (*problems, Problem("", msg("newsdesk-config-not-object"))))
    version = value.get("version", VERSION)
    if type(version) is not int or version != VERSION:
        return Reading(None, (Problem("version", msg("newsdesk-config-version", VERSION)),))
    shaped = _shape(value)
    if isinstance(shaped, tuple):
        problems += shaped
    found = tuple(config_checks.problems(value, site))
    known = {p.place for p in problems}
    problems += tuple(p for p in found if p.place not in known)
    if problems or isinstance(shaped, tuple):
        return Reading(None, tuple(sorted(set(problems), key=lambda p: _order(p.place))))
    return Reading(shaped.value())


def _shape(value: Mapping[str, object]) -> ConfigPart | tuple[Problem, ...]:
    # Only its JSON mode is strict about numbers and texts and still reads lists and dates.
    text = json.dumps(value, ensure_ascii=True).encode()
    try:
        return ConfigPart.model_validate_json(text)
    except ValidationError as faults:
        return tuple(
            Problem(place(*fault["loc"]), _message(fault["type"], fault.get("ctx", {}), fault))
            for fault in faults.errors(include_url=False, include_input=False)
        )


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


def _message(kind: str, context: Mapping[str, Any], fault: Mapping[str, Any]) -> Message:
    """Name a fault of the shape; see https://docs.pydantic.dev/latest/errors/validation_errors/."""
    if kind == "extra_forbidden":
        return _unknown_key(fault["loc"])
    if kind == "string_pattern_mismatch":
        is_id = fault["loc"][-1] == "id"
        return msg("newsdesk-config-id" if is_id else "newsdesk-config-address")
    if kind in _LIMITS:
        key, limit = _LIMITS[kind]
        value = context.get(limit, "")
        return msg(key, value if isinstance(value, int) else str(value).replace("'", ""))
    return msg(_TYPES.get(kind, "newsdesk-config-invalid"))


_PARTS: dict[str, type[BaseModel]] = {
    "news": NewsPart,
    "channels": ChannelPart,
    "follow": FollowedPart,
    "sources": SourcePart,
    "feedback": FeedbackPart,
}


def _unknown_key(where: tuple[str | int, ...]) -> Message:
    part = _PARTS.get(str(where[0]), ConfigPart) if len(where) > 1 else ConfigPart
    meant = get_close_matches(str(where[-1])[:100], part.model_fields, 1)
    return (
        msg("newsdesk-config-unknown-key-meant", meant[0])
        if meant
        else msg("newsdesk-config-unknown-key")
    )


def _order(where: str) -> tuple[str | int, ...]:
    """Sort places as they stand on a page: by part, with numbers as numbers."""
    return tuple(f"{int(p):09}" if p.isdecimal() else p for p in where.replace("]", "").split("["))
