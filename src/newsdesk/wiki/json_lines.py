"""On which line of a JSON text each of its values stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from newsdesk.wiki.page_json import MAX_DEPTH, place

_TOKEN = re.compile(r'\n|"(?:[^"\\]|\\.)*+"?|[{}\[\]:,]|[^\s{}\[\]:,"]+')
"""A text that never ends is one, too: else its end would be looked for from each of its quotes."""

Where = tuple[str | int, ...]


def lines(text: str) -> dict[str, int]:
    """Return the line, counted from 1, of each place such as ``channels[2].account``.

    A value of an object stands where its key does. A broken text has lines up to its fault.
    """
    return {place(*where): line for where, line in _walk(text)}


def _walk(text: str) -> Iterator[tuple[Where, int]]:
    """Yield what stands where, token by token; no recursion, whatever the depth."""
    where: list[str | int] = []
    key, key_line, line = "", 1, 1
    for sign in _TOKEN.findall(text):
        if sign == "\n":
            line += 1
        elif sign == ":":
            where[-1:] = [key]
            yield tuple(where), key_line
        elif sign in "]},":
            _step(where, sign)
        else:
            if where and isinstance(where[-1], int):
                yield tuple(where), line
            key, key_line = _text(sign), line
            _step(where, sign)
        if len(where) > MAX_DEPTH:
            return


def _step(where: list[str | int], sign: str) -> None:
    """Go on to the next item of a list, into a list or an object, or out of it."""
    if sign in "[{":
        where.append(0 if sign == "[" else "")
    elif sign in "]}":
        where[-1:] = []
    elif sign == "," and where and isinstance(where[-1], int):
        where[-1] += 1


def _text(token: str) -> str:
    try:
        return str(json.loads(token)) if token.startswith('"') else token
    except ValueError:
        return token
