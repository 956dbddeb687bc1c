"""A news page as it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.desk import Problem
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.dates import calendar, is_language
from newsdesk.wiki.news_page.entry import Entry
from newsdesk.wiki.news_page.plain import plain
from newsdesk.wiki.news_page.structure import is_call, structure
from newsdesk.wiki.news_page.view import LIMIT, View, view


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """The items of a news page in the page's order, and what was not understood.

    ``entries`` has one place for each of ``items``; ``place`` is the stretch that the comments
    ``<!-- newsdesk: items -->`` and ``<!-- newsdesk: end -->`` set aside, if the page has them.
    ``view`` is ``None`` where the page cannot be read at all.
    """

    title: str
    text: str
    site: Site
    items: tuple[NewsItem, ...] = ()
    unread: tuple[Problem, ...] = ()
    entries: tuple[Entry, ...] = ()
    view: View | None = None
    place: tuple[int, int] | None = None

    @property
    def is_translation(self) -> bool:
        """Whether the page is a translation, such as ``News/de``, which is edited elsewhere."""
        return "/" in self.title and is_language(self.title.rpartition("/")[2])


def parse(text: str, *, title: str, site: Site) -> NewsPage:
    """Read a news page; never fails: what is not understood is named in ``unread``.

    A page longer than MediaWiki's own limit is not read.
    """
    if len(text) > LIMIT or len(text.encode(errors="replace")) > LIMIT:
        problem = Problem("", msg("newsdesk-newspage-too-long", LIMIT // 1024))
        return NewsPage(title=title, text=text, site=site, unread=(problem,))
    names = calendar(site.language)
    page = view(text, is_call(names))
    found = structure(page, names)
    return NewsPage(
        title=title,
        text=text,
        site=site,
        items=_items(page, found.entries, title, site),
        unread=tuple(_problem(page, at) for at in found.missed),
        entries=found.entries,
        view=page,
        place=found.place,
    )


def _items(page: View, entries: tuple[Entry, ...], title: str, site: Site) -> tuple[NewsItem, ...]:
    texts = [plain(page.text[e.text_start : e.text_end], site, title) for e in entries]
    ids = distinct(item_id(e.day, t) for e, (t, _) in zip(entries, texts, strict=True))
    return tuple(
        NewsItem(
            id=one,
            date=entry.day,
            date_text=_date_text(entry),
            text=text,
            links=links,
            wikitext=page.text[entry.text_start : entry.text_end],
            line=page.line_number(entry.core),
            marked=bool(entry.unit) if page.translated else None,
            page=title,
        )
        for one, entry, (text, links) in zip(ids, entries, texts, strict=True)
    )


def _date_text(entry: Entry) -> str:
    written = entry.shape.written or (entry.headings[-1].written if entry.headings else None)
    return "".join(text for _, text in written.parts) if written else entry.day.isoformat()


def _problem(page: View, offset: int) -> Problem:
    line = page.line_number(offset)
    end = page.text.find("\n", offset)
    start = page.text[offset : len(page.text) if end < 0 else end][:80]
    return Problem(f"line {line}", msg("newsdesk-newspage-no-date", line, start))
