"""Finds out when each idea was used last, and remembers it as what the tool saw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.month import day_begin
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.text import one_line
from newsdesk.services import matching, wiki_leads
from newsdesk.services.things import MOST_ABOUT
from newsdesk.store import desks, handled, items, leads, posts
from newsdesk.store.database import change
from newsdesk.sync.idea_uses import Said, last_uses
from newsdesk.wiki.ideas_page import MOST

REACH = timedelta(days=730)
"""How far back our posts and news items are looked through: what is older is as good as new."""


def settle(engine: Engine, desk_id: int, config: DeskConfig) -> None:
    """Remember of each idea the newest use that is known, unless a later one is."""
    with engine.connect() as connection:
        ideas = leads.listed(connection, desk_id, [LeadKind.IDEA], limit=MOST)
        site = desks.site(connection, desk_id)
        if not ideas or site is None:
            return
        said = list(_said(connection, desk_id, config))
        uses = last_uses(ideas, said, _everywhere(config, site))
        things = {one.native_id: one.thing for one in ideas}
        known = handled.find(connection, desk_id, things.values())
    new = [
        _used(one, uses[one.native_id], things[one.native_id])
        for one in ideas
        if one.native_id in uses
    ]
    later = [one for one in new if one.thing not in known or known[one.thing].time < one.time]

    def keep(connection: Connection) -> None:
        desks.bump_round(connection, desk_id)
        for one in later:
            handled.forget(connection, desk_id, one.thing)
        handled.see(connection, desk_id, later)

    if later:
        change(engine, keep)


def _used(idea: Lead, said: Said, thing: Thing) -> Handled:
    return Handled(
        thing=thing,
        step=Step.SOURCES,
        what=Handling.POSTED if said.channel_id else Handling.ADDED,
        user="",
        time=said.time,
        about=one_line(idea.title)[:MOST_ABOUT],
        url=said.url or idea.url,
        channel_id=said.channel_id,
    )


def _said(connection: Connection, desk_id: int, config: DeskConfig) -> Iterator[Said]:
    since = clock.now() - REACH
    for channel_id, some in posts.by_channel(connection, desk_id, since=since).items():
        for post in some:
            if post.deleted is None:
                yield Said(post.time, post.text, post.links, post.url, channel_id)
    for item in items.of_pages(connection, desk_id, matching.pages(config), since=since.date()):
        yield Said(day_begin(item.date), item.text, item.links)


def _everywhere(config: DeskConfig, site: Site) -> set[str]:
    """Return the addresses that tell nothing of what a text is about."""
    own = [title for title, _ in wiki_leads.titles(config)]
    pages = {site.main_page, *matching.pages(config), *own}
    return {site.server, *(site.page_url(title) for title in pages)}
