"""Presses of a round, each asked of a real wiki: what is kept, said, undone, and leads where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.decision import Choice
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.post import Author, Post, PostKey, StreamName
from newsdesk.domain.round import Handling
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import deciding, desk
from newsdesk.store import desks, handled, leads, posts, round_counts
from newsdesk.store.database import writing
from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from tests.fixtures.editing import CONFIG, SET_UP, LogIn, read_desk, send, write
from tests.fixtures.html import read
from tests.fixtures.wiki import PracticeWiki
from tests.web.pressing import buttons, press, token_of

MASTODON = {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.world"}
MENTIONS = "/round/mentions"


def mention(number: int, text: str, days: float = 1) -> Post:
    key = PostKey(ChannelKind.MASTODON, "https://social.example", str(number))
    return Post(
        key=key,
        url=f"https://social.example/{number}",
        author=Author("Someone", "someone@social.example"),
        time=clock.now() - timedelta(days=days),
        html=f"<p>{text}</p>",
        text=text,
    )


SUGGESTION = Lead(
    source_id="suggestions",
    native_id="1",
    kind=LeadKind.SUGGESTION,
    title="Our meetup in Lagos",
    text="Please post about it.",
    time=clock.now(),
    url="https://meet.example/lagos",
)


@pytest.fixture
def engine(wiki: PracticeWiki, editing: Settings, log_in: LogIn) -> Iterator[Engine]:
    """Three mentions, and a suggestion, at a desk on a real wiki."""
    config = json.loads(CONFIG) | {"channels": [MASTODON]}
    config["news"] |= {"basis": "mastodon"}
    write(wiki, {SET_UP: json.dumps(config)})
    with read_desk(editing) as found:
        desk_id = desk.ensure(found, editing)
        waiting = [mention(n, f"Mention number {n}", n) for n in (1, 2, 3)]
        met, now = StreamName.MENTION, clock.now()
        with writing(found) as connection:
            posts.save(connection, desk_id, "mastodon", waiting, now=now, stream=met)
            leads.save(connection, desk_id, "suggestions", [SUGGESTION], whole=False)
        yield found


@pytest.fixture
def editor(log_in: LogIn, engine: Engine) -> FlaskClient:
    return log_in(EDITOR)


@pytest.fixture
def second(log_in: LogIn, engine: Engine) -> FlaskClient:
    return log_in(SYSOP)


def first(browser: FlaskClient, label: str, path: str = MENTIONS) -> TestResponse:
    """Press the first button of that name on a page."""
    page = browser.get(path)
    value = buttons(page, label)[0].attributes["value"]
    sent = {"csrf_token": token_of(page.text), "back": path, "press": value}
    return browser.post("/round/press", data=sent)


def send_all(browser: FlaskClient, page: TestResponse) -> TestResponse:
    """Send the form that names all things of a page."""
    inputs = read(page.text).all("input")
    named = [o.attributes["value"] for o in inputs if o.attributes.get("name") == "press"]
    sent = {"csrf_token": token_of(page.text), "back": page.request.path, "press": named}
    return browser.post("/round/these", data=sent)


def said(browser: FlaskClient, path: str = MENTIONS) -> str:
    """Return what the next page says first."""
    [strip] = [
        one
        for one in read(browser.get(path).text).all("p")
        if one.attributes.get("role") == "status"
    ]
    return " ".join(strip.text.split())


def waits(browser: FlaskClient, path: str = MENTIONS) -> list[str]:
    document = read(browser.get(path).text)
    return [one.text for one in document.all("div") if one.text.startswith("Mention number")]


def deeds(engine: Engine) -> list[tuple[Handling, str]]:
    with engine.connect() as connection:
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        return [(one.what, one.user) for one in handled.since(connection, 1, long_ago, limit=9)]


@pytest.mark.parametrize(
    ("label", "what"),
    [
        ("Set aside", Handling.ASIDE),
        ("I shared it", Handling.SHARED),
    ],
)
def test_what_was_dealt_with_does_not_wait_any_more(
    editor: FlaskClient, second: FlaskClient, engine: Engine, label: str, what: Handling
) -> None:
    answer = first(editor, label)
    assert (answer.status_code, answer.location) == (303, "/round/mentions#thing-1")
    assert deeds(engine) == [(what, EDITOR.name)]
    assert waits(editor) == waits(second) == ["Mention number 2", "Mention number 3"]


def test_the_last_one_leads_to_the_heading(editor: FlaskClient) -> None:
    for place in ("thing-1", "thing-1", "waiting"):
        assert first(editor, "Set aside").location == f"/round/mentions#{place}"
    document = read(editor.get(MENTIONS).text)
    assert "waiting" in document.ids
    assert "Nothing waiting here." in editor.get(MENTIONS).text


def test_each_press_is_said_once_and_undone_by_another(
    editor: FlaskClient, engine: Engine
) -> None:
    first(editor, "Set aside")
    page = editor.get(MENTIONS)
    assert "Set aside: “Mention number 1”" in page.text
    answer = press(editor, page, "Undo")
    assert (answer.status_code, answer.location) == (303, "/round/mentions")
    assert deeds(engine) == []
    assert said(editor) == "Undone: it waits again."
    assert len(waits(editor)) == 3
    assert "Undone" not in editor.get(MENTIONS).text


def test_who_comes_second_is_told_who_was_first(
    editor: FlaskClient, second: FlaskClient, engine: Engine
) -> None:
    page = second.get(MENTIONS)
    first(editor, "Set aside")
    value = buttons(page, "I shared it")[0].attributes["value"]
    sent = {"csrf_token": token_of(page.text), "back": MENTIONS, "press": value}
    assert second.post("/round/press", data=sent).status_code == 303
    assert said(second).startswith(f"{EDITOR.name} had set this aside already, at ")
    assert deeds(engine) == [(Handling.ASIDE, EDITOR.name)]


def test_others_see_who_is_on_it(editor: FlaskClient, second: FlaskClient) -> None:
    assert first(editor, "I’m on it").location == "/round/mentions#thing-1"
    assert said(editor).startswith("You are on it until ")
    assert f"{EDITOR.name} is on it until" in second.get(MENTIONS).text
    assert len(buttons(second.get(MENTIONS), "I’m on it")) == 2
    first(editor, "I’m not on it")
    assert f"{EDITOR.name} is on it" not in second.get(MENTIONS).text


def test_everything_old_is_set_aside_at_once_and_back(
    editor: FlaskClient, second: FlaskClient
) -> None:
    # Two mentions, and the desk's own post that is on no page.
    day = (clock.now() - timedelta(days=1)).date().isoformat()
    page = editor.get(f"/round/aside?before={day}")
    assert "3 things that wait are from before" in page.text
    answer = press(editor, page, "Set aside 3 things")
    assert answer.location == "/round"
    page = editor.get(MENTIONS)
    assert waits(second) == ["Mention number 1"]
    assert "is set aside." in page.text
    press(editor, page, "Undo")
    assert len(waits(second)) == 3


@pytest.fixture
def followed(engine: Engine) -> list[Post]:
    """Posts of the timeline, which are mostly looked at only."""
    found = [mention(n, f"Mention number {n}", n / 2) for n in range(10, 32)]
    now, stream = clock.now(), StreamName.TIMELINE
    with writing(engine) as connection:
        posts.save(connection, 1, "mastodon", found, now=now, stream=stream)
    return found


def test_a_page_is_set_aside_at_once_and_back(
    editor: FlaskClient, second: FlaskClient, engine: Engine, followed: list[Post]
) -> None:
    path = "/round/timeline"
    assert len(waits(editor, path)) == 20
    press(second, second.get(path), "I’m on it (Mention number 10)")
    page = editor.get(path)
    assert len(buttons(page, "Set aside these 19")) == 1
    answer = send_all(editor, page)
    assert (answer.status_code, answer.location) == (303, f"{path}#waiting")
    next_page = editor.get(path)
    assert "Set aside at once: 19" in next_page.text
    assert len(waits(second, path)) == 3
    send_all(editor, page)
    assert "Set aside at once: 0. What others" in editor.get(path).text
    press(editor, next_page, "Undo")
    assert said(editor, path) == "Undone: it waits again."
    assert deeds(engine) == []


def test_some_are_set_aside_by_one_button_and_lead_to_where_it_says(
    editor: FlaskClient, engine: Engine
) -> None:
    page = editor.get(MENTIONS)
    some = " ".join(one.attributes["value"] for one in buttons(page, "Set aside (")[:2])
    sent = {"csrf_token": token_of(page.text), "back": MENTIONS, "press": some}
    answer = editor.post("/round/these?after=thing-1", data=sent)
    assert answer.location == f"{MENTIONS}#thing-1"
    after = editor.get(MENTIONS)
    assert waits(editor) == ["Mention number 3"]
    press(editor, after, "Undo")
    assert len(waits(editor)) == 3
    assert deeds(engine) == []


def test_only_what_a_page_shows_is_set_aside_at_once(
    editor: FlaskClient, engine: Engine, followed: list[Post]
) -> None:
    assert buttons(editor.get(MENTIONS), "Set aside these 3") == []
    value = buttons(editor.get("/round/timeline"), "Set aside")[0].attributes["value"]
    token = token_of(editor.get(MENTIONS).text)
    shared = value.replace("aside", "shared")
    elsewhere = value.replace("timeline", "mentions")
    for wrong in ([], [value] * 21, [value, shared], [value, elsewhere], ["what=aside"]):
        sent = {"csrf_token": token, "back": MENTIONS, "press": wrong}
        assert editor.post("/round/these", data=sent).status_code == 400
    assert deeds(engine) == []


def test_a_finished_round_is_the_next_ones_beginning(editor: FlaskClient) -> None:
    answer = press(editor, editor.get(MENTIONS), "Finish round")
    assert answer.location == "/round/done"
    page = editor.get("/round/done")
    assert "Your round is finished." in page.text
    assert "Your last round: " in editor.get(MENTIONS).text
    press(editor, page, "Undo")
    page = editor.get(MENTIONS)
    assert "Undone: your round is not finished." in page.text
    assert "Your last round: " not in page.text


def test_what_was_done_is_listed_and_can_be_undone_there(
    editor: FlaskClient, second: FlaskClient, engine: Engine
) -> None:
    first(editor, "Set aside")
    page = second.get("/round/done")
    [row] = [one for one in read(page.text).all("li") if "Mention number 1" in one.text]
    assert " ".join(row.text.split()).startswith(f"{EDITOR.name}: set aside Mention number 1")
    press(second, page, "Undo (Mention number 1)")
    assert deeds(engine) == []


@pytest.mark.parametrize(
    ("path", "label"), [("/round/news", "Undo"), ("/round/done", "Undo (Just for fun)")]
)
def test_no_news_is_decided_until_it_is_undone_wherever_that_is_pressed(
    editor: FlaskClient, engine: Engine, path: str, label: str
) -> None:
    own = mention(9, "Just for fun")
    with writing(engine) as connection:
        posts.save(connection, 1, "mastodon", [own], now=clock.now())
        desks.bump(connection, 1)
    first(editor, "Not news", "/round/news")
    [one] = deciding.pending(engine, 1, EDITOR.name)
    assert (one.decision.choice, one.decision.address) == (Choice.NOT_NEWS, own.url)
    press(editor, editor.get(path), label)
    assert (deeds(engine), deciding.pending(engine, 1, EDITOR.name)) == ([], ())


def test_who_may_not_edit_the_news_page_changes_nothing(
    log_in: LogIn, engine: Engine, wiki: PracticeWiki
) -> None:
    answer = first(log_in(BLOCKED), "Set aside")
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text
    assert deeds(engine) == []


def test_who_is_not_logged_in_any_more_is_led_to_the_login(
    editor: FlaskClient, engine: Engine
) -> None:
    page = editor.get(MENTIONS)
    value = buttons(page, "Set aside")[0].attributes["value"]
    editor.delete_cookie("newsdesk")
    sent = {"csrf_token": token_of(page.text), "back": MENTIONS, "press": value}
    answer = editor.post("/round/press", data=sent)
    assert answer.location == "/login?next=/round/mentions"
    assert deeds(engine) == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        "what=aside",
        "what=shared&step=nowhere",
        "what=posted&step=mentions&kind=x",
        "what=undo",
    ],
)
def test_nothing_else_can_be_pressed(editor: FlaskClient, engine: Engine, value: str) -> None:
    token = token_of(editor.get(MENTIONS).text)
    sent = {"csrf_token": token, "back": "//evil.example", "press": value}
    assert editor.post("/round/press", data=sent).status_code == 400
    assert deeds(engine) == []


def test_a_suggestion_becomes_a_news_item_and_waits_no_more(
    editor: FlaskClient, engine: Engine
) -> None:
    page = editor.get("/round/suggestions")
    [href] = [one for one in read(page.text).links if one.startswith("/add?")]
    form = editor.get(href)
    assert "[https://meet.example/lagos Our meetup in Lagos]" in form.text
    saved = send(editor, send(editor, form))
    assert saved.status_code == 200
    assert deeds(engine) == [(Handling.ADDED, EDITOR.name)]
    assert "Our meetup in Lagos" not in editor.get("/round/suggestions").text.split("nd-strip")[0]


@pytest.mark.parametrize(
    "wish",
    [
        {"what": "undo-finish", "time": "0001-01-01T00:00:00+23:59"},
        {"what": "undo-finish", "time": "9999-12-31T23:59:59-23:59"},
        {"what": "undo-before", "time": "2026-11-21T00:00:00", "before": "2026-11-21"},
        {"what": "undo-finish"},
    ],
)
def test_a_moment_that_is_none_is_no_fault_of_the_tool(
    editor: FlaskClient, wish: dict[str, str]
) -> None:
    sent = {"csrf_token": token_of(editor.get(MENTIONS).text), "press": urlencode(wish)}
    assert editor.post("/round/press", data=sent).status_code == 400


def test_what_waits_is_counted_as_soon_as_something_was_sent_off(
    editor: FlaskClient, editing: Settings, engine: Engine
) -> None:
    desk_id, today = desk.ensure(engine, editing), clock.now().date()
    with writing(engine) as connection:
        desks.bump_round(connection, desk_id)
        assert round_counts.find(connection, desk_id, today) is None
    editor.post("/setup/check").close()
    with engine.connect() as connection:
        assert round_counts.find(connection, desk_id, today) is not None
