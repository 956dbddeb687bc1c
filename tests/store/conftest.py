from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.store import desks
from newsdesk.store.database import writing
from tests.store.values import NOW

KEY = DeskKey("https://wiki.example/w/", "Social media/Newsdesk.json")


@pytest.fixture
def desk_id(engine: Engine) -> int:
    with writing(engine) as connection:
        return desks.ensure(connection, KEY, now=NOW)


@pytest.fixture
def other_desk(engine: Engine) -> int:
    with writing(engine) as connection:
        return desks.ensure(connection, DeskKey(KEY.wiki, "Another page.json"), now=NOW)


@pytest.fixture
def connection(engine: Engine, desk_id: int, other_desk: int) -> Iterator[Connection]:
    with writing(engine) as connection:
        yield connection
