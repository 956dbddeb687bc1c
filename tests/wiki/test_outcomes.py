from __future__ import annotations

import logging

import pytest

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    Deleted,
    EditResult,
    Filtered,
    InvalidContent,
    Lagged,
    LoginExpired,
    Protected,
    RateLimited,
    ReadOnly,
    Refused,
    Unreachable,
)
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import WikiError


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("editconflict", Conflict()),
        ("articleexists", Conflict()),
        ("nosuchrevid", Conflict()),
        ("pagedeleted", Deleted()),
        ("missingtitle", Deleted()),
        ("ratelimited", RateLimited()),
        ("readonly", ReadOnly()),
        ("maxlag", Lagged(5)),
        ("blocked", Blocked(reason="words")),
        ("autoblocked", Blocked(reason="words")),
        ("systemblocked", Blocked(reason="words")),
        ("assertuserfailed", LoginExpired("assertuserfailed")),
        ("assertnameduserfailed", LoginExpired("assertnameduserfailed")),
        ("mwoauth-invalid-authorization", LoginExpired("mwoauth-invalid-authorization")),
        (
            "mwoauth-invalid-authorization-not-approved",
            LoginExpired("mwoauth-invalid-authorization-not-approved"),
        ),
        ("protectedpage", Protected("protectedpage")),
        ("protectedtitle", Protected("protectedtitle")),
        ("cascadeprotected", Protected("cascadeprotected")),
        ("customjsonprotected", Protected("customjsonprotected")),
        ("sitejsprotected", Protected("sitejsprotected")),
        ("protectednamespace", Protected("protectednamespace")),
        ("protectednamespace-interface", Protected("protectednamespace-interface")),
        ("permissiondenied", Protected("permissiondenied")),
        ("noedit-anon", Protected("noedit-anon")),
        ("cantcreate", Protected("cantcreate")),
        ("abusefilter-disallowed", Filtered("abusefilter-disallowed", "words")),
        ("abusefilter-warning", Filtered("abusefilter-warning", "words")),
        ("spamblacklist", Filtered("spamblacklist", "words")),
        ("titleblacklist-forbidden", Filtered("titleblacklist-forbidden", "words")),
        ("captcha-edit", Captcha()),
        ("invalid-json-data", InvalidContent("words")),
        ("invalid-content-data", InvalidContent("words")),
        ("contenttoobig", InvalidContent("words")),
        ("internal_api_error_DBQueryError", Unreachable()),
        ("badtoken", Refused("badtoken", "words")),
        ("editconflictish", Refused("editconflictish", "words")),
    ],
)
def test_each_code_has_its_result(code: str, expected: EditResult) -> None:
    assert outcome(WikiError(code, "words")) == expected


def test_a_block_says_by_whom_why_and_until_when() -> None:
    info = {"blockedby": "Admin", "blockreason": "Spam", "blockexpiry": "2026-12-01T00:00:00Z"}
    error = WikiError("blocked", "words", {"blockinfo": info})
    assert outcome(error) == Blocked(by="Admin", reason="Spam", until="2026-12-01T00:00:00Z")


def test_the_wikis_waiting_time_counts() -> None:
    assert outcome(WikiError("maxlag", retry_after=12)) == Lagged(12)


def test_a_known_code_behind_an_unknown_one_counts() -> None:
    error = WikiError("something-new", codes=("something-new", "blocked"))
    assert isinstance(outcome(error), Blocked)


def test_an_unknown_code_is_logged_without_the_wikis_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "newsdesk"):
        outcome(WikiError("something-new", "what was typed"))
    (record,) = caplog.records
    assert vars(record)["code"] == "something-new"
    assert "typed" not in caplog.text
