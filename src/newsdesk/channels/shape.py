"""Picks from JSON that may have any shape, without ever raising on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from newsdesk.infra.fetch_errors import NotUnderstoodError
from newsdesk.infra.text import one_line

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ID = re.compile(r"[\x21-\x7e]{1,255}")

LONGEST_LINE = 2_000
"""Characters of a name, a title or a warning that are read."""
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)
"""Moments between which posts are: what is further away is a mistake, or a joke."""
MOST = 2**63 - 1
"""The highest number that a database takes."""


class UnreadableError(ValueError):
    """A post lacks what every post of its network has."""


@contextmanager
def understood(host: str) -> Iterator[None]:
    """Take what lacks something that is needed for an answer that cannot be understood.

    :raises NotUnderstoodError: in the place of :class:`UnreadableError`
    """
    try:
        yield
    except UnreadableError:
        raise NotUnderstoodError(host) from None


def at(value: object, *path: str) -> object:
    """Return what stands at a path of keys, ``None`` where there is nothing."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def text_at(value: object, *path: str) -> str:
    """Return the text at a path as it stands, empty where there is none."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def line_at(value: object, *path: str) -> str:
    """Return the text at a path on one line and without disguises, empty where there is none."""
    return one_line(text_at(value, *path)[:LONGEST_LINE])


def items_at(value: object, *path: str) -> list[object]:
    """Return the list at a path, empty where there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def needed_items_at(value: object, *path: str) -> list[object]:
    """Return the list at a path.

    :raises UnreadableError: where there is none
    """
    found = at(value, *path)
    if not isinstance(found, list):
        raise UnreadableError(path)
    return found


def count_at(value: object, *path: str) -> int | None:
    """Return the number of things at a path, ``None`` where there is none."""
    found = at(value, *path)
    if not isinstance(found, int) or isinstance(found, bool):
        return None
    return found if 0 <= found <= MOST else None


def id_at(value: object, *path: str) -> str:
    """Return the id at a path.

    :raises UnreadableError: where there is none, or none that can be kept byte by byte
    """
    found = text_at(value, *path)
    if not _ID.fullmatch(found):
        raise UnreadableError(path)
    return found


def time_at(value: object, *path: str) -> datetime | None:
    """Return the moment at a path (UTC), ``None`` where there is none."""
    moment = _moment_at(value, *path)
    return moment and told(moment)


def told(moment: datetime) -> datetime | None:
    """Return a moment at which something can have been posted, ``None`` for any other.

    Go writes the year 1 where it knows no time (https://pkg.go.dev/time#Time.IsZero), and so do
    the feeds of sites that are made with it.
    """
    return moment if FIRST <= moment <= LAST else None


def needed_time_at(value: object, *path: str) -> datetime:
    """Return the moment at a path (UTC); the nearest one at which something can be posted.

    :raises UnreadableError: where there is none
    """
    moment = _moment_at(value, *path)
    if moment is None:
        raise UnreadableError(path)
    return min(max(moment, FIRST), LAST)


def _moment_at(value: object, *path: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text_at(value, *path))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def language(value: object) -> str:
    """Return a language tag as it stands, empty where it is none (https://www.rfc-editor.org/info/bcp47)."""
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else ""
