"""Answers that are given for a minute: to whom, how long, and what they cost the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from newsdesk.infra import clock
from newsdesk.infra.bucket import Bucket
from newsdesk.services import background
from newsdesk.store import desks, items
from newsdesk.store.database import writing
from newsdesk.web.lasting import MINUTE
from newsdesk.web.tool import EXTENSION
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over, logged_in

ITEM = f"/item/{story.RELEASE.id}"
API = f"/api/v1/items/{story.RELEASE.id}"


@dataclass
class Queries:
    """The statements that the tool sends, and the clock that its caches go by."""

    engine: object
    ticks: float
    seen: list[str] = field(default_factory=list)

    def of(self, ask: Callable[[], TestResponse]) -> int:
        """Count what an answer and what comes after it cost."""
        self.seen.clear()
        ask().close()
        return len(self.seen)


@pytest.fixture
def app(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(clock, "now", lambda: story.NOW)
    with writing(desk.engine) as connection:
        desks.set_refreshed(connection, desk.id, now=story.NOW)
    return app_over(desk)


@pytest.fixture
def queries(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queries]:
    engine = app.extensions[EXTENSION].engine
    found = Queries(engine, clock.ticks())

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement != "BEGIN":
            found.seen.append(statement)

    monkeypatch.setattr(clock, "ticks", lambda: found.ticks)
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("address", [ITEM, API])
def test_a_minute_of_asking_costs_no_query_and_the_next_one_a_single_one(
    client: FlaskClient, queries: Queries, address: str
) -> None:
    assert queries.of(lambda: client.get(address)) > 0
    for second in range(1, MINUTE):
        queries.ticks += 1
        assert queries.of(lambda: client.get(address)) == 0, second
    queries.ticks += 1
    assert queries.of(lambda: client.get(address)) == 1
    assert "FROM desk" in queries.seen[0]
    assert queries.of(lambda: client.get(address)) == 0


def test_once_a_minute_it_is_looked_for_a_due_refresh(
    client: FlaskClient, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(background, "start_if_stale", lambda *given: asked.append(given))
    client.get(ITEM).close()
    late = story.NOW + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    queries.ticks += MINUTE - 1
    client.get(ITEM).close()
    assert asked == []
    queries.ticks += 1
    client.get(ITEM).close()
    assert len(asked) == 1


@pytest.mark.parametrize("address", [ITEM, API])
def test_it_says_how_long_it_is_good_and_how_old_it_is(
    client: FlaskClient, queries: Queries, address: str
) -> None:
    first = client.get(address)
    queries.ticks += 40
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Age"] == "40"
    assert first.cache_control.max_age == again.cache_control.max_age == MINUTE
    assert first.cache_control.public
    assert first.headers["ETag"] == again.headers["ETag"]


def test_who_has_it_already_lets_it_be_kept_for_others(
    client: FlaskClient, queries: Queries
) -> None:
    etag = client.get(ITEM).headers["ETag"]
    with writing(queries.engine) as connection:  # type: ignore[arg-type]
        desks.bump(connection, 1)
    queries.ticks += MINUTE
    assert client.get(ITEM, headers={"If-None-Match": etag}).status_code == 304
    assert queries.of(lambda: client.get(ITEM)) == 0


def test_a_change_is_seen_after_a_minute(
    client: FlaskClient, desk: Desk, queries: Queries
) -> None:
    before = client.get(ITEM)
    _reword(desk, "MediaWiki 1.45.2 and 1.44.4 released at last")
    queries.ticks += MINUTE - 1
    assert client.get(ITEM).data == before.data
    queries.ticks += 1
    after = client.get(ITEM)
    assert "released at last" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_what_is_gone_is_forgotten(client: FlaskClient, desk: Desk, queries: Queries) -> None:
    client.get(ITEM)
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, story.PAGE, [story.CODEX])
        desks.bump(connection, desk.id)
    queries.ticks += MINUTE
    assert client.get(ITEM).status_code == 404
    assert client.get(ITEM).status_code == 404


def test_who_is_logged_in_sees_what_is_new_at_once(
    client: FlaskClient, app: Flask, desk: Desk
) -> None:
    client.get(ITEM)
    me = logged_in(desk, app, "Example editor")
    me.get(ITEM)
    _reword(desk, "MediaWiki 1.45.2 and 1.44.4 released at last")
    answer = me.get(ITEM)
    assert "released at last" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "released at last" not in client.get(ITEM).text


def test_each_language_has_its_own_whatever_else_browsers_say(
    client: FlaskClient, queries: Queries
) -> None:
    german = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}
    assert client.get(ITEM).text != client.get(ITEM, headers=german).text
    same = {"Accept-Language": "de"}
    assert queries.of(lambda: client.get(ITEM, headers=same)) == 0


def test_the_api_is_the_same_for_all(client: FlaskClient, queries: Queries) -> None:
    answer = client.get(API)
    assert not answer.vary
    client.set_cookie("newsdesk", "whatever")
    assert queries.of(lambda: client.get(API, headers={"Accept-Language": "de"})) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/item/nonsense",
        "/item/2026-11-18-nonsense",
        "/item/2026-11-18-nonsense?x=1",
        "/api/v1/items/2026-11-18-nonsense",
    ],
)
def test_what_is_made_up_is_cheap_and_fills_nothing(
    client: FlaskClient, app: Flask, queries: Queries, address: str
) -> None:
    client.get("/item/2026-11-18-other-nonsense")
    held = app.extensions[EXTENSION].lasting.held
    assert queries.of(lambda: client.get(address)) <= 14
    assert app.extensions[EXTENSION].lasting.held == held


def test_an_address_with_anything_besides_is_not_kept(
    client: FlaskClient, app: Flask, queries: Queries
) -> None:
    client.get(f"{ITEM}?made=up")
    client.get(f"{ITEM}?uselang=klingon")
    assert app.extensions[EXTENSION].lasting.held == 0
    client.get(f"{ITEM}?uselang=de")
    assert queries.of(lambda: client.get(f"{ITEM}?uselang=de")) == 0


@pytest.mark.parametrize(
    "query",
    ["uselang=de&uselang=made-up", "uselang=%64e", "uselang=de&", "&", "uselang=en&uselang=en"],
)
@pytest.mark.parametrize("address", [ITEM, "/status", "/setup/wiki"])
def test_another_way_to_write_an_address_fills_nothing(
    client: FlaskClient, app: Flask, address: str, query: str
) -> None:
    shared = app.extensions[EXTENSION]
    assert client.get(f"{address}?{query}").status_code == 200
    assert (shared.lasting.held, shared.pages.held) == (0, 0)


def test_another_way_to_write_a_title_fills_nothing(client: FlaskClient, app: Flask) -> None:
    title = f"/api/v1/pages/{story.PAGE}"
    for one in (title.replace(" ", "___"), title.replace(" ", "%2520"), f"{title}/"):
        assert client.get(one).status_code == 200
    assert app.extensions[EXTENSION].lasting.held == 0
    client.get(title.replace(" ", "_"))
    assert app.extensions[EXTENSION].lasting.held


def test_nobody_can_put_json_in_the_place_of_a_page(client: FlaskClient, queries: Queries) -> None:
    """A header that is long enough to be cut must not name what others ask for."""
    accept = f"text/html;q=0.1, x/{'x' * 300}, application/json"
    assert client.get(ITEM, headers={"Accept": accept}).mimetype == "application/json"
    assert client.get(ITEM, headers={"Accept": "text/html"}).mimetype == "text/html"
    assert client.get(ITEM).mimetype == "text/html"


def test_while_too_much_is_asked_others_get_the_last_answer(
    client: FlaskClient, app: Flask, desk: Desk, queries: Queries
) -> None:
    before = client.get(API)
    _reword(desk, "MediaWiki 1.45.2 and 1.44.4 released at last")
    queries.ticks += MINUTE
    shared = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(shared, limit=Bucket(burst=0, per_second=1))
    refused = client.get(API)
    assert refused.status_code == 429
    assert refused.headers["Cache-Control"] == "no-store"
    again = client.get(API)
    assert (again.status_code, again.data) == (200, before.data)
    assert again.headers["Age"] == str(MINUTE)
    app.extensions[EXTENSION] = shared
    queries.ticks += MINUTE
    assert "released at last" in client.get(API).text


def test_another_day_is_another_answer(
    client: FlaskClient, queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(ITEM)
    monkeypatch.setattr(clock, "now", lambda: story.NOW + timedelta(days=1))
    queries.ticks += MINUTE
    assert queries.of(lambda: client.get(ITEM)) > 1


def _reword(desk: Desk, text: str) -> None:
    """Change an item's text, but not its id: its first words stay."""
    others = [one for one in desk.items if one.page == story.PAGE and one != story.RELEASE]
    reworded = story.item(text, story.RELEASE.date, id=story.RELEASE.id)
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, story.PAGE, [reworded, *others])
        desks.bump(connection, desk.id)
