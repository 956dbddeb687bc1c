"""What two configurations say differently, in words and as a set of facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsdesk.domain.config_change import NAMED_BY, Difference, Json, Part
from newsdesk.domain.message import Message, Param, msg
from newsdesk.infra.text import one_line
from newsdesk.wiki.page_json import place

_SHOWN = 60
"""Characters of a value or a name that are shown."""
_LISTS = {part.value: part for part in Part}

Entry = tuple[int, object]


def differences(before: Json, after: Json) -> tuple[Difference, ...]:
    """Name what changed, in the order of the newer configuration; what went comes last."""
    found = [*_lists(before, after), *_values(_plain(before), _plain(after), "")]
    return tuple(found)


def facts(config: Json) -> frozenset[tuple[str, str]]:
    """Return what a configuration says, each entry known by its name, with the order of entries.

    Two that mean the same have the same facts, however they are written.
    """
    return frozenset(_facts(config))


def _facts(config: Json) -> Iterator[tuple[str, str]]:
    for part in Part:
        entries = _named(config, part)
        yield f"{part} order", json.dumps(list(entries))
        for name, (_, entry) in entries.items():
            yield from ((f"{part} {name} {key}", value) for key, value in _leaves(entry))
    yield from _leaves(_plain(config))


def _leaves(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield where, json.dumps(value, sort_keys=True)
        return
    for key, child in value.items():
        yield from _leaves(child, f"{where}.{key}")


def _lists(before: Json, after: Json) -> Iterator[Difference]:
    for part in Part:
        old, new = _named(before, part), _named(after, part)
        for name, (number, entry) in new.items():
            where = place(part.value, number)
            if name not in old:
                yield Difference(where, msg("newsdesk-change-added", _told(part, entry, name)))
            else:
                yield from _values(old[name][1], entry, where, _told(part, entry, name))
        for name, (_, entry) in old.items():
            if name not in new:
                removed = msg("newsdesk-change-removed", _told(part, entry, name))
                yield Difference(part.value, removed)
        if [name for name in old if name in new] != [name for name in new if name in old]:
            yield Difference(part.value, msg("newsdesk-change-order", part.value))


def _values(
    before: object, after: object, where: str, of: Message | None = None, key: str = ""
) -> Iterator[Difference]:
    """Name the values that differ; those of objects one by one."""
    if json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True):
        return
    old = before if isinstance(before, Mapping) else None
    new = after if isinstance(after, Mapping) else None
    if (old is None and new is None) or not (old is not None or before is None):
        yield Difference(where, _changed(key, before, after, of))
        return
    if new is None and after is not None:
        yield Difference(where, _changed(key, before, after, of))
        return
    for name in dict.fromkeys((*(new or {}), *(old or {}))):
        inner = f"{where}{place('', name)}" if where else place(name)
        yield from _values(
            (old or {}).get(name), (new or {}).get(name), inner, of, f"{key}.{name}".lstrip(".")
        )


def _changed(key: str, before: object, after: object, of: Message | None) -> Message:
    """Name a changed value; long ones and lists, which may hold people's names, go unnamed."""
    old, new = _shown(before), _shown(after)
    kind, values = "key", list[Param | Message]()
    if after is None:
        kind = "gone"
    elif before is None and new is not None:
        kind, values = "set", [new]
    elif old is not None and new is not None:
        kind, values = "value", [old, new]
    if of is None:
        return msg(f"newsdesk-change-{kind}", key, *values)
    return msg(f"newsdesk-change-{kind}-of", key, of, *values)


def _shown(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = one_line(str(value))
    return text if len(text) <= _SHOWN else None


def _told(part: Part, entry: object, name: str) -> Message:
    """Call an entry by the name that people know: a channel's own, or what it goes by here."""
    called = entry.get("name") if isinstance(entry, Mapping) else None
    text = one_line(called if isinstance(called, str) and called else name)
    return msg(f"newsdesk-change-part-{part}", text[:_SHOWN])


def _plain(config: Json) -> dict[str, Any]:
    """Return what stands outside the lists, and lists that are none."""
    return {
        key: value
        for key, value in config.items()
        if key not in _LISTS or not isinstance(value, list)
    }


def _named(config: Json, part: Part) -> dict[str, Entry]:
    """Return a list's entries by name; those without one, or with one used before, by number."""
    value = config.get(part.value)
    entries: Sequence[object] = value if isinstance(value, list) else ()
    found: dict[str, Entry] = {}
    for number, entry in enumerate(entries):
        name = entry.get(NAMED_BY[part]) if isinstance(entry, Mapping) else None
        known = isinstance(name, str) and name and name not in found
        found[str(name) if known else f"#{number + 1}"] = (number, entry)
    return found
