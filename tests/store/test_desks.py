from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.domain.site import Site
from newsdesk.store import desks, sessions, submissions
from newsdesk.store.database import writing
from tests.store.conftest import KEY
from tests.store.values import NOW, at_once

SITE = Site(
    name="Wiki 🎉",
    server="https://wiki.example",
    rtl=True,
    namespaces=((0, ("",)), (10, ("Vorlage", "Template", "T"))),
    interwiki=(("wikipedia", "https://en.wikipedia.org/wiki/$1"),),
)


def test_a_desk_is_made_once(engine: Engine, desk_id: int) -> None:
    def ensure(_number: int) -> int:
        with writing(engine) as connection:
            return desks.ensure(connection, DeskKey(KEY.wiki, "New.json"), now=NOW)

    made = set(at_once(6, ensure))
    assert len(made) == 1
    assert made != {desk_id}


def test_titles_are_compared_byte_by_byte(connection: Connection, desk_id: int) -> None:
    for page in (KEY.page.lower(), KEY.page + " ", KEY.page.replace("e", "é")):
        assert desks.find(connection, DeskKey(KEY.wiki, page)) is None
        assert desks.ensure(connection, DeskKey(KEY.wiki, page), now=NOW) != desk_id
    assert desks.key(connection, desk_id) == KEY


def test_each_bump_raises_the_version_of_one_desk(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    desks.bump(connection, desk_id)
    assert desks.version(connection, desk_id) == 2
    assert desks.version(connection, other_desk) == 1


def test_the_wiki_is_remembered(connection: Connection, desk_id: int) -> None:
    assert desks.site(connection, desk_id) is None
    desks.set_site(connection, desk_id, SITE, now=NOW)
    assert desks.site(connection, desk_id) == SITE
    assert desks.site_read(connection, desk_id) == NOW


def test_who_matched_is_remembered(connection: Connection, desk_id: int) -> None:
    assert desks.matched_by(connection, desk_id) == ""
    desks.set_matched(connection, desk_id, "1.2.3")
    assert desks.matched_by(connection, desk_id) == "1.2.3"


def test_the_last_refresh_is_remembered(connection: Connection, desk_id: int) -> None:
    assert desks.refreshed(connection, desk_id) is None
    desks.set_refreshed(connection, desk_id, now=NOW)
    assert desks.refreshed(connection, desk_id) == NOW


def test_logging_in_and_publishing_count_as_activity(connection: Connection, desk_id: int) -> None:
    day = timedelta(days=1)
    assert desks.last_active(connection, desk_id) == NOW
    sessions.create(connection, desk_id, "t", user_id=1, user_name="E", access=b"", now=NOW + day)
    assert desks.last_active(connection, desk_id) == NOW + day
    submissions.create(connection, desk_id, user="E", kind="news", payload={}, now=NOW + 2 * day)
    assert desks.last_active(connection, desk_id) == NOW + 2 * day
