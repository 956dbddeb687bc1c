"""The feeds as they are given: by the rules of Atom, and as a reader of feeds takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.infra.xml import legal
from newsdesk.services.feeds import Feed, News
from newsdesk.services.origins import Origin
from newsdesk.store import desks, item_edits, items
from newsdesk.store.database import writing
from newsdesk.web import feed
from newsdesk.web.tool import EXTENSION
from newsdesk.web.views import feed as views
from tests.fixtures import board as story
from tests.fixtures.board import BLUESKY, FEED, PAGE, RELEASE, SITE, Desk, item, same
from tests.fixtures.html import read
from tests.fixtures.tool import Serve
from tests.web.atom_rules import faults
from tests.web.board_app import app_over
from tests.web.feed_reader import newsboat, parse

pytestmark = pytest.mark.usefixtures("story_time")
HOUR = timedelta(hours=1)
TOOL = "http://127.0.0.1:8000"
FEEDS = ("/feed/news.atom", "/feed/work.atom", "/feed/work/bluesky.atom", "/feed/changes.atom")
TAG = "tag:www.mediawiki.org,2026:newsdesk/Social_media%2FNewsdesk.json"
ADDED = ItemEdit(
    page=PAGE,
    item_id=RELEASE.id,
    deed=Deed.ADDED,
    revid=40,
    user="Example editor",
    time=story.NOW - 40 * HOUR,
)
HOSTILE = "]]> & <b>bold</b> \"'\x00\x0b\x1f\ufffe\uffff <!-- 🎉 \u202eالعربية"
POSTED = story.post(BLUESKY, 7, "MediaWiki 1.45.2 and 1.44.4 are out", story.NOW)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """The desk when its item was added, posted, and taken off a channel again."""
    link = "https://www.mediawiki.org/wiki/Release?a=1&b=é"
    desk.items = [replace(RELEASE, links=(link,)), *desk.items[1:]]
    with writing(desk.engine) as connection:
        item_edits.save(connection, desk.id, [ADDED])
    desk.save()
    desk.look(story.NOW - 3 * HOUR)
    _post(desk)
    desk.look(story.NOW - 2 * HOUR)
    return desk


def _post(desk: Desk) -> None:
    desk.posts[BLUESKY] = [POSTED]
    desk.matches = [*desk.matches, same(RELEASE, BLUESKY, POSTED)]
    desk.save()


def _delete_post(desk: Desk, now: Any) -> None:
    desk.posts[BLUESKY] = [replace(POSTED, deleted=now)]
    desk.save()
    desk.look(now)


def _read(client: FlaskClient, address: str) -> Any:
    return parse(client.get(address))


def _fresh(desk: Desk) -> FlaskClient:
    """Ask a process that has kept nothing."""
    return app_over(desk).test_client()


@pytest.mark.parametrize("language", ["", "?uselang=ar", "?uselang=qqx"])
@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_keeps_the_rules(
    told: Desk, visitor: FlaskClient, address: str, language: str
) -> None:
    answer = visitor.get(address + language)
    assert faults(answer.data, TOOL + address + language, story.NOW) == []
    assert b"<entry" in answer.data


@pytest.mark.parametrize("address", FEEDS)
def test_texts_that_would_break_xml_break_nothing(
    told: Desk, visitor: FlaskClient, address: str
) -> None:
    told.items = [
        item(f"{n} {HOSTILE}", date(2026, 11, 19), links=(f"https://a.example/{n}?<&'\"é",))
        for n in range(60)
    ]
    name = "Blue]]> & <b> 🎉 العربية"
    channels = [replace(one, name=name) if one == BLUESKY else one for one in told.config.channels]
    told.config = replace(told.config, channels=tuple(channels))
    told.save()
    told.look(story.NOW)
    answer = visitor.get(address)
    assert faults(answer.data, TOOL + address, story.NOW) == []
    assert answer.data.count(b"<entry") == 50 or address == "/feed/changes.atom"


@pytest.mark.parametrize(
    ("text", "other", "fault"),
    [
        ("<entry", "<br><entry", "no XML"),
        ("<id>", "<b/><id>", "4.1 b does not belong"),
        ("</feed>", "<id>a:b</id></feed>", "4.1 2 times id"),
        ("<updated>2026", "<updated>26", "3.3 no moment"),
        ("-11-18T", "-13-18T", "3.3 there is no such moment"),
        ("<updated>2026", "<updated>2096", "still to come"),
        ('rel="self"', 'rel="related"', "4.1.1 the feed says that it is at []"),
        ('rel="alternate"', 'rel="other"', "4.2.7 no known relation"),
        ('href="http://127.0.0.1:8000/', 'href="/', "4.2.7 the link leads nowhere"),
        ("<id>tag:", "<id>newsdesk ", "4.2.6 no address"),
        (
            f"{TAG}/item/2026-11-17-tech-talk-the-new-rest-api",
            f"{TAG}/item/{RELEASE.id}",
            "4.1.1 twice",
        ),
        ("<author>", "<contributor>", "no XML"),
        ('xml:lang="en"', 'xml:lang="no language"', "2 no language"),
        ("<content ", "<content src='a' mode='b' ", "4 content has a mode"),
        ("&lt;p dir", "&lt;script&gt;", "take out"),
        ("&lt;a href=&#34;https:", "&lt;a href=&#34;", "advice: relative"),
        ("<title>MediaWiki news<", "<title> <", "advice: empty title"),
    ],
)
def test_the_rules_find_what_is_wrong(
    told: Desk, visitor: FlaskClient, text: str, other: str, fault: str
) -> None:
    right = visitor.get(FEEDS[0]).text
    assert text in right
    found = faults(right.replace(text, other).encode(), TOOL + FEEDS[0], story.NOW)
    assert [one for one in found if fault in one], found


def test_a_feed_of_news_says_what_the_page_does(told: Desk, visitor: FlaskClient) -> None:
    found = _read(visitor, "/feed/news.atom")
    assert found.version == "atom10"
    assert found.feed.title == "MediaWiki news"
    assert found.feed.author_detail == {
        "name": "MediaWiki",
        "href": "https://www.mediawiki.org/wiki/Main_Page",
    }
    assert [one.title for one in found.entries] == [one.text for one in told.items]
    first = found.entries[0]
    assert first.id == f"{TAG}/item/{RELEASE.id}"
    assert first.link == f"{TOOL}/item/{RELEASE.id}"
    assert first.published == first.updated == "2026-11-18T22:40:00Z"
    assert first.title_detail.language == "en"
    assert read(first.content[0].value).links == [
        "https://www.mediawiki.org/wiki/Release?a=1&b=%C3%A9"
    ]


def test_what_is_left_to_do_says_where_and_whom_to_ask(told: Desk, visitor: FlaskClient) -> None:
    found = _read(visitor, "/feed/work.atom")
    titles = {one.title for one in found.entries}
    assert "Mastodon: Missing – Tech talk: the new REST API, 26 November" in titles
    assert "Bluesky: Please check – Tech talk: the new REST API, 26 November" in titles
    (missing,) = [one for one in found.entries if one.title.startswith("Mastodon: Missing")]
    assert "Ask Second editor" in missing.content[0].value
    assert missing.link == f"{TOOL}/item/{story.TALK.id}#mastodon"
    assert {(one.term, one.label) for one in missing.tags} == {
        ("mastodon", "Mastodon"),
        ("missing", "Missing"),
    }
    only = _read(visitor, "/feed/work/bluesky.atom")
    assert {one.id for one in only.entries} == {
        one.id for one in found.entries if "/work/bluesky/" in one.id
    }


def test_a_change_is_an_entry_that_never_changes(told: Desk, visitor: FlaskClient) -> None:
    (before,) = _read(visitor, "/feed/changes.atom").entries
    assert before.title == f"Bluesky: Posted – {RELEASE.text}"
    assert "Posted. Before that: Missing." in before.content[0].value
    assert read(before.content[0].value).links == [POSTED.url]
    _delete_post(told, story.NOW)
    newest, after = _read(_fresh(told), "/feed/changes.atom").entries
    assert newest.title == f"Bluesky: Missing – {RELEASE.text}"
    assert after == before


def test_what_is_done_leaves_and_comes_back_as_something_new(told: Desk) -> None:
    def missing() -> dict[str, Any]:
        found = _read(_fresh(told), "/feed/work/bluesky.atom")
        moments.append(found.feed.updated)
        return {one.title: one for one in found.entries if RELEASE.text in one.title}

    moments: list[str] = []
    told.matches, posted = told.matches[:-1], told.matches
    told.save()
    told.look(story.NOW - HOUR)
    (begun,) = missing().values()
    told.matches = posted
    told.save()
    told.look(story.NOW - HOUR / 2)
    assert missing() == {}
    _delete_post(told, story.NOW)
    (again,) = missing().values()
    assert again.id != begun.id
    assert again.published > begun.published
    assert moments == sorted(moments)


def test_a_reworded_item_keeps_its_name_and_says_when_it_was_reworded(told: Desk) -> None:
    (before,) = [one for one in _read(_fresh(told), FEEDS[0]).entries if "1.45.2" in one.title]
    _reword(told)
    after = {one.id: one for one in _read(_fresh(told), FEEDS[0]).entries}[before.id]
    assert after.title == "Security releases"
    assert after.link == f"{TOOL}/item/2026-11-18-security-releases"
    assert (after.published, after.updated) == (before.published, "2026-11-20T13:40:00Z")
    ids = [one.id for one in _read(_fresh(told), FEEDS[0]).entries]
    assert len(set(ids)) == len(ids)


def _reword(desk: Desk) -> None:
    new = "2026-11-18-security-releases"
    desk.items = [replace(RELEASE, id=new, text="Security releases"), *desk.items[1:]]
    with writing(desk.engine) as connection:
        items.add_aliases(connection, desk.id, {RELEASE.id: new})
        edit = replace(ADDED, item_id=new, deed=Deed.REWORDED, revid=41, time=story.NOW - HOUR)
        item_edits.save(connection, desk.id, [edit])
    desk.save()


def test_an_item_that_takes_a_given_up_name_gets_another(told: Desk) -> None:
    _reword(told)
    before = {one.title: one.id for one in _read(_fresh(told), FEEDS[0]).entries}
    told.items = [replace(RELEASE, text="Not that one"), *told.items]
    told.save()
    after = {one.title: one.id for one in _read(_fresh(told), FEEDS[0]).entries}
    assert after == before | {"Not that one": f"{TAG}/item/{RELEASE.id}-2"}


def test_names_do_not_depend_on_where_the_tool_is(told: Desk) -> None:
    app = app_over(told)
    shared = app.extensions[EXTENSION]
    moved = replace(shared, settings=replace(shared.settings, url="https://new.example/"))
    app.extensions[EXTENSION] = moved
    for address in FEEDS:
        here, there = (_read(one, address) for one in (_fresh(told), app.test_client()))
        assert [one.id for one in [here.feed, *here.entries]] == [
            one.id for one in [there.feed, *there.entries]
        ]
        assert {one.link.split("/item/")[0] for one in there.entries} == {"https://new.example"}


def test_a_channel_that_cannot_be_read_is_one_entry_and_only_after_a_while(
    told: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _titles(told, "blog") == []
    failed = told.streams[FEED].failed_since
    assert failed is not None
    monkeypatch.setattr("newsdesk.infra.clock.now", lambda: failed + HOUR)
    assert _titles(told, "blog") == ["Blog could not be read since 20 November 2026, 14:20 UTC"]
    (entry,) = _read(_fresh(told), "/feed/work/blog.atom").entries
    assert entry.link == f"{TOOL}/channel/blog"
    assert entry.updated == "2026-11-20T14:20:00Z"
    told.streams[FEED] = replace(told.streams[FEED], resting=True)
    told.save()
    assert _titles(told, "blog") == []


def _titles(desk: Desk, channel: str) -> list[str]:
    return [one.title for one in _read(_fresh(desk), f"/feed/work/{channel}.atom").entries]


def test_words_are_the_wikis_unless_others_are_asked_for(told: Desk) -> None:
    german = replace(SITE, language="de")
    with writing(told.engine) as connection:
        desks.set_site(connection, told.id, german, now=story.NOW)
        desks.bump(connection, told.id)
    client = _fresh(told)
    accepts = {"Accept-Language": "ar"}
    plain = client.get("/feed/work.atom", headers=accepts)
    assert 'xml:lang="de"' in plain.text
    assert "Mastodon: Fehlt" in plain.text
    assert "Vary" not in plain.headers
    chosen = client.get("/feed/work.atom?uselang=ar", headers=accepts)
    assert 'xml:lang="ar"' in chosen.text
    assert 'href="http://127.0.0.1:8000/feed/work.atom?uselang=ar"' in chosen.text


def test_who_has_a_feed_is_told_so_whether_kept_or_new(told: Desk, visitor: FlaskClient) -> None:
    first = visitor.get("/feed/news.atom")
    assert first.mimetype == "application/atom+xml"
    assert first.mimetype_params == {"charset": "utf-8"}
    assert first.headers["Cache-Control"].startswith("public, max-age=60")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    for client in (visitor, _fresh(told)):
        for known in (
            {"If-None-Match": first.headers["ETag"]},
            {"If-Modified-Since": first.headers["Last-Modified"]},
        ):
            again = client.get("/feed/news.atom", headers=known)
            assert (again.status_code, again.data) == (304, b"")
        stale = {"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"}
        assert client.get("/feed/news.atom", headers=stale).status_code == 200
    head = visitor.head("/feed/news.atom")
    assert (head.status_code, head.data, head.content_length) == (200, b"", first.content_length)


def test_there_is_no_feed_of_what_there_is_not(visitor: FlaskClient) -> None:
    for address in ("/feed/work/nowhere.atom", "/feed/nowhere.atom"):
        assert visitor.get(address).status_code == 404


def test_before_there_is_a_set_up_there_is_nothing_to_tell(empty_desk: Desk) -> None:
    for address in FEEDS:
        answer = _fresh(empty_desk).get(address)
        assert answer.status_code == 404
        assert answer.get_json()["error"]["code"] in {"no-set-up", "not-found"}


def test_pages_name_their_feeds(told: Desk, visitor: FlaskClient) -> None:
    for page, feeds in (
        ("/", {FEEDS[0], FEEDS[1], FEEDS[3]}),
        ("/status", {FEEDS[0], FEEDS[1], FEEDS[3]}),
        ("/channel/bluesky", {FEEDS[2]}),
    ):
        document = read(visitor.get(page).text)
        atom = [
            one for one in document.all("link") if "atom+xml" in one.attributes.get("type", "")
        ]
        assert {one.attributes["href"] for one in atom} == feeds
        assert all(one.attributes["rel"] == "alternate" for one in atom)
        assert feeds <= set(document.links)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text("<>&;#\"']lgt[!CDATA-\r\n\t\x00\x85\u2028\ufffe🎉ا"))
def test_any_text_comes_out_as_it_went_in(web: Flask, text: str) -> None:
    known = News(item(f"news {text}", date(2026, 11, 19)), Origin("news", story.NOW, story.NOW))
    told = Feed(site=SITE, config=story.CONFIG, updated=story.NOW, entries=(known,))
    with web.test_request_context(FEEDS[0]):
        (entry,) = parse(feed.answer(told, views.news)).entries
    words = legal(f"news {text}").split()
    assert entry.title.split() == words
    document = read(entry.content[0].value)
    assert "".join(one.text for one in document.all("p")).split() == words
    assert [one.tag for one in document.elements] == ["p"]


def test_newsboat_reads_them_all_from_the_tool(told: Desk, serve: Serve, tmp_path: Path) -> None:
    settings = app_over(told).extensions[EXTENSION].settings
    url = serve(settings).rstrip("/")
    found = newsboat(tmp_path, [f"{url}{one}?uselang=ar" for one in FEEDS])
    by_feed = {one: [e for e in found if one in e["feedurl"]] for one in FEEDS}
    news = by_feed["/feed/news.atom"]
    assert {one["title"] for one in news} == {one.text for one in told.items}
    (first,) = [one for one in news if one["title"] == RELEASE.text]
    assert first["guid"] == f"{TAG}/item/{RELEASE.id}"
    assert first["url"] == f"{url}/item/{RELEASE.id}"
    assert first["pubDate"] == int((story.NOW - 40 * HOUR).timestamp())
    assert "Release?a=1&amp;b=" in first["content"]
    # What is the same entry in two feeds is one to it.
    work = [*by_feed["/feed/work.atom"], *by_feed["/feed/work/bluesky.atom"]]
    asked = [parse(_fresh(told).get(one)).entries for one in FEEDS[1:3]]
    assert {one["guid"] for one in work} == {one.id for some in asked for one in some}
    (change,) = by_feed["/feed/changes.atom"]
    assert RELEASE.text in change["title"]
    assert "نُشر" in change["title"]
