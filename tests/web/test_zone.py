"""The viewer's time zone: said by the browser, or chosen, and for the pages of a round alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.web.zone import COOKIE, nearby, viewer_zone
from tests.fixtures.html import read
from tests.web.pressing import press

MOMENT = datetime(2026, 11, 20, 18, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cookie", "shown"),
    [
        ("Europe/Berlin", "19:40 in Europe/Berlin"),
        ("Asia/Kolkata", "21 Nov, 00:10 in Asia/Kolkata"),
        ("UTC", ""),
        ("", ""),
        ("../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("europe/berlin\x00", ""),
        ("posix/Europe/Berlin", ""),
        ("Nowhere/Nothing", ""),
        ("x" * 4000, ""),
    ],
)
def test_only_a_known_zone_is_one(web: Flask, cookie: str, shown: str) -> None:
    headers = {"Cookie": f"{COOKIE}={cookie}", "Accept-Language": "en-GB"}
    with web.test_request_context("/round", headers=headers):
        web.preprocess_request()
        assert nearby(MOMENT) == shown
        assert (viewer_zone() is not None) == (cookie in {"Europe/Berlin", "Asia/Kolkata", "UTC"})


def test_a_zone_is_chosen_without_script_and_without_login(visitor: FlaskClient) -> None:
    page = visitor.get("/round/zone?back=/round/mentions")
    answer = press(visitor, page, "Use this time zone", zone="Europe/Berlin")
    assert (answer.status_code, answer.location) == (303, "/round/mentions")
    kept = answer.headers["Set-Cookie"]
    assert kept.startswith("newsdesk_zone=Europe/Berlin;")
    assert "Path=/round" in kept
    [chosen] = [
        one
        for one in read(visitor.get("/round/zone").text).all("option")
        if "selected" in one.attributes
    ]
    assert chosen.text == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["", "Nowhere/Nothing", "../x"])
def test_what_is_no_zone_forgets_the_choice(visitor: FlaskClient, zone: str) -> None:
    visitor.set_cookie(COOKIE, "Europe/Berlin", path="/round")
    answer = visitor.post("/round/zone", data={"zone": zone, "back": "//evil.example"})
    assert answer.location == "/"
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_other_pages_do_not_know_the_zone(visitor: FlaskClient) -> None:
    """So those that are kept for all strangers stay the same for all."""
    press(visitor, visitor.get("/round/zone"), "Use this time zone", zone="Europe/Berlin")
    assert "no-store" not in visitor.get("/").headers["Cache-Control"]
    assert "no-store" in visitor.get("/round/zone").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Berlin", "Times are in UTC and in Europe/Berlin."),
        ("Etc/UTC", "Times are in UTC."),
        ("UTC", "Times are in UTC."),
    ],
)
def test_utc_is_not_said_twice(visitor: FlaskClient, zone: str, said: str) -> None:
    visitor.set_cookie(COOKIE, zone, path="/round")
    assert said in visitor.get("/round/mentions").text
