"""JSON that a stranger wrote on a wiki page, read with the place of every fault."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.domain.desk import PageRevision, Problem
from newsdesk.domain.message import Message, msg
from newsdesk.infra.text import one_line

MAX_CHARS = 500_000
MAX_DEPTH = 20
_MAX_DIGITS = 15
_SHOWN = 60
"""Characters of a key that a place shows."""
_OPENING = re.compile(r"<syntaxhighlight\b([^>]{0,200})>", re.IGNORECASE)
_JSON = re.compile(r"\blang\s*=\s*[\"']?json\b", re.IGNORECASE)
_CLOSING = re.compile(r"</syntaxhighlight\s{0,9}>", re.IGNORECASE)


class _Object(dict[str, object]):
    """An object that remembers which of its keys stood more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.repeated = [key for key in self if times[key] > 1]


@dataclass(frozen=True, slots=True)
class _NoNumber:
    """A number that is none, or is too large to be meant."""


def parse(
    revision: PageRevision, max_chars: int = MAX_CHARS
) -> tuple[object, tuple[Problem, ...]]:
    """Return the value that a page holds, and the faults of its notation.

    The value is ``None`` where the faults leave nothing to read.
    """
    return parse_text(revision.text, revision.model, max_chars)


def parse_text(
    page: str, model: str, max_chars: int = MAX_CHARS
) -> tuple[object, tuple[Problem, ...]]:
    """Read the text of a page as :func:`parse` does a page."""
    if len(page) > max_chars:
        return None, (Problem("", msg("newsdesk-config-too-big", max_chars // 1000)),)
    text = _json_text(page, model)
    if isinstance(text, Message):
        return None, (Problem("", text),)
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Object,
            parse_constant=lambda _: _NoNumber(),
            parse_int=_int,
            parse_float=_float,
        )
    except json.JSONDecodeError as fault:
        return None, (Problem("", msg("newsdesk-config-json", fault.lineno, fault.colno)),)
    except RecursionError:
        return None, (Problem("", msg("newsdesk-config-too-deep", MAX_DEPTH)),)
    return judge(value)


def place(*parts: str | int) -> str:
    """Name a place in the page, such as ``channels[2].account``."""
    names = (
        f"[{part}]" if isinstance(part, int) else f".{one_line(part)[:_SHOWN]}" for part in parts
    )
    return "".join(names).removeprefix(".")


def parse_object(
    revision: PageRevision, version: int, other_version: str, max_chars: int = MAX_CHARS
) -> tuple[dict[str, object] | None, tuple[Problem, ...]]:
    """Return the object of one version that a page holds, and the faults of its notation.

    The object is ``None`` where it can't be read; ``other_version`` is the key of the message
    for one of another version.
    """
    value, problems = parse(revision, max_chars)
    if value is None and problems:
        return None, problems
    if not isinstance(value, dict):
        return None, (*problems, Problem("", msg("newsdesk-config-not-object")))
    told = value.get("version", version)
    if type(told) is not int or told != version:
        return None, (Problem("version", msg(other_version, version)),)
    return value, problems


def put(page: str, text: str) -> str:
    """Return a wikitext page with another text in its one block, which nothing can end early.

    :raises ValueError: for a page that has not exactly one block
    """
    ((start, end),) = _blocks(page)
    safe = text.replace("<", r"\u003c").replace("~", r"\u007e")
    return f"{page[:start]}\n{safe}\n{page[end:]}"


def as_wikitext(text: str) -> str:
    """Return a page of wikitext that holds this JSON, for wikis that take no pages of JSON."""
    return put('<syntaxhighlight lang="json">\n</syntaxhighlight>', text)


def block(text: str, model: str) -> tuple[int, int] | None:
    """Return where the JSON of a page begins and ends; ``None`` where it is in no one place."""
    if model != "wikitext":
        return 0, len(text)
    found = list(_blocks(text))
    return found[0] if len(found) == 1 else None


def _json_text(page: str, model: str) -> str | Message:
    """Return what is JSON of the page, after as many line feeds as stand before it there."""
    if model == "json":
        return page
    if model != "wikitext":
        return msg("newsdesk-config-model", model)
    blocks = list(_blocks(page))
    if len(blocks) != 1:
        return msg("newsdesk-config-blocks", len(blocks))
    start, end = blocks[0]
    return "\n" * page.count("\n", 0, start) + page[start:end]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the text of each JSON block begins and ends."""
    end = 0
    while opening := _OPENING.search(text, end):
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return
        if _JSON.search(opening[1]):
            yield opening.end(), closing.start()
        end = closing.end()


def _int(digits: str) -> int | _NoNumber:
    return int(digits) if len(digits) <= _MAX_DIGITS else _NoNumber()


def _float(digits: str) -> float | _NoNumber:
    number = float(digits)
    return number if math.isfinite(number) else _NoNumber()


def judge(value: object) -> tuple[object, tuple[Problem, ...]]:
    """Return a value, ``None`` where it can't be read, and what no page may hold of it."""
    problems: list[Problem] = []
    readable = True
    for where, found in _walk(value):
        if len(where) > MAX_DEPTH:
            return None, (Problem("", msg("newsdesk-config-too-deep", MAX_DEPTH)),)
        if isinstance(found, _NoNumber):
            problems.append(Problem(place(*where), msg("newsdesk-config-no-number")))
            readable = False
        elif not all(map(_readable, _texts(found))):
            problems.append(Problem(place(*where), msg("newsdesk-config-encoding")))
            readable = False
        elif isinstance(found, _Object):
            problems += [
                Problem(place(*where, key), msg("newsdesk-config-duplicate-key"))
                for key in found.repeated
            ]
    return (value if readable else None), tuple(problems)


def _walk(value: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield everything in the value with its place; no recursion, whatever the depth."""
    stack: list[tuple[tuple[str | int, ...], object]] = [((), value)]
    while stack:
        where, found = stack.pop()
        yield where, found
        if isinstance(found, dict):
            stack += [((*where, key), child) for key, child in reversed(found.items())]
        elif isinstance(found, list):
            stack += [((*where, n), child) for n, child in reversed(list(enumerate(found)))]


def _texts(found: object) -> Iterable[str]:
    """Return a text, or the keys of an object."""
    if isinstance(found, str):
        return (found,)
    return found.keys() if isinstance(found, dict) else ()


def _readable(text: str) -> bool:
    """Tell whether a text has neither controls nor what is left of a wrong encoding."""
    return not re.search("[\x00-\x1f\x7f\ufffd\ud800-\udfff]", text)
