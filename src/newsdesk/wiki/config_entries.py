"""The entries of a configuration, whatever shape its parts have: what each is called and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.config_change import (
    NAMED_BY,
    Json,
    Part,
)
from newsdesk.domain.desk import Problem
from newsdesk.domain.message import msg

_LONGEST_ID = 32


def keys(config: Json, part: Part) -> list[str]:
    """Return what each entry of a list is called here: its name, or ``#2`` where that is no name.

    Names that stand twice name nothing.
    """
    found = entries(config, part)
    names = [_text(one, NAMED_BY[part]) if isinstance(one, Mapping) else "" for one in found]
    times = Counter(names)
    return [
        name if name and times[name] == 1 else f"#{number}" for number, name in enumerate(names, 1)
    ]


def proposed_id(config: Json, part: Part, values: Json) -> str:
    """Propose an id for a channel or source, by its kind or name, that nothing else has.

    People who never saw the page need not invent one. A name in letters that no id can have
    leaves the kind.
    """
    kind, name = str(values.get("kind") or part.value), str(values.get("name") or "")
    wanted = name if kind in {ChannelKind.MANUAL, "feed", "calendar"} else kind
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.casefold())[: _LONGEST_ID - 4].strip("-")
    base = slug or re.sub(r"[^a-z0-9]+", "-", kind.casefold()).strip("-") or part.value
    taken = ids(config, part)
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def named(config: Json, channel_id: str) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a channel is the basis, and whose accounts on it the follow list names."""
    news = config.get("news")
    basis = isinstance(news, Mapping) and news.get("basis") == channel_id
    return basis, tuple(
        str(one.get("name", ""))
        for one in _objects(config, Part.FOLLOW)
        if channel_id in accounts(one)
    )


def warnings(before: Json, after: Json) -> tuple[Problem, ...]:
    """Name the channels of ``after`` whose id was another one before.

    Statuses on wiki pages, decisions and addresses name a channel by its id.
    """
    known = ids(before, Part.CHANNELS)
    there = {"", *ids(after, Part.CHANNELS)}
    old = {_account(one): _text(one, "id") for one in _objects(before, Part.CHANNELS)}
    return tuple(
        Problem(f"channels[{number}].id", msg("newsdesk-form-renamed", old[_account(one)]))
        for number, one in enumerate(entries(after, Part.CHANNELS))
        if isinstance(one, Mapping)
        and _text(one, "id") not in known
        and old.get(_account(one), "") not in there
    )


def _objects(config: Json, part: Part) -> list[Mapping[str, object]]:
    return [one for one in entries(config, part) if isinstance(one, Mapping)]


def ids(config: Json, part: Part) -> set[str]:
    """Return the ids that entries of a list have."""
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


def entries(config: Json, part: Part) -> Sequence[object]:
    """Return the entries of a list, none where there is no list."""
    found = config.get(part.value)
    return found if isinstance(found, list) else ()


def accounts(followed: Mapping[str, Any]) -> Mapping[str, object]:
    """Return the accounts of a followed entry, by channel id."""
    found = followed.get("accounts")
    return found if isinstance(found, Mapping) else {}
