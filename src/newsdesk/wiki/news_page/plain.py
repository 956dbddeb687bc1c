"""The plain text of a stretch of wikitext, and the addresses that it links to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

import mwparserfromhell
from mwparserfromhell.nodes import (
    ExternalLink,
    HTMLEntity,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)
from mwparserfromhell.wikicode import Wikicode

from newsdesk.domain.links import normal_title
from newsdesk.domain.site import Site, encode_title
from newsdesk.wiki.news_page.comments import without_comments

LIMIT = 20_000
"""Characters of one item that are taken to pieces; a longer one is no news item."""

_TRANSLATION = re.compile(r"</?translate[^<>]*>|<tvar[\s|][^<>]*>|</tvar>|</>|<languages\s*/>")
_HIDDEN = frozenset({"ref", "references", "gallery", "templatestyles", "style", "script"})
_NOT_SHOWN = (6, 14)
_LIST_MARKS = re.compile(r"^[*#:;](?:[*#:;]|[^\S\n])*", re.MULTILINE)


def plain(wikitext: str, site: Site, page: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text as a reader sees it, on one line, and the addresses linked, in order."""
    code = _parsed(wikitext)
    if code is None:
        return " ".join(_untagged(wikitext[:LIMIT]).split()), ()
    text = "".join(_texts(code.nodes, site))
    text = re.sub(r"'{2,}", "", text)
    links = dict.fromkeys(link for link in _links(code, site, page) if link)
    return " ".join(text.split()), tuple(links)


def _parsed(wikitext: str) -> Wikicode | None:
    """Parse, unless the text is longer or nested deeper than anything a person writes."""
    # The parser takes each list mark for a tag within the one before, which takes it long.
    text = _LIST_MARKS.sub("", _untagged(wikitext))
    nested = sum(text.count(opening) for opening in ("{{", "[[", "{|"))
    if len(text) > LIMIT or nested > 200 or text.count("<") > 400:
        return None
    return mwparserfromhell.parse(text, skip_style_tags=True)


def _untagged(wikitext: str) -> str:
    return _TRANSLATION.sub("", without_comments(wikitext))


def _texts(nodes: Iterable[Node], site: Site) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield str(node.value)
        elif isinstance(node, HTMLEntity):
            yield unescape(str(node))
        elif isinstance(node, Wikilink):
            yield from _link_texts(node, site)
        elif isinstance(node, ExternalLink):
            yield from _texts(node.title.nodes if node.title else node.url.nodes, site)
        elif isinstance(node, Template):
            yield from _texts(_shown_of(node), site)
        elif isinstance(node, Tag):
            yield from _tag_texts(node, site)


def _link_texts(node: Wikilink, site: Site) -> Iterator[str]:
    title = str(node.title)
    if _namespace(title, site) in _NOT_SHOWN and not title.lstrip().startswith(":"):
        return
    if node.text is not None and str(node.text):
        yield from _texts(node.text.nodes, site)
    else:
        yield title.strip().removeprefix(":")


def _tag_texts(node: Tag, site: Site) -> Iterator[str]:
    name = str(node.tag).strip().lower()
    if name in {"br", "p", "li", "dd", "dt", "div"}:
        yield " "
    if name == "nowiki":
        yield unescape(str(node.contents))
    elif name not in _HIDDEN and node.contents is not None:
        yield from _texts(node.contents.nodes, site)


def _shown_of(node: Template) -> list[Node]:
    """Guess what a template shows: its last unnamed value, or the one called text."""
    named = [p for p in node.params if str(p.name).strip().casefold() in {"text", "label"}]
    unnamed = [p for p in node.params if not p.showkey]
    chosen = (named or unnamed)[-1:]
    return list(chosen[0].value.nodes) if chosen else []


def _links(code: Wikicode, site: Site, page: str) -> Iterator[str]:
    for node in code.ifilter(matches=lambda n: isinstance(n, Wikilink | ExternalLink)):
        if isinstance(node, ExternalLink):
            url = str(node.url)
            yield "https:" + url if url.startswith("//") else url
        elif isinstance(node, Wikilink):
            yield link_url(str(node.title), site, page)


def link_url(target: str, site: Site, page: str = "") -> str:
    """Return the absolute address of a wiki link's target; empty for none, a file or a category.

    See https://www.mediawiki.org/wiki/Help:Links for the forms a target can have.
    """
    title, _, fragment = unescape(target).partition("#")
    colon = title.lstrip().startswith(":")
    title = title.strip().removeprefix(":").strip()
    if title.startswith("/") or not title:
        title = page + title.rstrip("/")
    place = "#" + re.sub(r"\s+", "_", fragment.strip()) if fragment.strip() else ""
    prefix, has_prefix, rest = title.partition(":")
    pattern = dict(site.interwiki).get(prefix.strip().lower()) if has_prefix else None
    if pattern and _namespace(title, site) is None:
        address = pattern.replace("$1", encode_title(rest.strip()))
        return ("https:" if address.startswith("//") else "") + address + place
    normal = normal_title(title, site)
    if not normal or (_namespace(title, site) in _NOT_SHOWN and not colon):
        return ""
    return site.page_url(normal) + place


def _namespace(title: str, site: Site) -> int | None:
    name, colon, _ = title.partition(":")
    wanted = name.replace("_", " ").strip().casefold() if colon else ""
    for number, names in site.namespaces:
        if wanted and wanted in {n.casefold() for n in names}:
            return number
    return None
