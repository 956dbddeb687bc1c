"""What editors change in a round, as real users of a real wiki, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import delete

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.message import Explained
from newsdesk.domain.post import Author, Post, PostKey, StreamName
from newsdesk.domain.round import Handling, Horizon, Step, Thing
from newsdesk.infra import clock
from newsdesk.services import round as rounds
from newsdesk.services import submitted
from newsdesk.services.editors import NotEditor
from newsdesk.services.round import Outcome, Viewer
from newsdesk.services.submitted import Editor
from newsdesk.services.things import MOST_ABOUT
from newsdesk.store import claims, desks, leads, posts
from newsdesk.store.database import writing
from newsdesk.store.tables import desk
from sandbox.accounts import BLOCKED, EDITOR, MANY, SYSOP
from tests.fixtures.database import BACKENDS
from tests.fixtures.editing import (
    SET_UP,
    START,
    TITLE,
    MakeEditor,
    editor_of,
    one_connection,
    read_desk,
    settings_of,
    used_tokens,
    write,
)
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.wiki import PracticeWiki
from tests.store.values import at_once

CONFIG = (
    '{"version": 1, "news": {"page": "Template:MediaWiki News"}, "channels": ['
    '{"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.example"}]}'
)
KEY = PostKey(ChannelKind.MASTODON, "https://wikis.example", "7")
MENTION = Post(
    key=KEY,
    url="https://wikis.example/@somebody/7",
    author=Author("Somebody", "somebody"),
    time=clock.now() - timedelta(hours=3),
    html="<p>long</p>",
    text="Look\nhere " + "é" * 400,
)
THING = Thing.of_post(KEY)
ITEM = "2026-11-18-one"
HOUR = timedelta(hours=1)
Change = Callable[[Editor], object]


def lead(native_id: str, kind: LeadKind, when: When | None = None) -> Lead:
    moment = clock.now() - HOUR
    return Lead(
        source_id="s",
        native_id=native_id,
        kind=kind,
        title=f"The {native_id}",
        text="",
        url="https://events.example/1",
        time=moment,
        when=when,
    )


TODAY = When(first=date(2026, 11, 21), last=date(2026, 11, 21))
LEADS = (
    lead("news", LeadKind.NEWS),
    lead("talk", LeadKind.EVENT, TODAY),
    lead("idea", LeadKind.IDEA),
    lead("wish", LeadKind.SUGGESTION),
)


@pytest.fixture(params=["sqlite"])
def make(
    wiki: PracticeWiki, request: pytest.FixtureRequest, sqlite_url: str
) -> Iterator[MakeEditor]:
    """Make editors at one desk of which something waits."""
    wiki.switch()
    write(wiki, {SET_UP: CONFIG, TITLE: START})
    on_mariadb = request.param == "mariadb"
    database = request.getfixturevalue("migrated_mariadb") if on_mariadb else sqlite_url
    settings = settings_of(wiki, database)
    with read_desk(settings) as engine:
        make = partial(editor_of, wiki, engine, settings)
        desk_id = submitted.desk_id(make(EDITOR))
        with writing(engine) as connection:
            mentions, stream = [MENTION], StreamName.MENTION
            posts.save(connection, desk_id, "mastodon", mentions, now=clock.now(), stream=stream)
            leads.save(connection, desk_id, "s", LEADS, whole=True)
            desks.bump(connection, desk_id)
        yield make
        if on_mariadb:
            with writing(engine) as connection:
                connection.execute(delete(desk))


@pytest.fixture
def editor(make: MakeEditor) -> Editor:
    return make(EDITOR)


def handle(editor: Editor, thing: Thing = THING, step: Step = Step.MENTIONS) -> Outcome:
    return rounds.handle(editor, thing, step, Handling.ASIDE)


def counts(editor: Editor) -> dict[Step, int]:
    viewer = Viewer(now=clock.now(), user=editor.account.name)
    found = rounds.load(editor.engine, submitted.desk_id(editor), viewer)
    assert found
    return dict(found.counts)


def test_what_was_dealt_with_does_not_wait_for_anybody(editor: Editor, make: MakeEditor) -> None:
    assert counts(editor)[Step.MENTIONS] == 1
    with one_connection(editor.engine):
        done = rounds.handle(editor, THING, Step.MENTIONS, Handling.SHARED)
    assert done.first
    assert (done.handled.user, done.handled.what) == (EDITOR.name, Handling.SHARED)
    assert done.handled.about.startswith("Look here éé")
    assert len(done.handled.about) == MOST_ABOUT
    assert (done.handled.url, done.handled.channel_id) == (MENTION.url, "mastodon")
    assert counts(make(SYSOP))[Step.MENTIONS] == 0


def test_who_comes_second_is_told_who_was_first_and_when(editor: Editor, make: MakeEditor) -> None:
    first = handle(editor)
    second = rounds.handle(make(SYSOP), THING, Step.MENTIONS, Handling.SHARED)
    assert second == Outcome(first.handled, first=False)


def test_pressing_twice_is_once(editor: Editor) -> None:
    first = handle(editor)
    assert handle(editor) == Outcome(first.handled, first=False)


@pytest.mark.parametrize("make", BACKENDS, indirect=True)
def test_of_ten_at_once_one_is_first(make: MakeEditor, wiki: PracticeWiki) -> None:
    used_tokens(wiki, MANY[:10])
    people = [make(one) for one in MANY[:10]]
    told = at_once(10, lambda number: handle(people[number]))
    assert [one.first for one in told].count(True) == 1
    (stands,) = {one.handled for one in told}
    assert stands.user == people[[one.first for one in told].index(True)].account.name
    assert counts(people[0])[Step.MENTIONS] == 0


@pytest.mark.parametrize(
    ("thing", "step"),
    [
        (Thing.of_post(replace(KEY, native_id="8")), Step.MENTIONS),
        (THING, Step.TIMELINE),
        (THING, Step.SOURCES),
        (THING, Step.NEWS),
        (THING, Step.CHANNELS),
        (Thing.of_lead("s", "gone"), Step.SOURCES),
        (Thing.of_lead("s", "news"), Step.SUGGESTIONS),
        (Thing.of_lead("s", "wish"), Step.SOURCES),
        (Thing.of_item("2026-11-18-none", "mastodon"), Step.CHANNELS),
        (Thing.of_item(ITEM, "x"), Step.CHANNELS),
        (Thing.of_item(ITEM, "mastodon"), Step.NEWS),
        (Thing(("made up", "\ud800", "x" * 9999)), Step.MENTIONS),
    ],
)
def test_what_is_not_there_is_refused(editor: Editor, thing: Thing, step: Step) -> None:
    before = counts(editor)
    with pytest.raises(Explained) as refused:
        handle(editor, thing, step)
    assert refused.value.message.key == "newsdesk-handling-gone"
    with pytest.raises(Explained):
        rounds.claim(editor, thing, step)
    assert counts(editor) == before


def test_what_cannot_be_done_there_is_refused(editor: Editor) -> None:
    with pytest.raises(Explained) as refused:
        rounds.handle(editor, THING, Step.MENTIONS, Handling.ANSWERED)
    assert refused.value.message.key == "newsdesk-handling-impossible"
    with pytest.raises(Explained) as refused:
        rounds.handle(editor, THING, Step.MENTIONS, Handling.DRAFTED, channel_id="x")
    assert refused.value.message.key == "newsdesk-decide-no-channel"


def test_a_post_that_went_meanwhile_is_refused(editor: Editor) -> None:
    with writing(editor.engine) as connection:
        posts.prune(connection, now=clock.now() + posts.KEPT)
    with pytest.raises(Explained) as refused:
        handle(editor)
    assert refused.value.message.key == "newsdesk-handling-gone"


@pytest.mark.parametrize(
    ("thing", "step", "about"),
    [
        (Thing.of_lead("s", "news"), Step.SOURCES, "The news"),
        (Thing.of_day("s", "talk"), Step.SOURCES, "The talk"),
        (Thing.of_lead("s", "wish"), Step.SUGGESTIONS, "The wish"),
        (Thing.of_item(ITEM, "mastodon"), Step.CHANNELS, "One."),
        (Thing.of_item(ITEM), Step.CHANNELS, "One."),
    ],
)
def test_leads_and_items_are_dealt_with(
    editor: Editor, thing: Thing, step: Step, about: str
) -> None:
    done = handle(editor, thing, step)
    assert (done.first, done.handled.about) == (True, about)
    assert not handle(editor, thing, step).first


def test_an_idea_is_used_again(editor: Editor, make: MakeEditor) -> None:
    thing = Thing.of_lead("s", "idea")
    assert handle(editor, thing, Step.SOURCES).first
    again = rounds.handle(
        make(SYSOP), thing, Step.SOURCES, Handling.DRAFTED, channel_id="mastodon"
    )
    assert again.first
    viewer = Viewer(now=clock.now())
    found = rounds.ideas(editor.engine, submitted.desk_id(editor), viewer)
    assert found
    assert [getattr(one, "used", None) for one in found.things] == [again.handled]
    assert again.handled.channel_id == "mastodon"


def test_anybody_undoes_it_unless_it_was_done_again_since(
    editor: Editor, make: MakeEditor
) -> None:
    first, other = handle(editor), make(SYSOP)
    assert rounds.undo(other, THING, first.handled.time)
    assert counts(editor)[Step.MENTIONS] == 1
    again = handle(other)
    assert again.first
    assert not rounds.undo(editor, THING, first.handled.time)
    assert counts(editor)[Step.MENTIONS] == 0
    assert rounds.undo(editor, THING, again.handled.time)


def test_a_claim_is_shown_and_no_lock(
    editor: Editor, make: MakeEditor, moved_clock: MovedClock
) -> None:
    other = make(SYSOP)
    mine = rounds.claim(editor, THING, Step.MENTIONS)
    assert mine.user == EDITOR.name
    assert rounds.claim(other, THING, Step.MENTIONS) == mine
    assert not rounds.unclaim(other, THING)
    viewer = Viewer(now=clock.now())
    found = rounds.queue(editor.engine, submitted.desk_id(editor), Step.MENTIONS, viewer)
    assert found
    assert [one.claim for one in found.things] == [mine]
    moved_clock.move(claims.LENGTH)
    theirs = rounds.claim(other, THING, Step.MENTIONS)
    assert theirs.user == SYSOP.name
    assert handle(editor).first
    assert not rounds.unclaim(other, THING)


def test_everything_is_set_aside_and_back(editor: Editor, make: MakeEditor) -> None:
    before = counts(editor)
    with pytest.raises(Explained) as refused:
        rounds.set_aside_before(editor, clock.now() + HOUR)
    assert refused.value.message.key == "newsdesk-handling-future"
    made = rounds.set_aside_before(editor, clock.now() - HOUR * 2)
    assert counts(editor)[Step.MENTIONS] == 0
    other = make(SYSOP)
    assert rounds.set_aside_before(other, made.before) == made
    assert rounds.undo_set_aside(other, made)
    assert not rounds.undo_set_aside(editor, made)
    assert counts(editor) == before


def test_a_round_is_finished_and_not(editor: Editor) -> None:
    def last() -> object:
        viewer = Viewer(now=clock.now(), user=EDITOR.name)
        found = rounds.load(editor.engine, submitted.desk_id(editor), viewer)
        return found and found.last

    finished = rounds.finish(editor)
    assert last() == finished
    assert rounds.undo_finish(editor, finished)
    assert last() is None


@pytest.mark.parametrize(
    "change",
    [
        handle,
        lambda who: rounds.undo(who, THING, clock.now()),
        lambda who: rounds.claim(who, THING, Step.MENTIONS),
        lambda who: rounds.unclaim(who, THING),
        lambda who: rounds.set_aside_before(who, clock.now()),
        lambda who: rounds.undo_set_aside(
            who, Horizon(before=clock.now(), user="", time=clock.now())
        ),
        rounds.finish,
        lambda who: rounds.undo_finish(who, clock.now()),
    ],
)
def test_who_may_not_edit_the_news_page_changes_nothing(
    make: MakeEditor, editor: Editor, change: Change
) -> None:
    with editor.engine.connect() as connection:
        before = desks.round_mark(connection, submitted.desk_id(editor))
    with pytest.raises(NotEditor):
        change(make(BLOCKED))
    with editor.engine.connect() as connection:
        assert desks.round_mark(connection, submitted.desk_id(editor)) == before


def test_the_right_is_asked_for_at_each_change(
    make: MakeEditor, editor: Editor, wiki: PracticeWiki
) -> None:
    done = handle(editor)
    wiki.protect(TITLE)
    try:
        with pytest.raises(NotEditor):
            rounds.undo(editor, THING, done.handled.time)
    finally:
        wiki.api(action="protect", post={"title": TITLE, "protections": "edit=all"})
    assert rounds.undo(editor, THING, done.handled.time)


def test_what_others_did_or_are_on_is_not_set_aside_with_the_rest(
    editor: Editor, make: MakeEditor
) -> None:
    other = make(SYSOP)
    things = [(Thing.of_lead("s", one), "") for one in ("news", "talk", "idea", "gone")]
    (news, _), (talk, _), (idea, _), _ = things
    handle(other, news, Step.SOURCES)
    rounds.claim(other, talk, Step.SOURCES)
    rounds.claim(editor, idea, Step.SOURCES)
    found = rounds.set_aside_these(editor, Step.SOURCES, things)
    assert (found.count, found.others) == (1, 3)
    assert rounds.undo_these(editor, Step.MENTIONS, found.time) == 0
    assert rounds.undo_these(other, Step.SOURCES, found.time) == 1
    assert rounds.undo_these(editor, Step.SOURCES, found.time) == 0
