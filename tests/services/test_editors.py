"""Whom the wiki lets mark things as dealt with: asked of a real one, as that person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from newsdesk.domain.edit import Blocked, Protected, ReadOnly
from newsdesk.domain.message import Explained
from newsdesk.domain.user import AccessToken
from newsdesk.infra import messages
from newsdesk.services import editors, submitted
from newsdesk.services.editors import RENEWED, RETRIED, NotEditor
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.store.database import connect
from newsdesk.store.editor_rights import KEPT
from sandbox.accounts import BLOCKED, EDITOR, MANY, SYSOP
from sandbox.consumers import GRANTS
from tests.fixtures.editing import (
    CONFIG,
    SET_UP,
    START,
    TITLE,
    MakeEditor,
    editor_of,
    one_connection,
    read_desk,
    settings_of,
    write,
)
from tests.fixtures.moved_clock import MovedClock
from tests.fixtures.wiki import CALLBACK, PracticeWiki

SECOND = timedelta(seconds=1)
WORDS = messages.translator(messages.load(), "en")


@pytest.fixture
def make(wiki: PracticeWiki, sqlite_url: str) -> Iterator[MakeEditor]:
    wiki.switch()
    write(wiki, {SET_UP: CONFIG, TITLE: START})
    wiki.api(action="protect", post={"title": TITLE, "protections": "edit=all"})
    settings = settings_of(wiki, sqlite_url)
    with read_desk(settings) as engine:
        yield partial(editor_of, wiki, engine, settings)
    wiki.switch()
    wiki.api(action="protect", post={"title": TITLE, "protections": "edit=all"})


def known(editor: Editor) -> bool | None:
    return editors.known(editor.engine, submitted.desk_id(editor), editor.account.name)


def test_who_may_edit_the_page_is_an_editor(make: MakeEditor) -> None:
    editor = make(EDITOR)
    assert known(editor) is None
    with one_connection(editor.engine):
        editors.require(editor)
    assert known(editor) is True
    assert known(make(SYSOP)) is None


def test_a_blocked_user_is_told_the_reason(make: MakeEditor) -> None:
    editor = make(BLOCKED)
    with pytest.raises(NotEditor) as refused:
        editors.require(editor)
    assert isinstance(refused.value.result, Blocked)
    assert BLOCKED.blocked in WORDS.plain(refused.value.message)
    assert TITLE in WORDS.plain(refused.value.message)
    assert known(editor) is False


def test_a_protected_page_is_for_those_who_may(make: MakeEditor, wiki: PracticeWiki) -> None:
    """What counts is what they may do through the tool: sysops too, only if its grants say so."""
    editor, sysop = make(EDITOR), make(SYSOP)
    consumer = wiki.register(CALLBACK, grants=(*GRANTS, "editprotected"))
    token = wiki.granted(SYSOP, consumer)
    settings = replace(sysop.settings, consumer_key=consumer.key, consumer_secret=consumer.secret)
    account = replace(sysop.account, token=AccessToken(token.key, token.secret))
    editors.require(editor)
    wiki.protect(TITLE)
    with pytest.raises(NotEditor) as refused:
        editors.require(editor)
    assert isinstance(refused.value.result, Protected)
    assert known(editor) is False
    with pytest.raises(NotEditor):
        editors.require(sysop)
    editors.require(replace(sysop, settings=settings, account=account))


def test_nobody_may_while_the_wiki_takes_no_edits(make: MakeEditor, wiki: PracticeWiki) -> None:
    wiki.switch(readonly="moving house")
    with pytest.raises(NotEditor) as refused:
        editors.require(make(SYSOP))
    assert refused.value.result == ReadOnly("moving house")
    assert "moving house" in WORDS.plain(refused.value.message)


def test_who_took_the_grant_back_is_logged_out(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(MANY[0])
    editors.require(editor)
    wiki.gateway.consumers.revoke(MANY[0].name)
    with pytest.raises(LoginEnded):
        editors.require(editor)


def test_a_wiki_that_does_not_answer_says_nothing(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    editors.require(editor)
    with wiki.gateway.refusing(), pytest.raises(Explained) as failed:
        editors.require(editor)
    assert failed.value.message.key == "newsdesk-editors-unknown"
    assert known(editor) is None


def renewed(editor: Editor) -> None:
    thread = editors.start_if_due(editor)
    assert thread is not None
    assert thread.daemon
    thread.join()


def test_it_is_asked_beside_the_requests_before_it_is_forgotten(
    make: MakeEditor, moved_clock: MovedClock
) -> None:
    editor = make(EDITOR)
    renewed(editor)
    assert known(editor) is True
    moved_clock.move(RENEWED - 30 * SECOND)
    assert editors.start_if_due(editor) is None
    moved_clock.move(30 * SECOND)
    assert known(editor) is True
    renewed(editor)
    moved_clock.move(KEPT - 30 * SECOND)
    assert known(editor) is True
    moved_clock.move(30 * SECOND)
    assert known(editor) is None


def test_a_refusal_is_known_beside_the_requests_too(make: MakeEditor) -> None:
    editor = make(BLOCKED)
    renewed(editor)
    assert known(editor) is False
    assert editors.start_if_due(editor) is None


def test_a_wiki_that_does_not_answer_is_asked_again_soon(
    make: MakeEditor, wiki: PracticeWiki, moved_clock: MovedClock
) -> None:
    editor = make(EDITOR)
    with wiki.gateway.refusing():
        renewed(editor)
    assert known(editor) is None
    assert editors.start_if_due(editor) is None
    moved_clock.move(RETRIED)
    renewed(editor)
    assert known(editor) is True


def test_one_thread_a_person(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor = make(EDITOR)
    with wiki.gateway.hanging():
        thread = editors.start_if_due(editor)
        assert thread is not None
        assert editors.start_if_due(editor) is None
        other = editors.start_if_due(make(SYSOP))
        assert other is not None
    for one in (thread, other):
        one.join()
    assert known(editor) is True


def test_a_fault_lets_the_next_thread_start(
    make: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    editor = make(EDITOR)
    with monkeypatch.context() as patch:
        patch.setattr(editors, "require", fail)
        renewed(editor)
    renewed(editor)
    assert known(editor) is True


def test_a_database_that_does_not_answer_starts_nothing(make: MakeEditor) -> None:
    nowhere = connect("mysql://nobody@127.0.0.1:1/none")
    assert editors.start_if_due(replace(make(EDITOR), engine=nowhere)) is None
    nowhere.dispose()
