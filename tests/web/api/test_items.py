"""News items and their pages as programmes read them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.fixtures import board as story

TOOL = "http://127.0.0.1:8000"


def test_an_item_says_where_it_stands_on_every_channel(visitor: FlaskClient) -> None:
    answer = visitor.get(f"/api/v1/items/{story.RELEASE.id}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    item = answer.get_json()
    assert (item["id"], item["date"]) == (story.RELEASE.id, "2026-11-18")
    assert item["url"] == f"{TOOL}/item/{story.RELEASE.id}"
    assert (item["page"], item["text"]) == (story.PAGE, story.RELEASE.text)
    cells = {cell["channel"]: cell for cell in item["channels"]}
    assert list(cells) == ["mastodon", "bluesky", "blog", "linkedin"]
    assert cells["mastodon"] == {
        "channel": "mastodon",
        "name": "Mastodon",
        "status": "posted",
        "text": "Posted 18 Nov",
        "url": "https://mastodon.example/1",
        "posted": "2026-11-18T14:40:00Z",
        "reason": None,
        "needs_work": False,
    }
    assert cells["bluesky"]["status"] == "missing"
    assert (cells["bluesky"]["needs_work"], cells["bluesky"]["url"]) == (True, None)
    assert cells["blog"]["text"] == "Not read since 14:20 UTC"


def test_a_post_in_question_is_named(visitor: FlaskClient) -> None:
    item = visitor.get(f"/api/v1/items/{story.TALK.id}").get_json()
    [cell] = [cell for cell in item["channels"] if cell["status"] == "unsure"]
    assert (cell["url"], cell["needs_work"]) == ("https://bluesky.example/1", True)


def test_texts_are_in_the_language_asked_for_and_in_no_other(visitor: FlaskClient) -> None:
    address = f"/api/v1/items/{story.RELEASE.id}"
    german = visitor.get(address, query_string={"uselang": "de"}).get_json()
    assert german["channels"][1]["text"] == "Fehlt"
    assert german["url"] == f"{TOOL}/item/{story.RELEASE.id}"
    english = visitor.get(address, headers={"Accept-Language": "de"}).get_json()
    assert english["channels"][1]["text"] == "Missing"


@pytest.mark.parametrize("wanted", ["nothing", "2026-11-18", "2026-13-99-no", "%00", "%ff", "a/b"])
def test_what_is_no_item_is_not_found(visitor: FlaskClient, wanted: str) -> None:
    answer = visitor.get(f"/api/v1/items/{wanted}")
    assert (answer.status_code, answer.mimetype) == (404, "application/json")
    assert answer.get_json()["error"]["code"] == "not-found"


@pytest.mark.parametrize(
    "title", ["Template:MediaWiki News", "Template:MediaWiki_News", "Template:MediaWiki__News_"]
)
def test_a_page_has_its_items_in_its_order(visitor: FlaskClient, title: str) -> None:
    page = visitor.get(f"/api/v1/pages/{title}").get_json()
    assert page["title"] == story.PAGE
    assert page["url"] == "https://www.mediawiki.org/wiki/Template:MediaWiki_News"
    assert (page["language"], page["dir"], page["read"]) == ("en", "ltr", "2026-11-20T14:40:00Z")
    expected = [story.RELEASE, story.TALK, story.CODEX, story.SURVEY]
    assert [item["id"] for item in page["items"]] == [one.id for one in expected]
    assert page["words"]["posted_on"] == "Posted on: $1"
    assert page["words"]["count"] == "On $1 of $2"


def test_a_page_speaks_the_language_asked_for(visitor: FlaskClient) -> None:
    page = visitor.get(f"/api/v1/pages/{story.PAGE}/de?uselang=ar").get_json()
    assert (page["title"], page["language"], page["dir"]) == (f"{story.PAGE}/de", "ar", "rtl")
    assert page["words"]["open"] == "افتح في Newsdesk"
    assert len(page["items"]) == 4


def test_the_archive_is_a_page_too(visitor: FlaskClient) -> None:
    page = visitor.get(f"/api/v1/pages/{story.ARCHIVE}").get_json()
    assert [item["id"] for item in page["items"]] == [story.ARCHIVED.id]


@pytest.mark.parametrize(
    "title",
    ["Main Page", f"{story.PAGE}/nonsense", f"{story.PAGE}/de/de", "a//b", "%00", "[[", "x" * 999],
)
def test_other_pages_hold_no_news(visitor: FlaskClient, title: str) -> None:
    answer = visitor.get(f"/api/v1/pages/{title}")
    assert (answer.status_code, answer.mimetype) == (404, "application/json")
