"""What edits of a page did to its items: pure, revision by revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.news_item import Deed, ItemEdit, NewsItem
from newsdesk.services.aliases import renamed

Walked = tuple[PageRevision, Sequence[NewsItem]]


def edits(title: str, walked: Sequence[Walked], *, at_start: bool) -> list[ItemEdit]:
    """Return what each revision did to the items of the one before it, oldest first.

    With ``at_start`` the first revision is the page's first, and added what is there; else it
    only serves as what the second one is compared with.
    """
    first = [((), walked[0])] if at_start and walked else []
    steps = [*first, *((before, after) for (_, before), after in pairwise(walked))]
    return [
        ItemEdit(
            page=title,
            item_id=item_id,
            deed=deed,
            revid=revision.revid,
            user=revision.user,
            time=revision.time,
            comment=revision.comment,
        )
        for before, (revision, after) in steps
        for item_id, deed in _deeds(before, after)
    ]


def _deeds(before: Sequence[NewsItem], after: Sequence[NewsItem]) -> Iterator[tuple[str, Deed]]:
    old, new = {item.id: item for item in before}, {item.id: item for item in after}
    names = renamed(before, after)
    for item_id, item in new.items():
        if item_id in names.values() or _differ(old.get(item_id, item), item):
            yield item_id, Deed.REWORDED
        elif item_id not in old:
            yield item_id, Deed.ADDED
    for item_id in old.keys() - new.keys() - names.keys():
        yield item_id, Deed.REMOVED


def _differ(one: NewsItem, other: NewsItem) -> bool:
    """Tell whether readers see another item; translation markers make no difference."""
    return (one.text, one.links) != (other.text, other.links)
