"""What news items are called after an edit of the page: pure, two revisions at a time.

An item's id is its date and first words, so rewording it or correcting its date gives it a new
id. It is taken for the same item where one vanished and one appeared that says much the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from newsdesk.domain.news_item import NewsItem
from newsdesk.sync.item_lookup import agree

SAME_DAY = 50.0
"""How alike (0 to 100) the texts of two items of one date must be."""
OTHER_DAY = 90.0
"""How alike they must be where the date was changed too."""
SHARED_LINK = 20.0
"""How much a link in common counts for."""


def renamed(before: Sequence[NewsItem], after: Sequence[NewsItem]) -> dict[str, str]:
    """Return old id -> new id of the items that one edit reworded or gave another date.

    The likeliest pair is settled first; each item is in one pair at most.
    """
    vanished, appeared = _only(before, after), _only(after, before)
    pairs = sorted(
        ((_likeness(old, new), old.id, new.id) for old in vanished for new in appeared),
        reverse=True,
    )
    found: dict[str, str] = {}
    for likeness, old, new in pairs:
        if likeness > 0 and old not in found and new not in found.values():
            found[old] = new
    return found


def along(pages: Iterable[Sequence[NewsItem]]) -> dict[str, str]:
    """Return old id -> new id over several revisions' items, oldest first.

    A later name of the same id wins, as an address that was given out then means the later item.
    """
    found: dict[str, str] = {}
    before: Sequence[NewsItem] = ()
    for after in pages:
        found |= renamed(before, after)
        before = after
    return found


def _only(these: Sequence[NewsItem], those: Sequence[NewsItem]) -> list[NewsItem]:
    there = {item.id for item in those}
    return [item for item in these if item.id not in there]


def _likeness(old: NewsItem, new: NewsItem) -> float:
    """Say how alike two items are, 0 for not alike enough.

    Where the day is another, numbers must not be others too: an edit that takes the oldest item
    out and puts the next issue in gives that no new name.
    """
    if old.date != new.date and not agree(old.text, new.text):
        return 0.0
    alike = fuzz.token_sort_ratio(old.text, new.text)
    alike += SHARED_LINK * bool(set(old.links) & set(new.links))
    return alike if alike >= (SAME_DAY if old.date == new.date else OTHER_DAY) else 0.0
