"""Put an item into a news page, change one, take one out; every other byte stays."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.wiki.news_page.entry import Entry, Heading, Shape, Uncertain
from newsdesk.wiki.news_page.page import NewsPage, parse
from newsdesk.wiki.news_page.place import place_for
from newsdesk.wiki.news_page.plain import LIMIT
from newsdesk.wiki.news_page.style import fitted, item_source, written_date
from newsdesk.wiki.news_page.view import MARKER


@dataclass(frozen=True, slots=True)
class Draft:
    """An item to be written: its date and its text as wikitext, without date or list marks."""

    date: date
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """The page's new text; ``outdates`` names the marked units whose translations it outdates.

    ``item_id`` is the id that the written item has on the new page and ``source`` its whole
    wikitext, with date and list mark; both are empty after a removal.
    """

    text: str
    outdates: tuple[str, ...] = ()
    item_id: str = ""
    source: str = ""


def holds(page: NewsPage, draft: Draft) -> NewsItem | None:
    """Return the item of that date that says the same, whatever marks and spaces it has."""
    probe = parse(f"* {draft.date.isoformat()}: {draft.text}", title=page.title, site=page.site)
    text = probe.items[0].text if len(probe.items) == 1 else draft.text
    wanted = _same(text)
    found = (i for i in page.items if i.date == draft.date and _same(i.text) == wanted)
    return next(found, None)


def insert(page: NewsPage, draft: Draft, like: Shape | None = None) -> Change:
    """Write a new item the way the page writes its items, where its date belongs.

    ``like`` is how to write it where the page has no item yet.

    :raises Uncertain: where the way or the place is not certain
    """
    _editable(page)
    _sound(page, draft)
    place = place_for(page, draft.date, like)
    source = item_source(page, place.shape, draft.date, draft.text)
    text = page.text[: place.at] + place.before + source + place.after + page.text[place.at :]
    item_id, source = _checked(page, text, added=draft)
    return Change(text, place.outdates, item_id, source)


def change(page: NewsPage, item_id: str, draft: Draft) -> Change:
    """Give an item another text or date, at its place.

    :raises Uncertain: where the item is not there, its unit's marker would be lost, or
        another date belongs to another place
    """
    _editable(page)
    entry = page.entries[_index(page, item_id)]
    _sound(page, draft, entry)
    text = page.text[: entry.text_start] + fitted(entry.shape, draft.text)
    text += page.text[entry.text_end :]
    if draft.date != entry.day:
        text = _redated(page, entry, draft, text)
    changed, source = _checked(page, text, added=draft, without=item_id)
    return Change(text, entry.unit, changed, source)


def remove(page: NewsPage, item_id: str) -> Change:
    """Take an item out, with its own unit's marker and, after its last item, its date heading.

    :raises Uncertain: where the item is not there or others would not stay as they are
    """
    _editable(page)
    index = _index(page, item_id)
    entry = page.entries[index]
    start, end = _extent(page, index)
    text = page.text[:start] + page.text[end:]
    _checked(page, text, without=item_id)
    return Change(text, entry.unit if entry.shares_unit else ())


def _extent(page: NewsPage, index: int) -> tuple[int, int]:
    """Find what leaves with an item: its headings if it is their last, the blank lines beside."""
    entry = page.entries[index]
    others = [e for i, e in enumerate(page.entries) if i != index]
    emptied = [h for h in entry.headings if not any(h in e.headings for e in others)]
    start = min([entry.start, *(h.start for h in emptied)])
    left = tuple(h for h in entry.headings if h not in emptied)
    if any(_akin(entry, e, left, bool(emptied)) for e in page.entries[index + 1 : index + 2]):
        blank = re.compile(r"(?:[^\S\n]*\n)*").match(page.text, entry.end)
        return start, blank.end() if blank else entry.end
    if not emptied and not any(e.group == entry.group for e in page.entries[:index][-1:]):
        return start, entry.end
    before = len(page.text[:start].rstrip(" \t\n"))
    feed = page.text[entry.end - 1] == "\n" and before > 0
    return min(start, before + feed), entry.end


def _akin(entry: Entry, after: Entry, left: tuple[Heading, ...], emptied: bool) -> bool:
    """Tell whether the next item goes on in the same list or, below a heading, the same part."""
    return after.group == entry.group or (emptied and after.headings[: len(left)] == left)


def _editable(page: NewsPage) -> None:
    if page.is_translation:
        raise Uncertain(msg("newsdesk-newspage-translation", page.title))
    if page.view is None:
        raise Uncertain(page.unread[0].message)
    if not page.view.balanced:
        raise Uncertain(msg("newsdesk-newspage-unbalanced"))


def _sound(page: NewsPage, draft: Draft, entry: Entry | None = None) -> None:
    """Refuse a text that would not stay within its item."""
    if not draft.text.strip():
        raise Uncertain(msg("newsdesk-newspage-empty"))
    if len(draft.text) > LIMIT:
        raise Uncertain(msg("newsdesk-newspage-text-too-long", LIMIT))
    had = page.text[entry.text_start : entry.text_end] if entry else ""
    if Counter(MARKER.findall(draft.text)) != Counter(MARKER.findall(had)):
        raise Uncertain(msg("newsdesk-newspage-markers"))
    alone = parse(f"* {draft.date.isoformat()}: {draft.text}", title=page.title, site=page.site)
    whole = alone.view is not None and alone.view.balanced
    if not whole or draft.text.count("[[") != draft.text.count("]]"):
        raise Uncertain(msg("newsdesk-newspage-text-unbalanced"))


def _index(page: NewsPage, item_id: str) -> int:
    for index, item in enumerate(page.items):
        if item.id == item_id:
            return index
    raise Uncertain(msg("newsdesk-newspage-gone", item_id))


def _redated(page: NewsPage, entry: Entry, draft: Draft, text: str) -> str:
    """Write another date at the item's place, if the item stays in order there."""
    written = entry.shape.written
    days = [e.day for e in page.entries if e is not entry]
    old, new = (sorted([*days, d]).index(d) for d in (entry.day, draft.date))
    if written is None or old != new or written.year is None:
        raise Uncertain(msg("newsdesk-newspage-moves"))
    at = page.text.find("".join(t for _, t in written.parts), entry.core)
    date_text = written_date(page, entry.shape, draft.date)
    length = written.end - written.start
    if at < 0:
        raise Uncertain(msg("newsdesk-newspage-moves"))
    if at > entry.text_start:
        at += len(text) - len(page.text)
    return text[:at] + date_text + text[at + length :]


def _checked(
    page: NewsPage, text: str, *, added: Draft | None = None, without: str = ""
) -> tuple[str, str]:
    """Read the new text and make sure that it says what was wanted and all else still stands.

    Returns the id and the whole source of the item that was written.
    """
    after = parse(text, title=page.title, site=page.site)
    kept = Counter(_key(i) for i in page.items if i.id != without)
    new = Counter(_key(i) for i in after.items)
    extra = list((new - kept).elements())
    lost = kept - new
    expected = [] if added is None else [added.date]
    if lost or [day for day, _ in extra] != expected or len(after.unread) > len(page.unread):
        raise Uncertain(msg("newsdesk-newspage-not-clean"))
    if added is None:
        return "", ""
    return next(
        (item.id, text[entry.core : entry.core_end])
        for item, entry in zip(after.items, after.entries, strict=True)
        if _key(item) == extra[0]
    )


def _key(item: NewsItem) -> tuple[date, str]:
    return item.date, item.wikitext


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
