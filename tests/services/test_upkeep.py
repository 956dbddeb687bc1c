from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsdesk.domain.post import StreamName
from newsdesk.infra import clock
from newsdesk.services import desk, upkeep
from newsdesk.store import config_drafts, migrate, posts, sessions, short_links, submissions
from newsdesk.store.config_drafts import StoredDraft
from newsdesk.store.database import writing
from newsdesk.store.short_links import ShortLink
from tests.services.reading import MASTODON, post
from tests.services.test_desk import SETTINGS


def test_a_new_database_is_migrated_and_pruned(tmp_path: Path) -> None:
    settings = replace(SETTINGS, database=f"sqlite:///{tmp_path}/new.sqlite")
    with upkeep.database(settings) as engine:
        assert not upkeep.is_current(engine)
        assert upkeep.migrate(engine) == migrate.HEAD
        assert upkeep.is_current(engine)
        desk_id = desk.ensure(engine, settings)
        old, now = clock.now() - timedelta(days=91), clock.now()
        former = now - config_drafts.KEPT
        with writing(engine) as connection:
            submissions.create(connection, desk_id, user="E", kind="k", payload={}, now=old)
            kept = submissions.create(connection, desk_id, user="E", kind="k", payload={}, now=now)
            for state, begun in (("old", old), ("new", now)):
                sessions.begin_login(connection, desk_id, state, request=b"", next="/", now=begun)
            draft = StoredDraft(base_revid=0, base_text="", base_model="json", text="{}")
            for user, changed in (("old", former), ("new", now)):
                config_drafts.write(connection, desk_id, user, draft, now=changed)
            asked = now - short_links.KEPT - timedelta(days=1)
            short_links.save(connection, desk_id, ShortLink(url="https://bit.ly/a"), now=asked)
        assert upkeep.prune(engine) == 4
        with engine.connect() as connection:
            assert submissions.get(connection, desk_id, kept) is not None


def test_what_others_said_long_ago_is_let_go(tmp_path: Path) -> None:
    settings = replace(SETTINGS, database=f"sqlite:///{tmp_path}/new.sqlite")
    now = clock.now()
    old = [replace(post(MASTODON, n), time=now - timedelta(days=200)) for n in (1, 2, 3)]
    new = replace(post(MASTODON, 4), time=now)
    with upkeep.database(settings) as engine:
        upkeep.migrate(engine)
        desk_id = desk.ensure(engine, settings)
        with writing(engine) as connection:
            for stream, seen in (
                (StreamName.OWN, old[:1]),
                (StreamName.MENTION, [*old[:2], new]),
                (StreamName.SEARCH, old[1:]),
            ):
                posts.save(connection, desk_id, "m", seen, now=now, stream=stream)
        assert upkeep.prune(engine) == 2
        with engine.connect() as connection:
            left = posts.with_keys(connection, desk_id, [one.key for one in [*old, new]])
    assert set(left) == {old[0].key, new.key}


def test_connections_are_closed_afterwards(tmp_path: Path) -> None:
    settings = replace(SETTINGS, database=f"sqlite:///{tmp_path}/new.sqlite")
    with upkeep.database(settings) as engine, engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert not (tmp_path / "new.sqlite-wal").exists()
