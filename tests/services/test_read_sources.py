"""Sources read the whole way: real HTTP, real databases, what is stored afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime
from io import BufferedIOBase

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey, Holds, Source
from newsdesk.domain.lead import Lead
from newsdesk.infra import clock
from newsdesk.services import read_source, sources
from newsdesk.services.read_sources import read_due
from newsdesk.services.schedule import BUSY, OTHERS
from newsdesk.store import desks, leads
from newsdesk.store.database import writing
from newsdesk.wiki.session import anonymous
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.network import Asked, Network, answer
from tests.services.reading import reading_of

NEWS = Source(id="technews", kind="feed", url="https://blog.example/technews")
BLOG = Source(id="blog", kind="feed", url="https://blog.example/feed")
CALENDAR = Source(id="calendar", kind="calendar", url="https://blog.example/events.ics")
ITEMS = (
    "Dark mode is now on by default in every skin of the wiki.",
    "Uploads work again after they were broken for some hours.",
    "The search team answers questions on Thursday, here and there.",
)


@dataclass
class Places:
    """Sources on a test's network, read for a desk."""

    network: Network
    engine: Engine
    desk_id: int

    def read(self, *wanted: Source, force: bool = True) -> dict[str, int | str]:
        reading = reading_of(self.network, self.engine, self.desk_id)
        wiki = anonymous(reading.settings)
        return {
            one.source_id: one.failure.key if one.failure else one.changed
            for one in read_due(reading, wiki, wanted, BUSY, force=force)
        }

    def leads(self, source: Source) -> list[Lead]:
        with self.engine.connect() as connection:
            return leads.of_source(connection, self.desk_id, source.id)

    def texts(self, source: Source) -> list[str]:
        return [one.text for one in self.leads(source)]

    def titles(self, source: Source) -> list[str]:
        return [one.title for one in self.leads(source)]

    def issue(self, number: int, *items: str, age: timedelta = timedelta(days=1)) -> str:
        listed = "".join(f"<li>{item}</li>" for item in items)
        when = format_datetime(clock.now() - age)
        return (
            f"<item><title>Issue {number}</title><guid isPermaLink='false'>{number}</guid>"
            f"<pubDate>{when}</pubDate><description><![CDATA[<ul>{listed}</ul>]]></description>"
            "</item>"
        )

    def feed(self, path: str, *items: str) -> None:
        body = f"<rss version='2.0'><channel><title>N</title>{''.join(items)}</channel></rss>"
        self.network.answer(path, body.encode())

    def calendar(self, *days: int) -> None:
        now = clock.now()
        events = "".join(
            f"BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:Talk {day}\r\n"
            f"DTSTART:{now + timedelta(days=day):%Y%m%d}T120000Z\r\nEND:VEVENT\r\n"
            for day in days
        )
        body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
        self.network.answer("/events.ics", body.encode(), ETag='"one"')


@pytest.fixture
def places(network: Network, engine: Engine) -> Places:
    key = DeskKey("https://wiki.example/w/", "Set-up.json")
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, key, now=clock.now())
    return Places(network, engine, desk_id)


def test_only_the_newest_issues_items_wait(places: Places) -> None:
    older = places.issue(46, "Older", "news", "of last week", age=timedelta(days=8))
    places.feed("/technews", places.issue(47, *ITEMS), older)
    assert places.read(NEWS) == {"technews": 3}
    assert places.texts(NEWS) == list(ITEMS)
    assert places.read(NEWS) == {"technews": 0}
    places.feed("/technews", places.issue(48, "New", "issue", "of three", age=timedelta(0)), older)
    assert places.read(NEWS) == {"technews": 6}
    assert places.texts(NEWS) == ["New", "issue", "of three"]


def test_an_item_that_is_corrected_is_the_same_lead(places: Places) -> None:
    places.feed("/technews", places.issue(47, *ITEMS))
    places.read(NEWS)
    before = places.leads(NEWS)
    corrected = ITEMS[0].replace("Dark mode is now", "The dark mode is")
    places.feed("/technews", places.issue(47, corrected, *ITEMS[1:]))
    assert places.read(NEWS) == {"technews": 1}
    assert places.leads(NEWS)[0] == replace(
        before[0], title=corrected, text=corrected, html=corrected
    )
    assert places.leads(NEWS)[1:] == before[1:]


def test_news_that_a_feed_no_longer_holds_stay(places: Places) -> None:
    places.feed("/feed", places.issue(1, "One"))
    places.read(BLOG)
    places.feed("/feed", places.issue(2, "Two"))
    assert places.read(BLOG) == {"blog": 1}
    assert places.texts(BLOG) == ["One", "Two"]


def test_a_calendar_gives_its_next_events_and_loses_what_is_gone(places: Places) -> None:
    places.calendar(2, 5, 90)
    assert places.read(CALENDAR) == {"calendar": 2}
    assert places.titles(CALENDAR) == ["Talk 2", "Talk 5"]
    places.calendar(5, 90)
    assert places.read(CALENDAR) == {"calendar": 1}
    assert places.titles(CALENDAR) == ["Talk 5"]


def test_what_has_not_changed_is_asked_for_once_a_day(
    places: Places, moved_clock: MovedClock
) -> None:
    places.calendar(2, 65)
    body = answer(status=304)
    places.read(CALENDAR)

    def unchanged(asked: Asked, out: BufferedIOBase) -> None:
        assert asked.headers.get("If-None-Match") == '"one"'
        out.write(body)

    places.network.write("/events.ics", unchanged)
    assert places.read(CALENDAR) == {"calendar": 0}
    assert places.titles(CALENDAR) == ["Talk 2"]
    # Days pass although the calendar stays the same: what was far away comes nearer.
    moved_clock.move(timedelta(days=10))
    places.calendar(-8, 55)
    assert places.read(CALENDAR) == {"calendar": 2}
    assert places.titles(CALENDAR) == ["Talk 55"]
    assert "If-None-Match" not in places.network.asked[-1].headers


def test_sources_are_read_as_often_as_what_others_say(
    places: Places, moved_clock: MovedClock
) -> None:
    places.feed("/feed")
    assert places.read(BLOG, force=False) == {"blog": 0}
    assert places.read(BLOG, force=False) == {}
    moved_clock.move(OTHERS * BUSY - timedelta(minutes=1))
    assert places.read(BLOG, force=False) == {}
    moved_clock.move(timedelta(minutes=1))
    assert places.read(BLOG, force=False) == {"blog": 0}


def test_one_that_fails_keeps_what_was_read_and_spares_the_others(
    places: Places, moved_clock: MovedClock
) -> None:
    places.calendar(2, 3)
    places.feed("/feed", places.issue(1, "One"))
    places.read(CALENDAR, BLOG)
    places.network.answer("/events.ics", status=500)
    assert places.read(CALENDAR, BLOG) == {"calendar": "newsdesk-fetch-server-error", "blog": 0}
    assert len(places.leads(CALENDAR)) == 2
    with places.engine.connect() as connection:
        state = sources.states(connection, places.desk_id, [CALENDAR])["calendar"]
    assert state.failures == 1
    assert state.next_try
    assert state.next_try > clock.now()
    assert places.read(CALENDAR) == {}
    places.calendar(2, 3)
    moved_clock.move(timedelta(minutes=10))
    assert places.read(CALENDAR) == {"calendar": 0}
    with places.engine.connect() as connection:
        state = sources.states(connection, places.desk_id, [CALENDAR])["calendar"]
    assert (state.failure, sources.held(state)) == (None, Holds.EVENTS)


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (b"<html>", 200, "newsdesk-fetch-not-understood"),
        (b"x" * 2_100_000, 200, "newsdesk-fetch-too-big"),
        (b"", 404, "newsdesk-fetch-not-found"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 6000 + b"END:VCALENDAR",
         200, "newsdesk-fetch-calendar"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_read_says_why(
    places: Places, body: bytes, status: int, expected: str
) -> None:
    places.network.answer("/events.ics", body, status)
    assert places.read(CALENDAR) == {"calendar": expected}


@pytest.mark.parametrize("kind", ["feed", "calendar"])
@pytest.mark.parametrize("url", ["https://localhost/", "https://10.0.0.1/x", "https://[::1]/"])
def test_a_private_address_is_never_asked(places: Places, kind: str, url: str) -> None:
    (failure,) = places.read(Source(id="inside", kind=kind, url=url)).values()
    assert failure in {"newsdesk-fetch-not-public", "newsdesk-fetch-bad-address"}
    assert places.network.connections == 0


def test_a_fault_in_reading_is_that_sources_failure(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError

    places.feed("/feed", places.issue(1, "One"))
    monkeypatch.setattr(read_source, "_calendar", fault)
    found = places.read(CALENDAR, BLOG)
    assert found == {"calendar": "newsdesk-fetch-fault", "blog": 1}


def test_one_that_never_ends_is_given_up_on(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(_asked: Asked, _out: BufferedIOBase) -> None:
        places.network.over.wait()

    places.network.write("/events.ics", hang)
    places.feed("/feed", places.issue(1, "One"))
    reading = replace(reading_of(places.network, places.engine, places.desk_id), deadline=0.7)
    wiki = anonymous(reading.settings)
    reports = read_due(reading, wiki, [CALENDAR, BLOG], BUSY)
    found = {one.source_id: one.failure and one.failure.key for one in reports}
    assert found == {"calendar": "newsdesk-fetch-too-slow", "blog": None}


def test_what_left_the_set_up_or_became_another_place_goes(places: Places) -> None:
    places.feed("/feed", places.issue(1, "One"))
    places.feed("/technews", places.issue(2, *ITEMS))
    places.read(BLOG, NEWS)
    other = replace(BLOG, url="https://blog.example/other")
    places.feed("/other", places.issue(3, "Three"))
    assert places.read(other) == {"blog": 1}
    assert places.texts(other) == ["Three"]
    assert places.leads(NEWS) == []
    places.read(replace(other, holds=Holds.EVENTS))
    assert places.leads(other) == []


def test_how_each_source_does_is_known(places: Places) -> None:
    places.calendar(2)
    places.network.answer("/feed", status=410)
    places.read(CALENDAR, BLOG)
    with places.engine.connect() as connection:
        states = sources.states(connection, places.desk_id, [CALENDAR, BLOG])
        counts = leads.by_source(connection, places.desk_id, sources.KINDS)
    assert counts == {"calendar": 1}
    assert states["calendar"].last_read
    assert states["blog"].permanent
    assert states["blog"].failed_since
