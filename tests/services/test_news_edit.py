"""Edits of the news page as real users of a real wiki: each once, whatever happens beside."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import (
    Blocked,
    Deleted,
    NoChange,
    Protected,
    RateLimited,
    ReadOnly,
    Saved,
    Unreachable,
)
from newsdesk.domain.message import Explained
from newsdesk.services import desk, news_edit, sending
from newsdesk.services import submitted as submitted_rows
from newsdesk.services.news_edit import NewsSent
from newsdesk.services.news_plan import Action, Wish
from newsdesk.services.submitted import Editor
from newsdesk.store import items
from newsdesk.store.submissions import State
from newsdesk.wiki import edits, pages
from newsdesk.wiki.news_page import Uncertain
from sandbox.accounts import BLOCKED, EDITOR, MANY
from tests.fixtures.editing import (
    CONFIG,
    SET_UP,
    TITLE,
    MakeEditor,
    die,
    editor_of,
    one_connection,
    read_desk,
    settings_of,
    used_tokens,
    write,
)
from tests.fixtures.wiki import PracticeWiki

ARCHIVE = "News/Archive"
START = (
    "<noinclude>\n* 2020-01-01: how to\n</noinclude>\n"
    "* 18 November 2026: <translate><!--T:2--> [[MediaWiki 1.45]] is released.</translate>\n"
    "* 3 November 2026: <translate><!--T:1--> Older.</translate>\n"
)
NEW = Wish(action=Action.ADD, day=date(2026, 11, 20), text="''New'' at [[Help:New]]")


@pytest.fixture
def make(wiki: PracticeWiki, sqlite_url: str) -> Iterator[MakeEditor]:
    """Make editors at one desk whose set-up and pages were read from the wiki."""
    wiki.switch()
    write(wiki, {SET_UP: CONFIG, TITLE: START, ARCHIVE: "* 1 May 2026: Oldest.\n"})
    settings = settings_of(wiki, sqlite_url)
    with read_desk(settings) as engine:
        yield partial(editor_of, wiki, engine, settings)


@pytest.fixture
def editor(make: MakeEditor) -> Editor:
    return make(EDITOR)


def sent(editor: Editor, submission_id: str) -> NewsSent:
    found = news_edit.look(editor, submission_id)
    assert found is not None
    return found


def submitted(editor: Editor, wish: Wish = NEW) -> str:
    return news_edit.submit(editor, news_edit.ground(editor), wish)


def published(editor: Editor, wish: Wish = NEW) -> NewsSent:
    return sent(editor, news_edit.publish(editor, submitted(editor, wish)))


def stored(editor: Editor, title: str = TITLE) -> list[str]:
    with editor.engine.connect() as connection:
        desk_id = desk.ensure(editor.engine, editor.settings)
        return [i.id for i in items.of_page(connection, desk_id, title)]


def test_an_item_is_added_and_nothing_else_changes(wiki: PracticeWiki, editor: Editor) -> None:
    done = published(editor)
    assert (done.state, type(done.result)) == (State.DONE, Saved)
    line = "* 20 November 2026: <translate>''New'' at [[Help:New]]</translate>\n"
    assert wiki.text(TITLE) == START.replace("* 18 Nov", line + "* 18 Nov").rstrip()
    newest = wiki.history(TITLE)[0]
    assert newest["user"] == EDITOR.name
    assert newest["comment"] == (
        "Add news: New at Help:New "
        "([[toolforge:newsdesk/item/2026-11-20-new-at-help-new|Newsdesk]])"
    )
    assert not newest["minor"]


def test_the_board_shows_it_at_once(editor: Editor) -> None:
    published(editor)
    assert stored(editor)[0] == "2026-11-20-new-at-help-new"


def test_no_step_takes_a_second_connection_while_it_holds_one(editor: Editor) -> None:
    with one_connection(editor.engine):
        published(editor)


def test_preview_and_changes_are_the_wikis_own(editor: Editor) -> None:
    (shown,) = sending.show(editor, sent(editor, submitted(editor)))
    assert "<i>New</i>" in shown.preview
    assert "diff-addedline" in shown.diff
    assert "20 November 2026" in shown.diff


def test_twice_the_same_click_saves_once(wiki: PracticeWiki, editor: Editor) -> None:
    name = submitted(editor)
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda _: news_edit.publish(editor, name), range(4)))
    assert set(again) == {name}
    assert news_edit.publish(editor, name) == name
    assert wiki.text(TITLE).count("Help:New") == 1


def test_nobody_sees_or_sends_another_ones(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    other = replace(editor, account=replace(editor.account, name="Somebody else"))
    name = submitted(editor)
    assert news_edit.look(other, name) is None
    assert news_edit.publish(other, name) == name
    assert "Help:New" not in wiki.text(TITLE)


def test_on_a_conflict_it_is_applied_again_and_shown_once_more(
    wiki: PracticeWiki, editor: Editor
) -> None:
    first = submitted(editor)
    wiki.edit(TITLE, START.replace("* 18 Nov", "* 19 November 2026: Between.\n* 18 Nov"))
    second = news_edit.publish(editor, first)
    again = sent(editor, second)
    assert second != first
    assert (again.state, again.again, again.wish.text) == (State.NEW, True, NEW.text)
    assert "Help:New" not in wiki.text(TITLE)
    assert isinstance(sent(editor, news_edit.publish(editor, second)).result, Saved)
    assert [wiki.text(TITLE).count(w) for w in ("Between.", "Help:New")] == [1, 1]


def test_the_same_item_meanwhile_is_named_and_not_added_twice(
    wiki: PracticeWiki, editor: Editor
) -> None:
    first = submitted(editor)
    line = "* 20 November 2026: New at [[Help:New]].\n"
    wiki.edit(TITLE, START.replace("* 18 Nov", line + "* 18 Nov"))
    again = sent(editor, news_edit.publish(editor, first))
    assert (again.already, again.edits) == ("2026-11-20-new-at-help-new", ())
    news_edit.publish(editor, again.id)
    assert wiki.text(TITLE).count("Help:New") == 1


def test_an_edit_that_died_before_saving_can_be_sent_again(
    wiki: PracticeWiki, editor: Editor
) -> None:
    name = submitted(editor)
    die(editor, name)
    assert sent(editor, name).state is State.FAILED
    assert isinstance(sent(editor, news_edit.publish(editor, name)).result, Saved)
    assert wiki.text(TITLE).count("Help:New") == 1


def test_an_edit_that_died_after_saving_is_found_in_the_history(
    wiki: PracticeWiki, editor: Editor
) -> None:
    name = submitted(editor)
    (edit,) = sent(editor, name).edits
    before = len(wiki.history(TITLE))
    edits.save(editor.wiki(), edit)
    die(editor, name)
    done = sent(editor, name)
    assert (done.state, type(done.result)) == (State.DONE, Saved)
    assert news_edit.publish(editor, name) == name
    assert len(wiki.history(TITLE)) == before + 1


def test_two_drafts_with_the_same_summary_are_told_apart(
    wiki: PracticeWiki, editor: Editor
) -> None:
    first, second = (
        submitted(editor, replace(NEW, text=text, summary="update")) for text in ("One", "Other")
    )
    assert isinstance(sent(editor, news_edit.publish(editor, first)).result, Saved)
    again = news_edit.publish(editor, second)
    assert (again != second, sent(editor, again).state) == (True, State.NEW)
    assert isinstance(sent(editor, news_edit.publish(editor, again)).result, Saved)
    lines = wiki.text(TITLE).split("\n")
    assert [sum(f">{text}<" in line for line in lines) for text in ("One", "Other")] == [1, 1]


def test_an_interrupted_edit_is_known_as_soon_as_the_wiki_has_it(
    wiki: PracticeWiki, editor: Editor
) -> None:
    name = submitted(editor)
    (edit,) = sent(editor, name).edits
    assert submitted_rows.begin(editor, name)
    assert sent(editor, name).state is State.SENT
    edits.save(editor.wiki(), edit)
    assert isinstance(sent(editor, name).result, Saved)


def test_an_item_is_changed(wiki: PracticeWiki, editor: Editor) -> None:
    wish = Wish(
        action=Action.CHANGE, item_id="2026-11-03-older", day=date(2026, 11, 3), text="Better."
    )
    name = submitted(editor, wish)
    assert sent(editor, name).outdates == ("1",)
    news_edit.publish(editor, name)
    assert wiki.text(TITLE) == START.replace("Older.", "Better.").rstrip()
    assert wiki.history(TITLE)[0]["comment"].startswith("Change news: Better. (")


def test_an_item_is_removed(wiki: PracticeWiki, editor: Editor) -> None:
    published(editor, Wish(action=Action.REMOVE, item_id="2026-11-03-older"))
    assert wiki.text(TITLE) == START[: START.index("* 3 Nov")].rstrip()
    assert wiki.history(TITLE)[0]["comment"].startswith("Remove news: Older. (")
    assert stored(editor) == ["2026-11-18-mediawiki-1-45-is-released"]


def test_old_items_move_to_the_archive_first(wiki: PracticeWiki, editor: Editor) -> None:
    name = submitted(editor, Wish(action=Action.ARCHIVE))
    assert [e.title for e in sent(editor, name).edits] == [ARCHIVE, TITLE]
    news_edit.publish(editor, name)
    assert wiki.text(ARCHIVE) == "* 3 November 2026: Older.\n* 1 May 2026: Oldest."
    assert wiki.text(TITLE) == START[: START.index("* 3 Nov")].rstrip()
    assert stored(editor, ARCHIVE) == ["2026-11-03-older", "2026-05-01-oldest"]
    assert published(editor, Wish(action=Action.ARCHIVE)).edits == ()


def test_archiving_goes_on_where_it_stopped(wiki: PracticeWiki, editor: Editor) -> None:
    name = submitted(editor, Wish(action=Action.ARCHIVE))
    edits.save(editor.wiki(), sent(editor, name).edits[0])
    wiki.edit(TITLE, wiki.text(TITLE) + "\n[[Category:News]]")
    again = news_edit.publish(editor, name)
    assert [e.title for e in sent(editor, again).edits] == [TITLE]
    news_edit.publish(editor, again)
    assert [wiki.text(t).count("Older.") for t in (ARCHIVE, TITLE)] == [1, 0]
    assert wiki.text(TITLE).endswith("[[Category:News]]")


def test_rights_are_known_before_anything_is_typed(make: MakeEditor, wiki: PracticeWiki) -> None:
    assert news_edit.ground(make(EDITOR)).refusal is None
    assert isinstance(news_edit.ground(make(BLOCKED)).refusal, Blocked)
    wiki.switch(readonly="moving house")
    assert news_edit.ground(make(EDITOR)).refusal == ReadOnly("moving house")


def test_a_refused_edit_keeps_what_was_typed(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    name = submitted(editor)
    wiki.switch(ratelimits=0)
    failed = sent(editor, news_edit.publish(editor, name))
    assert (failed.state, failed.wish.text) == (State.FAILED, NEW.text)
    assert failed.result == RateLimited()
    wiki.switch(readonly="moving house")
    assert sent(editor, news_edit.publish(editor, name)).result == ReadOnly("moving house")
    wiki.switch()
    assert isinstance(sent(editor, news_edit.publish(editor, name)).result, Saved)


def test_a_protected_page(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    wiki.api(action="protect", post={"title": TITLE, "protections": "edit=sysop"})
    assert isinstance(news_edit.ground(editor).refusal, Protected)
    assert isinstance(published(editor).result, Protected)
    wiki.api(action="protect", post={"title": TITLE, "protections": "edit=all"})


def test_a_deleted_page_is_not_made_again(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    name = submitted(editor)
    wiki.api(action="delete", post={"title": TITLE})
    assert isinstance(sent(editor, news_edit.publish(editor, name)).result, Deleted)
    with pytest.raises(Explained):
        news_edit.ground(editor)


def test_an_uncertain_place_is_not_guessed(wiki: PracticeWiki, editor: Editor) -> None:
    wiki.edit(TITLE, "Nothing here.")
    with pytest.raises(Uncertain):
        submitted(editor)


def test_a_merge_that_went_wrong_is_seen_and_can_be_repaired(
    wiki: PracticeWiki, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves the same item, elsewhere, between our last look and our edit."""
    first = submitted(editor)
    others = START.rstrip() + "\n* 20 November 2026: ''New'' at [[Help:New]]\n"
    look_at = pages.current

    def and_then_somebody_edits(*asked: object) -> dict[str, PageRevision | None]:
        found = look_at(*asked)  # type: ignore[arg-type]
        monkeypatch.setattr(pages, "current", look_at)
        wiki.edit(TITLE, others)
        return found

    monkeypatch.setattr(pages, "current", and_then_somebody_edits)
    done = sent(editor, news_edit.publish(editor, first))
    assert isinstance(done.result, Saved)
    assert done.result.merged
    assert wiki.text(TITLE).count("Help:New") == 2
    assert done.broken
    second = news_edit.repair(editor, first)
    news_edit.publish(editor, second)
    assert wiki.text(TITLE).count("Help:New") == 1


@pytest.fixture(scope="module")
def used(wiki: PracticeWiki) -> None:
    """Tokens of twenty people are used once: only then the wiki makes them a session."""
    used_tokens(wiki, MANY)


@pytest.fixture
def twenty(make: MakeEditor, used: None) -> list[Editor]:
    """Twenty people, each with an account and a token of their own that they have used."""
    return [make(account) for account in MANY]


def until_saved(editor: Editor, wish: Wish) -> NewsSent:
    """Do what a person does: publish, and again where it is shown once more or unanswered."""
    name = submitted(editor, wish)
    while True:
        name = news_edit.publish(editor, name)
        found = sent(editor, name)
        if found.state is State.DONE or found.already:
            return found
        assert found.state is State.NEW or isinstance(found.result, Unreachable), found.result


def test_twenty_people_add_different_items(twenty: list[Editor], wiki: PracticeWiki) -> None:
    wishes = [replace(NEW, text=f"Item number {n:02}.") for n in range(20)]
    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(until_saved, twenty, wishes))
    assert all(isinstance(one.result, Saved) and not one.broken for one in done)
    lines = wiki.text(TITLE).split("\n")
    assert [sum(f"Item number {n:02}." in line for line in lines) for n in range(20)] == [1] * 20
    assert [line for line in lines if "Item number" not in line] == START.rstrip().split("\n")


def test_twenty_people_add_the_same_item(twenty: list[Editor], wiki: PracticeWiki) -> None:
    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(partial(until_saved, wish=NEW), twenty))
    assert all(one.already or isinstance(one.result, Saved | NoChange) for one in done)
    assert wiki.text(TITLE).count("Help:New") == 1
