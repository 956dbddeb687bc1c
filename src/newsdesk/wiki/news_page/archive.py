"""Old items move from the news page to its archive page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsdesk.domain.news_item import NewsItem
from newsdesk.wiki.news_page.entry import Kind, Shape
from newsdesk.wiki.news_page.page import NewsPage, parse
from newsdesk.wiki.news_page.style import common_shape, item_source, plain_shape
from newsdesk.wiki.news_page.write import Draft, holds, insert, remove

_TRANSLATION = re.compile(
    r"<!--T:[^\s<>]+-->[ \n]?|</?translate[^<>]*>|<tvar[\s|][^<>]*>|</tvar>|</>"
)


@dataclass(frozen=True, slots=True)
class Archived:
    """Both pages' new texts and the items that move; save the archive first, then the page."""

    page: str
    archive: str
    moved: tuple[NewsItem, ...]


def archive(page: NewsPage, store: NewsPage, keep: int) -> Archived:
    """Move all but the ``keep`` newest items; doing it again changes nothing more.

    Translation markup is taken out of what goes to the archive. An item that the archive holds
    already only leaves the page.

    :raises Uncertain: where the place on the archive page is not certain
    """
    newest = sorted(page.items, key=lambda i: i.date, reverse=True)
    moved = tuple(newest[keep:])
    for item in moved:
        draft = Draft(item.date, _TRANSLATION.sub("", item.wikitext).strip())
        if holds(store, draft) is None:
            text = insert(store, draft).text if store.items else _first(page, store, draft)
            store = parse(text, title=store.title, site=store.site)
    rest = page
    for item in reversed(moved):
        same = [i.id for i in rest.items if (i.date, i.wikitext) == (item.date, item.wikitext)]
        text = remove(rest, same[-1]).text
        rest = parse(text, title=page.title, site=page.site)
    return Archived(rest.text, store.text, moved)


def _first(page: NewsPage, store: NewsPage, draft: Draft) -> str:
    """Begin an archive that has no item yet, in the news page's own way where it stands alone."""
    if store.place or store.unread:
        return insert(store, draft, _lone_shape(page)).text
    above = store.text.rstrip("\n")
    source = item_source(store, _lone_shape(page), draft.date, draft.text)
    return (above + "\n\n" if above else "") + source + "\n"


def _lone_shape(page: NewsPage) -> Shape:
    shape = common_shape(page.entries)
    whole = shape.written and shape.written.within(None, None, None)
    if shape.kind is Kind.ROW or not whole:
        return plain_shape(page)
    return Shape(
        shape.kind,
        _TRANSLATION.sub("", shape.before),
        _TRANSLATION.sub("", shape.after),
        shape.written,
        shape.mark,
        shape.numbered,
    )
