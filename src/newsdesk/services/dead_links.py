"""Finds out which links of recent posts lead nowhere: a few are asked for at a time, politely.

A link is called dead where its server has said twice, at least a day apart and nothing better in
between, that nothing is there, or where a host of that name did not exist. Who refuses the tool,
asks for patience or is out of order has not said that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.links import canonical
from newsdesk.domain.short_links import is_short
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.addresses import looks_public
from newsdesk.infra.fetch_errors import FetchError, NoHostError
from newsdesk.infra.http import Door
from newsdesk.services.reading import Reading
from newsdesk.store import asked_addresses, desks, due, matches
from newsdesk.store.asked_addresses import AskedAddress, Purpose
from newsdesk.store.database import writing

MOST = 5
"""Links that one refresh asks for, each on another host."""
SECONDS_EACH = 10
APART = timedelta(days=1)
"""A server that forgets a page for an hour is being repaired."""
AGAIN = timedelta(days=7)


def run(reading: Reading, config: DeskConfig) -> bool:
    """Ask for some links of posts that match items; return whether other ones are dead now."""
    door = Door(reading.settings, seconds=SECONDS_EACH)
    changed = False
    linking = _linking(reading, config)
    for before in _due(reading, linking):
        after = _asked(door, before, clock.now(), named=looks_public(reading.settings.wiki))
        with writing(reading.engine) as connection:
            now = clock.now()
            asked_addresses.save(connection, reading.desk_id, Purpose.LINK, after, now=now)
            if after.dead != before.dead:
                changed = True
                due.wholly(connection, linking[before.url])
                desks.set_matched(connection, reading.desk_id, "")
                desks.bump(connection, reading.desk_id)
        reading.beat()
    return changed


def dead(connection: Connection, desk_id: int, site: Site) -> frozenset[str]:
    """Return the links that lead nowhere, in the form in which links are compared."""
    found = asked_addresses.dead(connection, desk_id)
    return frozenset(canonical(link, site) for link in found)


def _linking(reading: Reading, config: DeskConfig) -> Mapping[str, Sequence[int]]:
    """Return the links that can be asked for, with the numbers of the posts that have them.

    Where a short link leads is asked for elsewhere.
    """
    since = clock.now() - timedelta(days=config.news.within)
    with reading.engine.connect() as connection:
        found = matches.linking(connection, reading.desk_id, since)
    return {
        link: posts
        for link, posts in found.items()
        if link.startswith("https://") and not is_short(link)
    }


def _due(reading: Reading, links: Iterable[str]) -> list[AskedAddress]:
    """Return links that may be asked for now, those never asked for first, one of each host."""
    now = clock.now()
    with reading.engine.connect() as connection:
        known = asked_addresses.find(connection, reading.desk_id, Purpose.LINK, links)
    every = [known.get(link, AskedAddress(url=link)) for link in links]
    waiting = [one for one in every if one.next_try is None or now >= one.next_try]
    waiting.sort(key=lambda one: (one.next_try is not None, one.next_try or now))
    by_host: dict[str, AskedAddress] = {}
    for one in waiting:
        by_host.setdefault(urlsplit(one.url).netloc, one)
    return list(by_host.values())[:MOST]


def _asked(door: Door, before: AskedAddress, now: datetime, *, named: bool) -> AskedAddress:
    """Ask for a link; ``named`` says that the wiki was found by its name, as others can be."""
    try:
        door.reach(before.url)
    except FetchError as error:
        certain = error.gone and (named or not isinstance(error, NoHostError))
        return _failed(before, error, now, certain=certain)
    return AskedAddress(url=before.url, next_try=now + AGAIN)


def _failed(
    before: AskedAddress, error: FetchError, now: datetime, *, certain: bool
) -> AskedAddress:
    """Count what says for certain that nothing is there, and take all else for no answer."""
    later = max(now + APART, error.retry_after or now)
    if not certain:
        return replace(before, failure=error.message, next_try=later)
    since = before.failed_since or now
    is_dead = now - since >= APART
    return AskedAddress(
        url=before.url,
        failures=before.failures + 1,
        failed_since=since,
        failure=error.message,
        next_try=now + AGAIN if is_dead else later,
        dead=is_dead,
    )
