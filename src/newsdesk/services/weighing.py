"""Weighs the posts of the follow list's accounts, each again only when something of it changed.

What is stored is ordered by the database; nothing is weighed while somebody waits for a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from newsdesk import __version__
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.follow_list import people, whole
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.store import desks, weights
from newsdesk.store.batches import batches
from newsdesk.store.codec import author_hash, fingerprint
from newsdesk.store.database import writing
from newsdesk.store.weights import Weight
from newsdesk.sync.relevance import Interest, relevance


@dataclass(frozen=True, slots=True)
class _Scales:
    """What posts are weighed with: what matters to the desk, and how often whom it shared."""

    interest: Interest
    shared: Mapping[str, int]
    desk_mark: str

    def mark(self, author: str) -> str:
        """Name what a post of an author is weighed with."""
        return fingerprint(self.desk_mark, str(self.shared.get(author, 0)))

    def weigh(self, number: int, post: Post, mark: str) -> Weight:
        """Weigh one post."""
        author = author_hash(post.key.kind, post.author.handle)
        told = relevance(post, self.interest, self.shared.get(author, 0))
        return Weight(number, told.score, told.reasons, mark)


def run(engine: Engine, desk_id: int, config: DeskConfig) -> int:
    """Weigh what is new, what has changed, and what is weighed otherwise now; return how many."""
    with engine.connect() as connection:
        site = desks.site(connection, desk_id)
        if site is None:
            return 0
        scales = _scales(connection, desk_id, config, site)
        marks = {
            one.number: scales.mark(one.author)
            for one in weights.every(connection, desk_id)
            if one.mark != scales.mark(one.author)
        }
    for some in batches(marks):
        _weigh(engine, desk_id, scales, {number: marks[number] for number in some})
    return len(marks)


def _weigh(engine: Engine, desk_id: int, scales: _Scales, marks: Mapping[int, str]) -> None:
    with engine.connect() as connection:
        found = list(weights.load(connection, marks))
    told = [scales.weigh(number, one, marks[number]) for number, one in found]
    with writing(engine) as connection:
        weights.save(connection, told)
        desks.bump(connection, desk_id)


def _scales(connection: Connection, desk_id: int, config: DeskConfig, site: Site) -> _Scales:
    interest = Interest(site=site, tags=config.tags, terms=config.terms)
    mark = fingerprint(__version__, site.server, *config.tags, "", *config.terms)
    return _Scales(interest, _shared(connection, desk_id, config), mark)


def _shared(connection: Connection, desk_id: int, config: DeskConfig) -> Mapping[str, int]:
    """Count what was shared of each author, wherever the follow list knows them."""
    shared = dict(weights.shared(connection, desk_id))
    for person in people(config):
        theirs = {author_hash(one.kind, whole(one, name)) for one, name in person.accounts}
        total = sum(shared.get(one, 0) for one in theirs)
        if total:
            shared |= dict.fromkeys(theirs, total)
    return shared
