"""The decisions pages as they are stored: which there are, what they say, and of which items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig, FaultyPage, PageRevision
from newsdesk.domain.item_id import date_of
from newsdesk.infra import clock
from newsdesk.services.matching import pages as news_pages
from newsdesk.services.stored_pages import keep
from newsdesk.store import decided, desks, items, post_totals, revisions
from newsdesk.store.database import writing
from newsdesk.store.decided import Entry
from newsdesk.store.revisions import Slot
from newsdesk.sync.decided import Today, around
from newsdesk.wiki import decisions_page

MOST = 50
"""Years, the last ones: of so many pages the wiki tells the revisions at once."""


def titles(connection: Connection, desk_id: int, config: DeskConfig) -> list[str]:
    """Return the titles of the pages that can hold decisions: of the oldest year to next year.

    The oldest is that of the first item or post. A page need not exist.
    """
    last = last_year()
    known = (
        items.oldest(connection, desk_id, news_pages(config)),
        post_totals.oldest(connection, desk_id),
    )
    years = range(min([last - 1, *(one.year for one in known if one)]), last + 1)
    page = desks.key(connection, desk_id).page
    return [decisions_page.title(config, page, year) for year in years[-MOST:]]


def last_year() -> int:
    """Return the last year that has a page: what is dated later, by mistake, stands there too."""
    return clock.now().year + 1


def take(connection: Connection, desk_id: int, title: str, found: PageRevision | None) -> None:
    """Store the newest revision of a decisions page; ``None`` for a page that is gone.

    A revision with problems leaves the last valid one in force. With its page everything goes
    that it said: who deletes it on the wiki takes that back.
    """
    if found is None:
        _forget(connection, desk_id, title)
        return
    reading = decisions_page.read(found)
    keep(connection, desk_id, title, found, reading.problems)
    if reading.decisions is not None:
        revisions.save(connection, desk_id, replace(found, title=title), Slot.VALID)
        if decided.replace(connection, desk_id, title, reading.decisions):
            _changed(connection, desk_id)


def forget_others(connection: Connection, desk_id: int, wanted: list[str]) -> None:
    """Forget what pages said that are decisions pages no more, as the set-up names others."""
    for title in decided.pages(connection, desk_id) - set(wanted):
        _forget(connection, desk_id, title)


def settle(engine: Engine, desk_id: int, config: DeskConfig) -> bool:
    """Find again which of today's items each entry is about; return whether one is another now.

    Holds no lock meanwhile: what changes then is settled the next time.
    """
    with engine.connect() as connection:
        entries, site = decided.entries(connection, desk_id), desks.site(connection, desk_id)
        if not entries or site is None:
            return False
        first = _first_day(entries)
        there = items.of_pages(connection, desk_id, news_pages(config), since=first)
        today = Today(there, items.renamed(connection, desk_id), site)
    meant = {
        (one.page, one.item_id): found
        for one in entries
        if (found := today.meant(one.item_id, one.decisions.snapshot)) != one.current_id
    }
    if meant:
        with writing(engine) as connection:
            decided.set_current(connection, desk_id, meant)
            _changed(connection, desk_id)
    return bool(meant)


def _first_day(entries: Sequence[Entry]) -> date:
    """Return the day from which on items can be meant; an archive reaches back much further."""
    days = (day for one in entries for day in (one.decisions.snapshot.date, date_of(one.item_id)))
    return around(min(day for day in days if day))[0]


def faulty(connection: Connection, desk_id: int, config: DeskConfig) -> tuple[FaultyPage, ...]:
    """Return the decisions pages whose newest revision cannot be read, and what is in force."""
    above = decisions_page.base(config, desks.key(connection, desk_id).page)
    return tuple(
        FaultyPage(
            title=newest.title,
            problems=problems,
            in_force=revisions.get(connection, desk_id, newest.title, Slot.VALID),
        )
        for newest, problems in revisions.faulty(connection, desk_id, under=f"{above}/")
    )


def _forget(connection: Connection, desk_id: int, title: str) -> None:
    keep(connection, desk_id, title, None)
    revisions.forget(connection, desk_id, title, Slot.VALID)
    if title in decided.pages(connection, desk_id):
        decided.forget(connection, desk_id, [title])
        _changed(connection, desk_id)


def _changed(connection: Connection, desk_id: int) -> None:
    """Let matches be made anew, and pages be written anew that show what was decided."""
    desks.set_matched(connection, desk_id, "")
    desks.bump(connection, desk_id)
