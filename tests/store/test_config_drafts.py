from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine

from newsdesk.domain.config_change import Contradiction
from newsdesk.store import config_drafts
from newsdesk.store.config_drafts import StoredDraft
from newsdesk.store.database import writing
from tests.store.values import MINUTE, NOW, at_once

DRAFT = StoredDraft(
    base_revid=7,
    base_text="{}",
    base_model="json",
    text='{"a": "😀"}',
    contradictions=(Contradiction("news.within", 30, [14], None),),
)


def test_a_draft_is_its_persons_own(connection: Connection, desk_id: int, other_desk: int) -> None:
    assert config_drafts.find(connection, desk_id, "A") is None
    assert config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    assert config_drafts.find(connection, desk_id, "A") == replace(DRAFT, version=1)
    assert config_drafts.find(connection, desk_id, "B") is None
    assert config_drafts.find(connection, other_desk, "A") is None


def test_a_write_names_what_its_writer_has_seen(connection: Connection, desk_id: int) -> None:
    assert config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    assert not config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    second = replace(DRAFT, text="{}", version=1)
    assert config_drafts.write(connection, desk_id, "A", second, now=NOW)
    assert not config_drafts.write(connection, desk_id, "A", second, now=NOW)
    assert config_drafts.find(connection, desk_id, "A") == replace(second, version=2)


def test_only_what_was_seen_is_forgotten(connection: Connection, desk_id: int) -> None:
    config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    assert not config_drafts.forget(connection, desk_id, "A", 2)
    assert config_drafts.forget(connection, desk_id, "A", 1)
    assert not config_drafts.forget(connection, desk_id, "A")
    config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    assert config_drafts.forget(connection, desk_id, "A")


def test_what_nobody_changes_is_let_go(connection: Connection, desk_id: int) -> None:
    config_drafts.write(connection, desk_id, "A", DRAFT, now=NOW)
    config_drafts.write(connection, desk_id, "B", DRAFT, now=NOW + MINUTE)
    assert config_drafts.prune(connection, now=NOW + config_drafts.KEPT - MINUTE) == 0
    assert config_drafts.prune(connection, now=NOW + config_drafts.KEPT) == 1
    assert config_drafts.find(connection, desk_id, "A") is None
    assert config_drafts.find(connection, desk_id, "B") is not None


def test_of_many_at_once_one_writes(engine: Engine, desk_id: int) -> None:
    def write(number: int) -> bool:
        with writing(engine) as connection:
            new = replace(DRAFT, text=str(number))
            return config_drafts.write(connection, desk_id, "A", new, now=NOW)

    assert sorted(at_once(4, write)) == [False, False, False, True]
