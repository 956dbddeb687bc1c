"""What a configuration says once a person's change is made: values of JSON in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from newsdesk.domain.config_change import (
    Add,
    Change,
    ChangedSince,
    Json,
    Move,
    Part,
    Remove,
    Replace,
    Set,
    Several,
)
from newsdesk.domain.message import msg
from newsdesk.wiki.config_entries import accounts, entries, ids, keys, proposed_id
from newsdesk.wiki.config_merge import merge

Config = dict[str, Any]
"""A configuration as it stands on the page, whatever shape its parts have."""

EMPTY: Json = {"version": 1, "news": {"page": ""}, "channels": []}
"""What a form begins with where there is no page yet."""
_WITH_ID = {Part.CHANNELS, Part.SOURCES}


def applied(config: Json, change: Change) -> Config:
    """Return the configuration with a change made.

    :raises ChangedSince: where what it is about is gone, or was changed otherwise meanwhile
    """
    after: Config = deepcopy(dict(config))
    match change:
        case Several():
            for one in change.changes:
                after = applied(after, one)
        case Set():
            _set(after, change)
        case Add():
            _list(after, change.part).append(_new(after, change))
        case Replace():
            _replace(after, change)
        case Move():
            rows, at = _list(after, change.part), _at(after, change.part, change.key)
            rows.insert(max(at + change.by, 0), rows.pop(at))
        case Remove():
            _remove(after, change)
        case _:
            raise ValueError("a text is no change of a value")
    return after


def _list(config: Config, part: Part) -> list[Any]:
    """Return a list of the configuration, made where there is none."""
    found: list[Any] = config.setdefault(part.value, [])
    if not isinstance(found, list):
        raise ChangedSince(msg("newsdesk-form-no-list", part.value))
    return found


def _at(config: Config, part: Part, key: str) -> int:
    found = keys(config, part)
    if key not in found:
        raise ChangedSince(msg("newsdesk-form-gone", key))
    return found.index(key)


def _new(config: Config, change: Add) -> Config:
    values = _kept(change.values)
    if change.part in _WITH_ID and "id" not in values:
        values = {"id": proposed_id(config, change.part, values), **values}
    return values


def _kept(values: Json) -> Config:
    """Leave out what is empty, of accounts too."""
    plain = {
        key: _kept(value) if isinstance(value, Mapping) else _plain(value)
        for key, value in values.items()
    }
    return {key: value for key, value in plain.items() if value not in ("", [], {}, None)}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple | list) else value


def _replace(config: Config, change: Replace) -> None:
    rows, at = _list(config, change.part), _at(config, change.part, change.key)
    entry = rows[at]
    if not isinstance(entry, dict):
        rows[at] = _kept(change.values)
        return
    seen = entry if change.seen is None else dict(change.seen)
    rows[at] = _merged(seen, _with(seen, change.values), entry)
    before, after = entry.get("id"), rows[at].get("id")
    if change.part is Part.CHANNELS and isinstance(before, str) and isinstance(after, str):
        _rename(config, before, after)


def _merged(seen: Json, mine: Json, now: Json) -> Config:
    """Put what a form changed into what is there now.

    :raises ChangedSince: where both changed the same
    """
    merged = merge(seen, mine, now)
    if merged.contradictions:
        raise ChangedSince(msg("newsdesk-form-changed-since", merged.contradictions[0].place))
    found: Config = dict(merged.value)
    return found


def _with(entry: Json, values: Json) -> Config:
    """Return an entry with a form's values: its keys stay in their order, new ones come last."""
    kept = _kept(values)
    after = {
        key: kept.get(key, old) for key, old in entry.items() if key in kept or key not in values
    }
    return after | kept


def _set(config: Config, change: Set) -> None:
    before = {place: _get(config, place) for place in change.values}
    seen = before if change.seen is None else dict(change.seen)
    after = _merged(_kept(seen), _with(_kept(seen), change.values), _kept(before))
    for place in change.values:
        _put(config, place.split("."), after.get(place))


def _get(config: Json, place: str) -> object:
    found: object = config
    for key in place.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _put(config: Config, place: Sequence[str], value: object) -> None:
    key, *inner = place
    if inner:
        child = config.get(key)
        config[key] = dict(child) if isinstance(child, dict) else {}
        _put(config[key], inner, value)
    elif value is None:
        config.pop(key, None)
    else:
        config[key] = value


def _remove(config: Config, change: Remove) -> None:
    at = _at(config, change.part, change.key)
    _list(config, change.part).pop(at)
    if change.part is Part.CHANNELS:
        _rename(config, change.key, None)


def _rename(config: Config, before: str, after: str | None) -> None:
    """Let the basis and the follow list name a channel by its new id, or not at all."""
    if before in ids(config, Part.CHANNELS):
        return
    if _get(config, "news.basis") == before:
        _put(config, ("news", "basis"), after)
    for one in entries(config, Part.FOLLOW):
        if isinstance(one, dict) and before in accounts(one):
            one["accounts"] = dict(_renamed(accounts(one).items(), before, after))


def _renamed(
    pairs: Iterable[tuple[str, object]], before: str, after: str | None
) -> Iterable[tuple[str, object]]:
    for key, value in pairs:
        if key != before:
            yield key, value
        elif after is not None:
            yield after, value
