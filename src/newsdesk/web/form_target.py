"""Which part of a draft a form is about: an entry of a list, a new one, or what is in no list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, url_for

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.config_change import Add, Change, Part, Replace, Set
from newsdesk.domain.desk import Problem
from newsdesk.services.configuring import ConfigDraft
from newsdesk.web import form_shapes
from newsdesk.web.form_shapes import Shape

Json = Mapping[str, Any]

_SETTINGS = {
    "news": {key: f"news.{key}" for key in ("page", "basis", "within", "keep", "archive")},
    "pages": {key: key for key in ("ideas", "suggestions", "decisions")},
}
"""What stands in no list: the places of its keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a form is about. An entry without a ``key`` is a new one, of this ``kind``."""

    slug: str
    part: Part | None = None
    key: str = ""
    kind: str = ""

    @property
    def action(self) -> str:
        """Where its form is sent."""
        if self.part is None:
            return url_for(f"set_up_part.{self.slug}")
        if self.key:
            return form_shapes.address(self.part, self.key)
        return url_for("set_up_part.new", slug=self.slug)

    @property
    def new(self) -> bool:
        """Whether it is an entry that is not there yet."""
        return self.part is not None and not self.key

    def value(self, draft: ConfigDraft) -> Json:
        """Return what it says; nothing is found where it is gone."""
        if self.part is None:
            return {key: _at(draft.value, place) for key, place in _SETTINGS[self.slug].items()}
        if self.new:
            return _beginning(self.part, self.kind)
        entry = draft.entry(self.part, self.key)
        return abort(404) if entry is None else entry.value

    def shape(self, draft: ConfigDraft, value: Json) -> Shape:
        """Return what its form asks."""
        if self.part is None:
            return form_shapes.of_settings(draft, self.slug)
        return form_shapes.of_entry(draft, self.part, value, new=self.new)

    def change(self, seen: Json, values: Json) -> Change:
        """Return what is to be done so that it says these values; ``seen`` is what it said."""
        if self.part is None:
            places = _SETTINGS[self.slug]
            before = {places[key]: seen.get(key) for key in places}
            return Set({places[key]: value for key, value in values.items()}, before)
        if self.new:
            return Add(self.part, {**seen, **values})
        return Replace(self.part, self.key, values, seen)

    def problems(self, draft: ConfigDraft, at: int) -> tuple[Problem, ...]:
        """Return what is wrong with it, with places in it; ``at`` is where an entry stands."""
        if self.part is not None:
            entries = draft.entries(self.part)
            return entries[at].problems if at < len(entries) else ()
        keys = {place: key for key, place in _SETTINGS[self.slug].items()}
        return tuple(
            replace(one, place=keys[one.place]) for one in draft.problems if one.place in keys
        )

    def at(self, draft: ConfigDraft) -> int:
        """Return where its entry stands in a draft, or will stand."""
        keys = [one.key for one in draft.entries(self.part)] if self.part else []
        return keys.index(self.key) if self.key in keys else len(keys)

    def back(self, draft: ConfigDraft) -> str:
        """Return its place in the overview."""
        anchor = self.slug if self.part is None else f"{self.slug}-{self.at(draft)}"
        return url_for("set_up_form.show", _anchor=self.slug if self.new else anchor)


def _beginning(part: Part, kind: str) -> Json:
    """Return what a new entry says before anything was typed."""
    if part not in form_shapes.KINDS:
        return {}
    by_hand = part is Part.CHANNELS and kind == ChannelKind.MANUAL
    return {"kind": kind, **({"expects": Expects.NOTHING.value} if by_hand else {})}


def _at(value: object, place: str) -> Any:
    for key in place.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
