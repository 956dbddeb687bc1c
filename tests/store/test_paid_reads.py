from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine

from newsdesk.domain.channel import ChannelKind
from newsdesk.infra.credentials import Credential
from newsdesk.store import paid_reads
from newsdesk.store.database import writing
from tests.store.values import NOW, at_once

X = Credential(kind=ChannelKind.X, origin="https://api.x.com", account="MediaWiki", token="t")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def test_reads_are_counted_by_month(connection: Connection, desk_id: int) -> None:
    assert paid_reads.counts(connection, desk_id, X) == {}
    last = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    for count, moment in ((3, NOW), (4, last), (5, datetime(2026, 12, 1, tzinfo=UTC))):
        paid_reads.add(connection, desk_id, X, count, now=moment)
    assert paid_reads.counts(connection, desk_id, X) == {NOVEMBER: 7, DECEMBER: 5}


def test_another_account_has_a_count_of_its_own(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    paid_reads.add(connection, desk_id, X, 3, now=NOW)
    assert paid_reads.counts(connection, desk_id, replace(X, account="Wikipedia")) == {}
    assert paid_reads.counts(connection, other_desk, X) == {}


def test_a_new_token_does_not_begin_a_new_count(connection: Connection, desk_id: int) -> None:
    paid_reads.add(connection, desk_id, X, 3, now=NOW)
    renewed = replace(X, token="other", account="@mediawiki")
    assert paid_reads.counts(connection, desk_id, renewed) == {NOVEMBER: 3}


def test_none_of_many_at_once_is_lost(engine: Engine, desk_id: int) -> None:
    def add(_number: int) -> None:
        with writing(engine) as connection:
            paid_reads.add(connection, desk_id, X, 2, now=NOW)

    at_once(6, add)
    with engine.connect() as connection:
        assert paid_reads.counts(connection, desk_id, X) == {NOVEMBER: 12}
