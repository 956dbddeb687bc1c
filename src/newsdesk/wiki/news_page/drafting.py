"""A post's text as the draft of a news item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

from babel.localedata import exists

from newsdesk.domain.links import canonical, fragment_of, host_of, wiki_title, without_tracking
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site, encode_title
from newsdesk.wiki.news_page.neutral import (
    URL,
    neutral,
    neutral_label,
    neutral_target,
    neutral_url,
)
from newsdesk.wiki.news_page.write import Draft

_HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d]\w*)")
_END = re.compile(r"[.,:;!?)'»”]+\Z")
_BREAKS = frozenset({"br", "p", "div", "li", "blockquote"})


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Literal["text", "tag", "link"]
    text: str


@dataclass
class _Anchor:
    href: str
    words: list[str] = field(default_factory=list)


def draft_from_post(post: Post, site: Site) -> Draft:
    """Make a draft of a post: its day, its words neutralised, its links as wiki links.

    Hashtags at the end go, others lose their mark; tracking parameters go. A thread is drafted
    from its first part; where that has no links, those of the later parts come after its words.
    """
    pieces = list(_from_html(post.html, site) if post.html else _from_text(post.text, site))
    pieces = list(_without_last_tags(pieces))
    if not any(piece.kind == "link" for piece in pieces):
        pieces += _later_links(post, site)
    # A text is neutralised with its neighbours, as marks can meet across hashtags.
    merged, words = "", ""
    for piece in pieces:
        if piece.kind == "link":
            merged, words = merged + _neutral(words) + piece.text, ""
        else:
            words += piece.text
    merged += _neutral(words)
    return Draft(post.time.date(), " ".join(merged.split()))


def _later_links(post: Post, site: Site) -> Iterator[_Piece]:
    for link in dict.fromkeys(link for part in post.parts for link in part.links):
        yield _Piece("text", " ")
        yield _Piece("link", link_wikitext(link, "", site))


def link_wikitext(url: str, words: str, site: Site) -> str:
    """Write a link as this wiki writes it: to its own page, by interwiki prefix, or outside."""
    clean = without_tracking(url)
    target = neutral_target(_own_page(clean, site) or _interwiki(clean, site))
    label = "" if _is_address(words, url) else neutral_label(words)
    if not target:
        address = neutral_url(clean)
        return f"[{address} {label}]" if label else address
    title = target.rpartition(":")[2] if not label and _has_prefix(target, site) else label
    return f"[[{target}|{title}]]" if title and title != target else f"[[{target}]]"


def _own_page(url: str, site: Site) -> str:
    title = wiki_title(url, site)
    if title is None or re.search(r"[?&](?:oldid|action)=", url):
        return ""
    names = {n.casefold() for number, all_ in site.namespaces if number in (6, 14) for n in all_}
    colon = ":" if title.partition(":")[0].casefold() in names else ""
    place = fragment_of(url)
    return colon + title + (f"#{place}" if place and not re.search(r"[\[\]{}|<>]", place) else "")


def _interwiki(url: str, site: Site) -> str:
    """Find the shortest prefix of the wiki that leads to exactly this address."""
    found = []
    for prefix, pattern in site.interwiki:
        start, has_title, rest = pattern.partition("$1")
        if not has_title or rest or host_of(pattern) != host_of(url):
            continue
        path = canonical(url, site).removeprefix(canonical(start + "x", site)[:-1])
        title = path.replace("_", " ")
        address = pattern.replace("$1", encode_title(title))
        whole = canonical(address, site) == canonical(url, site)
        if title and whole and not re.search(r"[?%\[\]{}|<>#]", title):
            colon = ":" if exists(prefix) else ""
            found.append(f"{colon}{prefix}:{title}")
    return min(found, key=len, default="")


def _has_prefix(target: str, site: Site) -> bool:
    return target.removeprefix(":").partition(":")[0] in dict(site.interwiki)


def _is_address(words: str, url: str) -> bool:
    """Tell whether a link's words are its own address, maybe without scheme or cut short."""
    shown = re.sub(r"^https?://(www\.)?", "", words.strip()).rstrip("…./").removesuffix("...")
    return not shown or re.sub(r"^https?://(www\.)?", "", url).startswith(shown)


def _neutral(words: str) -> str:
    """Neutralise words in mid-line: the spaces at their ends are those beside a link."""
    inner = neutral(" ".join(words.split()))
    return (words[:1].isspace() * " ") + inner + (words[-1:].isspace() * " ")


def _without_last_tags(pieces: list[_Piece]) -> Iterator[_Piece]:
    said = [i for i, p in enumerate(pieces) if p.kind == "text" and p.text.strip()]
    last = said[-1] if said else -1
    return (p for i, p in enumerate(pieces) if p.kind != "tag" or i < last)


def _from_text(text: str, site: Site) -> Iterator[_Piece]:
    at = 0
    for found in URL.finditer(text):
        url = _END.sub("", found.group())
        yield from _tagged(text[at : found.start()])
        yield _Piece("link", link_wikitext(url, "", site))
        at = found.start() + len(url)
    yield from _tagged(text[at:])


def _tagged(text: str) -> Iterator[_Piece]:
    at = 0
    for tag in _HASHTAG.finditer(text):
        yield _Piece("text", text[at : tag.start()])
        yield _Piece("tag", tag.group(1))
        at = tag.end()
    yield _Piece("text", text[at:])


def _from_html(html: str, site: Site) -> Iterator[_Piece]:
    reader = _Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    for part in reader.parts:
        if isinstance(part, str):
            yield from _from_text(part, site)
            continue
        words = "".join(part.words)
        if words.startswith("#"):
            yield _Piece("tag", words[1:])
        elif words.startswith("@") or not part.href.startswith(("https://", "http://")):
            yield _Piece("text", words)
        else:
            yield _Piece("link", link_wikitext(part.href, words, site))


class _Reader(HTMLParser):
    """Collect words and links of sanitised HTML, in order."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.parts: list[str | _Anchor] = []
        self._open: _Anchor | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link; a break between blocks becomes a space."""
        if tag == "a":
            self._open = _Anchor(dict(attrs).get("href") or "")
            self.parts.append(self._open)
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a link or a block."""
        if tag == "a":
            self._open = None
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Keep words, within their link."""
        if self._open:
            self._open.words.append(data)
        else:
            self.parts.append(data)
