"""Wikitext as simple HTML that is safe to show: paragraphs, lists and links.

The wiki itself could show it better, but would have to be asked for each text. What a template
shows is guessed as for news items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Node, Tag, Template, Text, Wikilink

from newsdesk.domain.site import Site
from newsdesk.infra.html import Clean, sanitise
from newsdesk.wiki.news_page.plain import (
    HIDDEN,
    LIMIT,
    LINES,
    is_shown,
    link_url,
    parsed,
    shown_of,
    untagged,
)

_MARK = "\x02"
"""Stands for each mark of a list at the beginning of a line."""


def simple_html(wikitext: str, site: Site, page: str = "") -> Clean:
    """Show wikitext of a page as HTML, plain text and links, all absolute.

    A text that is longer, or nested deeper, than what a person writes is shown as it is.
    """
    wikitext = wikitext.replace(_MARK, " ")
    code = parsed(wikitext, _MARK)
    if code is None:
        return sanitise(f"<p>{escape(' '.join(untagged(wikitext[:LIMIT]).split()))}</p>")
    return sanitise("".join(_blocks("".join(_parts(code.nodes, site, page)))))


def _parts(nodes: Iterable[Node], site: Site, page: str) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text():
                yield escape(re.sub("'{2,}", "", str(node.value)))
            case HTMLEntity():
                yield escape(unescape(str(node)))
            case Wikilink() if is_shown(str(node.title), site):
                words = node.text.nodes if node.text else ()
                title = str(node.title).strip().removeprefix(":")
                shown = "".join(_parts(words, site, page)) or escape(title)
                yield _link(link_url(str(node.title), site, page), shown)
            case ExternalLink():
                url = str(node.url)
                shown = "".join(_parts(node.title.nodes if node.title else (), site, page))
                yield _link("https:" + url if url.startswith("//") else url, shown or escape(url))
            case Template():
                yield from _parts(shown_of(node), site, page)
            case Tag():
                yield from _tag(node, site, page)


def _tag(node: Tag, site: Site, page: str) -> Iterator[str]:
    name = str(node.tag).strip().lower()
    if name in LINES:
        yield "\n"
    if name == "nowiki":
        yield escape(unescape(str(node.contents)))
    elif name not in HIDDEN and node.contents is not None:
        yield from _parts(node.contents.nodes, site, page)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{words}</a>' if url else words


def _blocks(html: str) -> Iterator[str]:
    """Make each line a paragraph or an item of a list, below the one that it belongs to."""
    depth = 0
    for line in html.split("\n"):
        words = line.lstrip(_MARK)
        marks = len(line) - len(words)
        if not words.strip():
            continue
        if marks > depth:
            yield "<ul><li>" * (marks - depth)
        else:
            yield "</li></ul>" * (depth - marks)
            yield "</li><li>" if marks else ""
        yield words.strip() if marks else f"<p>{words.strip()}</p>"
        depth = marks
    yield "</li></ul>" * depth
