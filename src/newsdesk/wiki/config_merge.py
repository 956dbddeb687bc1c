"""Joins two people's changes of one configuration by what they mean.

Entries of lists are known by their names, not by their places; each key is a thing of its own.
Where both changed the same to something else, mine stands in the merged value, and both are named.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.config_change import NAMED_BY, Contradiction, Json
from newsdesk.wiki.page_json import place

Where = tuple[str, ...]
Names = dict[str, Any]

_NAMES: dict[tuple[str | int, ...], str] = {(part.value,): key for part, key in NAMED_BY.items()}


class _Absent:
    """No value."""


_ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class Merged:
    """What two people's changes come to, and where they contradict each other."""

    value: Json
    contradictions: tuple[Contradiction, ...] = ()


def merge(base: Json, mine: Json, theirs: Json) -> Merged:
    """Join what ``mine`` and ``theirs`` changed in ``base``.

    Something that one removed and the other changed stays, and is named.
    """
    merging = _Merging([])
    value: Any = merging.values((), dict(base), dict(mine), dict(theirs))
    found = (
        Contradiction(_place(where, value), *map(_told, three))
        for where, three in merging.contradictions
    )
    return Merged(value, tuple(found))


@dataclass(frozen=True, slots=True)
class _Merging:
    contradictions: list[tuple[Where, tuple[object, object, object]]]

    def values(self, where: Where, base: object, mine: object, theirs: object) -> object:
        """Merge three values, of which some may be absent."""
        if _same(mine, base) or _same(mine, theirs):
            return theirs
        if _same(theirs, base):
            return mine
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._objects(where, base if isinstance(base, dict) else {}, mine, theirs)
        if isinstance(mine, list) and isinstance(theirs, list):
            merged = self._lists(where, base if isinstance(base, list) else [], mine, theirs)
            if merged is not None:
                return merged
        self.contradictions.append((where, (base, mine, theirs)))
        return theirs if mine is _ABSENT else mine

    def _objects(self, where: Where, base: Names, mine: Names, theirs: Names) -> Names:
        merged = {
            key: self.values(
                (*where, key), *(side.get(key, _ABSENT) for side in (base, mine, theirs))
            )
            for key in _order(list(base), list(mine), list(theirs))
        }
        return {key: value for key, value in merged.items() if value is not _ABSENT}

    def _lists(
        self, where: Where, base: list[Any], mine: list[Any], theirs: list[Any]
    ) -> list[Any] | None:
        """Merge lists whose entries have names; ``None`` where they have none."""
        one, two, three = (_named(where, side) for side in (base, mine, theirs))
        if one is None or two is None or three is None:
            return None
        orders = [list(side) for side in (one, two, three)]
        if len({tuple(_common(side, orders)) for side in orders}) == len(orders):
            self.contradictions.append((where, (orders[0], orders[1], orders[2])))
        return list(self._objects(where, one, two, three).values())


def _same(one: object, other: object) -> bool:
    """Tell whether two values are the same in the same order."""
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return json.dumps(one) == json.dumps(other)


def _named(where: tuple[str | int, ...], entries: list[Any]) -> Names | None:
    """Return the entries by name: that of the page's lists, else texts by themselves."""
    key = _NAMES.get(where)
    names = [one.get(key) if key and isinstance(one, dict) else one for one in entries]
    if not all(isinstance(name, str) and name for name in names) or len(set(names)) < len(names):
        return None
    return dict(zip(map(str, names), entries, strict=True))


def _common(one: list[str], all_: list[list[str]]) -> list[str]:
    shared = set(one).intersection(*all_)
    return [key for key in one if key in shared]


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Put all keys in the order that one of both changed, mine where both did.

    What only the other has comes after what it stands behind there.
    """
    sides = [base, mine, theirs]
    moved = _common(mine, sides) != _common(base, sides)
    main, other = (mine, theirs) if moved else (theirs, mine)
    there, others, last = set(main), set(other), None
    behind: dict[str | None, list[str]] = {None: []}
    for key in other:
        if key in there:
            last = key
            behind[key] = []
        else:
            behind[last].append(key)
    order, waiting = list[str](), behind[None]
    for key in main:
        if key in others:
            order += waiting
            waiting = behind[key]
        order.append(key)
    return order + waiting


def _place(where: Where, merged: Any) -> str:
    """Name a place of the merged configuration, where entries go by their numbers."""
    parts, value = list[str | int](), merged
    for part in where:
        if isinstance(value, list):
            number = list(_named(tuple(parts), value) or ()).index(str(part))
            parts.append(number)
            value = value[number]
        else:
            parts.append(part)
            value = value.get(part) if isinstance(value, dict) else None
    return place(*parts)


def _told(value: object) -> object:
    return None if value is _ABSENT else value
