"""Links that lead nowhere: found out through the real door, and never rashly."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.domain.message import msg
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.infra import clock
from newsdesk.services import dead_links, matching
from newsdesk.store import asked_addresses, desks, items, matches, posts
from newsdesk.store.asked_addresses import AskedAddress, Purpose
from newsdesk.store.database import connect, writing
from tests.fixtures import board as story
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.network import Asked, Network, Write, answer
from tests.services.reading import reading_of

LINK = "https://blog.example/released"
DAY = timedelta(days=1)


class Desk:
    """A desk with posts that match items."""

    def __init__(self, engine: Engine, network: Network) -> None:
        self.engine, self.network = engine, network
        self.wiki = "https://www.mediawiki.org/w/"
        with writing(engine) as connection:
            self.id = desks.ensure(connection, DeskKey("w", "p"), now=clock.now())

    def post(self, *links: str, age: timedelta = DAY, matched: bool = True) -> None:
        made = story.post(story.MASTODON, 1, "News", clock.now() - age, links=links)
        match = Match(
            item_id="i", channel_id="mastodon", post=made.key, verdict=Verdict.SAME, score=1
        )
        with writing(self.engine) as connection:
            posts.save(connection, self.id, "mastodon", [made], now=clock.now())
            matches.replace(connection, self.id, [match] if matched else [])
            desks.set_matched(connection, self.id, "now")

    def look(self) -> bool:
        """Look once; return whether other links are dead now."""
        self.network.asked.clear()
        reading = reading_of(self.network, self.engine, self.id)
        settings = replace(reading.settings, wiki=self.wiki)
        return dead_links.run(replace(reading, settings=settings), story.CONFIG)

    @property
    def asked(self) -> list[str]:
        return [f"{one.method} {one.path}" for one in self.network.asked]

    def dead(self) -> frozenset[str]:
        with self.engine.connect() as connection:
            return dead_links.dead(connection, self.id, story.SITE)

    def kept(self) -> AskedAddress:
        with self.engine.connect() as connection:
            return asked_addresses.find(connection, self.id, Purpose.LINK, [LINK])[LINK]

    def is_matched(self) -> bool:
        with self.engine.connect() as connection:
            return desks.matched_by(connection, self.id) != ""


@pytest.fixture
def desk(sqlite_url: str, network: Network, moved_clock: MovedClock) -> Iterator[Desk]:
    engine = connect(sqlite_url)
    yield Desk(engine, network)
    engine.dispose()


def status(code: int, **headers: str) -> Write:
    whole = answer(b"", code, **headers)
    return lambda _, out: out.write(whole)


@pytest.mark.parametrize("code", [404, 410])
def test_a_link_is_dead_when_nothing_is_there_twice_a_day_apart(
    desk: Desk, moved_clock: MovedClock, code: int
) -> None:
    desk.network.write("/released", status(code))
    desk.post(LINK)
    assert not desk.look()
    assert desk.asked == ["HEAD /released", "GET /released"]
    assert desk.dead() == frozenset()
    moved_clock.move(DAY / 2)
    assert (desk.look(), desk.asked) == (False, [])
    moved_clock.move(DAY)
    assert desk.look()
    assert desk.dead() == {LINK}
    assert not desk.is_matched()


def test_a_link_that_leads_somewhere_again_is_dead_no_longer(
    desk: Desk, moved_clock: MovedClock
) -> None:
    desk.post(LINK)
    for _ in range(2):
        desk.look()
        moved_clock.move(DAY)
    assert desk.dead() == {LINK}
    desk.network.answer("/released")
    moved_clock.move(7 * DAY)
    assert desk.look()
    assert desk.dead() == frozenset()
    assert desk.kept() == AskedAddress(url=LINK, next_try=desk.kept().next_try)


def test_one_that_is_there_in_between_is_not_dead(desk: Desk, moved_clock: MovedClock) -> None:
    desk.post(LINK)
    desk.look()
    desk.network.answer("/released")
    moved_clock.move(DAY)
    desk.look()
    assert desk.asked == ["HEAD /released"]
    desk.network.write("/released", status(404))
    moved_clock.move(8 * DAY)
    assert not desk.look()
    assert desk.kept().failures == 1


@pytest.mark.parametrize("code", [401, 403, 405, 418, 429, 451, 500, 503])
def test_who_refuses_or_is_out_of_order_has_not_said_that(
    desk: Desk, moved_clock: MovedClock, code: int
) -> None:
    desk.network.write("/released", status(code))
    desk.post(LINK)
    for _ in range(5):
        desk.look()
        assert desk.asked
        moved_clock.move(2 * DAY)
        desk.post(LINK)
    assert desk.dead() == frozenset()
    assert desk.kept().failures == 0


def test_a_server_that_knows_no_head_is_asked_with_get_and_its_page_is_not_read(
    desk: Desk, moved_clock: MovedClock
) -> None:
    def write(asked: Asked, out: Any) -> object:
        if asked.method == "HEAD":
            return out.write(answer(status=405))
        out.write(answer(b"x" * 1000).replace(b"1000", b"100000000"))
        raise OSError

    desk.network.write("/released", write)
    desk.post(LINK)
    desk.look()
    assert desk.asked == ["HEAD /released", "GET /released"]
    assert desk.kept().failure is None


def test_a_page_that_has_moved_is_looked_for_where_it_is_now(desk: Desk) -> None:
    desk.network.write("/released", status(301, Location="https://wikis.world/now"))
    desk.network.answer("/now")
    desk.post(LINK)
    desk.look()
    assert desk.asked == ["HEAD /released", "HEAD /now"]
    assert desk.kept().failures == 0


@pytest.mark.parametrize(
    ("number", "dead"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)]
)
@pytest.mark.parametrize("wiki", ["https://www.mediawiki.org/w/", "http://127.0.0.1/w/"])
def test_a_host_that_does_not_exist_is_told_from_one_that_cannot_be_looked_up(
    desk: Desk,
    moved_clock: MovedClock,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    dead: bool,
    wiki: str,
) -> None:
    def resolve(*_args: Any, **_more: Any) -> list[Any]:
        raise socket.gaierror(number, "words")

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    desk.wiki = wiki
    link = "https://gone.example/released"
    desk.post(link)
    for _ in range(2):
        desk.look()
        moved_clock.move(DAY)
    assert desk.dead() == ({link} if dead and wiki.startswith("https") else frozenset())


@pytest.mark.parametrize(
    "link",
    [
        "http://blog.example/released",
        "https://bit.ly/abc",
        "https://127.0.0.1/released",
        "https://me@blog.example/released",
        "https://blog.example:8080/released",
        "mailto:somebody@blog.example",
    ],
)
def test_what_is_no_public_address_is_not_asked_for_and_not_dead(
    desk: Desk, moved_clock: MovedClock, link: str
) -> None:
    desk.post(link)
    for _ in range(3):
        desk.look()
        assert desk.asked == []
        moved_clock.move(DAY)
    assert desk.dead() == frozenset()


def test_each_host_is_asked_for_one_link_at_a_time_and_few_hosts(desk: Desk) -> None:
    hosts = ["wikis.world", "closed.example", "pds.example", "api.x.com", "t.me", "blog.example"]
    desk.post(*(f"https://{host}/{number}" for host in hosts for number in (1, 2)))
    desk.network.everything(status(200))
    desk.look()
    assert desk.asked == ["HEAD /1"] * dead_links.MOST
    desk.look()
    assert desk.asked == ["HEAD /2"] * dead_links.MOST
    desk.look()
    assert desk.asked == ["HEAD /1"]


def test_old_posts_and_posts_without_an_item_are_left_alone(desk: Desk) -> None:
    desk.post(LINK, age=timedelta(days=story.CONFIG.news.within + 1))
    assert (desk.look(), desk.asked) == (False, [])
    desk.post(LINK, matched=False)
    assert (desk.look(), desk.asked) == (False, [])


@pytest.mark.parametrize("part", [1, 2, 4])
def test_a_post_whose_link_is_dead_differs_until_it_leads_somewhere_again(
    desk: Desk, moved_clock: MovedClock, part: int
) -> None:
    """Of a thread, whichever part has it; here the third is deleted."""
    text = "MediaWiki 1.45.2 and 1.44.4 have been released"
    item = story.item(text, clock.now().date(), links=("https://lists.example/2026/1.45.2",))
    first = story.post(story.MASTODON, 1, text, clock.now(), links=(LINK,) * (part == 1))
    more = [
        story.post(
            *(story.MASTODON, n, "More of it", clock.now() + n * timedelta(seconds=1)),
            links=(LINK,) * (part == n),
            continues=str(n - 1),
            deleted=clock.now() if n == 3 else None,
        )
        for n in range(2, part + 1)
    ]
    with writing(desk.engine) as connection:
        desks.set_site(connection, desk.id, story.SITE, now=clock.now())
        items.replace(connection, desk.id, story.PAGE, [item])
        posts.save(connection, desk.id, "mastodon", [first, *more], now=clock.now())

    def verdict() -> Match:
        matching.run(desk.engine, desk.id, story.CONFIG)
        with desk.engine.connect() as connection:
            [found] = matches.of_item(connection, desk.id, item.id)
        return found

    assert verdict().verdict is Verdict.SAME
    for _ in range(2):
        desk.look()
        moved_clock.move(DAY)
    assert verdict().verdict is Verdict.DIFFERS
    assert verdict().evidence[0] == msg("newsdesk-evidence-dead-link", LINK)
    desk.network.answer("/released")
    moved_clock.move(7 * DAY)
    desk.look()
    assert verdict().verdict is Verdict.SAME
