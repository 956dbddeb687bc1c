"""The tool's pages on a real wiki: what the wiki has of them, made, updated, and left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.edit import NoChange, Protected, Saved
from newsdesk.domain.message import Explained
from newsdesk.domain.wiki_page import Install, PageState, Role
from newsdesk.infra import clock, messages
from newsdesk.infra.settings import Settings
from newsdesk.services import installed_pages, installing, sending, submitted, wiki_pages
from newsdesk.services.installed_pages import Overview
from newsdesk.services.installing import PageSent
from newsdesk.services.submitted import Editor
from newsdesk.store import desks
from newsdesk.store.database import writing
from newsdesk.wiki import pages
from newsdesk.wiki.session import anonymous
from sandbox.accounts import EDITOR, SYSOP
from tests.fixtures.editing import MakeEditor, die, editor_of, read_desk
from tests.fixtures.installing import clear
from tests.fixtures.wiki import PracticeWiki

CATALOGUE = messages.load()
MODULE = "Module:Newsdesk"


@pytest.fixture
def making(wiki: PracticeWiki, editing: Settings) -> Iterator[MakeEditor]:
    clear(wiki)
    with read_desk(editing) as engine:
        yield lambda account: editor_of(wiki, engine, editing, account)


def read(editor: Editor) -> Overview:
    wiki, settings = anonymous(editor.settings), editor.settings
    desk_id = submitted.desk_id(editor)
    assert installed_pages.read(wiki, editor.engine, desk_id, timedelta(0)) is None
    return installed_pages.overview(editor.engine, settings, CATALOGUE)


def states(editor: Editor) -> dict[str, PageState]:
    return {
        one.page.title: one.state for one in read(editor).offered if one.page.role != Role.TEXT
    }


def sent(editor: Editor, submission_id: str) -> PageSent:
    found = installing.look(editor, submission_id)
    assert found is not None
    return found


def text_of(editor: Editor, title: str) -> str:
    return next(p.text for p in wiki_pages.texts(editor.settings, CATALOGUE) if p.title == title)


def test_all_that_can_be_made_is_made_one_after_another(
    wiki: PracticeWiki, making: MakeEditor
) -> None:
    me = making(EDITOR)
    assert set(states(me).values()) == {PageState.MISSING}
    made = []
    while offered := read(me).next_to_make():
        name = installing.submit(me, offered.page.title)
        (shown,) = sending.show(me, sent(me, name))
        assert "diff-addedline" in shown.diff
        assert installing.publish(me, name) == name
        assert isinstance(sent(me, name).result, Saved)
        made.append(offered.page.title)
    by_tool = [p.title for p in wiki_pages.texts(me.settings, CATALOGUE) if p.install == "save"]
    assert made == by_tool
    for title, state in states(me).items():
        assert state is (PageState.CURRENT if title in made else PageState.MISSING), title
    assert wiki.history(MODULE)[0]["comment"].startswith("Make the page that ")
    assert sent(me, installing.submit(me, MODULE)).edits == ()


def test_a_page_is_where_it_was_right_after_it_was_saved(making: MakeEditor) -> None:
    """Without another look at the wiki."""
    me = making(EDITOR)
    read(me)
    installing.publish(me, installing.submit(me, MODULE))
    found = installed_pages.overview(me.engine, me.settings, CATALOGUE).of(MODULE)
    assert found is not None
    assert found.state is PageState.CURRENT


def test_stamps_survive_how_the_wiki_saves(wiki: PracticeWiki, making: MakeEditor) -> None:
    """Every page, as people paste it: with line ends of Windows and blank lines at the end."""
    me = making(EDITOR)
    for page in wiki_pages.texts(me.settings, CATALOGUE):
        if page.role is not Role.TEXT:
            wiki.edit(page.title, page.text.replace("\n", "\r\n") + "\r\n\r\n ")
    assert set(states(me).values()) == {PageState.CURRENT}


def test_what_was_changed_by_hand_is_shown_before_it_is_overwritten(
    wiki: PracticeWiki, making: MakeEditor
) -> None:
    me = making(EDITOR)
    wiki.edit(MODULE, text_of(me, MODULE) + "\n-- Ours.")
    assert states(me)[MODULE] is PageState.CHANGED
    assert MODULE not in {one.page.title for one in read(me).offered if one.to_make}
    name = installing.submit(me, MODULE)
    assert sent(me, name).before is PageState.CHANGED
    (shown,) = sending.show(me, sent(me, name))
    assert "-- Ours." in shown.diff
    assert "diff-deletedline" in shown.diff
    installing.publish(me, name)
    assert wiki.text(MODULE) == text_of(me, MODULE)


def test_an_older_version_is_updated(wiki: PracticeWiki, making: MakeEditor) -> None:
    me, data = making(EDITOR), "Module:Newsdesk/data"
    former = replace(me, settings=replace(me.settings, config_page="Formerly/Ä.json"))
    wiki.edit(data, text_of(former, data))
    assert states(me)[data] is PageState.OLDER
    name = installing.submit(me, data)
    installing.publish(me, name)
    assert states(me)[data] is PageState.CURRENT
    assert wiki.history(data)[0]["comment"].startswith("Update the page to what ")


def test_somebody_elses_page_is_called_so(wiki: PracticeWiki, making: MakeEditor) -> None:
    me = making(EDITOR)
    wiki.edit("Template:Newsdesk status", "<script>alert(1)</script>")
    assert states(me)["Template:Newsdesk status"] is PageState.FOREIGN
    name = installing.submit(me, "Template:Newsdesk status")
    (shown,) = sending.show(me, sent(me, name))
    assert "<script>" not in shown.diff + shown.preview


def test_a_page_of_another_kind_is_left_alone(wiki: PracticeWiki, making: MakeEditor) -> None:
    me = making(EDITOR)
    wiki.api(
        action="edit",
        post={"title": "Template:Newsdesk status", "text": "{}", "contentmodel": "json"},
    )
    with pytest.raises(Explained) as problem:
        installing.submit(me, "Template:Newsdesk status")
    assert problem.value.message.key == "newsdesk-onwiki-model"
    clear(wiki)


def test_a_change_meanwhile_is_shown_first(wiki: PracticeWiki, making: MakeEditor) -> None:
    me = making(EDITOR)
    name = installing.submit(me, MODULE)
    wiki.edit(MODULE, "-- Somebody else's.")
    following = installing.publish(me, name)
    found = sent(me, following)
    assert (found.again, found.result, found.before) == (True, None, PageState.FOREIGN)
    assert wiki.text(MODULE) == "-- Somebody else's."
    assert installing.publish(me, following) == following
    assert wiki.text(MODULE) == text_of(me, MODULE)


def test_what_somebody_made_meanwhile_is_not_made_again(
    wiki: PracticeWiki, making: MakeEditor
) -> None:
    me = making(EDITOR)
    name = installing.submit(me, MODULE)
    wiki.edit(MODULE, text_of(me, MODULE))
    following = installing.publish(me, name)
    assert sent(me, following).edits == ()
    assert len(wiki.history(MODULE)) == 1
    remembered = installed_pages.overview(me.engine, me.settings, CATALOGUE).of(MODULE)
    assert remembered is not None
    assert remembered.state is PageState.CURRENT


def test_an_edit_whose_sender_died_is_found(wiki: PracticeWiki, making: MakeEditor) -> None:
    me = making(EDITOR)
    name, twin = (installing.submit(me, MODULE) for _ in range(2))
    installing.publish(me, twin)
    die(me, name)
    assert isinstance(sent(me, name).result, Saved | NoChange)
    assert len(wiki.history(MODULE)) == 1


def test_who_may_not_edit_is_told_before(wiki: PracticeWiki, making: MakeEditor) -> None:
    me = making(EDITOR)
    wiki.edit(MODULE, "return 1")
    wiki.protect(MODULE)
    assert isinstance(sent(me, installing.submit(me, MODULE)).refusal, Protected)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Main Page",
        "Module:Newsdesk ",
        "module:Newsdesk",
        "Module:Newsdesk/other",
        "Module:Newsdesk|Main Page",
        "MediaWiki:Gadget-newsdesk.js",
        "MediaWiki:Gadgets-definition",
        "MediaWiki:Common.js",
        "User:Example editor/common.js",
    ],
)
def test_no_other_page_can_be_edited(making: MakeEditor, title: str) -> None:
    for account in (EDITOR, SYSOP):
        with pytest.raises(Explained) as problem:
            installing.submit(making(account), title)
        assert problem.value.message.key == "newsdesk-onwiki-not-ours"


def test_what_lacks_its_extension_is_not_offered(making: MakeEditor) -> None:
    me = making(EDITOR)
    read(me)
    desk_id = submitted.desk_id(me)
    with writing(me.engine) as connection:
        site = desks.site(connection, desk_id)
        assert site is not None
        assert site.extensions is not None
        assert {"Scribunto", "Gadgets"} <= set(site.extensions)
        without = replace(site, extensions=("Gadgets",))
        desks.set_site(connection, desk_id, without, now=clock.now())
    found = installed_pages.overview(me.engine, me.settings, CATALOGUE)
    assert found.next_to_make() is None
    assert {one.page.install for one in found.offered if not one.lacking} == {Install.BY_HAND}
    with pytest.raises(Explained) as problem:
        installing.submit(me, MODULE)
    assert problem.value.message.key == "newsdesk-onwiki-lacking"


def test_a_merge_that_left_something_else_is_mended(
    wiki: PracticeWiki, making: MakeEditor
) -> None:
    me = making(EDITOR)
    name = installing.submit(me, MODULE)
    wiki.edit(MODULE, "return 1")
    found = pages.current(me.wiki(), [MODULE])[MODULE]
    assert found is not None
    assert not installing.INSTALLING.intact(None, found, sent(me, name), submitted.desk_of(me)[1])
    mended = installing.INSTALLING.mended(me, sent(me, name), found, found)
    assert installing.publish(me, mended) == mended
    assert wiki.text(MODULE) == text_of(me, MODULE)
    assert installing.repair(me, mended) == mended


def test_the_wiki_is_asked_seldom_and_in_one_request(making: MakeEditor) -> None:
    me = making(EDITOR)
    wiki, desk_id = anonymous(me.settings), submitted.desk_id(me)
    assert len(wiki_pages.titles()) <= 50
    assert installed_pages.read(wiki, me.engine, desk_id) is None
    before = installed_pages.overview(me.engine, me.settings, CATALOGUE).checked
    nowhere = anonymous(replace(me.settings, wiki="http://127.0.0.1:9/w/"))
    assert installed_pages.read(nowhere, me.engine, desk_id) is None
    assert installed_pages.overview(me.engine, me.settings, CATALOGUE).checked == before
