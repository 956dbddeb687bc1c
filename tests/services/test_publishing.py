"""Decisions published as real users of a real wiki: one edit a page, by its meaning."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsdesk.domain.decision import Choice
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.edit import Blocked, Protected, Saved
from newsdesk.domain.fetch import BEGINNING, StreamState
from newsdesk.domain.item_id import item_id
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra import clock
from newsdesk.services import changes, desk, matching, publishing, sending, submitted, watching
from newsdesk.services.submitted import Editor
from newsdesk.store import items, revisions, streams
from newsdesk.store.database import writing
from newsdesk.store.revisions import Walk
from newsdesk.store.submissions import State
from sandbox.accounts import BLOCKED, EDITOR, MANY, SYSOP
from tests.fixtures.deciding import (
    CODEX,
    EXEMPT,
    NOT_NEWS,
    OLD,
    OLDER,
    PAGE,
    POSTED,
    RELEASE,
    SAME,
    SPLIT,
    START,
    TOOT,
    TWEET,
    decide,
    exists,
    published,
    read,
    sent,
    stored,
    value,
    waiting,
)
from tests.fixtures.editing import TITLE as NEWS
from tests.fixtures.editing import MakeEditor, one_connection
from tests.fixtures.wiki import PracticeWiki


@pytest.fixture
def editor(decider: MakeEditor) -> Editor:
    return decider(EDITOR)


def test_decisions_become_one_edit(wiki: PracticeWiki, editor: Editor) -> None:
    done = published(editor, SAME, EXEMPT, NOT_NEWS)
    assert (done.state, type(done.result), done.broken) == (State.DONE, Saved, False)
    assert value(wiki) == {
        "version": 1,
        "items": {
            RELEASE: {
                "snapshot": {"date": "2026-11-18", "text": "MediaWiki 1.45.2 released"},
                "channels": {"mastodon": {"same": [TOOT]}},
            },
            CODEX: {
                "snapshot": {"date": "2026-11-03", "text": "Codex 2.7 is out"},
                "channels": {"x": {"exempt": "only for wikis"}},
            },
        },
        "posts": {TWEET: "not-news"},
    }
    (only,) = wiki.history(PAGE)
    assert (only["user"], only["minor"]) == (EDITOR.name, False)
    assert only["comment"] == (
        "Newsdesk: 1 match confirmed, 1 post not news, 1 item not for X "
        "([[toolforge:newsdesk|Newsdesk]])"
    )


def test_a_summary_of_ones_own_is_written(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME, replace(EXEMPT, item_id=OLDER))
    made = publishing.prepare(editor)
    assert "Newsdesk" in sent(editor, made).edits[0].summary
    assert publishing.publish(editor, made, "As agreed on the talk page") == made
    assert isinstance(sent(editor, made).result, Saved)
    for title in (PAGE, OLD):
        assert wiki.history(title)[0]["comment"] == "As agreed on the talk page"
    publishing.publish(editor, made, "Too late")
    assert {edit.summary for edit in sent(editor, made).edits} == {"As agreed on the talk page"}


def test_a_summary_of_ones_own_stays_where_it_is_made_anew(
    decider: MakeEditor, wiki: PracticeWiki, editor: Editor
) -> None:
    decide(editor, SAME)
    made = publishing.prepare(editor)
    published(decider(SYSOP), EXEMPT)
    following = publishing.publish(editor, made, "As agreed")
    assert following != made
    assert isinstance(sent(editor, following).result, Saved)
    assert wiki.history(PAGE)[0]["comment"] == "As agreed"


def test_afterwards_they_wait_no_longer_and_are_known_at_once(editor: Editor) -> None:
    published(editor, SAME, EXEMPT, NOT_NEWS)
    assert waiting(editor) == []
    known = stored(editor)
    assert known.of(RELEASE, "mastodon").same == (TOOT,)
    assert known.of(CODEX, "x").exempt == "only for wikis"
    assert known.not_news == {TWEET}


def test_what_was_published_is_taken_back_by_another_edit(
    wiki: PracticeWiki, editor: Editor
) -> None:
    published(editor, SAME, EXEMPT, NOT_NEWS)
    open_ = [replace(one, choice=Choice.OPEN, reason="") for one in (SAME, EXEMPT)]
    done = published(editor, *open_)
    assert isinstance(done.result, Saved)
    assert value(wiki) == {"version": 1, "posts": {TWEET: "not-news"}}
    assert wiki.history(PAGE)[0]["comment"].startswith("Newsdesk: 2 decisions taken back (")
    published(editor, replace(NOT_NEWS, choice=Choice.OPEN))
    assert value(wiki) == {"version": 1}
    assert stored(editor) == Decisions()


def test_each_year_has_its_page(wiki: PracticeWiki, editor: Editor) -> None:
    old = replace(EXEMPT, item_id=OLDER)
    done = published(editor, SAME, old)
    assert [edit.title for edit in done.edits] == [OLD, PAGE]
    assert list(value(wiki, OLD)["items"]) == [OLDER]
    assert list(value(wiki)["items"]) == [RELEASE]
    link = f"[[toolforge:newsdesk/item/{OLDER}|Newsdesk]]"
    assert wiki.history(OLD)[0]["comment"] == f"Newsdesk: not for X: An older thing ({link})"
    assert waiting(editor) == []


def test_what_is_dated_far_ahead_stands_on_the_last_page_that_is_read(
    wiki: PracticeWiki, editor: Editor
) -> None:
    wiki.edit(NEWS, START.replace("1 November 2026: Alpha", "1 November 2062: Alpha"))
    read(editor)
    far = replace(EXEMPT, item_id="2062-11-01-alpha-is-there")
    done = published(editor, far)
    next_year = clock.now().year + 1
    assert [edit.title for edit in done.edits] == [PAGE.replace("2026", str(next_year))]
    assert list(stored(editor).items) == [far.item_id]


def test_what_will_be_written_is_shown_before(editor: Editor, wiki: PracticeWiki) -> None:
    published(editor, EXEMPT)
    decide(editor, POSTED)
    found = sent(editor, publishing.prepare(editor))
    (change,) = found.changes
    assert (change.before.choice, change.before.reason) == (Choice.EXEMPT, "only for wikis")
    assert (change.decision.address, change.contradicts) == (TWEET, False)
    (shown,) = sending.show(editor, found)
    assert "diff-deletedline" in shown.diff
    assert "only for wikis" in shown.diff
    assert shown.preview == ""
    assert len(wiki.history(PAGE)) == 1


def test_without_decisions_there_is_nothing_to_prepare(editor: Editor) -> None:
    with pytest.raises(Explained) as refusal:
        publishing.prepare(editor)
    assert refusal.value.message == msg("newsdesk-publish-nothing")


def test_nobody_sees_or_sends_another_ones(decider: MakeEditor, wiki: PracticeWiki) -> None:
    editor, other = decider(EDITOR), decider(MANY[0])
    decide(editor, SAME)
    name = publishing.prepare(editor)
    assert publishing.look(other, name) is None
    assert publishing.publish(other, name) == name
    assert not exists(wiki, PAGE)
    assert waiting(editor) == [SAME]


def test_an_item_with_two_entries_gets_one_word(wiki: PracticeWiki, editor: Editor) -> None:
    """Both lead to the item of today: what is decided anew is taken back in the other."""
    snapshot = {"date": "2026-11-18", "text": "MediaWiki 1.45.2 released"}
    entry = {"snapshot": snapshot, "channels": {"mastodon": {"same": [TOOT]}}}
    former = "2026-11-18-mediawiki-1-45-2-is-released"
    whole = {"version": 1, "items": {RELEASE: entry, former: entry}}
    wiki.edit(PAGE, json.dumps(whole), contentmodel="json")
    read(editor)
    published(editor, SPLIT)
    found = value(wiki)["items"]
    assert set(found) == {RELEASE}
    assert found[RELEASE]["channels"] == {"mastodon": {"not": [TOOT]}}


def test_an_item_that_was_reworded_since_is_written_by_its_name_of_today(
    wiki: PracticeWiki, editor: Editor
) -> None:
    decide(editor, SAME)
    wiki.edit(NEWS, START.replace("MediaWiki 1.45.2 released", "MediaWiki 1.45.2 released today"))
    read(editor)
    now = f"{RELEASE}-today"
    publishing.publish(editor, publishing.prepare(editor))
    assert list(value(wiki)["items"]) == [now]
    assert stored(editor).of(now, "mastodon").same == (TOOT,)
    assert waiting(editor) == []


def test_a_reworded_items_decisions_go_with_it(wiki: PracticeWiki, editor: Editor) -> None:
    published(editor, SAME, EXEMPT)
    wiki.edit(NEWS, START.replace("MediaWiki 1.45.2 released", "MediaWiki 1.45.2 is here"))
    its_desk = submitted.desk_id(editor)
    read(editor)
    now = "2026-11-18-mediawiki-1-45-2-is-here"
    with editor.engine.connect() as connection:
        assert now in {one.id for one in items.of_page(connection, its_desk, NEWS)}
    published(editor, replace(SPLIT, item_id=now))
    found = value(wiki)["items"]
    assert set(found) == {RELEASE, CODEX}
    assert found[RELEASE]["channels"] == {"mastodon": {"not": [TOOT]}}
    assert found[RELEASE]["snapshot"]["text"] == "MediaWiki 1.45.2 is here"
    assert stored(editor).of(now, "mastodon").not_same == (TOOT,)
    assert published(editor, replace(SPLIT, item_id=now, choice=Choice.OPEN)).edits
    assert set(value(wiki)["items"]) == {CODEX}


def test_what_others_wrote_on_the_page_stays(wiki: PracticeWiki, editor: Editor) -> None:
    later = {"version": 1, "items": {}, "posts": {}, "notes": {"by": "a later version"}}
    wiki.edit(PAGE, json.dumps(later), contentmodel="json")
    published(editor, SAME)
    assert value(wiki)["notes"] == {"by": "a later version"}
    assert list(value(wiki)["items"]) == [RELEASE]


def test_a_broken_page_is_not_written_over(wiki: PracticeWiki, editor: Editor) -> None:
    wiki.edit(PAGE, '{"version": 1, "items": []}', contentmodel="json")
    decide(editor, SAME)
    with pytest.raises(Explained) as refusal:
        publishing.prepare(editor)
    assert refusal.value.message.key == "newsdesk-publish-broken"
    assert refusal.value.message.params == (PAGE,)
    assert waiting(editor) == [SAME]


def test_a_page_of_wikitext_with_one_block_works_as_well(
    wiki: PracticeWiki, editor: Editor
) -> None:
    block = '<syntaxhighlight lang="json">\n{"version": 1}\n</syntaxhighlight>'
    wiki.edit(PAGE, f"About this page.\n{block}\nThe end.")
    assert isinstance(published(editor, SAME).result, Saved)
    text = wiki.text(PAGE)
    assert text.startswith("About this page.\n<syntaxhighlight")
    assert text.endswith("</syntaxhighlight>\nThe end.")
    assert RELEASE in text
    assert stored(editor).of(RELEASE, "mastodon").same == (TOOT,)


def test_where_the_wiki_takes_no_page_of_json_it_becomes_wikitext(
    wiki: PracticeWiki, editor: Editor
) -> None:
    wiki.switch(models=False)
    assert isinstance(published(editor, SAME).result, Saved)
    assert wiki.text(PAGE).startswith('<syntaxhighlight lang="json">\n{"items":')
    assert waiting(editor) == []
    assert isinstance(published(editor, EXEMPT).result, Saved)
    assert set(stored(editor).items) == {RELEASE, CODEX}


def test_rights_are_known_before(decider: MakeEditor, wiki: PracticeWiki) -> None:
    editor, blocked = decider(EDITOR), decider(BLOCKED)
    decide(blocked, SAME)
    assert isinstance(sent(blocked, publishing.prepare(blocked)).refusal, Blocked)
    wiki.edit(PAGE, '{"version": 1}', contentmodel="json")
    wiki.protect(PAGE)
    decide(editor, SAME)
    found = sent(editor, publishing.prepare(editor))
    assert isinstance(found.refusal, Protected)
    assert json.loads(found.edits[0].text)["items"][RELEASE]
    assert isinstance(sent(editor, publishing.publish(editor, found.id)).result, Protected)
    assert waiting(editor) == [SAME]


def test_no_step_takes_a_second_connection_while_it_holds_one(editor: Editor) -> None:
    with one_connection(editor.engine):
        published(editor, SAME, EXEMPT, NOT_NEWS)


def test_what_is_published_is_told_as_a_change_at_once(wiki: PracticeWiki, editor: Editor) -> None:
    its_desk, today = submitted.desk_id(editor), clock.now().date()
    wiki.edit(NEWS, f"* {today.day} {today:%B} {today.year}: Something new\n{START}")
    read(editor)
    with writing(editor.engine) as connection:
        config = desk.config(connection, its_desk)
        assert config
        (channel,) = [one for one in config.channels if one.id == "mastodon"]
        whole = StreamState(complete_since=BEGINNING, last_read=clock.now())
        streams.save(connection, its_desk, channel, whole)
        news = revisions.get(connection, its_desk, NEWS)
        assert news
        revisions.set_walk(connection, its_desk, NEWS, Walk(news.revid, news.revid, 0))
    matching.run(editor.engine, its_desk, config)
    assert watching.run(editor.engine, its_desk, clock.now(), ())
    new = item_id(today, "Something new")
    published(editor, replace(EXEMPT, item_id=new, channel_id="mastodon"))
    (told,) = changes.page(editor.engine, its_desk).told
    assert (told.item_id, told.change.channel_id) == (new, "mastodon")
    assert (told.change.before, told.change.after) == (SyncStatus.WANTED, SyncStatus.EXEMPT)
