from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from newsdesk.domain.desk import DeskKey
from newsdesk.store import codec, desks, migrate, revisions
from newsdesk.store.database import writing
from newsdesk.store.revisions import Walk
from newsdesk.store.tables import metadata
from tests.store.values import NOW, at_once


def test_from_nothing_to_the_newest(blank: Engine) -> None:
    assert migrate.version(blank) == ""
    assert not migrate.is_current(blank)
    assert migrate.upgrade(blank) == migrate.HEAD
    assert migrate.is_current(blank)
    assert migrate.upgrade(blank) == migrate.HEAD


def test_two_at_once_do_it_one_after_the_other(blank: Engine) -> None:
    assert at_once(3, lambda _: migrate.upgrade(blank)) == [migrate.HEAD] * 3
    assert migrate.is_current(blank)


def test_migrations_make_exactly_the_tables_that_the_queries_know(blank: Engine) -> None:
    migrate.upgrade(blank)
    with blank.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences: list[Any] = compare_metadata(context, metadata)
    assert differences == []


def test_every_table_is_as_a_new_one_would_be(blank: Engine, engine: Engine) -> None:
    """What the comparison of alembic leaves out: nullability, unique columns, foreign keys."""
    metadata.create_all(blank)
    made, migrated = inspect(blank), inspect(engine)
    for table in metadata.tables:
        for question in ("get_unique_constraints", "get_foreign_keys", "get_indexes"):
            expected = _sorted(getattr(made, question)(table))
            if blank.dialect.name == engine.dialect.name:
                assert _sorted(getattr(migrated, question)(table)) == expected
        nullable = {c["name"]: c["nullable"] for c in made.get_columns(table)}
        assert {c["name"]: c["nullable"] for c in migrated.get_columns(table)} == nullable


def _sorted(found: list[Any]) -> list[str]:
    return sorted(str(one) for one in found)


def test_the_newest_number_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "src/newsdesk/store/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_a_later_versions_database_is_left_alone(blank: Engine) -> None:
    migrate.upgrade(blank)
    with writing(blank) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert migrate.is_current(blank)
    assert migrate.upgrade(blank) == "9999"


def test_mariadb_compares_byte_by_byte_whatever_its_default(blank: Engine) -> None:
    migrate.upgrade(blank)
    if blank.dialect.name == "mysql":
        for table in metadata.tables:
            options = inspect(blank).get_table_options(table)
            assert options["mysql_collate"] == "utf8mb4_nopad_bin"
    with blank.connect() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM desk")) == 0


def test_a_migration_that_fails_leaves_sqlite_as_it_was(blank: Engine) -> None:
    with writing(blank) as connection:
        connection.execute(text("CREATE TABLE submission (id INTEGER)"))
    with pytest.raises(DBAPIError, match="submission"):
        migrate.upgrade(blank)
    if blank.dialect.name == "sqlite":
        assert inspect(blank).get_table_names() == ["submission"]
    assert not migrate.is_current(blank)


def test_an_older_database_keeps_its_rows_and_walks_its_histories_again(blank: Engine) -> None:
    _upgrade_to(blank, "0001")
    with writing(blank) as connection:
        desk_id = _old_desk(connection)
        connection.execute(
            text(
                "INSERT INTO page (desk_id, title, walked_newest, walked_oldest, walked)"
                " VALUES (:desk, 'News', 9, 5, 500)"
            ),
            {"desk": desk_id},
        )
    migrate.upgrade(blank)
    with writing(blank) as connection:
        assert revisions.walk(connection, desk_id, "News") is None
        revisions.set_walk(connection, desk_id, "News", Walk(9, 5, 4))
        assert revisions.walk(connection, desk_id, "News") == Walk(9, 5, 4)


def test_an_older_databases_posts_are_found_at_their_addresses(blank: Engine) -> None:
    _upgrade_to(blank, "0003")
    row = {"url": "https://x.example/1?utm_source=a", "words": "", "now": "2026-11-21 09:30:00"}
    with writing(blank) as connection:
        row["desk"] = str(_old_desk(connection))
        connection.execute(
            text(
                "INSERT INTO post (desk_id, key_hash, kind, origin, native_id, url, author_name,"
                " author_handle, author_url, time, html, text, links, form, shared_url, language)"
                " VALUES (:desk, 'k', 'x', :words, :words, :url, :words, :words, :words, :now,"
                " :words, :words, '[]', 'original', :words, :words)"
            ),
            row,
        )
    migrate.upgrade(blank)
    with blank.connect() as connection:
        (found,) = connection.scalars(text("SELECT url_hash FROM post"))
    assert found == codec.address_hash("https://www.x.example/1")


def test_an_older_databases_items_and_posts_are_found_by_their_links(blank: Engine) -> None:
    _upgrade_to(blank, "0012")
    row: dict[str, object] = {"words": "", "now": "2026-11-21 09:30:00", "day": "2026-11-21"}
    row["links"] = '["https://www.x.example/a#part", "http://x.example/A/"]'
    with writing(blank) as connection:
        row["desk"] = _old_desk(connection)
        connection.execute(
            text(
                "INSERT INTO item (desk_id, page, item_id, position, date, date_text, text, links,"
                " wikitext, line) VALUES (:desk, 'News', 'one', 0, :day, :words, :words, :links,"
                " :words, 1)"
            ),
            row,
        )
        for number, stream in enumerate(("own", "mention")):
            row |= {"number": number + 1, "stream": stream}
            connection.execute(
                text(
                    "INSERT INTO post (id, desk_id, key_hash, kind, origin, native_id, url,"
                    " author_name, author_handle, author_url, time, html, text, links, form,"
                    " shared_url, language) VALUES (:number, :desk, :number, 'x', :words, :words,"
                    " :words, :words, :words, :words, :now, :words, :words, :links, 'original',"
                    " :words, :words)"
                ),
                row,
            )
            connection.execute(
                text(
                    "INSERT INTO post_stream (desk_id, post_id, channel_id, stream, first_seen)"
                    " VALUES (:desk, :number, 'x', :stream, :now)"
                ),
                row,
            )
    migrate.upgrade(blank)
    hashed = codec.link_hash("https://x.example/a")
    with blank.connect() as connection:
        items = connection.execute(text("SELECT page, item_id, link_hash FROM item_link")).all()
        posts = connection.execute(text("SELECT post_id, link_hash FROM post_link")).all()
    assert [tuple(one) for one in items] == [("News", "one", hashed)]
    assert [tuple(one) for one in posts] == [(1, hashed)]


def _upgrade_to(engine: Engine, number: str) -> None:
    """Bring a database to what a former version of the tool left."""
    config = Config()
    config.set_main_option("script_location", "src/newsdesk/store/migrations")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, number)


def _old_desk(connection: Connection) -> int:
    return desks.ensure(connection, DeskKey("https://wiki.example/w/", "C.json"), now=NOW)
