"""The wiki's own preview and comparison of a text that is not saved yet, safe to show."""

from __future__ import annotations

from urllib.parse import urljoin

import nh3

from newsdesk.infra.html import first_tags
from newsdesk.wiki.session import Wiki

MOST_TAGS = 30_000
"""Tags of a preview or comparison that are shown; a news page has far fewer."""
_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
    "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "data-marker"},
    "th": {"colspan", "rowspan", "scope"},
}
_SIDES = {f"diff-{part}" for part in (
    "marker", "lineno", "context", "addedline", "deletedline", "empty", "side-added",
    "side-deleted",
)}  # fmt: skip
_CLASSES = {
    "a": {"new", "external", "extiw"},
    "td": _SIDES,
    "ins": {"diffchange", "diffchange-inline"},
    "del": {"diffchange", "diffchange-inline"},
}


def preview(wiki: Wiki, title: str, text: str, model: str = "wikitext") -> str:
    """Let the wiki show a text as it would stand on a page, signatures and all.

    Returns HTML without images, styles, scripts or forms; links are absolute. See
    https://www.mediawiki.org/wiki/API:Parsing_wikitext

    :raises WikiFailed: when the wiki could not be asked
    """
    answer = wiki.post(
        "parse",
        title=title,
        text=text,
        contentmodel=model,
        prop="text",
        preview=1,
        pst=1,
        disableeditsection=1,
        disablelimitreport=1,
        disabletoc=1,
    )
    return clean(answer["parse"]["text"], wiki)


def compare(wiki: Wiki, title: str, base: int, text: str, model: str = "wikitext") -> str:
    """Let the wiki show what a text changes in a revision (0: a new page).

    Returns rows of a table of four columns (removed marker and text, added marker and text);
    empty where nothing changes. See https://www.mediawiki.org/wiki/API:Compare

    :raises WikiFailed: when the wiki could not be asked
    """
    empty = {"fromtitle": title, "fromslots": "main", "fromtext-main": ""}
    answer = wiki.post(
        "compare",
        **({"fromrev": base} if base else {**empty, "fromcontentmodel-main": model}),
        **{"toslots": "main", "totext-main": text, "tocontentmodel-main": model},
        totitle=title,
        topst=1,
        prop="diff",
    )
    table = clean(f"<table><tbody>{answer['compare']['body']}</tbody></table>", wiki)
    return table.removeprefix("<table><tbody>").removesuffix("</tbody></table>")


def clean(html: str, wiki: Wiki) -> str:
    """Keep what text needs of the wiki's HTML; templates there are written by anybody."""
    here = wiki.url
    return nh3.clean(
        first_tags(html, MOST_TAGS),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        url_relative=lambda url: urljoin(here, url),
    )
