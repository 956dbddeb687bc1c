"""Every route there is, asked for as nobody should: no failure, no write, no forged form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote_from_bytes, urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from werkzeug.routing import Rule

from newsdesk.web.tool import EXTENSION

BYTES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=40).map(lambda text: text.encode(errors="replace")),
    st.sampled_from(
        [
            b"2026-11-18-", b"9999-99-99-x", b"0001-01-01", b"2026-02-30-x", b"mastodon", b"blog",
            b"..%2f..", b"\x00", b"\xff\xfe", b"-1", b"9" * 5000, b"1e999", b"NaN", b"{{7*7}}",
            "٣".encode(), "²".encode(), "\u202eabc".encode(), "\U0010ffff".encode(),
            b"' OR 1=1 --", b"%0d%0aA: b",
            b'"><script>alert(1)</script>', b"javascript:alert(1)", b"//evil.example",
        ]
    ),
)  # fmt: skip
NAMES = st.one_of(
    st.sampled_from(
        [
            "show",
            "channel",
            "period",
            "q",
            "page",
            "part",
            "uselang",
            "next",
            "kind",
            "origin",
            "id",
            "v",
        ]
    ).map(str.encode),
    BYTES,
)
_SCRIPT = re.compile(rb'<script(?! src="/static/\w+\.js[^"<>]*"[^<>]* defer></script>)')
"""A script that is not our own."""
COOKIES = st.sampled_from(["", "x", "x; newsdesk_zone=../../etc/passwd", "\x7f", "a" * 4000, "é"])
LANGUAGES = st.one_of(
    st.sampled_from(["", "*", "de;q=x", "qqx", "a-" * 4000, "zh-Hant-TW,de;q=0.5,*;q=-1"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40),
)


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def address(rule: Rule, parts: Iterator[bytes]) -> str:
    """Fill what a rule leaves open; of a few names that it takes, with the first."""
    path = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.rule)
    return re.sub(r"<[^>]+>", lambda _: quote_from_bytes(next(parts), safe="") or "x", path)


@contextmanager
def written(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that change something in the tool's database."""
    engine, found = app.extensions[EXTENSION].engine, list[str]()

    def see(_c: object, _k: object, statement: str, *_: object) -> None:
        if not re.match(r"\s*(SELECT|BEGIN|PRAGMA|COMMIT|ROLLBACK)\b", statement, re.IGNORECASE):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", see)
    yield found
    event.remove(engine, "before_cursor_execute", see)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    parts=st.lists(BYTES, min_size=4, max_size=4),
    query=st.lists(st.tuples(NAMES, BYTES), max_size=4),
    cookie=COOKIES,
    language=LANGUAGES,
)
def test_no_address_makes_the_tool_fail_or_write(
    web: Flask,
    parts: list[bytes],
    query: list[tuple[bytes, bytes]],
    cookie: str,
    language: str,
) -> None:
    asked = "&".join(f"{quote_from_bytes(k)}={quote_from_bytes(v)}" for k, v in query)
    headers = {"Accept-Language": language, "Cookie": f"newsdesk={cookie}" if cookie else ""}
    client = web.test_client(use_cookies=False)
    with written(web) as statements:
        for rule in rules(web, "GET"):
            path = address(rule, iter(parts))
            with client.get(f"{path}?{asked}", headers=headers) as answer:
                assert answer.status_code < 500 or rule.endpoint == "about.healthz", path
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                data = rule.endpoint == "static" or answer.mimetype == "application/json"
                assert data or not _SCRIPT.search(answer.data)
                goes = urljoin("http://localhost", answer.headers.get("Location", ""))
                assert urlsplit(goes).netloc == "localhost"
    assert statements == []


def posts(app: Flask) -> Iterator[str]:
    found = [address(rule, iter([b"a", b"b"])) for rule in rules(app, "POST")]
    assert {"/logout", "/edit", "/edit/a", "/setup/try/a", "/setup/check"} <= set(found)
    return iter(found)


@pytest.mark.parametrize("cookie", ["", "newsdesk=x"])
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81"],
)
def test_no_form_of_another_site_is_taken(web: Flask, cookie: str, origin: str) -> None:
    """Whatever the route, whoever sends it: most want a token, those for everybody an origin."""
    client = web.test_client(use_cookies=False)
    with written(web) as statements:
        for path in posts(web):
            headers = {"Origin": origin, "Cookie": cookie}
            answer = client.post(path, data={"csrf_token": "x", "news": "News"}, headers=headers)
            assert answer.status_code == 403, path
    assert statements == []


def test_the_token_of_one_session_is_none_in_another(web: Flask) -> None:
    def token(cookie: str) -> str:
        with web.test_request_context(headers={"Cookie": f"newsdesk={cookie}"}):
            made: str = web.jinja_env.globals["csrf_token"]()  # type: ignore[operator]
            return made

    client = web.test_client(use_cookies=False)
    mine, other = token("mine"), token("other")
    for sent, status in ((mine, 303), (other, 403), (mine[:-1], 403)):
        answer = client.post(
            "/logout", data={"csrf_token": sent}, headers={"Cookie": "newsdesk=mine"}
        )
        assert answer.status_code == status


def test_nothing_but_forms_changes_anything(web: Flask) -> None:
    """What changes something is reached by POST alone, so that no link or image can do it."""
    changing = {rule.endpoint for rule in rules(web, "POST")}
    assert not changing & {rule.endpoint for rule in rules(web, "GET")}
    assert not any(rules(web, method) for method in ("PUT", "PATCH", "DELETE"))
