"""Readable ids of news items: ``YYYY-MM-DD-first-few-words``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count

WORDS = 6
_MAX = 80


def words_of(text: str) -> list[str]:
    """Return the words that ids are made of, in order and in lower case."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def item_id(day: date, text: str) -> str:
    """Make the id of an item from its date and the first words of its text."""
    first = first_words(text)
    return f"{day.isoformat()}-{first}" if first else day.isoformat()


def first_words(text: str) -> str:
    """Write the first words of a text as an id has them; empty where it has none."""
    return "-".join(words_of(text)[:WORDS]).replace("_", "-")[:_MAX].rstrip("-")


def distinct(ids: Iterable[str]) -> list[str]:
    """Number ids that stand more than once, in order: the first stays as it is, then ``-2``, ..

    A number with which it would be another's own id is left out.
    """
    named = list(ids)
    taken, numbers, numbered = set(named), dict[str, Iterator[int]](), []
    for one in named:
        found = one
        if one in numbers:
            # Each goes on where the last of its name was: thousands can have the same one.
            others = (f"{one}-{number}" for number in numbers[one])
            found = next(other for other in others if other not in taken)
        numbers.setdefault(one, count(2))
        taken.add(found)
        numbered.append(found)
    return numbered


def names_since(item_id: str, renamed: Mapping[str, str]) -> list[str]:
    """Return an id and what it became, newest last; ``renamed`` are old id -> newer id."""
    names = [item_id]
    while (newer := renamed.get(names[-1])) and newer not in names:
        names.append(newer)
    return names


def names_before(item_id: str, renamed: Mapping[str, str]) -> set[str]:
    """Return every id from which an item came to its own; ``renamed`` are old id -> newer id."""
    names, found = {item_id}, {item_id}
    while found:
        found = {old for old, new in renamed.items() if new in found} - names
        names |= found
    return names - {item_id}


def date_of(wanted: str) -> date | None:
    """Read the date that an item id starts with; ``None`` where it is not an item id."""
    try:
        return date(*map(int, re.findall(r"^(\d{4})-(\d{2})-(\d{2})(?!\d)", wanted)[0]))
    except (IndexError, ValueError):
        return None
