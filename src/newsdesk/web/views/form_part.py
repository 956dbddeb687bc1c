"""The page on which one part of the set-up is filled in, with what is wrong at each field."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.desk import Problem
from newsdesk.domain.message import Message, msg
from newsdesk.web.views.form_fields import Field

Json = Mapping[str, Any]

_INSIDE = re.compile(r"\[\d+\]$")
_OTHERWISE = {
    "newsdesk-config-needed": "newsdesk-form-needed",
    "newsdesk-config-missing": "newsdesk-form-needed",
    "newsdesk-config-type-number": "newsdesk-form-number",
    "newsdesk-config-type-date": "newsdesk-form-date",
    "newsdesk-config-duplicate-account": "newsdesk-form-same-account",
    "newsdesk-config-duplicate-id": "newsdesk-form-same-id",
    "newsdesk-config-archive-missing": "newsdesk-form-archive-missing",
    "newsdesk-config-url-or-page": "newsdesk-form-url-or-page",
}
"""What the words of the page's notation are for people who see fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field with what stands in it, and what is wrong with that."""

    field: Field
    value: str
    error: Message | None = None

    @property
    def id(self) -> str:
        """The id of its element."""
        return "field-" + re.sub(r"[^a-z0-9]+", "-", self.field.key.casefold())

    @property
    def unknown(self) -> bool:
        """Whether it says what is none of its choices."""
        return bool(self.value) and self.value not in {one.value for one in self.field.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """The form of a part: ``told`` explains it, ``others`` is wrong at no field of it.

    ``seen`` is the part as it was when the form was opened, so that what changed since stays.
    """

    title: Message
    told: tuple[Message, ...]
    fields: tuple[FieldView, ...]
    others: tuple[Message, ...]
    action: str
    back: str
    seen: str
    kind: str = ""
    testable: bool = False


def in_fields(
    fields: Sequence[Field], typed: Mapping[str, str], problems: Iterable[Problem]
) -> tuple[tuple[FieldView, ...], tuple[Message, ...]]:
    """Show fields with what was typed, each problem of the part at its field.

    Return also those that belong to no field.
    """
    keys = {field.key for field in fields}
    errors: dict[str, Message] = {}
    others: list[Message] = []
    for problem in problems:
        key, said = _field_of(problem.place, keys), in_words(problem.message)
        if key is None:
            others.append(said)
        else:
            errors.setdefault(key, said)
    views = (
        FieldView(field=one, value=typed.get(one.key, ""), error=errors.get(one.key))
        for one in fields
    )
    return tuple(views), tuple(others)


def in_words(message: Message) -> Message:
    """Say what is wrong in words for people who see fields and not the page's notation."""
    key = _OTHERWISE.get(message.key)
    return message if key is None else msg(key)


def part_text(part: Json) -> str:
    """Write a part for the form that changes it."""
    return json.dumps(part, ensure_ascii=False)


def _field_of(where: str, fields: Container[str]) -> str | None:
    """Return the field that a place belongs to; a part that needs one of two pages has a page."""
    key = _INSIDE.sub("", where) or "page"
    return key if key in fields else None
