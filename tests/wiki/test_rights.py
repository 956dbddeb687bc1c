from __future__ import annotations

import pytest

from newsdesk.domain.edit import Blocked, Protected, ReadOnly, Refused
from newsdesk.wiki.rights import refusal
from newsdesk.wiki.session import Wiki
from sandbox.accounts import BLOCKED, SYSOP
from sandbox.consumers import GRANTS
from tests.fixtures.wiki import CALLBACK, PracticeWiki
from tests.wiki.people import conversation


@pytest.fixture(scope="module")
def editor(wiki: PracticeWiki) -> Wiki:
    return conversation(wiki)


@pytest.mark.parametrize(
    "title", ["Main Page", "No such page", "A|pipe", "Template:MediaWiki News"]
)
def test_what_may_be_edited_has_no_refusal(editor: Wiki, title: str) -> None:
    assert (refusal(editor, title) is None) == ("|" not in title)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Project:Protected", "protectedpage"),
        ("MediaWiki:Common.js", "protectednamespace-interface"),
        ("User:Example sysop/x.json", "customjsonprotected"),
    ],
)
def test_what_is_beyond_the_users_rights_is_protected(editor: Wiki, title: str, code: str) -> None:
    assert refusal(editor, title) == Protected(code)


def test_a_page_that_must_not_be_created_is_protected(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.api(action="protect", post={"title": "Salted", "protections": "create=sysop"})
    assert refusal(editor, "Salted") == Protected("protectedpage")


def test_a_page_in_a_protected_page_is_protected(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Shown", "shown")
    wiki.edit("Cascade", "{{:Shown}}")
    protection = {"title": "Cascade", "protections": "edit=sysop", "cascade": "1"}
    wiki.api(action="protect", post=protection)
    assert refusal(editor, "Shown") == Protected("cascadeprotected")


def test_a_sysop_may_edit_what_is_protected(wiki: PracticeWiki) -> None:
    consumer = wiki.register(CALLBACK, grants=(*GRANTS, "editprotected"))
    assert refusal(conversation(wiki, SYSOP, consumer), "Project:Protected") is None


def test_a_sysop_may_not_where_the_tool_was_not_granted_it(wiki: PracticeWiki) -> None:
    sysop = conversation(wiki, SYSOP)
    assert refusal(sysop, "Project:Protected") == Protected("protectedpage")


def test_a_blocked_user_learns_by_whom_and_why(wiki: PracticeWiki) -> None:
    found = refusal(conversation(wiki, BLOCKED), "Main Page")
    assert isinstance(found, Blocked)
    assert found == Blocked(by="Example sysop", reason=BLOCKED.blocked, until="infinite")


def test_a_wiki_that_takes_no_edits_says_why(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.switch(readonly="Moving house")
    try:
        assert refusal(editor, "Main Page") == ReadOnly("Moving house")
    finally:
        wiki.switch()


@pytest.mark.parametrize("title", ["<", "A|pipe", "Special:Version"])
def test_what_is_no_page_is_refused(editor: Wiki, title: str) -> None:
    found = refusal(editor, title)
    assert isinstance(found, Refused)
    assert found.code == "invalidtitle"
