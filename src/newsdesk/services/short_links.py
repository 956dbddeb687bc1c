"""Finds out where short links lead: what is known from the store, the rest by one HEAD each.

News items and posts are compared with the long ones.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Connection, Engine

from newsdesk.domain.links import without_tracking
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.short_links import is_short, lengthened, lengthened_item, short_in
from newsdesk.infra import clock
from newsdesk.infra.addresses import looks_public
from newsdesk.infra.fetch_errors import FetchError
from newsdesk.infra.html import safe_link
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.store import desks, items, short_links
from newsdesk.store.database import writing
from newsdesk.store.short_links import ShortLink

MOST = 20
"""Short links that one round asks for; the others wait for the next one."""
SECONDS = 30
"""How long a round asks, from its first question on."""
SECONDS_EACH = 5
MOST_FAILURES = 3
MOST_HOPS = 3
"""A short link may lead to another one."""
FIRST_WAIT = timedelta(hours=1)

log = logging.getLogger(__name__)


@dataclass
class Lengthener:
    """Lengthens the short links of one round's posts; threads share it, and its limits."""

    engine: Engine
    settings: Settings
    desk_id: int
    most: int = MOST
    seconds: float = SECONDS
    _end: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._door = Door(self.settings, seconds=SECONDS_EACH)

    def lengthen(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """Return posts with their short links replaced by where these lead, if that is known.

        A fault in this is logged, and leaves the posts as they are.
        """
        posts = tuple(posts)
        targets = self._known(link for post in posts for link in short_in(post))
        return tuple(lengthened(post, targets) for post in posts)

    def lengthen_items(self, pages: Iterable[str]) -> bool:
        """Do the same for the stored news items of these pages; return whether any differs now."""
        changed = False
        for page in pages:
            with self.engine.connect() as connection:
                found = items.of_page(connection, self.desk_id, page)
            targets = self._known(link for item in found for link in item.links if is_short(link))
            if targets:
                changed |= self._put(page, targets)
        return changed

    def _put(self, page: str, targets: Mapping[str, str]) -> bool:
        """Change the items as they are now: somebody may have edited the page meanwhile."""
        with writing(self.engine) as connection:
            now = items.of_page(connection, self.desk_id, page)
            found = [lengthened_item(item, targets) for item in now]
            changed = items.replace(connection, self.desk_id, page, found)
            if changed:
                desks.set_matched(connection, self.desk_id, "")
                desks.bump(connection, self.desk_id)
        return changed

    def _known(self, links: Iterable[str]) -> Mapping[str, str]:
        urls = list(dict.fromkeys(links))
        try:
            return self._targets(urls) if urls else {}
        except Exception:
            log.exception("short links could not be looked up")
            return {}

    def _targets(self, urls: Sequence[str]) -> dict[str, str]:
        with self.engine.connect() as connection:
            known = dict(short_links.find(connection, self.desk_id, urls))
        found = {url: self._target(url, known) for url in urls}
        return {url: target for url, target in found.items() if target}

    def _target(self, url: str, known: dict[str, ShortLink]) -> str:
        """Follow a short link; empty where that is not known, or leads round in a circle."""
        seen: list[str] = []
        while is_short(url) and url not in seen and len(seen) < MOST_HOPS:
            seen.append(url)
            if url not in known and len(seen) > 1:
                with self.engine.connect() as connection:
                    known |= short_links.find(connection, self.desk_id, [url])
            url = self._step(known.get(url, ShortLink(url=url)), known)
        return "" if is_short(url) else url

    def _step(self, link: ShortLink, known: dict[str, ShortLink]) -> str:
        if not link.target and _may_ask(link) and self._take():
            known[link.url] = link = self._ask(link)
        return link.target

    def _take(self) -> bool:
        """Use one of the round's questions, if there is one and time is left."""
        with self._lock:
            if self._end is None:
                self._end = clock.ticks() + self.seconds
            if self.most <= 0 or clock.ticks() > self._end:
                return False
            self.most -= 1
            return True

    def _ask(self, link: ShortLink) -> ShortLink:
        """Ask for a short link, and remember the answer at once."""
        try:
            asked = _answered(link, self._door.leads_to(_secure(link.url)))
        except FetchError as error:
            asked = _failed(link, error.retry_after, given_up=error.permanent)
        with writing(self.engine) as connection:
            short_links.save(connection, self.desk_id, asked, now=clock.now())
        return asked


def of_items(
    connection: Connection, desk_id: int, found: Sequence[NewsItem]
) -> Sequence[NewsItem]:
    """Put where they lead in the place of news items' short links, without asking for any."""
    targets = leading(connection, desk_id, (link for item in found for link in item.links))
    return [lengthened_item(item, targets) for item in found]


def leading(connection: Connection, desk_id: int, links: Iterable[str]) -> dict[str, str]:
    """Return where short links lead, as far as that is known; nobody is asked."""
    urls = {link for link in links if is_short(link)}
    known: dict[str, ShortLink] = {}
    wanted = urls
    for _ in range(MOST_HOPS):
        known |= short_links.find(connection, desk_id, wanted)
        wanted = {one.target for one in known.values() if is_short(one.target)} - known.keys()
    return {url: to for url in urls if (to := _leads(url, known))}


def _leads(url: str, known: Mapping[str, ShortLink]) -> str:
    """Follow a short link by what is known already."""
    for _ in range(MOST_HOPS):
        if not is_short(url) or url not in known:
            break
        url = known[url].target
    return "" if is_short(url) else url


def _may_ask(link: ShortLink) -> bool:
    if not link.failures:
        return True
    return link.next_try is not None and clock.now() >= link.next_try


def _secure(url: str) -> str:
    return "https://" + url.partition("://")[2]


def _answered(link: ShortLink, target: str) -> ShortLink:
    """Take a place that everybody can go to; any other will be none tomorrow, too."""
    good = without_tracking(safe_link(target)) if looks_public(target) else ""
    return ShortLink(url=link.url, target=good) if good else _failed(link, given_up=bool(target))


def _failed(link: ShortLink, retry_after: datetime | None = None, *, given_up: bool) -> ShortLink:
    failures = link.failures + 1
    if given_up or failures >= MOST_FAILURES:
        return ShortLink(url=link.url, failures=failures)
    later = clock.now() + FIRST_WAIT * failures**2
    return ShortLink(url=link.url, failures=failures, next_try=max(later, retry_after or later))
