from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    Deleted,
    EditResult,
    Filtered,
    InvalidContent,
    LoginExpired,
    NoChange,
    PageEdit,
    Protected,
    RateLimited,
    ReadOnly,
    Refused,
    Saved,
    Unreachable,
)
from newsdesk.domain.user import AccessToken
from newsdesk.wiki.edits import compact, save
from newsdesk.wiki.pages import current
from newsdesk.wiki.session import Wiki, as_user
from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.people import conversation

LINES = "one\n\ntwo\n\nthree\n\nfour\n\nfive"


@pytest.fixture(scope="module")
def editor(wiki: PracticeWiki) -> Wiki:
    return conversation(wiki)


@pytest.fixture
def switched(wiki: PracticeWiki) -> Iterator[PracticeWiki]:
    yield wiki
    wiki.switch()


def base(
    wiki: Wiki, title: str, text: str, *, summary: str = "a summary", user: str = EDITOR.name
) -> PageEdit:
    """Read the page as it is now, for an edit that gives it this text."""
    page = current(wiki, [title])[title]
    assert page
    assert page.read
    return PageEdit(
        title=title,
        text=text,
        summary=summary,
        user=user,
        base=page.revid,
        started=page.read,
        model=page.model,
    )


def test_an_edit_is_saved_as_the_user(wiki: PracticeWiki, editor: Wiki) -> None:
    old = wiki.edit("Plain", "old")
    result = save(editor, base(editor, "Plain", "new ü 🎉"))
    newest = wiki.history("Plain")[0]
    assert isinstance(result, Saved)
    assert (result.title, result.revid, result.oldrevid) == ("Plain", newest["revid"], old)
    assert not result.merged
    assert result.time == datetime.fromisoformat(newest["timestamp"])
    assert (newest["user"], newest["comment"]) == (EDITOR.name, "a summary")
    assert newest["slots"]["main"]["content"] == "new ü 🎉"
    assert not newest["minor"]
    assert newest["tags"] == ["OAuth CID: 1"]


def test_the_same_text_is_no_change(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Same", "old")
    assert save(editor, base(editor, "Same", "old")) == NoChange()


def test_an_edit_of_the_same_line_is_a_conflict(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Conflict", LINES)
    edit = base(editor, "Conflict", LINES.replace("two", "2"))
    wiki.edit("Conflict", LINES.replace("two", "zwei"))
    assert save(editor, edit) == Conflict()
    assert "zwei" in wiki.text("Conflict")


def test_ones_own_edit_meanwhile_is_a_conflict_too(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Own", LINES)
    edit = base(editor, "Own", LINES.replace("two", "2"))
    assert isinstance(save(editor, replace(edit, text=LINES.replace("two", "zwei"))), Saved)
    assert save(editor, edit) == Conflict()


def test_an_edit_of_another_line_says_that_it_was_merged(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Merge", LINES)
    edit = base(editor, "Merge", LINES.replace("one", "1"))
    other = wiki.edit("Merge", LINES.replace("five", "5"))
    result = save(editor, edit)
    assert isinstance(result, Saved)
    assert result.merged
    assert result.oldrevid == other
    assert wiki.text("Merge") == LINES.replace("one", "1").replace("five", "5")


def test_json_is_never_merged(wiki: PracticeWiki, editor: Wiki) -> None:
    page = "Merge.json"
    wiki.edit(page, json.dumps({"a": 1, "b": 2, "c": 3, "d": 4}), contentmodel="json")
    edit = base(editor, page, json.dumps({"a": 0, "b": 2, "c": 3, "d": 4}))
    wiki.edit(page, json.dumps({"a": 1, "b": 2, "c": 3, "d": 9}))
    assert edit.model == "json"
    assert save(editor, edit) == Conflict()


@pytest.mark.parametrize("text", ["{", "", "not JSON"])
def test_broken_json_is_not_even_sent(answers: AnsweringServer, text: str) -> None:
    result = save(as_user(answers.settings, AccessToken("k", "s")), edit_of("X.json", text))
    assert isinstance(result, InvalidContent)
    assert answers.asked == []


def test_a_deleted_page_is_not_recreated(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("Deleted", "old")
    edit = base(editor, "Deleted", "new")
    wiki.api(action="delete", post={"title": "Deleted"})
    assert save(editor, edit) == Deleted()


def test_a_base_of_another_page_is_a_conflict(wiki: PracticeWiki, editor: Wiki) -> None:
    wiki.edit("One", "one")
    wiki.edit("Other", "other")
    assert save(editor, replace(base(editor, "One", "new"), title="Other")) == Conflict()


def test_protected_pages_stay(wiki: PracticeWiki, editor: Wiki) -> None:
    edit = base(editor, "Project:Protected", "new")
    assert save(editor, edit) == Protected("protectedpage")
    wiki.edit("Shown", "shown")
    edit = base(editor, "Shown", "new")
    wiki.edit("Cascade", "{{:Shown}}")
    protection = {"title": "Cascade", "protections": "edit=sysop", "cascade": "1"}
    wiki.api(action="protect", post=protection)
    assert save(editor, edit) == Protected("cascadeprotected")


def test_pages_of_others_and_of_the_interface_stay(editor: Wiki) -> None:
    page = new("User:Example sysop/x.json", "{}")
    assert save(editor, page) == Protected("customjsonprotected")
    page = new("MediaWiki:Sidebar-x", "x")
    assert save(editor, page) == Protected("protectednamespace-interface")


def test_a_blocked_user_learns_by_whom_and_why(wiki: PracticeWiki) -> None:
    blocked = conversation(wiki, BLOCKED)
    result = save(blocked, base(blocked, "Main Page", "new", user=BLOCKED.name))
    assert result == Blocked(by=SYSOP.name, reason=BLOCKED.blocked, until="infinite")


def test_a_wiki_that_takes_no_edits_says_why(switched: PracticeWiki, editor: Wiki) -> None:
    edit = base(editor, "Main Page", "new")
    switched.switch(readonly="Moving house")
    assert save(editor, edit) == ReadOnly("Moving house")


def test_too_many_edits_are_told_apart(switched: PracticeWiki, editor: Wiki) -> None:
    switched.switch(ratelimits=1)
    results = [save(editor, base(editor, "Main Page", f"text {n}")) for n in range(3)]
    assert RateLimited() in results


def test_a_save_does_not_wait_for_replicas(switched: PracticeWiki, editor: Wiki) -> None:
    switched.switch(lag=60)
    assert isinstance(save(editor, base(editor, "Main Page", "lagging")), Saved)


def test_another_user_in_the_same_browser_saves_nothing(editor: Wiki) -> None:
    edit = base(editor, "Main Page", "by whom?", user=SYSOP.name)
    assert save(editor, edit) == LoginExpired("assertnameduserfailed")


def test_a_revoked_grant_ends_the_login(wiki: PracticeWiki) -> None:
    talk = conversation(wiki, SYSOP)
    edit = base(talk, "Main Page", "new", user=SYSOP.name)
    wiki.gateway.consumers.revoke(SYSOP.name)
    assert save(talk, edit) == LoginExpired("mwoauth-invalid-authorization")


def test_a_new_page_is_created_once(wiki: PracticeWiki, editor: Wiki) -> None:
    page = new("Social media/Set-up.json", '{"version": 1}')
    result = save(editor, page)
    assert isinstance(result, Saved)
    assert (result.oldrevid, result.merged) == (0, False)
    newest = wiki.history(page.title)[0]
    assert newest["slots"]["main"]["contentmodel"] == "json"
    assert json.loads(newest["slots"]["main"]["content"]) == {"version": 1}
    assert save(editor, page) == Conflict()


def test_compact_json_has_one_line_and_keeps_its_order() -> None:
    assert compact('{\n\t"b": "ü ,",\n\t"a": [1, 2]\n}') == '{"b":"ü ,","a":[1,2]}'


def edit_of(title: str, text: str, *, base: int = 7, summary: str = "s") -> PageEdit:
    return PageEdit(
        title=title,
        text=text,
        summary=summary,
        user=EDITOR.name,
        base=base,
        started=datetime(2026, 11, 21, 12, tzinfo=UTC),
        model="json" if title.endswith(".json") else "wikitext",
    )


def new(title: str, text: str, summary: str = "s") -> PageEdit:
    return edit_of(title, text, base=0, summary=summary)


@pytest.fixture
def shaped(answers: AnsweringServer) -> Wiki:
    answers.json({"query": {"tokens": {"csrftoken": "first+\\"}}})
    return as_user(answers.settings, AccessToken("k", "s"))


def test_what_is_sent_guards_against_every_loss(answers: AnsweringServer, shaped: Wiki) -> None:
    save(shaped, edit_of("A", "text"))
    assert answers.asked[1].params == {
        "action": "edit", "format": "json", "formatversion": "2", "title": "A", "text": "text",
        "summary": "s", "assertuser": EDITOR.name, "baserevid": "7", "nocreate": "1",
        "starttimestamp": "2026-11-21T12:00:00Z", "notminor": "1", "token": "first+\\",
    }  # fmt: skip


def test_a_forgotten_token_is_fetched_again_once(answers: AnsweringServer, shaped: Wiki) -> None:
    answers.error("badtoken", "Invalid CSRF token.")
    answers.json({"query": {"tokens": {"csrftoken": "second+\\"}}})
    answers.json({"edit": {"result": "Success", "nochange": True}})
    assert save(shaped, edit_of("A", "text")) == NoChange()
    assert [a.params.get("token") for a in answers.asked] == [None, "first+\\", None, "second+\\"]


def test_a_token_that_is_refused_twice_is_refused(answers: AnsweringServer, shaped: Wiki) -> None:
    answers.error("badtoken", "Invalid CSRF token.")
    answers.json({"query": {"tokens": {"csrftoken": "second+\\"}}})
    answers.error("badtoken", "Invalid CSRF token.")
    assert save(shaped, edit_of("A", "text")) == Refused("badtoken", "Invalid CSRF token.")
    assert len(answers.asked) == 4


def test_a_lost_answer_is_sent_only_once(answers: AnsweringServer, shaped: Wiki) -> None:
    answers.raw(b"", status=502)
    assert save(shaped, edit_of("A", "text")) == Unreachable()
    assert len(answers.asked) == 2


# https://www.mediawiki.org/wiki/API:Edit#Possible_errors
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        # https://www.mediawiki.org/wiki/Extension:AbuseFilter
        (
            {"code": "abusefilter-disallowed", "info": "Harmful.", "abusefilter": {"id": 3}},
            Filtered("abusefilter-disallowed", "Harmful."),
        ),
        # https://www.mediawiki.org/wiki/Extension:SpamBlacklist
        (
            {"code": "spamblacklist", "info": "x", "spamblacklist": {"matches": ["bit.ly"]}},
            Filtered("spamblacklist", "x"),
        ),
        # https://www.mediawiki.org/wiki/Extension:TitleBlacklist
        (
            {"code": "titleblacklist-forbidden", "info": "x"},
            Filtered("titleblacklist-forbidden", "x"),
        ),
        ({"code": "invalid-json-data", "info": "Syntax error."}, InvalidContent("Syntax error.")),
        ({"code": "never-heard-of", "info": "x"}, Refused("never-heard-of", "x")),
    ],
)
def test_errors_of_extensions(
    answers: AnsweringServer, shaped: Wiki, error: dict[str, object], expected: EditResult
) -> None:
    answers.error(**error)  # type: ignore[arg-type]
    assert save(shaped, edit_of("A", "text")) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        # https://www.mediawiki.org/wiki/Extension:ConfirmEdit
        ({"result": "Failure", "captcha": {"type": "image", "id": "1"}}, Captcha()),
        (
            {"result": "Failure", "code": "abusefilter-warning", "info": "x", "abusefilter": {}},
            Filtered("abusefilter-warning", "x"),
        ),
        ({"result": "Failure", "spamblacklist": "bit.ly"}, Filtered("failure")),
        ({"result": "Failure", "code": "odd", "info": "x"}, Refused("odd", "x")),
        ({}, Refused("failure")),
    ],
)
def test_failures_that_are_no_errors(
    answers: AnsweringServer, shaped: Wiki, edit: dict[str, object], expected: EditResult
) -> None:
    answers.json({"edit": edit})
    assert save(shaped, edit_of("A", "text")) == expected
