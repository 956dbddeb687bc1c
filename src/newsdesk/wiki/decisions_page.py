"""The decisions pages, one a year: what they say, or every problem, and how they are written.

A page is ``{"version": 1, "items": {id: {"snapshot": {"date", "links", "text"}, "channels":
{channel id: {"same": [address], "not": [address], "exempt": why, "posted": address}}}},
"posts": {address: "not-news"}}``; what is empty is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.decision import Snapshot
from newsdesk.domain.decisions import NOTHING, OPEN, Decisions, ItemDecisions, Settled
from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.item_id import date_of
from newsdesk.domain.message import msg
from newsdesk.infra.text import one_line
from newsdesk.wiki.decisions_model import (
    MAX_ADDRESS,
    MAX_LINKS,
    MAX_TEXT,
    DecisionsPart,
)
from newsdesk.wiki.page_json import judge, parse_object, place, put
from newsdesk.wiki.page_shape import in_order, shape

__all__ = ["MAX_ADDRESS", "MAX_TEXT", "Reading", "base", "read", "title", "write"]

VERSION = 1
MAX_CHARS = 2_000_000
"""A wiki takes pages of 2 MB as a rule: https://www.mediawiki.org/wiki/Manual:$wgMaxArticleSize"""
MAX_BYTES = 1_500_000
"""What is written: the wiki indents it when it saves it."""
MAX_ID = 255
MOST = 10_000
"""Decisions of one page: all of them are laid over the matches of each board."""

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: decisions, or problems."""

    decisions: Decisions | None
    problems: tuple[Problem, ...] = ()


def base(config: DeskConfig, config_page: str) -> str:
    """Return the title above the pages of the years, as the set-up has it or as is usual."""
    return config.decisions.rstrip("/ ") or config_page.removesuffix(".json") + "/Decisions"


def title(config: DeskConfig, config_page: str, year: int) -> str:
    """Return the title of the page with the decisions about a year's items and posts."""
    return f"{base(config, config_page)}/{year:04}.json"


def read(revision: PageRevision) -> Reading:
    """Read a revision of a decisions page; whatever it holds, nothing is raised.

    An address is any text here: whether it is the channel's is asked where it is used.
    """
    value, problems = _parse(revision)
    if value is None:
        return Reading(None, in_order(problems))
    found = _read(value)
    problems = in_order((*problems, *found.problems))
    return Reading(None, problems) if problems else found


def _read(value: Value) -> Reading:
    shaped = shape(DecisionsPart, value, {})
    if isinstance(shaped, tuple):
        return Reading(None, shaped)
    found, problems = shaped.value(), tuple(_ids(shaped.items))
    if len(found.each()) > MOST:
        problems += (Problem("", msg("newsdesk-config-too-many", MOST)),)
    return Reading(None if problems else found, problems)


def write(decisions: Decisions, over: PageRevision | None = None) -> str:
    """Return the text of a page that says ``decisions``, in place of what ``over`` says.

    Keys are sorted and nothing is indented, so that no two edits of a page can be merged by its
    lines. What a page holds besides, such as a later version's keys, stays. Long texts are cut.

    :raises ValueError: where ``over`` or what would be written is no page that :func:`read` takes
    """
    made = _written(decisions, _base(over) if over else {})
    if faults := judge(made)[1] or _read(made).problems:
        raise ValueError(f"a page with this would not be read: {faults[0].place}")
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text.encode()) > MAX_BYTES:
        raise ValueError("a page with this would be too long for a wiki")
    return put(over.text, text) if over and over.model == "wikitext" else text


def _base(over: PageRevision) -> Value:
    value, problems = _parse(over)
    if value is None or problems:
        raise ValueError(f"revision {over.revid} cannot be written over")
    return value


def _parse(revision: PageRevision) -> tuple[Value | None, tuple[Problem, ...]]:
    return parse_object(revision, VERSION, "newsdesk-decisions-version", MAX_CHARS)


def _ids(ids: Iterable[str]) -> Iterator[Problem]:
    """Name the ids that no item can have: the year of an item decides on which page it stands."""
    for one in ids:
        if date_of(one) is None or len(one) > MAX_ID:
            yield Problem(place("items", one), msg("newsdesk-decisions-id"))


def _written(decisions: Decisions, before: Value) -> Value:
    """Say what was decided in a page's value; what is neither known nor left is kept.

    An entry of which nothing else is said stays as somebody wrote it.
    """
    said = _read(before).decisions or NOTHING
    items = dict(before.get("items", {}))
    for name in items.keys() | decisions.items.keys():
        after = decisions.items.get(name)
        if after is None or after != said.items.get(name):
            items[name] = _item(after, items.get(name, {}))
    items = {name: one for name, one in items.items() if one}
    posts = dict.fromkeys(decisions.not_news, "not-news")
    return _full(before, items=items, posts=posts) | {"version": VERSION}


def _full(before: Mapping[str, Any], **parts: Any) -> Value:
    """Return the parts that are not empty, with what else stood beside them."""
    rest = {name: value for name, value in before.items() if name not in parts}
    return rest | {name: value for name, value in parts.items() if value}


def _item(after: ItemDecisions | None, before: Value) -> Value:
    """Return an item's entry, empty where nothing is left of it."""
    told = before.get("channels", {})
    settled = after.channels if after else {}
    channels = {
        name: made
        for name in told.keys() | settled.keys()
        if (made := _channel(settled.get(name, OPEN), told.get(name, {})))
    }
    snapshot = before.get("snapshot", {})
    if after:
        snapshot = _full(snapshot, **_snapshot(after.snapshot))
    made = _full(before, channels=channels)
    return made | {"snapshot": snapshot} if made.keys() - {"snapshot"} else {}


def _channel(settled: Settled, before: Value) -> Value:
    return _full(
        before,
        **{
            "same": list(settled.same),
            "not": list(settled.not_same),
            "exempt": _cut(settled.exempt),
            "posted": settled.posted,
        },
    )


def _snapshot(one: Snapshot) -> Value:
    links = [link for link in one.links if 0 < len(link) <= MAX_ADDRESS]
    return {"date": one.date.isoformat(), "links": links[:MAX_LINKS], "text": _cut(one.text)}


def _cut(text: str) -> str:
    return one_line(text.replace("\ufffd", ""))[:MAX_TEXT].rstrip()
