"""What waits is counted when a refresh or a press ends: pages find it, and never find it wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handled, Handling, Horizon, Step, Thing
from newsdesk.services import round as rounds
from newsdesk.services.round import Viewer
from newsdesk.store import desks, handled, posts
from newsdesk.store import rounds as stored
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import BLUESKY, MASTODON, NOW, Desk
from tests.fixtures.statements import statements

HOUR = timedelta(hours=1)
MENTION = story.post(MASTODON, 71, "a mention", NOW - HOUR)
ALONE = story.post(BLUESKY, 81, "Nothing of this is on the news page.", NOW - HOUR)


def viewer() -> Viewer:
    """Somebody whose process has counted nothing yet."""
    return Viewer(now=NOW, user="Ed")


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.posts[BLUESKY] = [*desk.posts.get(BLUESKY, []), ALONE]
    desk.config = replace(desk.config, news=replace(desk.config.news, basis=BLUESKY.id))
    desk.save()
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, MASTODON.id, [MENTION], now=NOW, stream=StreamName.MENTION)
        desks.bump(connection, desk.id)
    return desk


def counts(desk: Desk, who: Viewer) -> dict[Step, int]:
    found = rounds.load(desk.engine, desk.id, who)
    assert found
    return dict(found.counts)


def test_what_was_counted_is_found_without_reading_any_post(told: Desk) -> None:
    before = counts(told, viewer())
    assert before[Step.MENTIONS] == 1
    assert before[Step.NEWS] > 0
    assert before[Step.CHANNELS] > 0
    assert any(" post" in one for one in statements(told.engine, lambda: counts(told, viewer())))
    rounds.keep(told.engine, told.id, viewer())
    found: list[dict[Step, int]] = []
    asked = statements(told.engine, lambda: found.append(counts(told, viewer())))
    assert found == [before]
    assert not [one for one in asked if "FROM post" in one]


def test_counting_again_when_nothing_changed_writes_nothing(told: Desk) -> None:
    rounds.keep(told.engine, told.id, viewer())
    asked = statements(told.engine, lambda: rounds.keep(told.engine, told.id, viewer()))
    assert [one.split()[0] for one in asked] == ["BEGIN", "SELECT"]


@pytest.mark.parametrize("change", ["dealt with", "read", "set aside", "another day", "set-up"])
def test_nothing_that_changed_is_counted_as_it_was(told: Desk, change: str) -> None:
    rounds.keep(told.engine, told.id, viewer())
    before, who = counts(told, viewer()), viewer()
    with writing(told.engine) as connection:
        if change == "dealt with":
            one = Handled(
                thing=Thing.of_post(MENTION.key),
                step=Step.MENTIONS,
                what=Handling.ASIDE,
                user="Al",
                time=NOW,
            )
            handled.record(connection, told.id, one)
            desks.bump_round(connection, told.id)
        elif change == "read":
            more = [story.post(MASTODON, 72, "another one", NOW - HOUR)]
            posts.save(connection, told.id, MASTODON.id, more, now=NOW, stream=StreamName.MENTION)
            desks.bump(connection, told.id)
        elif change == "set aside":
            stored.set_aside_before(connection, told.id, Horizon(before=NOW, user="Al", time=NOW))
            desks.bump_round(connection, told.id)
    if change == "another day":
        who = replace(who, now=NOW + timedelta(days=200))
    if change == "set-up":
        told.config = replace(told.config, news=replace(told.config.news, basis=MASTODON.id))
        told.save()
    after = counts(told, who)
    assert after != before
    rounds.keep(told.engine, told.id, who)
    assert counts(told, replace(viewer(), now=who.now)) == after


def test_what_somebody_decided_and_did_not_publish_is_in_nobody_elses_count(told: Desk) -> None:
    mine = replace(viewer(), decisions=(Decision(choice=Choice.NOT_NEWS, address=ALONE.url),))
    before = counts(told, viewer())
    rounds.keep(told.engine, told.id, mine)
    assert counts(told, viewer()) == before
    assert counts(told, mine)[Step.NEWS] == before[Step.NEWS] - 1
