"""Long lists in parts: a cursor names the last one that was given, not how many there were.

So what comes or goes meanwhile moves nothing: no part repeats or leaves out what stood there all
the time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

from newsdesk.web.api.queries import Turned, bad_cursor
from newsdesk.web.tool import tool

T = TypeVar("T")
Key = tuple[str, ...]

_LONGEST = 500
"""Characters of a cursor: an id of an item is the longest part of one."""


def cursor(*key: str) -> str:
    """Name a place in a list so that it can stand in an address."""
    plain = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


def digest(*words: str) -> str:
    """Return what stands for words that are too long for a cursor."""
    return hashlib.blake2b("\n".join(words).encode("utf-8", "replace"), digest_size=9).hexdigest()


def place(asked: Turned, length: int) -> Key | None:
    """Read the place after which to go on; ``None`` at the beginning.

    :raises InvalidError: for what :func:`cursor` did not make of ``length`` words
    """
    if asked.cursor is None:
        return None
    if len(asked.cursor) > _LONGEST:
        raise bad_cursor()
    try:
        plain = base64.urlsafe_b64decode(asked.cursor + "=" * (-len(asked.cursor) % 4))
        value = json.loads(plain)
    except (binascii.Error, ValueError, RecursionError):
        raise bad_cursor() from None
    if not isinstance(value, list) or len(value) != length:
        raise bad_cursor()
    if not all(isinstance(one, str) for one in value):
        raise bad_cursor()
    return tuple(value)


def part(
    rows: Iterable[T], asked: Turned, after: Callable[[T], bool], name: Callable[[T], str]
) -> tuple[list[T], str | None]:
    """Take as many rows as were asked for of those ``after`` the place; return where to go on.

    ``name`` makes the cursor of a row.
    """
    found = list(islice(filter(after, rows), asked.limit + 1))
    shown = found[: asked.limit]
    return shown, following(name(shown[-1])) if len(found) > asked.limit else None


def following(named: str) -> str:
    """Return the address of the next part: this one's with another cursor."""
    args = request.args.to_dict() | {"cursor": named}
    return f"{tool().settings.url}{request.path.removeprefix('/')}?{urlencode(args)}"
