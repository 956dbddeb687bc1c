"""What a configuration says once a person's change is made: values of JSON in, values out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.config_change import (
    NAMED_BY,
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
from newsdesk.domain.desk import Problem
from newsdesk.domain.message import msg
from newsdesk.wiki.config_merge import merge

Config = dict[str, Any]
"""A configuration as it stands on the page, whatever shape its parts have."""

EMPTY: Json = {"version": 1, "news": {"page": ""}, "channels": []}
"""What a form begins with where there is no page yet."""
_WITH_ID = {Part.CHANNELS, Part.SOURCES}
_LONGEST_ID = 32


def keys(config: Json, part: Part) -> list[str]:
    """Return what each entry of a list is called here: its name, or ``#2`` where that is no name.

    Names that stand twice name nothing.
    """
    entries = _entries(config, part)
    names = [_text(one, NAMED_BY[part]) if isinstance(one, Mapping) else "" for one in entries]
    times = Counter(names)
    return [
        name if name and times[name] == 1 else f"#{number}" for number, name in enumerate(names, 1)
    ]


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
            entries, at = _list(after, change.part), _at(after, change.part, change.key)
            entries.insert(max(at + change.by, 0), entries.pop(at))
        case Remove():
            _remove(after, change)
        case _:
            raise ValueError("a text is no change of a value")
    return after


def proposed_id(config: Json, part: Part, values: Json) -> str:
    """Propose an id for a channel or source, by its kind or name, that nothing else has.

    People who never saw the page need not invent one. A name in letters that no id can have
    leaves the kind.
    """
    kind, name = str(values.get("kind") or part.value), str(values.get("name") or "")
    wanted = name if kind in {ChannelKind.MANUAL, "feed", "calendar"} else kind
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.casefold())[: _LONGEST_ID - 4].strip("-")
    base = slug or re.sub(r"[^a-z0-9]+", "-", kind.casefold()).strip("-") or part.value
    taken = _ids(config, part)
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def named(config: Json, channel_id: str) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a channel is the basis, and whose accounts on it the follow list names."""
    news = config.get("news")
    basis = isinstance(news, Mapping) and news.get("basis") == channel_id
    return basis, tuple(
        str(one.get("name", ""))
        for one in _objects(config, Part.FOLLOW)
        if channel_id in _accounts(one)
    )


def warnings(before: Json, after: Json) -> tuple[Problem, ...]:
    """Name the channels of ``after`` whose id was another one before.

    Statuses on wiki pages, decisions and addresses name a channel by its id.
    """
    known = _ids(before, Part.CHANNELS)
    there = {"", *_ids(after, Part.CHANNELS)}
    old = {_account(one): _text(one, "id") for one in _objects(before, Part.CHANNELS)}
    return tuple(
        Problem(f"channels[{number}].id", msg("newsdesk-form-renamed", old[_account(one)]))
        for number, one in enumerate(_entries(after, Part.CHANNELS))
        if isinstance(one, Mapping)
        and _text(one, "id") not in known
        and old.get(_account(one), "") not in there
    )


def _objects(config: Json, part: Part) -> list[Mapping[str, object]]:
    return [one for one in _entries(config, part) if isinstance(one, Mapping)]


def _ids(config: Json, part: Part) -> set[str]:
    return {_text(one, "id") for one in _objects(config, part)}


def _text(one: Mapping[str, object], key: str) -> str:
    """Return a text of an entry, empty where there is none, or something else in its place."""
    found = one.get(key)
    return found if isinstance(found, str) else ""


def _account(one: Mapping[str, object]) -> tuple[str, ...]:
    """Return what tells an account from others, whatever its id."""
    keys = (
        ("kind", "account", "url", "page")
        if one.get("account")
        else ("kind", "url", "page", "name")
    )
    return tuple(str(one.get(key, "")) for key in keys)


def _entries(config: Json, part: Part) -> Sequence[object]:
    found = config.get(part.value)
    return found if isinstance(found, list) else ()


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
    entries, at = _list(config, change.part), _at(config, change.part, change.key)
    entry = entries[at]
    if not isinstance(entry, dict):
        entries[at] = _kept(change.values)
        return
    seen = entry if change.seen is None else dict(change.seen)
    entries[at] = _merged(seen, _with(seen, change.values), entry)
    before, after = entry.get("id"), entries[at].get("id")
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
    if before in _ids(config, Part.CHANNELS):
        return
    if _get(config, "news.basis") == before:
        _put(config, ("news", "basis"), after)
    for one in _entries(config, Part.FOLLOW):
        if isinstance(one, dict) and before in _accounts(one):
            one["accounts"] = dict(_renamed(_accounts(one).items(), before, after))


def _accounts(followed: Mapping[str, Any]) -> Mapping[str, object]:
    found = followed.get("accounts")
    return found if isinstance(found, Mapping) else {}


def _renamed(
    pairs: Iterable[tuple[str, object]], before: str, after: str | None
) -> Iterable[tuple[str, object]]:
    for key, value in pairs:
        if key != before:
            yield key, value
        elif after is not None:
            yield after, value
