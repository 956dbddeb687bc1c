"""What is known of the configuration page is read seldom and shown without asking anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.page_facts import Protection
from newsdesk.infra import clock
from newsdesk.services import page_facts, read_wiki, submitted
from newsdesk.wiki import session
from newsdesk.wiki.session import WikiFailed
from sandbox.accounts import EDITOR
from tests.fixtures.editing import SET_UP, MakeEditor
from tests.fixtures.wiki import PracticeWiki


def test_it_is_read_with_the_set_up(form_editor: MakeEditor, wiki: PracticeWiki) -> None:
    editor = form_editor(EDITOR)
    with wiki.gateway.refusing():
        found = page_facts.load(editor.engine, editor.settings)
    assert found
    assert found.exists
    assert found.protection is None
    newest = found.revisions[0].revid

    def read() -> tuple[int, Protection | None]:
        its_desk, nobody = submitted.desk_id(editor), session.anonymous(editor.settings)
        assert read_wiki.read(nobody, editor.engine, its_desk, force=True) is None
        now = page_facts.load(editor.engine, editor.settings)
        assert now
        return now.revisions[0].revid, now.protection

    edited = wiki.edit(SET_UP, "{}")
    assert read() == (edited, None)
    assert edited > newest
    wiki.protect(SET_UP)
    assert read()[1] == Protection(level="sysop")
    wiki.protect(SET_UP, "all")
    assert read()[1] is None


def test_it_is_asked_for_again_after_an_hour(
    form_editor: MakeEditor, wiki: PracticeWiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = form_editor(EDITOR)
    its_desk, nobody = submitted.desk_id(editor), session.anonymous(editor.settings)
    with wiki.gateway.refusing():
        page_facts.read(nobody, editor.engine, its_desk)
    later = clock.now() + page_facts.EVERY + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with wiki.gateway.refusing(), pytest.raises(WikiFailed):
        page_facts.read(nobody, editor.engine, its_desk)


def test_nothing_is_known_of_a_desk_that_was_never_read(form_editor: MakeEditor) -> None:
    editor = form_editor(EDITOR)
    other = replace(editor.settings, config_page="Another.json")
    assert page_facts.load(editor.engine, other) is None
