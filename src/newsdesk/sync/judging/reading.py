"""What a text names, as the module that read texts before says it."""

from __future__ import annotations

import re

from newsdesk.sync.named import Day, Issue, Named, Version
from newsdesk.sync.text import named as _before

_STAGES = {"rc": -1, "beta": -2, "alpha": -3, "wmf": -4}
_NAME = re.compile(r"#\w+|(?<=[\w,;:] )[A-Z]\w+|\b\w*[a-z][A-Z]\w*|\b[A-Z]{2,}\w*")


def named(text: str) -> Named:
    """Read out of a plain text what it names."""
    found = _before(text)
    return Named(
        words=tuple(found.words.split()),
        names=frozenset(w.lstrip("#").casefold() for w in _NAME.findall(text)),
        versions=frozenset(map(_version, found.versions)),
        issues=frozenset(Issue(int(n)) for n in found.issues),
        days=frozenset(Day(m, d) for m, d in found.days),
        numbers=found.numbers,
    )


def _version(text: str) -> Version:
    number, _, stage = text.partition("-")
    name, _, count = stage.partition(".")
    return Version(tuple(map(int, number.split("."))), _STAGES.get(name, 0), int(count or 0))
