"""HTML from strangers: made safe to show, read as plain text, and its links."""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import quote, urljoin, urlsplit

import nh3

from newsdesk.infra.text import clean

LONGEST = 100_000
"""Characters of one post's HTML that are read; no network allows as many."""

MOST_TAGS = 4_000
"""Tags of one post's HTML that are read: the time for nested ones grows by their square."""

LONGEST_ADDRESS = 4_000
"""Characters of one address, with what completes it, that are read."""

_KNOWN_ADDRESSES = 1000
"""Addresses that are remembered: an author's profile comes with each of the author's posts."""

_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "div", "em", "i", "li", "ol", "p", "pre", "s",
    "strong", "ul",
}  # fmt: skip
_BLOCKS = {
    "article", "blockquote", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "p", "pre", "section", "table",
}  # fmt: skip
_LINES = {"br", "li", "ol", "tr", "ul"}
_OF_THE_NETWORK = {"hashtag", "mention", "u-url"}
_ADDRESS = re.compile(r"https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*|www\.\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clean:
    """One text three ways: ``html`` safe to show, plain ``text``, the ``links`` in order.

    In ``text`` a blank line parts paragraphs, and a link that shows an address, whole or
    shortened, shows the one where it really leads. ``links`` are without mentions and tags.
    """

    html: str
    text: str
    links: tuple[str, ...] = ()


def sanitise(html: str, base: str = "") -> Clean:
    """Clean HTML by a short list of what may stay; ``base`` completes relative addresses.

    Mentions and tags are told by the classes that networks give them
    (https://docs.joinmastodon.org/spec/activitypub/#sanitization, https://microformats.org/wiki/h-card).
    """
    html = first_tags(html[:LONGEST], MOST_TAGS)
    walked = clean(_allow(html, base, _WALKED))
    walker = _Walker()
    walker.feed(walked)
    walker.close()
    text = re.sub(" ?\n ?", "\n", re.sub("[ \t\xa0]+", " ", "".join(walker.parts)))
    links = tuple(dict.fromkeys(walker.links))
    # Most posts hold nothing but what may be shown: those are cleaned once.
    shown = walked if walker.tags <= _TAGS else clean(_allow(html, base, _SHOWN))
    return Clean(shown, re.sub("\n{3,}", "\n\n", text).strip(), links)


def safe_link(address: str, base: str = "") -> str:
    """Return an http(s) address in plain ASCII, or an empty string where it is none.

    Addresses with a user name in them are none: they are made to look like another site.
    """
    address = clean(address).strip()
    if not address or len(base) + len(address) > LONGEST_ADDRESS:
        return ""
    return _completed(address, base)


@lru_cache(_KNOWN_ADDRESSES)
def _completed(address: str, base: str) -> str:
    try:
        parts = urlsplit(urljoin(base, address))
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return ""
    rest = parts._replace(scheme="", netloc="").geturl()
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{port}" + quote(rest, safe="%/:?#[]@!$&'()*+,;=~-._|")


def first_tags(html: str, most: int) -> str:
    """Return HTML up to that many tags, as what cleans it takes long for deeply nested ones."""
    return "<".join(html.split("<", most + 1)[: most + 1])


def _allow(html: str, base: str, cleaner: nh3.Cleaner) -> str:
    """Clean HTML; its addresses, completed, are together no longer than it may be itself."""
    before = _completing.set(_Completing(base))
    try:
        return cleaner.clean(html)
    finally:
        _completing.reset(before)


@dataclass(slots=True)
class _Completing:
    """Completes the addresses of one text by ``base`` while there is room ``left`` for them."""

    base: str
    left: int = LONGEST

    def complete(self, address: str) -> str | None:
        address = safe_link(address, self.base)
        self.left -= len(address)
        return address if address and self.left >= 0 else None


_completing: ContextVar[_Completing] = ContextVar("_completing")


def _link(tag: str, name: str, value: str) -> str | None:
    return _completing.get().complete(value) if (tag, name) == ("a", "href") else value


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={"*": set(), "a": {"href"}},
        attribute_filter=_link,
        allowed_classes={"a": _OF_THE_NETWORK},
        link_rel="nofollow noopener noreferrer ugc",
    )


_SHOWN = _cleaner(_TAGS)
_WALKED = _cleaner(_TAGS | _BLOCKS | _LINES)
"""Made once: making one takes longer than cleaning a post with it."""


class _Walker(HTMLParser):
    """Collects the text, the links and the tags of HTML that is safe already."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._href = ""
        self._shown: list[str] | None = None
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        self.tags.add(tag)
        self._pre += tag == "pre"
        if tag == "a":
            attributes = dict(attrs)
            self._href, self._shown = attributes.get("href") or "", []
            if self._href and not _OF_THE_NETWORK & set((attributes.get("class") or "").split()):
                self.links.append(self._href)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        self._pre -= tag == "pre"
        if tag == "a" and self._shown is not None:
            shown, self._shown = "".join(self._shown), None
            is_address = self._href and _ADDRESS.fullmatch(shown.strip().rstrip("…"))
            self.parts.append(self._href if is_address else shown)

    def handle_data(self, data: str) -> None:
        into = self.parts if self._shown is None else self._shown
        into.append(data if self._pre else re.sub("[ \t\r\n\f]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS | _LINES:
            into = self.parts if self._shown is None else self._shown
            into.append("\n\n" if tag in _BLOCKS else "\n")
