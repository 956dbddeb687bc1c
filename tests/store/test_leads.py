from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.round import Thing
from newsdesk.store import leads
from newsdesk.store.codec import fingerprint
from newsdesk.store.tables import lead
from tests.store.values import EMOJI, MINUTE, NOW

DAY = timedelta(days=1)
NEWS = Lead(
    source_id="technews",
    native_id="47/dark-mode",
    kind=LeadKind.NEWS,
    title=EMOJI,
    text=EMOJI * 100,
    time=NOW,
    html=f"<p>{EMOJI}</p>",
    url="https://meta.example/wiki/Tech/News",
    links=("https://meta.example/é", "https://meta.example/2"),
    author="Ünser",
    section="Updates for editors",
    answered=("Öne", "Two"),
)
EVENT = Lead(
    source_id="events",
    native_id="talk@example.org",
    kind=LeadKind.EVENT,
    title="Tech talk",
    text="Tech talk",
    time=NOW,
    when=When(
        first=date(2026, 11, 24),
        last=date(2026, 11, 24),
        starts=datetime(2026, 11, 24, 17, tzinfo=UTC),
        ends=datetime(2026, 11, 24, 18, tzinfo=UTC),
        zone="Europe/Berlin",
    ),
)
WRITTEN = replace(
    EVENT,
    native_id="2",
    when=When(first=date(2026, 11, 20), last=date(2026, 11, 23), clock="17:00 CST"),
)


def test_leads_come_back_as_they_were(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    assert leads.save(connection, desk_id, "technews", [NEWS], whole=True) == 1
    assert leads.save(connection, desk_id, "events", [EVENT, WRITTEN], whole=True) == 2
    assert leads.of_source(connection, desk_id, "technews") == [NEWS]
    assert leads.of_source(connection, desk_id, "events") == [EVENT, WRITTEN]
    assert leads.get(connection, desk_id, "events", WRITTEN.native_id) == WRITTEN
    assert leads.get(connection, desk_id, "technews", WRITTEN.native_id) is None
    assert leads.of_source(connection, other_desk, "technews") == []


def test_what_is_read_again_has_not_changed_and_keeps_its_earliest_time(
    connection: Connection, desk_id: int
) -> None:
    leads.save(connection, desk_id, "technews", [NEWS], whole=True)
    later = replace(NEWS, time=NOW + DAY)
    assert leads.save(connection, desk_id, "technews", [later, later], whole=True) == 0
    assert leads.save(connection, desk_id, "technews", [replace(later, text="b")], whole=True) == 1
    assert leads.of_source(connection, desk_id, "technews") == [replace(NEWS, text="b")]


def test_a_whole_reading_takes_away_what_is_gone(connection: Connection, desk_id: int) -> None:
    other = replace(NEWS, native_id="46/older")
    leads.save(connection, desk_id, "technews", [other], whole=True)
    leads.save(connection, desk_id, "events", [EVENT], whole=True)
    assert leads.save(connection, desk_id, "technews", [NEWS], whole=False) == 1
    assert leads.of_source(connection, desk_id, "technews") == [other, NEWS]
    events_only = [LeadKind.EVENT]
    kinds_kept = leads.save(connection, desk_id, "technews", [], whole=True, kinds=events_only)
    assert kinds_kept == 0
    assert leads.save(connection, desk_id, "technews", [NEWS], whole=True) == 1
    assert leads.of_source(connection, desk_id, "technews") == [NEWS]
    assert leads.of_source(connection, desk_id, "events") == [EVENT]


def test_pages_are_newest_first_without_what_a_condition_leaves_out(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    many = [replace(NEWS, native_id=str(n), time=NOW - n * MINUTE) for n in range(5)]
    leads.save(connection, desk_id, "technews", many, whole=True)
    leads.save(connection, desk_id, "events", [EVENT], whole=True)
    handled = lead.c.thing_hash != fingerprint(*Thing.of_lead("technews", "1").parts)
    kinds = [LeadKind.NEWS]
    found = leads.listed(connection, desk_id, kinds, handled, limit=2, offset=1)
    assert [one.native_id for one in found] == ["2", "3"]
    assert leads.count(connection, desk_id, kinds, handled) == 4
    assert leads.count(connection, desk_id, LeadKind) == 6
    assert leads.by_source(connection, desk_id, LeadKind) == {"technews": 5, "events": 1}
    assert leads.by_source(connection, desk_id, [LeadKind.EVENT]) == {"events": 1}
    assert leads.count(connection, other_desk, LeadKind) == 0


def test_the_reminder_of_an_event_is_a_thing_of_its_own(
    connection: Connection, desk_id: int
) -> None:
    leads.save(connection, desk_id, "events", [EVENT], whole=True)
    announced = lead.c.thing_hash == fingerprint(*Thing.of_lead("events", EVENT.native_id).parts)
    reminded = lead.c.day_hash == fingerprint(*Thing.of_day("events", EVENT.native_id).parts)
    assert leads.count(connection, desk_id, [LeadKind.EVENT], announced, reminded) == 1
    assert Thing.of_day("events", "1") != Thing.of_lead("events", "1")


def test_events_of_some_days_with_those_that_go_on(connection: Connection, desk_id: int) -> None:
    leads.save(connection, desk_id, "events", [EVENT, WRITTEN], whole=True)
    leads.save(connection, desk_id, "technews", [NEWS], whole=True)

    def between(first: int, last: int) -> list[Lead]:
        return leads.events(connection, desk_id, date(2026, 11, first), date(2026, 11, last))

    assert between(21, 30) == [WRITTEN, EVENT]
    assert between(24, 24) == [EVENT]
    assert between(1, 19) == []
    assert between(25, 30) == []


def test_sources_that_left_the_set_up_take_their_leads_along(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    idea = replace(NEWS, source_id=":ideas", kind=LeadKind.IDEA)
    leads.save(connection, desk_id, "technews", [NEWS], whole=True)
    leads.save(connection, desk_id, "events", [EVENT], whole=True)
    leads.save(connection, desk_id, ":ideas", [idea], whole=True)
    leads.save(connection, other_desk, "technews", [NEWS], whole=True)
    kinds = [LeadKind.NEWS, LeadKind.EVENT]
    assert leads.forget_others(connection, desk_id, ["events"], kinds) == 1
    assert leads.forget_others(connection, desk_id, ["events"], kinds) == 0
    assert leads.of_source(connection, desk_id, "technews") == []
    assert leads.of_source(connection, desk_id, ":ideas") == [idea]
    assert leads.of_source(connection, other_desk, "technews") == [NEWS]


def test_what_is_long_over_is_pruned_and_ideas_stay(connection: Connection, desk_id: int) -> None:
    idea = replace(NEWS, native_id="idea", kind=LeadKind.IDEA)
    leads.save(connection, desk_id, "technews", [NEWS, idea], whole=True)
    leads.save(connection, desk_id, "events", [EVENT], whole=True)
    assert leads.prune(connection, now=NOW + leads.KEPT) == 0
    assert leads.prune(connection, now=NOW + leads.KEPT + 10 * DAY) == 2
    assert leads.count(connection, desk_id, LeadKind) == 1
