"""Walks through a news page's history: who added which item, and what it was called before."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.site import Site
from newsdesk.services.aliases import along
from newsdesk.services.item_edits import edits
from newsdesk.store import desks, item_edits, items, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Walk
from newsdesk.wiki import news_page, pages
from newsdesk.wiki.session import Wiki, WikiError, WikiFailed

PORTION = 50
PORTIONS = 2
"""How many portions of older history one refresh reads."""
FAR = 500
"""How many revisions are looked at before the tool first saw the page."""

log = logging.getLogger(__name__)


def follow(wiki: Wiki, engine: Engine, desk_id: int, title: str) -> None:
    """Look at what is new in the page's history, then at some more of what is older.

    Each portion is stored by itself: a walk that breaks off goes on at the next refresh.
    """
    with engine.connect() as connection:
        site = desks.site(connection, desk_id)
        newest = revisions.get(connection, desk_id, title)
        done = revisions.walk(connection, desk_id, title)
    if site is None or newest is None:
        return
    history = _History(wiki, engine, desk_id, title, site)
    try:
        done = history.forward(newest.revid, done)
        for _ in range(PORTIONS):
            done = history.back(done)
    except WikiFailed as failure:
        log.warning("the history could not be read", extra={"why": str(failure)})


@dataclass(frozen=True, slots=True)
class _History:
    """The history of one page, and where what it says is stored."""

    wiki: Wiki
    engine: Engine
    desk_id: int
    title: str
    site: Site

    def forward(self, newest: int, done: Walk | None) -> Walk:
        """Walk from what was seen last up to the page's newest revision."""
        if done is None:
            return self._store((), Walk(newest, newest, 0))
        if newest <= done.newest:
            return done
        # The revision that was looked at last comes again, to be compared with the next one.
        found = pages.history(self.wiki, self.title, after_revid=done.newest - 1, limit=FAR)
        reached = Walk(found[0].revid, done.oldest, done.count) if found else done
        return self._store(found, reached)

    def back(self, done: Walk) -> Walk:
        """Walk one portion further back, to the page's beginning or as far as is looked at."""
        if done.count >= FAR:
            return done
        found = self._older(done.oldest)
        at_start = bool(found) and not found[-1].parent
        at_end = at_start or len(found) < 2
        oldest = found[-1].revid if found else done.oldest
        count = FAR if at_end else done.count + len(found) - 1
        reached = Walk(done.newest, oldest, count)
        return self._store(found, reached, older=True, at_start=at_start)

    def _older(self, revid: int) -> Sequence[PageRevision]:
        try:
            return pages.history(self.wiki, self.title, from_revid=revid, limit=PORTION)
        except WikiError as error:
            # The revision to go on from is gone: the page was deleted, or moved away.
            log.warning("the history does not go on", extra={"why": error.code})
            return ()

    def _store(
        self,
        newest_first: Sequence[PageRevision],
        reached: Walk,
        *,
        older: bool = False,
        at_start: bool = False,
    ) -> Walk:
        """Store what became of items between these revisions, and how far we have come.

        ``at_start`` says that the oldest one is the page's first.
        """
        walked = [
            (one, news_page.parse(one.text, title=self.title, site=self.site).items)
            for one in reversed(newest_first)
        ]
        found = along(there for _, there in walked)
        done = edits(self.title, walked, at_start=at_start)
        with writing(self.engine) as connection:
            items.add_aliases(connection, self.desk_id, found, older=older)
            if done:
                item_edits.save(connection, self.desk_id, done)
                desks.bump(connection, self.desk_id)
            revisions.set_walk(connection, self.desk_id, self.title, reached)
        return reached
