"""The characters of a page's mask, and the templates that are blanked in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

VANISHES = "\x00"
"""Stands for each character of what leaves no trace in the page: comments, translation tags."""
OPAQUE = "\x01"
"""Stands for each character of what is shown but holds no structure: templates, nowiki."""
BREAK = "\x02"
"""Stands for the end of a template around a list: what follows is not the list's."""

_BRACES = re.compile(r"\{\{+|\}\}+")
_LIST_INSIDE = re.compile(r"\n[\x00 ]*[*#;:]")


def braces(mask: str) -> tuple[list[tuple[int, int]], bool]:
    """Pair ``{{`` with ``}}`` (and ``{{{`` with ``}}}``), innermost first."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[int, int]] = []
    whole = True
    for run in _BRACES.finditer(mask):
        if run.group()[0] == "{":
            stack.append((run.start(), len(run.group())))
            continue
        at = run.start()
        while run.end() - at >= 2 and stack:
            start, width = stack.pop()
            taken = min(width, run.end() - at, 3)
            at += taken
            spans.append((start + width - taken, at))
            if width - taken >= 2:
                stack.append((start, width - taken))
        whole = whole and run.end() - at < 2
    return sorted(spans, key=lambda s: (s[0], -s[1])), whole and not stack


def blank_templates(
    mask: str, spans: list[tuple[int, int]], is_item: Callable[[int, int], bool]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Blank the outermost templates; one around a list stays open, so that the list is seen."""
    listed = [m.start() for m in _LIST_INSIDE.finditer(mask)]
    pieces, outermost, breaks, at = [], [], [], 0
    for start, end in spans:
        if start < at:
            continue
        first = bisect_left(listed, start)
        if first < len(listed) and listed[first] < end and not is_item(start, end):
            breaks += [end - 2, end - 1]
            continue
        pieces += [mask[at:start], OPAQUE * (end - start)]
        outermost.append((start, end))
        at = end
    characters = list("".join((*pieces, mask[at:])))
    for place in breaks:
        characters[place] = BREAK
    return "".join(characters), tuple(outermost)
