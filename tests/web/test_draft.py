"""The pages of a draft: what they show, to whom, and that nothing typed is lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.domain.post import Medium, StreamName
from newsdesk.domain.round import Thing
from newsdesk.infra import clock
from newsdesk.services import editors, refresh
from newsdesk.store import leads, posts
from newsdesk.store.database import writing
from newsdesk.web import create_app
from sandbox.accounts import BLOCKED, EDITOR, SYSOP, Account
from tests.fixtures import board
from tests.fixtures.drafting import LEAD, LINK, Drafting
from tests.fixtures.editing import browser_of
from tests.fixtures.html import read
from tests.web.pressing import press, token_of

Open = Callable[[Account], FlaskClient]


@pytest.fixture
def browser(drafting: Drafting) -> Open:
    """Log somebody in, of whom the wiki was asked already whether they are an editor."""
    app = create_app(drafting.settings)

    def open_(account: Account) -> FlaskClient:
        made = browser_of(app, drafting.engine, drafting.settings, drafting.wiki, account)
        if account is not BLOCKED:
            editors.require(drafting.by(account))
        return made

    return open_


def address(thing: Thing, channel: str = "x", path: str = "/round/draft") -> str:
    return f"{path}?{urlencode({'item': thing.parts[1], 'channel': channel})}"


def area(page: TestResponse, name: str = "text") -> str:
    found = [one for one in read(page.text).all("textarea") if one.attributes["name"] == name]
    return found[0].text.removeprefix("\n")


def said(page: TestResponse) -> str:
    return " ".join(read(page.text).all("main")[0].text.split())


def filled(page: TestResponse) -> dict[str, str]:
    """Return what the draft's form sends, as it stands."""
    hidden = {
        one.attributes["name"]: one.attributes.get("value", "")
        for one in read(page.text).all("input")
        if one.attributes.get("type") == "hidden"
    }
    return hidden | {"text": area(page)}


def test_a_draft_is_suggested_with_where_and_as_whom(drafting: Drafting, browser: Open) -> None:
    page = browser(SYSOP).get(address(drafting.items()[0]))
    assert page.status_code == 200
    assert area(page).endswith(f"#MediaWiki\n{LINK}")
    assert "@wikimediatech" in area(page)
    words = said(page)
    assert "It is posted as @MediaWiki on X." in words
    assert "You are among those who post on X." in words
    assert "of 280 characters as X weighs them" in words
    opens = [one for one in read(page.text).all("a") if "data-open" in one.attributes]
    assert opens[0].attributes["href"].startswith("https://x.com/intent/tweet?text=")
    assert opens[0].attributes["rel"] == "noopener"


def test_others_are_told_whom_to_ask(drafting: Drafting, browser: Open) -> None:
    words = browser(EDITOR).get(address(drafting.items()[0])).text
    assert "You are not among those who post on" in words
    assert f"Ask {SYSOP.name}" in words
    words = browser(EDITOR).get(address(drafting.items()[0], "linkedin")).text
    assert "Talk:Social media" in words
    assert "Copy the text first" in words


def test_strangers_are_led_to_the_login(drafting: Drafting) -> None:
    page = create_app(drafting.settings).test_client().get(address(drafting.items()[0]))
    assert page.status_code == 303
    assert "/login" in page.headers["Location"]


def test_who_is_not_known_waits_a_moment_and_sees_no_draft(
    drafting: Drafting, browser: Open
) -> None:
    thing = drafting.items()[0]
    page = browser(EDITOR).get(address(thing))
    press(browser(EDITOR), page, "Save draft", text="Between us")
    blocked = browser(BLOCKED)
    page = blocked.get(address(thing))
    assert page.headers["Refresh"].startswith("3; url=/round/draft?")
    assert "Between us" not in page.text
    with pytest.raises(editors.NotEditor):
        editors.require(drafting.by(BLOCKED))
    page = blocked.get(address(thing))
    assert page.status_code == 403
    assert "Between us" not in page.text
    sent = {"item": thing.parts[1], "channel": "x", "text": "Mine", "do": "save", "version": "1"}
    sent["csrf_token"] = token_of(blocked.get("/set-up").text)
    page = blocked.post("/round/draft", data=sent)
    assert page.status_code == 403
    assert "Between us" not in page.text
    assert area(page, "kept") == "Mine"


def test_it_is_saved_and_there_again(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    hostile = "</textarea><script>alert(1)</script> & \u202eevil"
    answer = press(me, me.get(address(thing)), "Save draft", text=hostile)
    assert answer.status_code == 303
    page = me.get(answer.headers["Location"])
    assert area(page) == "</textarea><script>alert(1)</script> & evil"
    assert "<script>alert" not in page.text
    assert "Saved" in page.text


def test_without_a_token_nothing_is_saved_and_the_text_is_shown(
    drafting: Drafting, browser: Open
) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    sent = filled(me.get(address(thing))) | {"text": "Typed", "csrf_token": "x", "do": "save"}
    page = me.post("/round/draft", data=sent)
    assert page.status_code == 403
    assert area(page, "kept") == "Typed"
    page = me.post("/round/draft/auto", data=sent)
    assert page.status_code == 403
    assert "said" in json.loads(page.text)
    assert area(me.get(address(thing))).endswith(LINK)


def test_two_people_share_one_draft(drafting: Drafting, browser: Open) -> None:
    first, second, thing = browser(EDITOR), browser(SYSOP), drafting.items()[0]
    begun = first.get(address(thing))
    press(first, begun, "Save draft", text="First words")
    mine = first.get(address(thing))
    theirs = second.get(address(thing))
    assert f"{EDITOR.name} is writing this draft" in theirs.text
    assert "<textarea" not in theirs.text
    press(second, theirs, "Take over")
    press(second, second.get(address(thing)), "Save draft", text="Second words")
    page = press(first, mine, "Save draft", text="First words and more")
    assert page.status_code == 409
    words = said(page)
    assert f"{SYSOP.name} took this draft over" in words
    assert "First words and more" in words
    assert "Second words" in words
    # Both see both afterwards, too.
    for who in (first, second):
        words = who.get(address(thing)).text
        assert "First words and more" in words
        assert "Second words" in words


def test_a_second_window_shows_both_texts(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    one, other = me.get(address(thing)), me.get(address(thing))
    press(me, one, "Save draft", text="In one window")
    page = press(me, other, "Save draft", text="In the other")
    assert page.status_code == 409
    assert area(page) == "In the other"
    assert "In one window" in page.text
    assert press(me, page, "Save draft", text="In the other").status_code == 303
    assert area(me.get(address(thing))) == "In the other"


def test_a_script_saves_it_and_is_told(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    sent = filled(me.get(address(thing)))
    told = json.loads(me.post("/round/draft/auto", data=sent | {"text": "é" * 281}).text)
    assert told["version"] == 1
    assert told["said"].startswith("Saved ")
    assert "too long by 1" in told["count"]
    assert told["fits"] is False
    answer = me.post("/round/draft/auto", data=sent | {"text": "In another window"})
    assert answer.status_code == 409
    assert "saved another text" in json.loads(answer.text)["said"]


def test_a_text_is_counted_for_a_script_and_not_saved(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    sent = filled(me.get(address(thing))) | {"text": "é" * 281}
    told = json.loads(me.post("/round/draft/count", data=sent).text)
    assert (told["fits"], told["near"]) == (False, True)
    assert "too long by 1" in told["count"]
    assert area(me.get(address(thing))).endswith(LINK)
    assert me.post("/round/draft/count", data=sent | {"csrf_token": "x"}).status_code == 403


def test_discarding_is_undone_by_a_press(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    press(me, me.get(address(thing)), "Save draft", text="Words")
    press(me, me.get(address(thing)), "Discard draft")
    page = me.get(address(thing))
    assert "This draft was discarded" in page.text
    press(me, page, "Undo")
    assert area(me.get(address(thing))) == "Words"


def test_an_address_is_taken_for_where_it_was_posted(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    page = me.get(address(thing))
    url = "https://x.com/MediaWiki/status/1990000000000000001"
    answer = press(me, page, "Posted by hand", address=url)
    assert answer.status_code == 303, answer.text
    page = me.get(answer.headers["Location"])
    assert "Posted, here" in page.text
    assert url in page.text
    wrong = press(
        me, me.get(address(drafting.items()[1])), "Posted by hand", address="https://a.example"
    )
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        "item=2020-01-01-nothing&channel=x",
        "item=&channel=x",
        "channel=x",
        "kind=nothing&origin=a&id=1&channel=x",
        "source=a&lead=b&channel=x",
        "item=2026-11-21-x&channel=nowhere",
        "item=2026-11-21-x&channel=blog",
        "",
    ],
)
def test_there_is_no_page_for_nothing(drafting: Drafting, browser: Open, query: str) -> None:
    assert drafting.items()
    assert browser(EDITOR).get(f"/round/draft?{query}").status_code == 404


def test_a_page_opened_writes_nothing(drafting: Drafting, browser: Open) -> None:
    me = browser(EDITOR)
    for path in ("/round/draft", "/round/draft/look"):
        me.get(address(drafting.items()[0], path=path))
    with drafting.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM draft").scalar() == 0


def test_open_drafts_are_listed_for_editors_alone(drafting: Drafting, browser: Open) -> None:
    me, thing = browser(EDITOR), drafting.items()[0]
    assert "Nobody is writing a draft." in me.get("/round/drafts").text
    press(me, me.get(address(thing)), "Save draft", text="Between us")
    page = browser(SYSOP).get("/round/drafts")
    assert "Between us" in page.text
    assert EDITOR.name in said(page)
    links = [one.attributes["href"] for one in read(page.text).all("a")]
    assert address(thing) in links
    stranger = browser(BLOCKED).get("/round/drafts")
    assert "Between us" not in stranger.text


def test_a_lead_can_become_a_news_item_instead(drafting: Drafting, browser: Open) -> None:
    with writing(drafting.engine) as connection:
        leads.save(connection, drafting.desk_id, "events", [LEAD], whole=True)
    page = browser(EDITOR).get("/round/draft?source=events&lead=1&channel=mastodon")
    assert "(1 December 2026)" in area(page)
    news = next(one for one in read(page.text).all("a") if "news item" in one.text)
    assert news.attributes["href"].startswith("/add?source=events&lead=1&of=")
    assert "Language: English." in said(page)


def test_an_image_is_asked_to_be_described(drafting: Drafting, browser: Open) -> None:
    me = browser(EDITOR)
    media = (Medium("image", "A hall", "https://files.example/1"), Medium("image"))
    theirs = replace(
        board.post(board.MASTODON, 7, "Look at this", clock.now()),
        media=media,
    )
    with writing(drafting.engine) as connection:
        posts.save(
            connection,
            drafting.desk_id,
            "mastodon",
            [theirs],
            now=clock.now(),
            stream=StreamName.MENTION,
        )
    kind, origin, native = Thing.of_post(theirs.key).parts
    named = {"kind": kind, "origin": origin, "id": native, "channel": "x"}
    where = f"/round/draft?{urlencode(named)}"
    page = me.get(where)
    fields = {one.attributes.get("name"): one for one in read(page.text).all("input")}
    assert fields["alt-1"].attributes["value"] == "A hall"
    assert fields["alt-2"].attributes["value"] == ""
    assert "Please describe the picture" in said(page)
    press(me, page, "Save draft", text="Words", **{"alt-2": "A garden"})
    document = read(me.get(where).text)
    fields = {one.attributes.get("name"): one for one in document.all("input")}
    assert fields["alt-2"].attributes["value"] == "A garden"
    copied = [one.attributes.get("data-copy") for one in document.all("div")]
    assert [one for one in copied if one] == [
        "Copy text",
        "Copy description 1",
        "Copy description 2",
    ]
    assert "/round/mentions" in document.links


def test_pressing_again_while_somebody_looks_reads_the_channel_no_more_often(
    drafting: Drafting, browser: Open
) -> None:
    thing, one = drafting.items()[0], browser(EDITOR)
    sent = {**filled(one.get(address(thing, "mastodon"))), "do": "look"}
    with refresh.lease(drafting.engine, drafting.desk_id) as beat:
        assert beat is not None
        for _ in range(3):
            page = one.get(address(thing, "mastodon"))
            sent["version"] = filled(page)["version"]
            answer = one.post("/round/draft", data=sent)
            assert (answer.status_code, "/look?" in answer.headers["Location"]) == (303, True)
        looking = [thread for thread in threading.enumerate() if thread.name == "look-again"]
        assert len(looking) == 1
    looking[0].join()
    assert drafting.practice.asked.total() > 0
    again = one.get(answer.headers["Location"])
    assert "Refresh" not in again.headers
