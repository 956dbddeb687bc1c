"""The wiki's decisions pages as they are now, for what somebody is about to publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from newsdesk.domain.decision import Decision
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.item_id import date_of
from newsdesk.infra import clock
from newsdesk.services import items, login_ended, matching, submitted
from newsdesk.services.decidable import snapshot_of
from newsdesk.services.decided import last_year
from newsdesk.services.decisions_plan import Ground, Write, taken_back
from newsdesk.services.submitted import Editor
from newsdesk.store import decided, posts
from newsdesk.wiki import decisions_page, pages, rights


def ground(editor: Editor, decisions: Sequence[Decision]) -> Ground:
    """Read the pages that decisions concern, and ask whether this user could edit them.

    :raises Explained: when the wiki could not be asked, or there is no set-up
    """
    config, site = submitted.desk_of(editor)
    its_desk = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        title = partial(_title, config, editor.settings.config_page)
        today = partial(_today, connection, its_desk, config)
        writes = {
            one.subject: _writes(connection, its_desk, title, today(one)) for one in decisions
        }
    titles = sorted({title for some in writes.values() for title, _ in some})
    wiki = editor.wiki()
    with login_ended.watched(editor):
        found = pages.current(wiki, titles)
        refusals = (rights.refusal(wiki, title) for title in titles)
        refusal = next((one for one in refusals if one is not None), None)
    return Ground(
        config=config,
        site=site,
        pages=found,
        writes=writes,
        asked=clock.now(),
        refusal=refusal,
    )


def _title(config: DeskConfig, config_page: str, year: int) -> str:
    return decisions_page.title(config, config_page, min(year, last_year()))


def _today(
    connection: Connection, desk_id: int, config: DeskConfig, decision: Decision
) -> Decision:
    """Name the item of a decision as it is called today, if it was reworded meanwhile."""
    wanted = decision.item_id
    found = items.find(connection, desk_id, matching.pages(config), wanted) if wanted else None
    if found is None or found.id == wanted:
        return decision
    return replace(decision, item_id=found.id, snapshot=snapshot_of(found))


def _writes(
    connection: Connection, desk_id: int, title: Callable[[int], str], decision: Decision
) -> list[Write]:
    """Return what is to be written where, so that a decision holds.

    An item can have entries already, under former ids or on another year's page: then it is
    written into the newest of them, and taken back in the others. A new entry stands on the page
    of its item's year, a post that is no news where it stood or on the page of its own year.
    """
    if not decision.item_id:
        there = decided.pages_with(connection, desk_id, decision.address)
        return [(page, decision) for page in there] or [
            (title(_year(connection, desk_id, decision.address)), decision)
        ]
    entries = decided.entries(connection, desk_id, [decision.item_id])
    if not entries:
        day = date_of(decision.item_id) or clock.now()
        return [(title(day.year), decision)]
    *older, newest = entries
    return [
        *((one.page, replace(taken_back(decision), item_id=one.item_id)) for one in older),
        (newest.page, replace(decision, item_id=newest.item_id)),
    ]


def _year(connection: Connection, desk_id: int, address: str) -> int:
    """Return the year of a post, this one where it is not known."""
    known = posts.at(connection, desk_id, address).values()
    return min((one.time for one in known), default=clock.now()).year
