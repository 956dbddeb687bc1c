"""Who may edit a page, and who did: what anybody may ask the wiki, in one request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from newsdesk.domain.page_facts import Edited, PageFacts, Protection
from newsdesk.wiki.session import Wiki

MOST = 10
"""Revisions of the history that are read."""


def read(wiki: Wiki, title: str) -> PageFacts:
    """Ask for the protection of a page and its newest revisions, without their texts.

    See https://www.mediawiki.org/wiki/API:Info and https://www.mediawiki.org/wiki/API:Revisions

    :raises WikiFailed: when the wiki could not be asked
    """
    answer = wiki.get(
        "query",
        prop="info|revisions",
        titles="\x1f" + title,
        inprop="protection",
        rvprop="ids|timestamp|user|comment|size",
        rvlimit=MOST + 1,
        curtimestamp=1,
    )
    page = answer["query"]["pages"][0]
    found = page.get("revisions", ())
    sizes = {one["revid"]: one.get("size", 0) for one in found}
    return PageFacts(
        asked=datetime.fromisoformat(answer["curtimestamp"]),
        exists="missing" not in page and "invalid" not in page,
        protection=_protection(page),
        revisions=tuple(_edited(one, sizes) for one in found[:MOST]),
    )


def _protection(page: dict[str, Any]) -> Protection | None:
    """Return what protects the page from edits, or from being made; its own comes first."""
    wanted = "create" if "missing" in page else "edit"
    found = [one for one in page.get("protection", ()) if one["type"] == wanted]
    return next((_read(one) for one in sorted(found, key=lambda one: "source" in one)), None)


def _read(one: dict[str, Any]) -> Protection:
    expiry = one.get("expiry", "infinity")
    return Protection(
        level=str(one["level"]),
        until=None if expiry in {"infinity", "infinite"} else datetime.fromisoformat(expiry),
        source=str(one.get("source", "")),
    )


def _edited(one: dict[str, Any], sizes: dict[int, int]) -> Edited:
    parent = one.get("parentid", 0)
    known = not parent or parent in sizes
    return Edited(
        revid=one["revid"],
        parent=parent,
        user=one.get("user", ""),
        time=datetime.fromisoformat(one["timestamp"]),
        comment=one.get("comment", ""),
        size=one.get("size", 0) - sizes.get(parent, 0) if known else None,
    )
