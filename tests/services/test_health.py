from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import desk
from newsdesk.services.health import Health, check
from newsdesk.store import desks
from newsdesk.store.database import connect, writing

SETTINGS = Settings(
    wiki="http://127.0.0.1/w/",
    url="http://127.0.0.1/",
    config_page="C.json",
    secret="s" * 32,
    database="",
)


def test_a_new_deployment_is_well(engine: Engine) -> None:
    health = check(engine, SETTINGS)
    assert health == Health(database=True, migrated=True)
    assert health.ok


def test_the_last_refresh_of_this_desk_is_named(engine: Engine) -> None:
    now = clock.now()
    desk_id = desk.ensure(engine, SETTINGS)
    with writing(engine) as connection:
        desks.set_refreshed(connection, desk_id, now=now)
    assert check(engine, SETTINGS).refreshed == now
    assert check(engine, replace(SETTINGS, config_page="Other.json")).refreshed is None


def test_a_database_that_is_behind_is_not_well(blank: Engine) -> None:
    health = check(blank, SETTINGS)
    assert health == Health(database=True, migrated=False)
    assert not health.ok


def test_a_database_that_does_not_answer_is_not_well() -> None:
    nowhere = connect("mysql://nobody@127.0.0.1:1/none")
    health = check(nowhere, SETTINGS)
    assert health == Health(database=False)
    assert not health.ok
    nowhere.dispose()
