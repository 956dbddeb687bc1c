"""The posts of a feed as the entries of a source, with the items of the lists in them.

A newsletter such as Tech News (https://meta.wikimedia.org/wiki/Tech/News) is one entry an issue:
lists below headings, a paragraph before that greets and one behind that says who wrote it and
where it is translated. Neither paragraph is in a list; an item of a few linked words alone, as
in a list of where to subscribe, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from newsdesk.domain.entry import Entry
from newsdesk.domain.item_id import distinct, first_words
from newsdesk.domain.post import Post
from newsdesk.infra.html import Clean, sanitise

LONGEST_HEADING = 100
FEW = 5
"""Words that are linked, and nothing else, are no news."""

_BLOCKS = {"p", "div", "blockquote", "pre", "ul", "ol"}
_LISTS = {"ul", "ol"}


def entries(posts: Iterable[Post]) -> tuple[Entry, ...]:
    """Return the posts of a feed as entries."""
    return tuple(_entry(post) for post in posts)


def _entry(post: Post) -> Entry:
    return Entry(
        native_id=post.key.native_id,
        text=post.text,
        time=post.time,
        html=post.html,
        url=post.url,
        links=post.links,
        author=post.author.name,
        items=tuple(_items(post)),
    )


def _items(post: Post) -> Iterator[Entry]:
    reader = _Lists()
    reader.feed(post.html)
    reader.close()
    found = [(item, clean) for item in reader.items if (clean := _words(item))]
    ids = distinct(first_words(clean.text) for _, clean in found)
    for (item, clean), one in zip(found, ids, strict=True):
        yield Entry(
            native_id=f"{post.key.native_id}/{one}",
            text=clean.text,
            time=post.time,
            html=clean.html,
            url=post.url,
            links=clean.links,
            author=post.author.name,
            section=item.section,
        )


@dataclass
class _Item:
    """A list item as it is read: the heading above it, its HTML, and what of it is no link."""

    section: str
    html: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)


def _words(item: _Item) -> Clean | None:
    """Return what an item says, ``None`` where it only leads somewhere."""
    clean = sanitise("".join(item.html))
    words = re.findall(r"\w+", clean.text)
    bare = re.search(r"\w", "".join(item.bare))
    return clean if first_words(clean.text) and (bare or len(words) > FEW) else None


class _Lists(HTMLParser):
    """Collects the items of the outermost lists of sanitised HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[_Item] = []
        self._depth = 0
        self._linked = 0
        self._block: list[str] = []
        self._heading = ""
        self._item: _Item | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a list, an item of an outermost one, or what is in one."""
        if tag in _BLOCKS and not self._depth:
            self._end_block()
        self._depth += tag in _LISTS
        self._linked += tag == "a"
        if tag == "li" and self._depth == 1:
            self._item = _Item(self._heading)
            self.items.append(self._item)
        elif self._item is not None:
            self._item.html.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        self._linked -= tag == "a"
        if tag in _LISTS:
            self._depth -= 1
        if (tag == "li" and self._depth == 1) or not self._depth:
            self._item = None
        if self._item is not None:
            self._item.html.append(f"</{tag}>")
        elif tag in _BLOCKS and not self._depth:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Keep words, in their item or outside."""
        if self._item is None:
            self._block.append(data)
            return
        self._item.html.append(escape(data))
        if not self._linked:
            self._item.bare.append(data)

    def _end_block(self) -> None:
        """Take the last words before a list for its heading, unless they are a paragraph."""
        text = " ".join("".join(self._block).split())
        self._block = []
        if text:
            self._heading = text.rstrip(":") if len(text) <= LONGEST_HEADING else ""
