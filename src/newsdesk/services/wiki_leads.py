"""The wiki's pages of ideas and of suggestions: read where they changed, stored as leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig, PageRevision
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import desk
from newsdesk.services.read_decisions import changed
from newsdesk.services.stored_pages import behind, keep, revid_of
from newsdesk.store import desks, leads, revisions
from newsdesk.store.database import writing
from newsdesk.sync.same_leads import with_known_ids
from newsdesk.wiki import ideas_page, pages, suggestions_page
from newsdesk.wiki.session import Wiki

READERS: Mapping[LeadKind, Callable[[PageRevision, Site], tuple[Lead, ...]]] = MappingProxyType(
    {LeadKind.IDEA: ideas_page.read, LeadKind.SUGGESTION: suggestions_page.read}
)
SOURCE_IDS: Mapping[LeadKind, Callable[[str], str]] = MappingProxyType(
    {LeadKind.IDEA: ideas_page.source_id, LeadKind.SUGGESTION: suggestions_page.source_id}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPage:
    """A page with leads that the set-up names; ``there`` is ``None`` as long as nobody asked."""

    title: str
    kind: LeadKind
    url: str = ""
    there: bool | None = None


def titles(config: DeskConfig) -> tuple[tuple[str, LeadKind], ...]:
    """Return the titles of the pages, with what is read of each."""
    ideas = ((config.ideas, LeadKind.IDEA),) if config.ideas else ()
    return (*ideas, *((title, LeadKind.SUGGESTION) for title in config.suggestion_pages))


def read(wiki: Wiki, engine: Engine, desk_id: int) -> None:
    """Store what is new on the pages; the text is asked for only where a page changed.

    :raises WikiFailed: when the wiki could not be asked
    """
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        site = desks.site(connection, desk_id)
    if config is None or site is None:
        return
    named = [title for title, _ in titles(config)]
    found = pages.current(wiki, changed(wiki, engine, desk_id, named)) if named else {}
    with writing(engine) as connection:
        for title, newest in found.items():
            if not behind(connection, desk_id, title, revid_of(newest)):
                take(connection, desk_id, title, newest, site)
        if named:
            revisions.set_checked(connection, desk_id, named, now=clock.now())
        _forget_others(connection, desk_id, config)


def take(
    connection: Connection, desk_id: int, title: str, found: PageRevision | None, site: Site
) -> None:
    """Store the newest revision of a page and its leads; ``None`` for a page that is gone."""
    keep(connection, desk_id, title, found)
    config = desk.config(connection, desk_id)
    changes = 0
    for name, kind in titles(config) if config else ():
        if name == title:
            source = SOURCE_IDS[kind](title)
            before = leads.of_source(connection, desk_id, source)
            now = READERS[kind](replace(found, title=title), site) if found else ()
            known = with_known_ids(before, now)
            changes += leads.save(connection, desk_id, source, known, whole=True, kinds=[kind])
    if changes:
        desks.bump_round(connection, desk_id)


def at_step(
    engine: Engine, desk_id: int, config: DeskConfig, kind: LeadKind
) -> Sequence[LeadPage]:
    """Return the pages that leads of a kind come from; none where the set-up names none."""
    with engine.connect() as connection:
        return [one for one in places(connection, desk_id, config) if one.kind is kind]


def places(connection: Connection, desk_id: int, config: DeskConfig) -> Sequence[LeadPage]:
    """Return the pages that the set-up names, and whether each is there."""
    site = desks.site(connection, desk_id)
    return [
        LeadPage(
            title=title,
            kind=kind,
            url=site.page_url(title) if site else "",
            there=_there(connection, desk_id, title),
        )
        for title, kind in titles(config)
    ]


def _there(connection: Connection, desk_id: int, title: str) -> bool | None:
    if revisions.checked(connection, desk_id, title) is None:
        return None
    return revisions.get(connection, desk_id, title) is not None


def _forget_others(connection: Connection, desk_id: int, config: DeskConfig) -> None:
    """Forget what stood on pages that the set-up does not name any more."""
    for kind in READERS:
        wanted = [SOURCE_IDS[kind](title) for title, of in titles(config) if of is kind]
        if leads.forget_others(connection, desk_id, wanted, [kind]):
            desks.bump_round(connection, desk_id)
