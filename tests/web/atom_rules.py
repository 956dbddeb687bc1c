"""The rules of Atom feeds, checked: https://www.rfc-editor.org/rfc/rfc4287

Sections are those of the RFC. What feed validators complain of besides, as it puzzles readers of
feeds, is marked as advice: see https://validator.w3.org/feed/docs/.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.fixtures.html import read

ATOM = "{http://www.w3.org/2005/Atom}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LANG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_ONCE = frozenset({"id", "title", "updated"})
_AT_MOST_ONCE = frozenset(
    {
        "generator",
        "icon",
        "logo",
        "rights",
        "subtitle",
        "published",
        "source",
        "summary",
        "content",
    }
)
_OF_ENTRY = _ONCE | {
    "author", "category", "content", "contributor", "link", "published", "rights", "source",
    "summary",
}  # fmt: skip
_OF_FEED = _ONCE | {
    "author", "category", "contributor", "entry", "generator", "icon", "link", "logo", "rights",
    "subtitle",
}  # fmt: skip
_ATTRIBUTES = {
    "link": {"rel", "type", "href", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "title": {"type"},
    "generator": {"uri", "version"},
}
_RELATIONS = frozenset({"alternate", "related", "self", "enclosure", "via"})


def faults(text: bytes, address: str, now: datetime) -> list[str]:
    """Return what is wrong with a feed that was got from an address."""
    try:
        feed = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return [f"no XML: {error}"]
    if feed.tag != f"{ATOM}feed":
        return [f"4.1.1 the document is no feed: {feed.tag}"]
    return [*_feed(feed, address), *(fault for one in feed.iter() for fault in _part(one, now))]


def _feed(feed: Element, address: str) -> Iterator[str]:
    yield from _parts(feed, _OF_FEED)
    entries = feed.findall(f"{ATOM}entry")
    if feed.find(f"{ATOM}author") is None and any(
        e.find(f"{ATOM}author") is None for e in entries
    ):
        yield "4.1.1 nobody is the author"
    if f"{_XML}lang" not in feed.attrib:
        yield "advice: no language"
    own = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    if own != [address]:
        yield f"4.1.1 the feed says that it is at {own}"
    names = [one.tag for one in feed]
    if entries and names[names.index(f"{ATOM}entry") :] != [f"{ATOM}entry"] * len(entries):
        yield "advice: something of the feed itself stands below its entries"
    ids = Counter(one.findtext(f"{ATOM}id") for one in [feed, *entries])
    yield from (f"4.1.1 twice: {name}" for name, count in ids.items() if count > 1)
    for entry in entries:
        yield from _entry(entry)


def _entry(entry: Element) -> Iterator[str]:
    yield from _parts(entry, _OF_ENTRY)
    links = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
    if not links and entry.find(f"{ATOM}content") is None:
        yield "4.1.2 neither content nor a page that has it"
    published, updated = (entry.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    if published and updated and published > updated:
        yield f"advice: published {published} after it was updated {updated}"


def _parts(of: Element, known: frozenset[str]) -> Iterator[str]:
    names = Counter(one.tag.removeprefix(ATOM) for one in of)
    yield from (f"4.1 {name} does not belong there" for name in names.keys() - known)
    yield from (f"4.1 {names[name]} times {name}" for name in _ONCE if names[name] != 1)
    yield from (f"4.1 {names[name]} times {name}" for name in _AT_MOST_ONCE if names[name] > 1)
    pages = Counter(
        (one.get("type"), one.get("hreflang"))
        for one in of.findall(f"{ATOM}link")
        if one.get("rel", "alternate") == "alternate"
    )
    yield from (f"4.1 several pages have the same: {one}" for one, n in pages.items() if n > 1)


def _part(one: Element, now: datetime) -> Iterator[str]:
    name, text = one.tag.removeprefix(ATOM), one.text or ""
    given = {key for key in one.attrib if not key.startswith(_XML)}
    yield from (f"4 {name} has a {key}" for key in given - _ATTRIBUTES.get(name, set()))
    language = one.get(f"{_XML}lang")
    if language is not None and not _LANG.fullmatch(language):
        yield f"2 no language: {language}"
    match name:
        case "id" | "uri" if not _URI.fullmatch(text):
            yield f"4.2.6 no address: {text}"
        case "updated" | "published":
            yield from _moment(text, now)
        case "title" | "name" if not text.strip():
            yield f"advice: empty {name}"
        case "link":
            yield from _link(one)
        case "category" if not one.get("term") or not _URI.fullmatch(one.get("scheme", "")):
            yield f"4.2.2 no category: {one.attrib}"
        case "content":
            yield from _content(one.get("type", ""), text)


def _moment(text: str, now: datetime) -> Iterator[str]:
    if not _MOMENT.fullmatch(text):
        yield f"3.3 no moment: {text}"
        return
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        yield f"3.3 there is no such moment: {text}"
        return
    if moment > now:
        yield f"advice: {text} is still to come"


def _link(one: Element) -> Iterator[str]:
    href = one.get("href", "")
    if not _is_web(href):
        yield f"4.2.7 the link leads nowhere from elsewhere: {href}"
    if one.get("rel", "alternate") not in _RELATIONS:
        yield f"4.2.7 no known relation: {one.get('rel')}"
    if not _MEDIA.fullmatch(one.get("type", "text/html")):
        yield f"4.2.7 no media type: {one.get('type')}"


def _content(kind: str, text: str) -> Iterator[str]:
    if kind != "html":
        yield f"4.1.3 content of an unexpected type: {kind}"
    links = read(text).links
    yield from (f"advice: relative or no link: {one}" for one in links if not _is_web(one))
    if re.search(r"<\s*(script|style|iframe|object|form|meta)|\son\w+\s*=", text, re.IGNORECASE):
        yield "advice: something that readers of feeds take out"


def _is_web(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc and _URI.fullmatch(address)) and parts.scheme in {"http", "https"}
