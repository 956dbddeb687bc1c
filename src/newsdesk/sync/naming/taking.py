"""Taking things out of a text one after another, so that nothing is read twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

TAKEN = "\ue0ff"
"""What stands where something was taken: no letter, no digit, no space, no mark of a sentence."""
T = TypeVar("T")


def take(
    pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], Iterable[T]], into: set[T]
) -> str:
    """Add what ``read`` makes of each place to ``into``; return the text without these places.

    A place of which ``read`` makes nothing stays for whoever reads the text next, and so does
    what the pattern's group ``kept`` holds, such as the name before a version.
    """
    if not pattern.search(text):
        return text
    keeps = "kept" in pattern.groupindex

    def taken(found: re.Match[str]) -> str:
        things = tuple(read(found))
        into.update(things)
        if not things:
            return found[0]
        return f"{found['kept'] or ''}{TAKEN}" if keeps else TAKEN

    return pattern.sub(taken, text)
