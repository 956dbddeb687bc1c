"""Edits and their results as JSON values, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from newsdesk.domain import edit
from newsdesk.domain.edit import EditResult, PageEdit

_KINDS: Mapping[str, type[EditResult]] = {
    kind.__name__: kind for kind in EditResult.__subclasses__()
}


def from_result(result: EditResult) -> dict[str, Any]:
    """Write a result as an object with its kind and its fields."""
    fields = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(result).items()
    }
    return {"kind": type(result).__name__, **fields}


def to_result(value: Mapping[str, Any]) -> EditResult:
    """Read what :func:`from_result` wrote; a kind of another version is an unknown refusal."""
    kind = _KINDS.get(str(value.get("kind")))
    if kind is None:
        return edit.Refused(str(value.get("kind")))
    fields = {k: v for k, v in value.items() if k in kind.__dataclass_fields__}
    if "time" in fields:
        fields["time"] = datetime.fromisoformat(fields["time"])
    return kind(**fields)


def from_edits(edits: Sequence[PageEdit]) -> list[dict[str, Any]]:
    """Write edits as objects with the names of their fields."""
    return [asdict(one) | {"started": one.started.isoformat()} for one in edits]


def to_edits(value: Sequence[Mapping[str, Any]]) -> tuple[PageEdit, ...]:
    """Read what :func:`from_edits` wrote."""
    return tuple(
        PageEdit(**{**one, "started": datetime.fromisoformat(one["started"])}) for one in value
    )
