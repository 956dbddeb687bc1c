"""The addresses that wiki pages link to: pages for people, JSON for programmes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.desk import Feedback, PageRevision
from newsdesk.store import desks, items, posts, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import read
from tests.web.board_app import app_over

NEWS = "/page/Template:MediaWiki_News"
LINK = "https://www.mediawiki.org/wiki/Codex_2.7?utm_source=news"
JSON = {"Accept": "application/json"}


@pytest.fixture
def client(visitor: FlaskClient, desk: Desk) -> FlaskClient:
    """A browser, on a desk with an item and a post that link somewhere."""
    there = replace(story.CODEX, links=(LINK, "https://x.example/feed.json"))
    told = story.post(
        story.BLUESKY,
        9,
        "Codex!",
        story.NOW,
        links=("http://m.mediawiki.org/wiki/Codex_2.7/de#Top",),
    )
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, story.PAGE, [story.TALK, story.RELEASE, there])
        posts.save(connection, desk.id, "bluesky", [told], now=story.NOW)
        named = replace(story.SITE, namespaces=((10, ("Template", "Vorlage", "T")),))
        desks.set_site(connection, desk.id, named, now=story.NOW)
        desks.bump(connection, desk.id)
    return visitor


def json(client: FlaskClient, address: str, **more: Any) -> Any:
    answer = client.get(address, **more)
    assert answer.mimetype == "application/json", answer.text[:200]
    return answer.get_json()


def test_a_pages_items_are_in_its_order_with_an_anchor_each(client: FlaskClient) -> None:
    answer = client.get(NEWS)
    document = read(answer.text)
    rows = [
        one
        for one in document.ids
        if one in {i.id for i in (story.TALK, story.RELEASE, story.CODEX)}
    ]
    assert rows == [story.TALK.id, story.RELEASE.id, story.CODEX.id]
    assert "https://www.mediawiki.org/wiki/Template:MediaWiki_News" in document.links
    assert "Read 14:40 UTC" in answer.text


@pytest.mark.parametrize(
    "written",
    [
        "Template:MediaWiki News",
        "template:mediaWiki_News",
        "T:MediaWiki_News",
        "Vorlage:MediaWiki_News",
        "Template%253AMediaWiki%2520News",
        "Template:MediaWiki_News/",
        "_Template:_MediaWiki__News_",
        "Template:MediaWiki_News?action=view",
    ],
)
def test_every_way_of_writing_a_title_leads_to_one_address(
    client: FlaskClient, written: str
) -> None:
    answer = client.get(f"/page/{written}")
    assert (answer.status_code, answer.location) == (301, NEWS)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Template:MediaWiki News/de", f"{NEWS}/de"),
        ("Template:MediaWiki_News//de", f"{NEWS}/de"),
        ("Template:MediaWiki News.json", f"{NEWS}.json"),
        ("news/Archive?uselang=de", "/page/News/Archive"),
    ],
)
def test_it_keeps_what_is_asked_for(client: FlaskClient, written: str, address: str) -> None:
    answer = client.get(f"/page/{written}")
    assert answer.status_code == 301
    assert (answer.location or "").partition("?uselang=de")[0] == address


def test_a_translation_has_the_items_of_its_page(client: FlaskClient) -> None:
    html = client.get(f"{NEWS}/de").text
    assert "This is the page in another language (Deutsch)" in html
    assert "1 item is not yet marked for translation" in html
    assert f'id="{story.RELEASE.id}"' in html
    assert "Not yet marked for translation" in html


@pytest.mark.parametrize("title", ["Main_Page", f"{NEWS[6:]}/notes", "<script>", "x" * 900, "%00"])
def test_another_page_is_not_found_and_says_which_are(client: FlaskClient, title: str) -> None:
    answer = client.get(f"/page/{title}")
    assert answer.status_code == 404
    assert {NEWS, "/page/News/Archive"} <= set(read(answer.text).links)
    assert "<script>alert" not in answer.text
    wrong = client.get(f"/page/{title}", headers=JSON)
    assert (wrong.status_code, wrong.get_json()["error"]["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("page", "api"),
    [
        (f"/item/{story.CODEX.id}", f"items/{story.CODEX.id}"),
        (NEWS, "pages/Template:MediaWiki_News"),
        (f"{NEWS}/de", "pages/Template:MediaWiki_News/de"),
        (f"/link/{LINK.replace('?', '%3F')}", f"links/{LINK.replace('?', '%3F')}"),
        ("/status", "status"),
        ("/channel/mastodon", "channels/mastodon"),
    ],
)
def test_json_is_the_apis_by_its_ending_or_by_what_is_accepted(
    client: FlaskClient, page: str, api: str
) -> None:
    expected = json(client, f"/api/v1/{api}")
    assert json(client, f"{page}.json") == expected
    german = {"Accept": "text/html;q=0.5, application/json", "Accept-Language": "de"}
    assert json(client, page, headers=german) == expected
    for accept in ("text/html, application/json;q=0.9", "*/*", "text/*", ""):
        answer = client.get(page, headers={"Accept": accept})
        assert answer.mimetype == "text/html", accept
        assert "Accept" in answer.vary
    assert json(client, page, headers=JSON) == expected, "after the page was kept"


def test_a_title_may_end_as_json_does(client: FlaskClient, desk: Desk) -> None:
    _set_up(desk, replace(story.CONFIG, news=replace(story.CONFIG.news, page="News.json")))
    assert client.get("/page/News.json").mimetype == "text/html"
    assert json(client, "/page/News.json.json")["title"] == "News.json"
    assert json(client, "/page/News.json", headers=JSON)["title"] == "News.json"


def test_a_reworded_item_keeps_its_ending(client: FlaskClient) -> None:
    answer = client.get("/item/2026-11-15-codex-2-7-released.json")
    assert (answer.status_code, answer.location) == (302, f"/item/{story.CODEX.id}.json")
    gone = client.get("/item/2026-11-15-never-heard-of.json")
    assert (gone.status_code, gone.get_json()["error"]["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "written",
    [
        LINK.replace("?", "%3F"),
        "https://www.mediawiki.org/wiki/Codex_2.7",
        "https:/www.mediawiki.org/wiki/Codex_2.7",
        "mediawiki.org/wiki/Codex_2.7",
        "http%3A%2F%2Fm.mediawiki.org%2Fwiki%2FCodex 2.7",
        "https%253A%252F%252Fmediawiki.org/wiki/Codex_2.7",
        "https://www.mediawiki.org/w/index.php%3Ftitle=Codex_2.7",
        "https://www.mediawiki.org/wiki/Codex_2.7/ar",
    ],
)
def test_a_link_is_found_in_every_form(client: FlaskClient, written: str) -> None:
    answer = client.get(f"/link/{written}")
    assert answer.status_code == 200
    html = answer.text
    assert "Yes:" in html
    assert "1 news item links to it" in html
    assert "1 post of ours links to it" in html
    assert f'id="{story.CODEX.id}"' in html


def test_a_query_that_was_not_encoded_is_the_addresss(client: FlaskClient) -> None:
    answer = client.get("/link/https://x.example/?a=b&c=%C3%A9&uselang=de")
    assert answer.status_code == 301
    assert answer.location == "/link/https://x.example/%3Fa=b&c=%C3%A9?uselang=de"


def test_nothing_found_is_an_answer(client: FlaskClient) -> None:
    answer = client.get("/link/https://www.mediawiki.org/wiki/Codex")
    assert answer.status_code == 200
    assert "no news item and no post of ours links to it" in answer.text
    found = json(client, "/link/https://www.mediawiki.org/wiki/Codex.json")
    assert (found["announced"], found["items"], found["posts"]) == (False, [], [])
    assert found["address"] == "https://www.mediawiki.org/wiki/Codex"


def test_an_address_may_end_as_json_does(client: FlaskClient) -> None:
    assert "Yes:" in client.get("/link/https://x.example/feed.json").text
    assert json(client, "/link/https://x.example/feed.json.json")["announced"] is True


@pytest.mark.parametrize(
    "rubbish",
    [
        "nothing",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://",
        "ftp://x.example/",
        "a b.example",
        "https://x..example/",
        "x.example:99999",
        "https://u:p@x.example/",
        "x.example/%00",
    ],
)
def test_what_is_no_address_says_what_to_do(client: FlaskClient, rubbish: str) -> None:
    answer = client.get(f"/link/{rubbish}")
    assert answer.status_code == 400
    assert "cannot be read as the address of a web page" in answer.text
    assert not [
        one for one in read(answer.text).links if one.startswith(("javascript:", "mailto:"))
    ]
    assert (
        client.get(f"/link/{rubbish}", headers=JSON).get_json()["error"]["code"]
        == "not-understood"
    )


def test_the_form_leads_to_the_addresss_page(client: FlaskClient) -> None:
    assert "Address of a web page" in client.get("/link").text
    answer = client.get("/link?address=https://x.example/?a=b%20")
    assert (answer.status_code, answer.location) == (303, "/link/https://x.example/%3Fa=b")


def test_hosts_in_any_script_are_the_same(client: FlaskClient, desk: Desk) -> None:
    there = replace(story.CODEX, links=("https://bücher.example/a",))
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, story.PAGE, [there])
        desks.bump(connection, desk.id)
    for written in ("https://bücher.example/a", "xn--bcher-kva.example/a"):
        assert "1 news item links to it" in client.get(f"/link/{written}").text


def test_a_link_by_another_name_of_its_namespace_is_found(client: FlaskClient, desk: Desk) -> None:
    there = replace(story.CODEX, links=("https://www.mediawiki.org/wiki/T:box#Use",))
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, story.PAGE, [there])
        desks.bump(connection, desk.id)
    for written in ("Vorlage:Box", "Template:Box", "template:box%23Use"):
        assert "1 news item" in client.get(f"/link/https://www.mediawiki.org/wiki/{written}").text
    assert "1 news item" not in client.get("/link/https://www.mediawiki.org/wiki/T:Box%23Not").text


def test_the_status_says_what_is_left_and_how_fresh_it_is(client: FlaskClient) -> None:
    html = client.get("/status").text
    assert "missing on" in html
    assert "Failing since" in html or "14:20 UTC" in html
    assert {"/pickup", NEWS, "/link"} <= set(read(html).links)


def test_how_posts_get_picked_up_is_what_the_set_up_says(client: FlaskClient, desk: Desk) -> None:
    _set_up(
        desk,
        replace(story.CONFIG, feedback=(Feedback(about="bugs", url="https://bugs.example/"),)),
    )
    html = client.get("/pickup").text
    for words in (
        "@mediawiki@wikis.world",
        "Not by this tool",
        "Nobody can be mentioned there",
        "Wikimedia Tech",
        "No tag and no word is looked for",
        "Talk:Social media",
        "https://bugs.example/",
        "The accounts do not reply",
    ):
        assert words in html
    assert "/pickup" in read(client.get("/").text).links


@pytest.mark.parametrize("address", ["/pickup", "/status", "/link", NEWS, "/link/x.example"])
def test_before_anything_was_read_there_is_a_page(empty_desk: Desk, address: str) -> None:
    app = app_over(empty_desk)
    app.testing = False
    assert app.test_client().get(address).status_code in {200, 404}


@pytest.mark.parametrize(
    "address", ["/page/Rubbish", "/link/https://rubbish.example/", "/item/2026-11-01-rubbish"]
)
def test_what_is_made_up_fills_no_cache(client: FlaskClient, address: str) -> None:
    shared = client.application.extensions[EXTENSION]
    client.get(address)
    assert shared.lasting.held == 0


def _set_up(desk: Desk, config: Any) -> None:
    page = PageRevision(
        title=story.TITLE,
        revid=8,
        parent=7,
        user="E",
        time=story.EVER,
        text=story.config_text(config),
        model="json",
    )
    with writing(desk.engine) as connection:
        revisions.save(connection, desk.id, page)
        revisions.save(connection, desk.id, page, Slot.VALID)
        revisions.set_checked(connection, desk.id, [config.news.page], now=story.NOW)
        desks.bump(connection, desk.id)
