"""Which language a page comes in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.fixtures.html import read


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("", "", "en"),
        ("", "de-AT,en;q=0.5", "de"),
        ("", "tlh, ar;q=0.9, en;q=0.1", "ar"),
        ("", "tlh", "en"),
        ("", "gsw", "de"),
        ("?uselang=ar", "de", "ar"),
        ("?uselang=DE-ch", "", "de"),
        ("?uselang=tlh", "de", "en"),
        ("?uselang=qqx", "", "qqx"),
        ("?uselang=%3Cscript%3E", "", "en"),
    ],
)
def test_the_address_counts_more_than_the_browser(
    visitor: FlaskClient, query: str, accepts: str, language: str
) -> None:
    answer = visitor.get(f"/privacy{query}", headers={"Accept-Language": accepts})
    assert read(answer.text).all("html")[0].attributes["lang"] == language
    assert "<script>" not in answer.text


def test_a_chosen_language_stays_in_links(visitor: FlaskClient) -> None:
    links = read(visitor.get("/privacy?uselang=de").text).links
    assert "/channels?uselang=de" in links
    assert "/channels" not in links


def test_every_language_can_be_chosen_where_one_is(visitor: FlaskClient) -> None:
    links = read(visitor.get("/channels?a=1&uselang=de").text).links
    assert {f"/channels?a=1&uselang={one}" for one in ("ar", "de", "en")} <= set(links)


def test_head_and_foot_speak_the_language(visitor: FlaskClient) -> None:
    german = visitor.get("/privacy?uselang=de").text
    assert "Gültige Einrichtung:" in german
    assert "Kanäle" in german
