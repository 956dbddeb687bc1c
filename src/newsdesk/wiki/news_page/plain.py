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
HIDDEN = frozenset({"ref", "references", "gallery", "templatestyles", "style", "script"})
"""Tags whose content does not stand where they do."""
_NOT_SHOWN = (6, 14)
LIST_MARKS = re.compile(r"^[*#:;](?:[*#:;]|[^\S\n])*", re.MULTILINE)
LINES = frozenset({"br", "p", "li", "dd", "dt", "div"})
"""Tags that begin a new line."""


def plain(wikitext: str, site: Site, page: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text as a reader sees it, on one line, and the addresses linked, in order."""
    code = parsed(wikitext)
    if code is None:
        return " ".join(untagged(wikitext[:LIMIT]).split()), ()
    text = "".join(_texts(code.nodes, site))
    text = re.sub(r"'{2,}", "", text)
    links = dict.fromkeys(link for link in _links(code, site, page) if link)
    return " ".join(text.split()), tuple(links)


def parsed(wikitext: str, mark: str = "") -> Wikicode | None:
    """Parse, unless the text is longer or nested deeper than anything a person writes.

    Translation's tags and comments go. ``mark`` stands for each mark of a list.
    """
    # The parser takes each list mark for a tag within the one before, which takes it long.
    text = LIST_MARKS.sub(lambda m: mark * len("".join(m[0].split())), untagged(wikitext))
    nested = sum(text.count(opening) for opening in ("{{", "[[", "{|"))
    if len(text) > LIMIT or nested > 200 or text.count("<") > 400:
        return None
    return mwparserfromhell.parse(text, skip_style_tags=True)


def untagged(wikitext: str) -> str:
    """Return wikitext without comments and translation's tags."""
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
            yield from _texts(shown_of(node), site)
        elif isinstance(node, Tag):
            yield from _tag_texts(node, site)


def _link_texts(node: Wikilink, site: Site) -> Iterator[str]:
    title = str(node.title)
    if not is_shown(title, site):
        return
    if node.text is not None and str(node.text):
        yield from _texts(node.text.nodes, site)
    else:
        yield title.strip().removeprefix(":")


def is_shown(target: str, site: Site) -> bool:
    """Tell whether a link's words are shown: those of a file or a category are not."""
    return _namespace(target, site) not in _NOT_SHOWN or target.lstrip().startswith(":")


def _tag_texts(node: Tag, site: Site) -> Iterator[str]:
    name = str(node.tag).strip().lower()
    if name in LINES:
        yield " "
    if name == "nowiki":
        yield unescape(str(node.contents))
    elif name not in HIDDEN and node.contents is not None:
        yield from _texts(node.contents.nodes, site)


def shown_of(node: Template) -> list[Node]:
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
