"""What people typed into the fields of a part of the set-up, to and from what the page says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsdesk.web.views.form_fields import Field, Widget

Json = Mapping[str, Any]


def typed_of(part: Json, fields: Sequence[Field]) -> dict[str, str]:
    """Return what a part's fields show."""
    return {field.key: _shown(_at(part, field.key), field) for field in fields}


def sent(form: Mapping[str, str], fields: Sequence[Field]) -> dict[str, str]:
    """Return what was sent of the fields, each with no more than anybody types into it."""
    return {
        field.key: form[field.key].replace("\r\n", "\n").strip()[: field.most * 2]
        for field in fields
        if field.key in form
    }


def changed(part: Json, fields: Sequence[Field], typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a part that differ from what its fields showed.

    A value that was emptied is an empty text. A number that is none stays a text, which no check
    lets pass.
    """
    values: dict[str, Any] = {}
    shown = typed_of(part, fields)
    for field in fields:
        if typed.get(field.key, shown[field.key]) != shown[field.key]:
            _put(values, part, field, typed[field.key])
    return values


def _at(part: Json, key: str) -> object:
    name, dot, inner = key.partition(".")
    value = part.get(name)
    if not dot:
        return value
    return value.get(inner) if isinstance(value, dict) else None


def _shown(value: object, field: Field) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return field.without if value is None else str(value)


def _put(values: dict[str, Any], part: Json, field: Field, typed: str) -> None:
    """Set a value; one of several in an object comes with the others that are there."""
    name, dot, inner = field.key.partition(".")
    if not dot:
        values[name] = _value(field, typed)
        return
    old = part.get(name)
    all_ = values.setdefault(name, dict(old) if isinstance(old, dict) else {})
    if typed:
        all_[inner] = _value(field, typed)
    else:
        all_.pop(inner, None)


def _value(field: Field, typed: str) -> object:
    if field.widget is Widget.LINES and typed:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if field.widget is Widget.NUMBER and typed.isascii() and typed.isdigit():
        return int(typed)
    return typed
