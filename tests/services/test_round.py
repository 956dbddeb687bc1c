"""A round is read from stored data: what waits at each step, for whom, and what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.round import Claim, Handled, Handling, Horizon, Step, Thing
from newsdesk.services import round as rounds
from newsdesk.services import summary_page
from newsdesk.services.decidable import snapshot_of
from newsdesk.services.round import Queue, Viewer, WaitingItem, WaitingLead, WaitingPost
from newsdesk.store import claims, desks, handled, items, leads, posts
from newsdesk.store import rounds as stored
from newsdesk.store.database import writing
from newsdesk.sync.weekly import Week
from tests.fixtures import board as story
from tests.fixtures.board import BLUESKY, MASTODON, NOW, Desk

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass
class Told:
    """A desk, and somebody who looks at its round."""

    desk: Desk
    viewer: Viewer

    def met(
        self, channel: Channel, number: int, stream: StreamName, age: timedelta = HOUR
    ) -> Post:
        one = story.post(channel, number, f"{stream} {number}", NOW - age)
        with writing(self.desk.engine) as connection:
            posts.save(connection, self.desk.id, channel.id, [one], now=NOW, stream=stream)
            desks.bump(connection, self.desk.id)
        return one

    def lead(self, native_id: str, kind: LeadKind, **more: object) -> Lead:
        one = Lead(
            source_id=f"of {native_id}",
            native_id=native_id,
            kind=kind,
            title=native_id,
            text="",
            time=NOW - HOUR,
        )
        one = replace(one, **more)  # type: ignore[arg-type]
        with writing(self.desk.engine) as connection:
            leads.save(connection, self.desk.id, one.source_id, [one], whole=True)
            desks.bump(connection, self.desk.id)
        return one

    def deal_with(
        self, thing: Thing, step: Step, user: str = "Ed", what: Handling = Handling.ASIDE
    ) -> Handled:
        one = Handled(thing=thing, step=step, what=what, user=user, time=NOW)
        with writing(self.desk.engine) as connection:
            handled.record(connection, self.desk.id, one)
            desks.bump_round(connection, self.desk.id)
        return one

    def queue(self, step: Step, page: int = 1, channel_id: str = "") -> Queue:
        found = rounds.queue(
            self.desk.engine, self.desk.id, step, self.viewer, page=page, channel_id=channel_id
        )
        assert found
        return found

    def things(self, step: Step) -> list[Thing]:
        found = self.queue(step)
        assert found.total == len(found.things) == self.load().counts[step]
        return [one.thing for one in found.things]

    def load(self) -> rounds.Round:
        found = rounds.load(self.desk.engine, self.desk.id, self.viewer)
        assert found
        return found

    def queries(self) -> int:
        seen: list[str] = []

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(self.desk.engine, "before_cursor_execute", count)
        self.load()
        event.remove(self.desk.engine, "before_cursor_execute", count)
        return len(seen)


@pytest.fixture
def told(desk: Desk) -> Told:
    return Told(desk, Viewer(now=NOW, user="Ed"))


def test_without_a_set_up_there_is_no_round(empty_desk: Desk) -> None:
    viewer = Viewer(now=NOW)
    assert rounds.load(empty_desk.engine, empty_desk.id, viewer) is None
    assert rounds.total(empty_desk.engine, empty_desk.id, viewer) == 0
    for step in Step:
        assert rounds.queue(empty_desk.engine, empty_desk.id, step, viewer) is None
    assert rounds.ideas(empty_desk.engine, empty_desk.id, viewer) is None


def test_a_desk_where_nothing_was_read_has_a_round(empty_desk: Desk) -> None:
    empty_desk.read = False
    empty_desk.save()
    told = Told(empty_desk, Viewer(now=NOW))
    assert told.load().counts == dict.fromkeys(Step, 0)
    assert [told.queue(step).things for step in Step] == [()] * 6
    assert told.load().first is Step.MENTIONS


def test_posts_of_others_wait_at_their_steps(told: Told) -> None:
    mention = told.met(MASTODON, 71, StreamName.MENTION)
    followed = told.met(BLUESKY, 72, StreamName.TIMELINE)
    found = told.met(MASTODON, 73, StreamName.SEARCH)
    expected = {Step.MENTIONS: mention, Step.TIMELINE: followed, Step.SOURCES: found}
    for step, post in expected.items():
        assert told.things(step) == [Thing.of_post(post.key)]
    (waiting,) = told.queue(Step.TIMELINE).things
    assert isinstance(waiting, WaitingPost)
    assert (waiting.channel.id, waiting.post.text) == ("bluesky", "timeline 72")
    assert told.load().first is Step.MENTIONS


def test_posts_that_the_basis_has_and_the_news_page_not_wait(told: Told) -> None:
    """The one unlisted post of the desk is on another channel."""
    assert told.things(Step.NEWS) == []
    mine = story.post(MASTODON, 80, "Not on the page", NOW - HOUR)
    past = story.post(MASTODON, 81, "Too old", NOW - 31 * DAY)
    told.desk.posts[MASTODON] += [mine, past]
    told.desk.save()
    assert told.things(Step.NEWS) == [Thing.of_post(mine.key)]
    told.deal_with(Thing.of_post(mine.key), Step.NEWS, what=Handling.NOT_NEWS)
    assert told.things(Step.NEWS) == []


def test_without_a_basis_every_channels_posts_wait(told: Told) -> None:
    config = told.desk.config
    told.desk.config = replace(config, news=replace(config.news, basis=""))
    told.desk.save()
    (waiting,) = told.queue(Step.NEWS).things
    assert isinstance(waiting, WaitingPost)
    assert waiting.channel.id == BLUESKY.id


def missing(told: Told) -> dict[str, list[str]]:
    found = told.queue(Step.CHANNELS).things
    assert told.load().counts[Step.CHANNELS] == len(found)
    return {
        one.item.id: [part.channel.id for part in one.missing]
        for one in found
        if isinstance(one, WaitingItem)
    }


def test_items_wait_where_they_are_missing_the_worst_first(told: Told) -> None:
    assert missing(told) == {
        story.CODEX.id: ["bluesky"],
        story.TALK.id: ["mastodon"],
        story.RELEASE.id: ["bluesky"],
    }
    older = story.item("Nowhere yet", story.CODEX.date - DAY)
    told.desk.items.append(older)
    told.desk.save()
    assert next(iter(missing(told).items())) == (older.id, ["mastodon", "bluesky"])


def test_what_no_channel_expects_is_offered_and_does_not_wait(told: Told) -> None:
    optional = replace(BLUESKY, expects=story.FEED.expects)
    told.desk.config = replace(
        told.desk.config, channels=(optional, MASTODON, story.FEED, story.BY_HAND)
    )
    told.desk.items.append(nowhere := story.item("Nowhere yet", story.CODEX.date))
    told.desk.save()
    assert list(missing(told).values()) == [["mastodon", "bluesky"], ["mastodon"]]
    summed_up = summary_page.load(
        told.desk.engine, told.desk.id, Week.of(story.CODEX.date), told.viewer
    )
    assert summed_up
    expecting = {one.channels for one in summed_up.missing}
    assert expecting == {(MASTODON,)}
    offered = {story.CODEX.id, story.RELEASE.id}
    assert {one.item.id for one in told.queue(Step.CHANNELS).optional} == offered
    assert told.queue(Step.NEWS).optional == ()
    told.deal_with(Thing.of_item(nowhere.id, "mastodon"), Step.CHANNELS)
    assert list(missing(told).values()) == [["mastodon"]]
    assert nowhere.id in {one.item.id for one in told.queue(Step.CHANNELS).optional}


def test_a_cell_or_a_whole_item_is_dealt_with(told: Told) -> None:
    told.desk.items = [both := story.item("Nowhere yet", story.CODEX.date)]
    told.desk.save()
    told.deal_with(Thing.of_item(both.id, "mastodon"), Step.CHANNELS)
    assert missing(told) == {both.id: ["bluesky"]}
    told.deal_with(Thing.of_item(both.id), Step.CHANNELS)
    assert missing(told) == {}


def test_what_was_dealt_with_stays_so_when_the_item_is_reworded(told: Told) -> None:
    told.deal_with(Thing.of_item("former", "mastodon"), Step.CHANNELS)
    assert story.TALK.id in missing(told)
    with writing(told.desk.engine) as connection:
        items.add_aliases(connection, told.desk.id, {"former": "b", "b": story.TALK.id})
        desks.bump(connection, told.desk.id)
    assert story.TALK.id not in missing(told)


def test_ones_own_decisions_count_at_once_for_oneself_alone(told: Told) -> None:
    own = Decision(
        choice=Choice.EXEMPT,
        item_id=story.TALK.id,
        channel_id="mastodon",
        reason="no",
        snapshot=snapshot_of(story.TALK),
    )
    mine = replace(told, viewer=replace(told.viewer, decisions=(own,)))
    assert story.TALK.id not in missing(mine)
    assert story.TALK.id in missing(told)


def test_events_news_and_finds_wait_in_this_order(told: Told) -> None:
    today = NOW.date()
    announced = told.lead("talk", LeadKind.EVENT, when=When(first=today + DAY, last=today + DAY))
    on_now = told.lead("meeting", LeadKind.EVENT, when=When(first=today, last=today))
    told.lead("over", LeadKind.EVENT, when=When(first=today - DAY, last=today - DAY))
    told.lead("later", LeadKind.EVENT, when=When(first=today + 15 * DAY, last=today + 15 * DAY))
    news = told.lead("news", LeadKind.NEWS)
    told.lead("idea", LeadKind.IDEA)
    found = told.met(MASTODON, 73, StreamName.SEARCH)
    assert told.things(Step.SOURCES) == [
        Thing.of_day(on_now.source_id, on_now.native_id),
        Thing.of_lead(announced.source_id, announced.native_id),
        Thing.of_lead(news.source_id, news.native_id),
        Thing.of_post(found.key),
    ]
    first = told.queue(Step.SOURCES).things[0]
    assert isinstance(first, WaitingLead)
    assert first.today
    told.deal_with(Thing.of_lead(on_now.source_id, on_now.native_id), Step.SOURCES)
    assert len(told.things(Step.SOURCES)) == 4
    told.deal_with(first.thing, Step.SOURCES)
    assert len(told.things(Step.SOURCES)) == 3
    assert [one.thing for one in told.queue(Step.SOURCES, channel_id="mastodon").things] == [
        Thing.of_post(found.key)
    ]


def test_suggestions_wait_until_they_are_answered(told: Told) -> None:
    asked = told.lead("asked", LeadKind.SUGGESTION)
    told.lead("answered", LeadKind.SUGGESTION, answered=("Else",))
    assert told.things(Step.SUGGESTIONS) == [Thing.of_lead(asked.source_id, asked.native_id)]


def test_ideas_never_wait_and_say_how_they_were_used(told: Told) -> None:
    idea = told.lead("idea", LeadKind.IDEA)
    thing = Thing.of_lead(idea.source_id, idea.native_id)
    used = told.deal_with(thing, Step.SOURCES, what=Handling.DRAFTED)
    found = rounds.ideas(told.desk.engine, told.desk.id, told.viewer)
    assert found
    assert found.things == (WaitingLead(thing=thing, lead=idea, used=used),)
    assert told.load().counts[Step.SOURCES] == 0


def test_twenty_a_page_across_leads_and_posts(told: Told) -> None:
    for number in range(25):
        told.lead(f"{number:02}", LeadKind.NEWS, time=NOW - number * HOUR)
    for number in range(20):
        told.met(MASTODON, 100 + number, StreamName.SEARCH, number * HOUR)
    pages = [told.queue(Step.SOURCES, page) for page in (1, 2, 3)]
    assert [len(one.things) for one in pages] == [20, 20, 5]
    assert {one.total for one in pages} == {45}
    assert len({thing.thing for one in pages for thing in one.things}) == 45
    assert [one.pages for one in pages] == [3, 3, 3]
    assert told.queue(Step.SOURCES, 99) == pages[2]
    assert told.queue(Step.SOURCES, -1) == pages[0]


def test_posts_of_one_channel_alone(told: Told) -> None:
    told.met(MASTODON, 71, StreamName.MENTION)
    other = told.met(BLUESKY, 72, StreamName.MENTION)
    found = told.queue(Step.MENTIONS, channel_id="bluesky")
    assert [one.thing for one in found.things] == [Thing.of_post(other.key)]
    assert found.by_channel == {"bluesky": 1, "mastodon": 1}
    assert found.total == 1


def test_nothing_older_than_the_horizon_waits(told: Told) -> None:
    told.met(MASTODON, 71, StreamName.MENTION, 3 * DAY)
    new = told.met(MASTODON, 72, StreamName.MENTION, HOUR)
    told.lead("old", LeadKind.NEWS, time=NOW - 3 * DAY)
    tomorrow = NOW.date() + DAY
    told.lead("talk", LeadKind.EVENT, when=When(first=tomorrow, last=tomorrow), time=NOW - 9 * DAY)
    ours = [story.post(MASTODON, 80 + age, f"Said {age}", NOW - age * DAY) for age in (1, 3)]
    told.desk.posts[MASTODON] += ours
    told.desk.save()
    horizon = Horizon(before=NOW - 2 * DAY, user="Ed", time=NOW)
    with writing(told.desk.engine) as connection:
        stored.set_aside_before(connection, told.desk.id, horizon)
        desks.bump_round(connection, told.desk.id)
    assert told.things(Step.MENTIONS) == [Thing.of_post(new.key)]
    assert len(told.things(Step.SOURCES)) == 1
    assert told.things(Step.NEWS) == [Thing.of_post(ours[0].key)]
    assert list(missing(told)) == [story.RELEASE.id]
    assert told.load().horizons == (horizon,)
    engine, total = told.desk.engine, told.load().total
    earlier, later = (
        rounds.left_after(engine, told.desk.id, told.viewer, NOW - age * DAY) for age in (4, 1)
    )
    assert earlier == total > later


def test_no_post_waits_that_is_older_than_posts_of_others_are_kept(told: Told) -> None:
    finish(told, posts.KEPT)
    told.met(MASTODON, 71, StreamName.MENTION, posts.KEPT + HOUR)
    kept = told.met(MASTODON, 72, StreamName.MENTION, posts.KEPT - HOUR)
    for before in (None, NOW - posts.KEPT - DAY):
        if before is not None:
            with writing(told.desk.engine) as connection:
                horizon = Horizon(before=before, user="Ed", time=NOW)
                stored.set_aside_before(connection, told.desk.id, horizon)
                desks.bump_round(connection, told.desk.id)
        assert told.things(Step.MENTIONS) == [Thing.of_post(kept.key)]


def finish(told: Told, age: timedelta) -> None:
    with writing(told.desk.engine) as connection:
        stored.finish(connection, told.desk.id, "Else", now=NOW - age)
        desks.bump_round(connection, told.desk.id)


def test_a_first_round_does_not_begin_with_what_is_long_past(told: Told) -> None:
    told.met(MASTODON, 71, StreamName.MENTION, 40 * DAY)
    told.met(MASTODON, 72, StreamName.SEARCH, 40 * DAY)
    told.lead("old", LeadKind.NEWS, time=NOW - 40 * DAY)
    asked = told.lead("asked", LeadKind.SUGGESTION, time=NOW - 400 * DAY)
    within = told.met(MASTODON, 73, StreamName.MENTION, 29 * DAY)
    assert told.things(Step.MENTIONS) == [Thing.of_post(within.key)]
    assert told.things(Step.SOURCES) == []
    assert told.things(Step.SUGGESTIONS) == [Thing.of_lead(asked.source_id, asked.native_id)]
    assert told.load().past.date() == NOW.date() - 30 * DAY


def test_what_came_since_the_last_round_is_not_past(told: Told) -> None:
    told.met(MASTODON, 71, StreamName.MENTION, 40 * DAY)
    finish(told, 35 * DAY)
    assert len(told.things(Step.MENTIONS)) == 1
    assert told.load().past.date() == NOW.date() - 65 * DAY
    finish(told, 2 * DAY)
    assert told.things(Step.MENTIONS) == []


def test_whoever_is_on_it_is_named(told: Told) -> None:
    mention = told.met(MASTODON, 71, StreamName.MENTION)
    cell, item = Thing.of_item(story.TALK.id, "mastodon"), Thing.of_item(story.TALK.id)
    things = [Thing.of_post(mention.key), cell, item]
    with writing(told.desk.engine) as connection:
        made = {one: claims.take(connection, told.desk.id, one, "Else", now=NOW) for one in things}
    (waiting,) = told.queue(Step.MENTIONS).things
    assert (
        waiting.claim
        == made[things[0]]
        == Claim(thing=things[0], user="Else", until=NOW + claims.LENGTH)
    )
    found = {one.thing: one for one in told.queue(Step.CHANNELS).things}[item]
    assert isinstance(found, WaitingItem)
    assert found.claim == made[item]
    assert [part.claim for part in found.missing] == [made[cell]]


def test_since_the_last_round(told: Told) -> None:
    assert (told.load().last, told.load().came_in, told.load().dealt) == (None, 0, {})
    told.met(MASTODON, 71, StreamName.MENTION)
    told.lead("news", LeadKind.NEWS)
    with writing(told.desk.engine) as connection:
        stored.finish(connection, told.desk.id, "Else", now=NOW - 35 * DAY)
        desks.bump_round(connection, told.desk.id)
    told.deal_with(Thing.of_item("a"), Step.CHANNELS, "Else")
    told.deal_with(Thing.of_item("b"), Step.CHANNELS, "Else")
    told.deal_with(Thing.of_item("c"), Step.CHANNELS, "")
    found = told.load()
    assert (found.last, found.last_of_any) == (None, NOW - 35 * DAY)
    assert (found.came_in, found.dealt) == (2, {"Else": 2, "": 1})
    with writing(told.desk.engine) as connection:
        stored.finish(connection, told.desk.id, "Ed", now=NOW + HOUR)
    found = told.load()
    assert (found.last, found.came_in, found.dealt) == (NOW + HOUR, 0, {})


def test_what_was_done_in_the_last_days(told: Told) -> None:
    old = told.deal_with(Thing.of_item("old"), Step.CHANNELS)
    later = replace(told.viewer, now=NOW + 7 * DAY)
    assert rounds.done(told.desk.engine, told.desk.id, later).handled == (old,)
    later = replace(told.viewer, now=NOW + 7 * DAY + HOUR)
    assert rounds.done(told.desk.engine, told.desk.id, later).handled == ()
    assert rounds.done(told.desk.engine, told.desk.id, later, days=8).handled == (old,)
    for number in range(rounds.DONE_PAGE):
        told.deal_with(Thing.of_item(str(number)), Step.CHANNELS)
    first, second = (
        rounds.done(told.desk.engine, told.desk.id, told.viewer, page=page) for page in (1, 2)
    )
    assert (len(first.handled), first.more) == (rounds.DONE_PAGE, True)
    assert (second.handled, second.more) == ((old,), False)


def test_what_others_do_is_seen_at_once_and_the_board_stands(told: Told) -> None:
    mention = told.met(MASTODON, 71, StreamName.MENTION)
    assert rounds.total(told.desk.engine, told.desk.id, told.viewer) == 4
    with told.desk.engine.connect() as connection:
        before = desks.version(connection, told.desk.id)
    told.deal_with(Thing.of_post(mention.key), Step.MENTIONS)
    assert rounds.total(told.desk.engine, told.desk.id, told.viewer) == 3
    with told.desk.engine.connect() as connection:
        assert desks.version(connection, told.desk.id) == before


def test_the_queries_do_not_grow_with_what_there_is(told: Told) -> None:
    told.met(MASTODON, 70, StreamName.MENTION)
    told.load()
    told.met(MASTODON, 71, StreamName.MENTION)
    few = told.queries()
    for number in range(72, 100):
        told.met(BLUESKY, number, StreamName.MENTION)
        told.lead(f"{number}", LeadKind.NEWS)
    assert told.queries() == few


def test_a_page_of_the_same_data_asks_for_little(told: Told) -> None:
    rounds.total(told.desk.engine, told.desk.id, told.viewer)
    seen: list[str] = []
    event.listen(told.desk.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    rounds.total(told.desk.engine, told.desk.id, told.viewer)
    assert [one.split()[0] for one in seen] == ["BEGIN", "SELECT"]


def test_a_channel_that_is_gone_has_nothing_waiting(told: Told) -> None:
    gone = Channel(id="gone", kind=ChannelKind.X, name="Gone")
    told.met(gone, 71, StreamName.MENTION)
    assert told.things(Step.MENTIONS) == []
