"""What the wiki has made of the pages that the tool offers, as far as it is stored."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.message import Message
from newsdesk.domain.site import Site
from newsdesk.domain.wiki_page import Install, PageState, WikiPage, state
from newsdesk.infra import clock
from newsdesk.infra.messages import Catalogue
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, wiki_pages
from newsdesk.services.read_decisions import changed
from newsdesk.services.stored_pages import behind, keep, revid_of
from newsdesk.store import desks, revisions
from newsdesk.store.database import writing
from newsdesk.wiki import pages
from newsdesk.wiki.session import Wiki, WikiFailed, anonymous

EVERY = timedelta(hours=1)
"""How often the wiki is asked by itself; people see at once what they did here."""
AT_MOST_EVERY = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A page that the tool offers, and what the wiki has of it; ``None``: nothing, or not asked.

    ``lacking`` is the extension that the wiki does not have.
    """

    page: WikiPage
    state: PageState
    found: PageRevision | None
    lacking: str = ""

    @property
    def to_make(self) -> bool:
        """Whether the tool can make or update it without touching what others wrote."""
        new = self.state in {PageState.MISSING, PageState.OLDER}
        return new and not self.lacking and self.page.install is Install.SAVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that is offered; ``site`` and ``checked`` are ``None`` before the wiki was asked.

    ``news`` is the title of the community's news page, if the set-up names one.
    """

    site: Site | None = None
    checked: datetime | None = None
    news: str = ""
    offered: Sequence[Offered] = ()

    @property
    def set_up(self) -> bool:
        """Whether a set-up is in force."""
        return bool(self.news)

    def of(self, title: str) -> Offered | None:
        """Return what is offered under a title: nothing else can be shown, made or changed."""
        return next((one for one in self.offered if one.page.title == title), None)

    def next_to_make(self) -> Offered | None:
        """Return the first page that the tool could make or update now."""
        return next((one for one in self.offered if one.to_make), None)


def overview(engine: Engine, settings: Settings, catalogue: Catalogue) -> Overview:
    """Return what is stored; asks no other server."""
    texts = wiki_pages.texts(settings, catalogue)
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return Overview(offered=[offer(page, None, None) for page in texts])
    with engine.connect() as connection:
        site = desks.site(connection, desk_id)
        config = desk.config(connection, desk_id)
        there = revisions.every(connection, desk_id, [page.title for page in texts])
        return Overview(
            site=site,
            checked=revisions.checked(connection, desk_id, texts[0].title),
            news=config.news.page if config else "",
            offered=[offer(page, there.get(page.title), site) for page in texts],
        )


def offer(page: WikiPage, found: PageRevision | None, site: Site | None) -> Offered:
    """Say what a wiki has made of a page."""
    return Offered(
        page=page,
        state=state(page, None if found is None else found.text),
        found=found,
        lacking=page.needs if site and site.lacks(page.needs) else "",
    )


def check_now(engine: Engine, settings: Settings) -> Message | None:
    """Ask the wiki now, at most once a minute; say why it did not answer, if so."""
    return read(anonymous(settings), engine, desk.ensure(engine, settings), AT_MOST_EVERY)


def read(wiki: Wiki, engine: Engine, desk_id: int, every: timedelta = EVERY) -> Message | None:
    """Store what is new on the pages; asks only for the text of those that changed.

    Nothing is asked more often than ``every`` so long. Return why the wiki could not be asked.
    """
    titles = wiki_pages.titles()
    if _asked_lately(engine, desk_id, titles[0], every):
        return None
    try:
        found = pages.current(wiki, changed(wiki, engine, desk_id, titles))
    except WikiFailed as failure:
        log.warning("the wiki's copies could not be read", extra={"why": str(failure)})
        return failure.message
    with writing(engine) as connection:
        for title, newest in found.items():
            if not behind(connection, desk_id, title, revid_of(newest)):
                keep(connection, desk_id, title, newest)
        revisions.set_checked(connection, desk_id, titles, now=clock.now())
        desks.bump(connection, desk_id)
    return None


def _asked_lately(engine: Engine, desk_id: int, title: str, every: timedelta) -> bool:
    with engine.connect() as connection:
        checked = revisions.checked(connection, desk_id, title)
    return checked is not None and clock.now() - checked < every
