"""Matches what is stored: the items of the news pages with the posts of the channels.

Nothing is compared twice. Posts and items are marked when they change; a run compares those with
what they can be about, keeps the pairs (:mod:`newsdesk.store.pairs`), and assigns anew only what
hangs together with a pair that came or went. A new version of the tool, another set-up, and a
desk that has grown so much that its words are to be counted anew, call for everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine

from newsdesk import __version__
from newsdesk.domain.desk import DeskConfig
from newsdesk.services import dead_links, match_items, match_posts
from newsdesk.services.addresses import decided_at
from newsdesk.services.match_news import Desk, pages, whole
from newsdesk.store import decided, desks, due, item_keys, matches, pairs
from newsdesk.store.codec import fingerprint
from newsdesk.store.database import writing
from newsdesk.store.pairs import ItemPlace
from newsdesk.sync.assigning import assign
from newsdesk.sync.comparing import News
from newsdesk.sync.counting import is_due
from newsdesk.sync.rulings import Rulings

__all__ = ["pages", "run"]

MANY = 50
"""Posts from which on all items are loaded: asking for each post's would take longer."""
BATCH = 500
"""Posts that are matched in one transaction: others wait less than a second."""


def run(engine: Engine, desk_id: int, config: DeskConfig) -> bool:
    """Match what changed since the last run; return whether any match differs.

    It is done in portions; what is stored meanwhile is matched as well, or by the next run.
    """
    with engine.connect() as connection:
        if desks.matched_by(connection, desk_id) == __version__:
            return False
        if desks.site(connection, desk_id) is None:
            return False
    work = _Work(config)
    while not work.done:
        with writing(engine) as connection:
            work.step(connection, desk_id)
    return work.differs


class _Work:
    """One run: what it has found out so far."""

    def __init__(self, config: DeskConfig) -> None:
        self.config = config
        self.done = self.differs = self._began = False
        self._news: News | None = None

    def step(self, connection: Connection, desk_id: int) -> None:
        """Do as much as one transaction should."""
        made_with = desks.matching(connection, desk_id)
        desk = _desk(connection, desk_id, self.config, made_with)
        if not self._began:
            self._began = True
            desk = _begin(desk, made_with)
        count, touched = match_items.changed(desk)
        if count:
            made_with["changed"] += count
            self._news = None
        _let_decide(desk, made_with)
        touched |= self._posts(desk)
        differs = _assign(desk, touched)
        if self.done:
            differs |= _end(desk, made_with)
        if differs:
            self.differs = True
            desks.bump(connection, desk_id)
        desks.set_matching(connection, desk_id, made_with)

    def _posts(self, desk: Desk) -> set[ItemPlace]:
        numbers = due.claim(desk.connection, desk.id, BATCH, wholly=True)
        touched = self._wholly(desk, numbers)
        if len(numbers) < BATCH:
            near = due.claim(desk.connection, desk.id, BATCH, wholly=False)
            touched |= match_posts.with_fresh(desk, near) if near else set()
            self.done = len(near) < BATCH and not due.count(desk.connection, desk.id)
        return touched

    def _wholly(self, desk: Desk, numbers: Sequence[int]) -> set[ItemPlace]:
        if len(numbers) < MANY:
            return match_posts.wholly(desk, numbers) if numbers else set()
        self._news = replace(self._news or whole(desk), rulings=desk.rulings, dead=desk.dead)
        return match_posts.wholly(desk, numbers, self._news)


def _desk(
    connection: Connection, desk_id: int, config: DeskConfig, made_with: Mapping[str, Any]
) -> Desk:
    site = desks.site(connection, desk_id)
    if site is None:
        raise LookupError(f"the wiki of desk {desk_id} was forgotten while it was matched")
    said = decided.every(connection, desk_id)
    rulings = Rulings.of(said.at(decided_at(connection, desk_id, config.channels, said)))
    dead = dead_links.dead(connection, desk_id, site)
    return Desk(connection, desk_id, config, site, rulings, made_with.get("texts", 0), dead)


def _begin(desk: Desk, made_with: dict[str, Any]) -> Desk:
    """Let everything be done anew where that is called for."""
    channels = [channel.id for channel in desk.config.channels]
    set_up = fingerprint(__version__, repr(desk.site), *desk.pages, "", *channels)
    changed = made_with.get("changed", 0) + due.count(desk.connection, desk.id)
    if made_with.get("set_up") == set_up and not is_due(desk.texts, changed):
        made_with["changed"] = changed
        return desk
    texts = match_items.anew(desk)
    pairs.sweep(desk.connection, desk.id, channels)
    made_with |= {"set_up": set_up, "texts": texts, "changed": 0, "sweep": True}
    return replace(desk, texts=texts)


def _let_decide(desk: Desk, made_with: dict[str, Any]) -> None:
    """Let the posts be compared again of which something else was decided."""
    said: dict[str, list[str]] = defaultdict(list)
    for (channel_id, address), ruling in sorted(desk.rulings.by_place.items()):
        items = (sorted(some) for some in (ruling.same, ruling.by_hand, ruling.never))
        told = (" ".join(some) for some in items)
        said[fingerprint(address)].append(fingerprint(channel_id, *told, str(ruling.news)))
    before = made_with.get("rulings", {})
    if before != said:
        changed = {one for one in before.keys() | said.keys() if before.get(one) != said.get(one)}
        due.at(desk.connection, desk.id, changed)
        made_with["rulings"] = said


def _assign(desk: Desk, touched: Iterable[ItemPlace]) -> bool:
    """Assign what hangs together with these pairs; return whether a match differs."""
    by_channel: dict[str, set[str]] = defaultdict(set)
    for channel_id, item_id in touched:
        by_channel[channel_id].add(item_id)
    differs = False
    for channel_id, item_ids in by_channel.items():
        items, found = pairs.connected(desk.connection, desk.id, channel_id, item_ids)
        among = channel_id, items
        differs |= matches.replace(
            desk.connection, desk.id, assign(channel_id, found), among=among
        )
    return differs


def _end(desk: Desk, made_with: dict[str, Any]) -> bool:
    """Remember that all is done; return whether matches were left of what is no more."""
    item_keys.settle(desk.connection, desk.id)
    desks.set_matched(desk.connection, desk.id, __version__)
    return made_with.pop("sweep", False) and matches.sweep(desk.connection, desk.id)
