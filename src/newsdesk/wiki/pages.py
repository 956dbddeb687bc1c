"""Reading pages of the wiki, what the wiki is, and whether a user could edit a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.site import Site
from newsdesk.wiki.session import Wiki

_REVISION = "ids|timestamp|user|comment|content"
_MANY = 50
"""Revisions with their text that the wiki hands to anybody at once."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Which revision a page is at: the title that it has now, its id, the revision's id."""

    title: str
    page_id: int
    revid: int


def mark(wiki: Wiki, title: str) -> PageMark | None:
    """Ask which revision a page is at, in a small answer; a renamed page is followed.

    A page that does not exist, or a title that no page of this wiki can have, is ``None``. See
    https://www.mediawiki.org/wiki/API:Info

    :raises WikiFailed: when the wiki could not be asked
    """
    answer = wiki.get("query", prop="info", titles="\x1f" + title, redirects=1)
    for page in answer["query"].get("pages", ()):
        if page.get("lastrevid"):
            return PageMark(page["title"], page["pageid"], page["lastrevid"])
    return None


def revids(wiki: Wiki, titles: Sequence[str]) -> dict[str, int]:
    """Ask which revisions up to 50 pages are at, in a small answer; 0 for one that is not there.

    Renamed pages are not followed. See https://www.mediawiki.org/wiki/API:Info

    :raises WikiFailed: when the wiki could not be asked
    """
    query = wiki.get("query", prop="info", titles="\x1f" + "\x1f".join(titles))["query"]
    names = {n["from"]: n["to"] for n in query.get("normalized", ())}
    found = {page["title"]: page.get("lastrevid", 0) for page in query.get("pages", ())}
    return {title: found.get(names.get(title, title), 0) for title in titles}


def current(wiki: Wiki, titles: Sequence[str]) -> dict[str, PageRevision | None]:
    """Read the newest revisions of up to 50 pages, by the titles asked for, in one request.

    A page that does not exist, or a title that no page can have, is ``None``.

    :raises WikiFailed: when the wiki could not be asked
    """
    if not titles:
        return {}
    pages: dict[str, PageRevision] = {}
    names = {title: title for title in titles}
    # The separator lets titles hold a pipe: https://www.mediawiki.org/wiki/API:Data_formats
    for answer in wiki.query(
        prop="revisions",
        titles="\x1f" + "\x1f".join(titles),
        rvprop=_REVISION,
        rvslots="main",
        curtimestamp=1,
    ):
        names |= {n["from"]: n["to"] for n in answer["query"].get("normalized", ())}
        for page in answer["query"].get("pages", ()):
            for revision in _revisions(page, answer):
                pages[page["title"]] = revision
    return {title: pages.get(names[title]) for title in titles}


def history(
    wiki: Wiki, title: str, *, after_revid: int = 0, from_revid: int = 0, limit: int
) -> list[PageRevision]:
    """Read a page's newest revisions, newest first: those after ``after_revid``, or ``limit``.

    With ``from_revid`` that revision is the first one, instead of the page's newest. Revisions
    whose text was hidden are left out.

    :raises WikiFailed: when the wiki could not be asked
    """
    found: list[PageRevision] = []
    start = {"rvstartid": from_revid} if from_revid else {}
    for answer in wiki.query(
        **start,
        prop="revisions",
        titles="\x1f" + title,
        rvprop=_REVISION,
        rvslots="main",
        rvlimit=min(limit, _MANY),
        curtimestamp=1,
    ):
        for page in answer["query"].get("pages", ()):
            found += [r for r in _revisions(page, answer) if r.revid > after_revid]
            oldest = min((r["revid"] for r in page.get("revisions", ())), default=0)
            if len(found) >= limit or oldest <= after_revid:
                return found[:limit]
    return found


def _revisions(page: dict[str, Any], answer: dict[str, Any]) -> Iterable[PageRevision]:
    for revision in page.get("revisions", ()):
        slot = revision["slots"]["main"]
        if "content" in slot:
            yield PageRevision(
                title=page["title"],
                revid=revision["revid"],
                parent=revision.get("parentid", 0),
                user=revision.get("user", ""),
                time=datetime.fromisoformat(revision["timestamp"]),
                text=slot["content"],
                comment=revision.get("comment", ""),
                model=slot["contentmodel"],
                read=datetime.fromisoformat(answer["curtimestamp"]),
            )


def site(wiki: Wiki) -> Site:
    """Read what the wiki says of itself.

    See https://www.mediawiki.org/wiki/API:Siteinfo

    :raises WikiFailed: when the wiki could not be asked
    """
    query = wiki.get(
        "query",
        meta="siteinfo",
        siprop="general|namespaces|namespacealiases|interwikimap|extensions",
    )["query"]
    general = query["general"]
    scheme = urlsplit(general["base"]).scheme or "https"
    return Site(
        name=general["sitename"],
        server=_absolute(general["server"], scheme),
        article_path=general["articlepath"],
        script_path=general["scriptpath"],
        language=general["lang"],
        rtl=bool(general.get("rtl")),
        first_letter=general["case"] == "first-letter",
        main_page=general["mainpage"],
        timezone=general.get("timezone", "UTC"),
        namespaces=_namespaces(query),
        interwiki=tuple((i["prefix"], _absolute(i["url"], scheme)) for i in query["interwikimap"]),
        extensions=tuple(sorted({e["name"] for e in query["extensions"] if "name" in e})),
    )


def _namespaces(query: dict[str, Any]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    names = {
        n["id"]: [n["name"], n.get("canonical", n["name"])] for n in query["namespaces"].values()
    }
    for alias in query["namespacealiases"]:
        names[alias["id"]].append(alias["alias"])
    return tuple((number, tuple(dict.fromkeys(all_))) for number, all_ in sorted(names.items()))


def _absolute(url: str, scheme: str) -> str:
    return f"{scheme}:{url}" if url.startswith("//") else url
