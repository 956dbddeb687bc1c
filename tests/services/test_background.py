from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import background, desk
from newsdesk.services.refresh import LEASE
from newsdesk.store import desks, leases
from newsdesk.store.database import connect, writing
from tests.fixtures.answers import AnsweringServer, Asked, Reply

MINUTE = timedelta(minutes=1)


class Web(NamedTuple):
    settings: Settings
    engine: Engine

    def refreshed(self, age: timedelta) -> int:
        desk_id = desk.ensure(self.engine, self.settings)
        with writing(self.engine) as connection:
            desks.set_refreshed(connection, desk_id, now=clock.now() - age)
        return desk_id

    def stale(self) -> bool:
        return background.stale(self.engine, desk.find(self.engine, self.settings))


@pytest.fixture
def web(answers: AnsweringServer, sqlite_url: str) -> Iterator[Web]:
    engine = connect(sqlite_url)
    yield Web(answers.settings, engine)
    engine.dispose()


def test_data_are_stale_after_five_minutes(web: Web) -> None:
    web.refreshed(4 * MINUTE)
    assert not web.stale()
    web.refreshed(5 * MINUTE)
    assert web.stale()


def test_a_desk_that_was_never_read_is_stale(web: Web) -> None:
    assert web.stale()
    desk.ensure(web.engine, web.settings)
    assert web.stale()


def test_nothing_is_stale_while_somebody_reads(web: Web) -> None:
    desk_id = web.refreshed(60 * MINUTE)
    with writing(web.engine) as connection:
        leases.take(connection, desk_id, LEASE, "a", now=clock.now(), length=MINUTE)
    assert not web.stale()
    assert background.start_if_stale(web.settings, web.engine) is None


def test_looking_writes_nothing(web: Web) -> None:
    web.stale()
    assert desk.find(web.engine, web.settings) is None


def test_a_stale_desk_is_refreshed_beside_the_requests(web: Web, answers: AnsweringServer) -> None:
    answers.raw(b"", status=500)
    thread = background.start_if_stale(web.settings, web.engine)
    assert thread is not None
    assert thread.daemon
    thread.join()
    assert not web.stale()
    assert background.start_if_stale(web.settings, web.engine) is None


def test_one_thread_a_process(web: Web, answers: AnsweringServer) -> None:
    arrived = Barrier(2, timeout=30)

    def hold(_asked: Asked) -> Reply:
        arrived.wait()
        arrived.wait()
        return Reply(status=500)

    answers.replies.append(hold)
    thread = background.start_if_stale(web.settings, web.engine)
    assert thread is not None
    arrived.wait()
    other = replace(web.settings, config_page="Another page.json")
    assert background.start_if_stale(other, web.engine) is None
    arrived.wait()
    thread.join()


def test_a_database_that_does_not_answer_starts_nothing(web: Web) -> None:
    nowhere = connect("mysql://nobody@127.0.0.1:1/none")
    assert background.start_if_stale(web.settings, nowhere) is None
    nowhere.dispose()


def test_a_thread_that_fails_lets_the_next_one_start(
    web: Web, answers: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(background, "refresh", fail)
        failing = background.start_if_stale(web.settings, web.engine)
        assert failing is not None
        failing.join()
    answers.raw(b"", status=500)
    thread = background.start_if_stale(web.settings, web.engine)
    assert thread is not None
    thread.join()
