"""Which translation unit an item is in, and which of its markers leave with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from newsdesk.wiki.news_page.entry import Entry
from newsdesk.wiki.news_page.masking import VANISHES
from newsdesk.wiki.news_page.view import View


def with_units(page: View, entries: list[Entry]) -> list[Entry]:
    """Give each entry its translation unit's markers, and what of them leaves with it."""
    units = [page.unit(e.text_start) for e in entries]
    shared = Counter(units)
    result = []
    for entry, unit in zip(entries, units, strict=True):
        if unit is None:
            result.append(entry)
            continue
        markers = page.markers(unit[0], max(unit[1], entry.core_end))
        alone = shared[unit] == 1
        own = [m for m in page.markers(unit[0], entry.core) if alone]
        begins = own[0].start if own and _only_markers(page, own[0].start, entry.core) else None
        result.append(
            replace(
                entry,
                start=entry.core if begins is None else begins,
                unit=tuple(m.name for m in markers),
                shares_unit=not alone or bool(own and begins is None),
            )
        )
    return result


def _only_markers(page: View, start: int, core: int) -> bool:
    return not page.mask[start:core].strip(VANISHES + " \t\n")
