from __future__ import annotations

import logging
import traceback
from dataclasses import replace

import pytest

from newsdesk.domain.user import AccessToken
from newsdesk.wiki.session import (
    WikiError,
    WikiFailed,
    WikiUnreachable,
    anonymous,
    as_user,
)
from tests.fixtures.answers import AnsweringServer

TOKEN = AccessToken("access-key", "access-secret")


def test_an_anonymous_read_is_patient_and_says_who_we_are(answers: AnsweringServer) -> None:
    settings = replace(answers.settings, contact="tools@example.org")
    answers.json({"query": {}})
    assert anonymous(settings).get("query", titles="A") == {"query": {}}
    (asked,) = answers.asked
    assert (asked.method, asked.path) == ("GET", "/w/api.php")
    assert asked.params == {
        "action": "query",
        "titles": "A",
        "maxlag": "5",
        "format": "json",
        "formatversion": "2",
    }
    assert asked.headers["User-Agent"].startswith("Newsdesk/0.1.0 (tools@example.org) mwclient/")
    assert "Authorization" not in asked.headers


def test_a_users_call_is_signed_and_does_not_wait_for_replicas(answers: AnsweringServer) -> None:
    as_user(answers.settings, TOKEN).post("edit", text="ü")
    (asked,) = answers.asked
    assert asked.method == "POST"
    assert "maxlag" not in asked.params
    assert 'oauth_token="access-key"' in asked.headers["Authorization"]
    assert 'oauth_consumer_key="consumer-key"' in asked.headers["Authorization"]


def test_a_query_goes_on_as_far_as_it_is_read(answers: AnsweringServer) -> None:
    answers.json({"n": 1, "continue": {"continue": "||", "rvcontinue": "9"}})
    answers.json({"n": 2})
    parts = list(anonymous(answers.settings).query(prop="revisions"))
    assert [p["n"] for p in parts] == [1, 2]
    assert answers.asked[1].params["rvcontinue"] == "9"


def test_an_error_carries_every_code_and_its_data(answers: AnsweringServer) -> None:
    answers.json(
        {"error": {"code": "blocked", "info": "You are blocked.", "blockinfo": {"blockid": 1}}},
        MediaWiki_API_Error="blocked, protectedpage",
    )
    with pytest.raises(WikiError) as caught:
        as_user(answers.settings, TOKEN).get("query")
    assert caught.value.code == "blocked"
    assert caught.value.codes == ("blocked", "protectedpage")
    assert caught.value.info == "You are blocked."
    assert caught.value.data["blockinfo"] == {"blockid": 1}
    assert caught.value.message.params == ("blocked",)


def test_an_error_without_its_header_is_seen(answers: AnsweringServer) -> None:
    answers.json({"error": {"code": "badtoken", "info": "Invalid CSRF token."}})
    with pytest.raises(WikiError, match="badtoken"):
        as_user(answers.settings, TOKEN).post("edit")


@pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("", None), ("soon", None)])
def test_lag_is_an_error_at_once_that_says_how_long_to_wait(
    answers: AnsweringServer, header: str, seconds: int | None
) -> None:
    answers.json(
        {"error": {"code": "maxlag", "info": "Waiting for a database server", "lag": 9.0}},
        MediaWiki_API_Error="maxlag",
        X_Database_Lag="9",
        Retry_After=header,
    )
    with pytest.raises(WikiError, match="maxlag") as caught:
        anonymous(answers.settings).get("query")
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<!DOCTYPE html><title>Sorry</title>"),
        (200, b"[]"),
        (200, b'"text"'),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (301, b"{}"),
        (404, b"{}"),
        (429, b"{}"),
        (500, b"{}"),
        (503, b"oops"),
    ],
)
def test_what_is_not_the_apis_answer_is_unreachable(
    answers: AnsweringServer, status: int, body: bytes
) -> None:
    answers.raw(body, status=status, Location="/elsewhere", Retry_After="11")
    with pytest.raises(WikiUnreachable) as caught:
        as_user(answers.settings, TOKEN).post("edit", token="csrf+\\", text="typed")
    assert len(answers.asked) == 1
    assert caught.value.message.key == "newsdesk-wiki-unreachable"
    assert caught.value.retry_after == (None if status == 200 else 11)


def test_an_error_header_over_a_broken_body_names_its_code(answers: AnsweringServer) -> None:
    answers.raw(b"<html>", MediaWiki_API_Error="internal_api_error_DBQueryError")
    with pytest.raises(WikiError, match="internal_api_error_DBQueryError"):
        anonymous(answers.settings).get("query")


def test_no_server_at_all_is_unreachable(answers: AnsweringServer) -> None:
    nowhere = replace(answers.settings, wiki="http://127.0.0.1:9/w/")
    with pytest.raises(WikiUnreachable):
        anonymous(nowhere).get("query")


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<p>not JSON</p>"), (500, b"echo: csrf"), (200, b'{"error": {}}')]
)
def test_nothing_that_was_sent_gets_into_exceptions_or_logs(
    answers: AnsweringServer, status: int, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answers.raw(body, status=status)
    with pytest.raises(WikiFailed) as caught:
        as_user(answers.settings, TOKEN).post("edit", token="csrf-token+\\", text="my draft")
    told = "".join(traceback.format_exception(caught.value)) + "".join(
        r.getMessage() for r in caplog.records if r.name.startswith(("newsdesk", "mwclient"))
    )
    for secret in ("csrf-token", "my draft", "access-key", "access-secret", "consumer-secret"):
        assert secret not in told.replace(_source_line(), "")


def _source_line() -> str:
    return (
        'as_user(answers.settings, TOKEN).post("edit", token="csrf-token+\\\\", text="my draft")'
    )


def test_tokens_do_not_show() -> None:
    assert "access" not in repr(TOKEN)
