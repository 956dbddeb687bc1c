"""What the entries of a source are: news, events, or issues, and the leads that they give.

The rules for a source whose set-up does not say what it holds:

1. A calendar holds events.
2. A wiki page holds events where one of its entries is dated with, or names, a day to come; once
   it did, it stays so: a calendar in which nothing is planned is still none of news. Else it
   holds news.
3. A feed holds issues where its newest entry is mostly a list: three list items or more that make
   up half of its words. Else it holds news.

And for the leads:

4. News are the entries of the last 30 days, by when they were published.
5. Of issues the newest one counts, and of that its list items; a wiki page is itself its newest
   issue. Who an issue is by, and where it is translated, stands in no list.
6. Events are the entries that are dated with, or name, a day from yesterday to 60 days ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from newsdesk.domain.desk import Holds, Source
from newsdesk.domain.entry import Entry
from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.sync.event_when import next_day, when

NEWS_FOR = timedelta(days=30)
BACK = timedelta(days=1)
AHEAD = timedelta(days=60)
LEAST_ITEMS = 3
LONGEST_TITLE = 160
MOST = 500
"""Leads of one source; a source of more is a list of something else."""

_SENTENCE = re.compile(r"(?<=[.!?。؟])\s")


def what_it_holds(
    source: Source, entries: Sequence[Entry], now: datetime, before: Holds | None = None
) -> Holds:
    """Tell what a source holds; ``before`` is what it held when it was last read."""
    if source.holds is not None:
        return source.holds
    if source.kind == "calendar":
        return Holds.EVENTS
    if source.kind == "wiki-page":
        today = now.date()
        dated = before is Holds.EVENTS or any(_coming(one, today) for one in entries)
        return Holds.EVENTS if dated else Holds.NEWS
    newest = _newest(entries)
    return Holds.ISSUES if newest and _is_mostly_a_list(newest) else Holds.NEWS


def leads(source: Source, holds: Holds, entries: Sequence[Entry], now: datetime) -> list[Lead]:
    """Return the leads that a source's entries give."""
    match holds:
        case Holds.NEWS:
            found = [_news(source, one) for one in entries if _is_recent(one, now)]
        case Holds.ISSUES:
            found = [_news(source, one) for one in _of_issue(source, entries, now)]
        case Holds.EVENTS:
            found = list(_events(source, entries, now))
    return found[:MOST]


def headline(text: str) -> str:
    """Return the first line of a text, of a long one its first sentence, or its beginning."""
    line = text.strip().partition("\n")[0]
    if len(line) <= LONGEST_TITLE:
        return line
    sentence = _SENTENCE.split(line, maxsplit=1)[0]
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    start = line[: LONGEST_TITLE - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"


def _of_issue(source: Source, entries: Sequence[Entry], now: datetime) -> Sequence[Entry]:
    if source.kind == "wiki-page":
        return entries
    newest = _newest(entries)
    return newest.items if newest and _is_recent(newest, now) else ()


def _newest(entries: Sequence[Entry]) -> Entry | None:
    return max(entries, key=lambda one: one.time, default=None)


def _is_mostly_a_list(entry: Entry) -> bool:
    listed = sum(len(item.text) for item in entry.items)
    return len(entry.items) >= LEAST_ITEMS and listed * 2 >= len(entry.text)


def _is_recent(entry: Entry, now: datetime) -> bool:
    return entry.time >= now - NEWS_FOR


def _news(source: Source, entry: Entry) -> Lead:
    return _lead(source, entry, LeadKind.NEWS, None)


def _events(source: Source, entries: Sequence[Entry], now: datetime) -> Iterator[Lead]:
    since, until = (now - BACK).date(), (now + AHEAD).date()
    for one in entries:
        found = _when(one, since)
        if found and found.last >= since and found.first <= until:
            yield _lead(source, one, LeadKind.EVENT, found)


def _coming(entry: Entry, today: date) -> bool:
    found = _when(entry, today)
    return found is not None and found.last > today


def _when(entry: Entry, since: date) -> When | None:
    said = entry.said or entry.text
    day = entry.day or next_day(said, entry.time.date(), since)
    return when(said, day) if day else None


def _lead(source: Source, entry: Entry, kind: LeadKind, of: When | None) -> Lead:
    title, text, html = headline(entry.text), entry.text, entry.html
    # A feed's entry begins with its title as a paragraph of its own: that need not stand twice.
    if text.startswith(f"{title}\n\n") and html.startswith("<p>"):
        text, html = text[len(title) + 2 :], html.partition("</p>")[2]
    return Lead(
        source_id=source.id,
        native_id=entry.native_id,
        kind=kind,
        title=title,
        text=text,
        html=html,
        url=entry.url,
        links=entry.links,
        time=entry.time,
        when=of,
        author=entry.author,
        section=entry.section,
    )
