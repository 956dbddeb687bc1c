"""Drafts on a real wiki and practice networks: two people, one text, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.decision import Choice
from newsdesk.domain.draft import Draft, DraftState
from newsdesk.domain.lead import LeadKind
from newsdesk.domain.length import PostLimits
from newsdesk.domain.message import Explained
from newsdesk.domain.post import Author, Medium, Post, PostKey, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.infra import clock
from newsdesk.services import deciding, drafts, editors, look_again, posting, read_wiki
from newsdesk.services.draft_checks import Home
from newsdesk.services.draft_work import NoDraft, Work, open_
from newsdesk.services.drafts import Typed
from newsdesk.services.editors import NotEditor
from newsdesk.services.submitted import Editor
from newsdesk.store import editor_rights, handled, leads, matches, posts, profiles
from newsdesk.store.database import writing
from newsdesk.store.editor_rights import EditorRight
from newsdesk.wiki import session
from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from sandbox.practice.mastodon_shapes import HOST
from tests.fixtures.drafting import LEAD, LINK, TEXT, Drafting, news_page
from tests.fixtures.editing import TITLE as NEWS
from tests.fixtures.editing import write
from tests.fixtures.statements import statements

ORIGIN = f"https://{HOST}"


def work(editor: Editor, thing: Thing, channel: str = "x") -> Work:
    return open_(editor, thing, channel)


def stored(editor: Editor, thing: Thing, channel: str = "x") -> Draft:
    found = work(editor, thing, channel).draft
    assert found is not None
    return found


def saved(editor: Editor, thing: Thing, text: str, channel: str = "x") -> Draft:
    there = work(editor, thing, channel)
    assert drafts.save(there, Typed(text, version=there.draft.version if there.draft else 0))
    return stored(editor, thing, channel)


def own_post(text: str, number: int = 1, **more: object) -> Post:
    made = Post(
        key=PostKey(ChannelKind.MASTODON, ORIGIN, str(number)),
        url=f"{ORIGIN}/@mediawiki/{number}",
        author=Author("MediaWiki", "mediawiki"),
        time=clock.now() - timedelta(hours=1),
        html=f"<p>{text}</p>",
        text=text,
        links=(LINK,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def store(desk: Drafting, *found: Post, stream: StreamName = StreamName.OWN) -> None:
    with writing(desk.engine) as connection:
        posts.save(connection, desk.desk_id, "mastodon", found, now=clock.now(), stream=stream)


def dealt(desk: Drafting, thing: Thing) -> tuple[Handling, str] | None:
    with desk.engine.connect() as connection:
        found = handled.find(connection, desk.desk_id, [thing]).get(thing)
    return (found.what, found.user) if found else None


def test_a_server_counts_by_the_limits_that_it_told(drafting: Drafting) -> None:
    editor, thing = drafting.by(EDITOR), drafting.items()[0]
    text = f"Notes: {LINK}"
    unasked = work(editor, thing, "mastodon").length(text)
    assert (unasked.used, unasked.most, unasked.usual) == (7 + 23, 500, True)
    with writing(drafting.engine) as connection:
        profiles.save(
            connection, drafting.desk_id, "mastodon", Profile(handle="m"), now=clock.now()
        )
        limits = PostLimits(characters=640, per_url=30)
        profiles.keep_limits(connection, drafting.desk_id, "mastodon", limits)
    told = work(editor, thing, "mastodon").length(text)
    assert (told.used, told.most, told.usual) == (7 + 30, 640, False)


def test_an_item_is_drafted_for_a_channel(drafting: Drafting) -> None:
    there = work(drafting.by(EDITOR), drafting.items()[0])
    assert there.draft is None
    found = there.suggestion()
    said = TEXT.replace("@tech@people.example", "@wikimediatech")
    assert found.text == f"{said} notes.\n\n#MediaWiki\n{LINK}"
    assert found.language == "en"
    assert there.length(found.text).fits


def test_a_long_one_is_shortened_by_the_networks_own_count(drafting: Drafting) -> None:
    thing = drafting.items()[1]
    for channel, fits in (("x", False), ("linkedin", True)):
        there = work(drafting.by(EDITOR), thing, channel)
        found = there.suggestion()
        assert there.length(found.text).fits
        assert found.text.endswith(LINK)
        assert (found.text == found.whole) is fits


@pytest.mark.parametrize(
    ("thing", "channel"),
    [
        (Thing.of_item("2020-01-01-nothing"), "x"),
        (Thing.of_lead("events", "?"), "x"),
        (Thing(("mastodon", ORIGIN, "?")), "x"),
        (None, "blog"),
        (None, "nowhere"),
    ],
)
def test_what_is_not_there_cannot_be_drafted(
    drafting: Drafting, thing: Thing | None, channel: str
) -> None:
    with pytest.raises(NoDraft):
        work(drafting.by(EDITOR), thing or drafting.items()[0], channel)


def test_only_who_may_edit_the_news_page_saves(drafting: Drafting) -> None:
    blocked, thing = drafting.by(BLOCKED), drafting.items()[0]
    assert drafts.permitted(blocked) is None
    with pytest.raises(NotEditor):
        drafts.save(work(blocked, thing), Typed("Spam"))
    assert drafts.permitted(blocked) is False
    assert work(drafting.by(EDITOR), thing).draft is None


def test_a_text_without_end_is_refused(drafting: Drafting) -> None:
    there = work(drafting.by(EDITOR), drafting.items()[0])
    for typed in (Typed("x" * 65_001), Typed("x", alt=("y" * 2_001,)), Typed("x", ("",) * 11)):
        with pytest.raises(Explained):
            drafts.save(there, typed)
    assert work(drafting.by(EDITOR), drafting.items()[0]).draft is None


def test_a_draft_is_kept_and_another_editor_takes_it_over(drafting: Drafting) -> None:
    first, second, thing = drafting.by(EDITOR), drafting.by(SYSOP), drafting.items()[0]
    mine = saved(first, thing, "First words")
    assert (mine.text, mine.user, mine.version) == ("First words", EDITOR.name, 1)
    theirs = work(second, thing)
    assert theirs.held_by == EDITOR.name
    assert drafts.take_over(theirs, mine.version)
    assert saved(second, thing, "Second words").user == SYSOP.name
    # The first one has not seen that, and saves once more what they typed meanwhile.
    assert not drafts.save(work(first, thing), Typed("First words and more", version=1))
    now = stored(first, thing)
    assert (now.text, now.user) == ("Second words", SYSOP.name)
    assert [(one.user, one.text) for one in now.left] == [(EDITOR.name, "First words and more")]
    # What they left beside it is no change of the text: the second one goes on.
    assert saved(second, thing, "Third words").left == now.left


def test_nobody_writes_into_a_draft_that_another_holds(drafting: Drafting) -> None:
    first, second, thing = drafting.by(EDITOR), drafting.by(SYSOP), drafting.items()[0]
    version = saved(first, thing, "First words").version
    assert not drafts.save(work(second, thing), Typed("Mine", version=version))
    assert not drafts.close(work(second, thing), version, DraftState.DISCARDED)
    assert stored(first, thing).text == "First words"
    assert [one.text for one in stored(first, thing).left] == ["Mine"]


def test_two_windows_of_one_person_lose_nothing(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "In one window")
    assert not drafts.save(work(me, thing), Typed("In the other", version=0))
    found = stored(me, thing)
    assert found.text == "In one window"
    assert [one.text for one in found.left] == ["In the other"]


def test_a_draft_that_is_older_than_what_was_seen_is_not_taken_over(drafting: Drafting) -> None:
    first, second, thing = drafting.by(EDITOR), drafting.by(SYSOP), drafting.items()[0]
    saved(first, thing, "One")
    seen = work(second, thing)
    saved(first, thing, "Two")
    for there in (seen, work(second, thing)):
        assert not drafts.take_over(there, seen.draft.version if seen.draft else 0)
    assert stored(first, thing).user == EDITOR.name


def test_discarding_can_be_undone(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    version = saved(me, thing, "Words").version
    assert drafts.close(work(me, thing), version, DraftState.DISCARDED)
    assert work(me, thing).open is None
    posting.reopen(work(me, thing))
    assert (stored(me, thing).text, stored(me, thing).state) == ("Words", DraftState.OPEN)


def test_a_draft_is_found_again_when_its_item_was_reworded(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Words")
    write(drafting.wiki, {NEWS: news_page().replace("notes of the", "long notes of our")})
    anybody = session.anonymous(drafting.settings)
    assert read_wiki.read(anybody, drafting.engine, drafting.desk_id, force=True) is None
    renamed = drafting.items()[0]
    assert renamed != thing
    for name in (thing, renamed):
        found = work(me, name)
        assert found.subject.thing == renamed
        assert found.draft is not None
        assert found.draft.text == "Words"
        assert found.draft.basis != found.subject.basis.text
    assert saved(me, renamed, "More words").version == 2


def test_an_alternative_text_starts_from_the_post_that_the_item_rests_on(
    drafting: Drafting,
) -> None:
    thing = drafting.items()[0]
    media = (Medium("image", "A hall", "https://files.example/1"), Medium("image"))
    mine = own_post(TEXT, media=media)
    store(drafting, mine)
    match = Match(
        item_id=thing.parts[1],
        channel_id="mastodon",
        post=mine.key,
        verdict=Verdict.SAME,
        score=0.9,
    )
    with writing(drafting.engine) as connection:
        matches.replace(connection, drafting.desk_id, [match])
    assert work(drafting.by(EDITOR), thing).subject.images == media


def test_what_is_there_already_is_said(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    mine = own_post(TEXT)
    store(drafting, mine, own_post("Something else entirely, of kittens", 2, links=()))
    there = work(me, thing, "mastodon")
    checks = there.checks(there.suggestion().text, clock.now())
    assert [(post.key, how) for post, how in checks.already] == [(mine.key, Verdict.SAME)]
    assert checks.unread is not None
    assert checks.unread.since is None
    other = there.checks("A wholly different text about birds", clock.now())
    assert other.already == ()


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (f"See {LINK}.", Home.YES),
        ("See https://example.org/a", Home.NO),
        ("See https://w.wiki/abc", Home.UNKNOWN),
        ("See nothing", Home.NOWHERE),
    ],
)
def test_a_draft_should_lead_home(drafting: Drafting, text: str, home: Home) -> None:
    there = work(drafting.by(EDITOR), drafting.items()[0])
    assert there.checks(text, clock.now()).home is home


def test_a_lead_is_drafted_with_when_it_is(drafting: Drafting) -> None:
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [LEAD], whole=True)
    thing = Thing.of_lead("events", "1")
    there = work(drafting.by(EDITOR), thing, "mastodon")
    assert there.subject.step is Step.SOURCES
    said = "Tech talk: the new REST API (1 December 2026)"
    assert there.suggestion().text == f"{said}\n\n#MediaWiki\n{LEAD.url}"


def test_a_suggestion_leads_to_what_it_names(drafting: Drafting) -> None:
    page = "https://wiki.example/Talk:Social_media#A"
    lead = replace(LEAD, kind=LeadKind.SUGGESTION, when=None, url=page, links=(LINK,))
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [lead], whole=True)
    there = work(drafting.by(EDITOR), Thing.of_lead("events", "1"), "mastodon")
    assert there.subject.step is Step.SUGGESTIONS
    assert there.suggestion().link == LINK


def test_a_strangers_post_is_quoted_with_its_author(drafting: Drafting) -> None:
    said = "Look what @tech made"
    theirs = own_post(said, 7, author=Author("Ada", "ada"), links=(), language="de")
    store(drafting, theirs, stream=StreamName.MENTION)
    there = work(drafting.by(EDITOR), Thing.of_post(theirs.key))
    assert (there.subject.step, there.subject.handling) == (Step.MENTIONS, Handling.DRAFTED)
    found = there.suggestion()
    assert found.text == f"Ada: “Look what tech made”\n\n#MediaWiki\n{theirs.url}"
    assert found.language == "de"


def test_what_was_posted_is_found_and_dealt_with(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    text = work(me, thing, "mastodon").suggestion().text
    saved(me, thing, text, "mastodon")
    body, _, _ = text.rpartition("\n\n")
    number = drafting.practice.add_post("mastodon", body, link=LINK)
    look_again.start(work(me, thing, "mastodon")).join()
    found = stored(me, thing, "mastodon")
    assert found.state is DraftState.POSTED
    assert found.url.startswith(f"{ORIGIN}/@")
    assert found.look is not None
    assert (found.look.failure, found.look.until) == (None, None)
    waited = Thing.of_item(thing.parts[1], "mastodon")
    assert dealt(drafting, waited) == (Handling.POSTED, EDITOR.name)
    posting.reopen(work(me, thing, "mastodon"))
    assert stored(me, thing, "mastodon").state is DraftState.OPEN
    assert dealt(drafting, waited) is None
    drafting.practice.delete_post("mastodon", number)


def test_what_is_not_there_is_not_found_and_can_be_pasted(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Wholly different words of birds", "mastodon")
    look_again.start(work(me, thing, "mastodon")).join()
    found = stored(me, thing, "mastodon")
    assert found.state is DraftState.OPEN
    assert found.look is not None
    assert found.look.ended is not None
    assert found.look.failure is None
    with pytest.raises(Explained):
        posting.by_hand(work(me, thing, "mastodon"), "https://evil.example/1")
    address = f"{ORIGIN}/@mediawiki/115000000000000009"
    posting.by_hand(work(me, thing, "mastodon"), f" {address} ")
    assert (stored(me, thing, "mastodon").state, stored(me, thing, "mastodon").url) == (
        DraftState.POSTED,
        address,
    )
    waits = deciding.pending(drafting.engine, drafting.desk_id, EDITOR.name)
    assert [(one.decision.choice, one.decision.address) for one in waits] == [
        (Choice.POSTED, address)
    ]
    posting.reopen(work(me, thing, "mastodon"))
    assert deciding.pending(drafting.engine, drafting.desk_id, EDITOR.name) == ()


def test_looking_keeps_to_the_floor_between_paid_reads(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Words")
    look_again.start(work(me, thing)).join()
    asked = drafting.practice.asked.total()
    look_again.start(work(me, thing)).join()
    look = stored(me, thing).look
    assert look is not None
    assert look.until is not None
    assert look.until > clock.now()
    assert drafting.practice.asked.total() == asked


def test_a_channel_that_nobody_reads_says_so(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Words", "linkedin")
    look_again.start(work(me, thing, "linkedin")).join()
    look = stored(me, thing, "linkedin").look
    assert look is not None
    assert look.failure is not None
    assert look.failure.key == "newsdesk-draft-look-unreadable"


def test_who_is_no_editor_looks_for_nothing(drafting: Drafting) -> None:
    there = work(drafting.by(BLOCKED), drafting.items()[0])
    for act in (
        lambda: look_again.start(there),
        lambda: posting.by_hand(there, f"{ORIGIN}/@mediawiki/1"),
        lambda: posting.posted(there, f"{ORIGIN}/@mediawiki/1"),
        lambda: posting.reopen(there),
        lambda: drafts.take_over(there, 0),
    ):
        with pytest.raises(NotEditor):
            act()
    assert editors.known(drafting.engine, drafting.desk_id, BLOCKED.name) is False


def test_taking_over_and_discarding_ask_the_wiki_whatever_it_said_lately(
    drafting: Drafting,
) -> None:
    thing = drafting.items()[0]
    mine = saved(drafting.by(EDITOR), thing, "Words")
    with writing(drafting.engine) as connection:
        lately = EditorRight(allowed=True, asked=clock.now())
        editor_rights.save(connection, drafting.desk_id, BLOCKED.name, lately)
    there = work(drafting.by(BLOCKED), thing)
    with pytest.raises(NotEditor):
        drafts.take_over(there, mine.version)
    with pytest.raises(NotEditor):
        drafts.close(there, mine.version, DraftState.DISCARDED)
    assert stored(drafting.by(EDITOR), thing) == mine


def test_what_may_be_it_is_a_persons_to_say(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Wholly different words of birds and of cats in a garden", "mastodon")
    said = "Wholly different words of birds and of cats in a garden"
    number = drafting.practice.add_post("mastodon", said)
    look_again.start(work(me, thing, "mastodon")).join()
    look = stored(me, thing, "mastodon").look
    assert look is not None
    assert look.candidate.startswith(f"{ORIGIN}/@")
    posting.by_hand(work(me, thing, "mastodon"), look.candidate, Choice.SAME)
    assert stored(me, thing, "mastodon").url == look.candidate
    waits = deciding.pending(drafting.engine, drafting.desk_id, EDITOR.name)
    assert [one.decision.choice for one in waits] == [Choice.SAME]
    drafting.practice.delete_post("mastodon", number)


def test_a_lead_that_was_posted_waits_no_more(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), Thing.of_lead("events", "1")
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [LEAD], whole=True)
    saved(me, thing, "Come to the talk", "mastodon")
    with pytest.raises(Explained):
        posting.by_hand(work(me, thing, "mastodon"), "https://evil.example/1")
    posting.by_hand(work(me, thing, "mastodon"), f"{ORIGIN}/@mediawiki/115000000000000009")
    assert stored(me, thing, "mastodon").state is DraftState.POSTED
    assert dealt(drafting, thing) == (Handling.POSTED, EDITOR.name)
    assert deciding.pending(drafting.engine, drafting.desk_id, EDITOR.name) == ()


def test_a_leads_post_is_found_by_what_the_draft_says(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), Thing.of_lead("events", "1")
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [LEAD], whole=True)
    text = work(me, thing, "mastodon").suggestion().text
    saved(me, thing, text, "mastodon")
    number = drafting.practice.add_post("mastodon", text.split("\n")[0], link=LEAD.url)
    look_again.start(work(me, thing, "mastodon")).join()
    assert stored(me, thing, "mastodon").url.startswith(f"{ORIGIN}/@")
    assert dealt(drafting, thing) == (Handling.POSTED, EDITOR.name)
    drafting.practice.delete_post("mastodon", number)


def test_what_was_said_days_before_is_not_what_was_posted_now(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), Thing.of_lead("events", "1")
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [LEAD], whole=True)
    text = work(me, thing, "mastodon").suggestion().text
    then = clock.now() - timedelta(days=3)
    number = drafting.practice.add_post("mastodon", text.split("\n")[0], link=LEAD.url, time=then)
    saved(me, thing, text, "mastodon")
    look_again.start(work(me, thing, "mastodon")).join()
    draft = stored(me, thing, "mastodon")
    assert draft.look is not None
    assert (draft.state, draft.look.candidate) == (DraftState.OPEN, "")
    drafting.practice.delete_post("mastodon", number)


def test_many_drafts_are_named_in_few_queries(drafting: Drafting) -> None:
    me, item = drafting.by(EDITOR), drafting.items()[0]
    theirs = own_post(TEXT, 9)
    store(drafting, theirs, stream=StreamName.MENTION)
    some = [replace(LEAD, native_id=str(number), title=f"Event {number}") for number in range(9)]
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", some, whole=True)
    of_leads = [
        thing for one in some for thing in (one.thing, Thing.of_day("events", one.native_id))
    ]
    for thing in (item, Thing.of_post(theirs.key), *of_leads):
        saved(me, thing, "Words", "mastodon")
    assert len(statements(drafting.engine, lambda: drafts.opened(me))) < len(of_leads)
    named = {one.thing: name for one, name, _ in drafts.opened(me)}
    assert named.keys() == {item, Thing.of_post(theirs.key), *of_leads}
    assert named == {one: work(me, one, "mastodon").subject.title for one in named}


def test_a_draft_outlives_what_it_is_about(drafting: Drafting) -> None:
    me, thing = drafting.by(EDITOR), drafting.items()[0]
    saved(me, thing, "Words", "mastodon")
    write(drafting.wiki, {NEWS: "* 1 January 2020: Nothing else."})
    anybody = session.anonymous(drafting.settings)
    assert read_wiki.read(anybody, drafting.engine, drafting.desk_id, force=True) is None
    there = work(me, thing, "mastodon")
    assert there.subject.gone
    assert there.open is not None
    assert [name for _, name, _ in drafts.opened(me)] == [there.subject.title]
    assert saved(me, thing, "Other words", "mastodon").text == "Other words"
    posting.by_hand(work(me, thing, "mastodon"), f"{ORIGIN}/@mediawiki/115000000000000009")
    assert stored(me, thing, "mastodon").state is DraftState.POSTED
    with pytest.raises(NoDraft):
        work(me, thing, "x")


def test_the_authors_own_original_is_to_be_shared_instead(drafting: Drafting) -> None:
    author = Author("Tech", "tech@people.example", "https://people.example/@tech")
    theirs = own_post(TEXT, 8, author=author)
    store(drafting, theirs, stream=StreamName.MENTION)
    there = work(drafting.by(EDITOR), Thing.of_post(theirs.key))
    found = there.original()
    assert found is not None
    assert (found.handle, found.post) == ("wikimediatech", None)
    assert found.url == "https://x.com/wikimediatech"
    assert work(drafting.by(EDITOR), drafting.items()[0]).original() is None
