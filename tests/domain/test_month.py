from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.month import month, month_before, month_begin, month_end


@pytest.mark.parametrize(
    ("moment", "first", "before", "following"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), (2026, 11), (2026, 10), (2026, 12)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), (2026, 12), (2026, 11), (2027, 1)),
        (datetime(2028, 1, 31, tzinfo=UTC), (2028, 1), (2027, 12), (2028, 2)),
        (datetime(2028, 2, 29, tzinfo=UTC), (2028, 2), (2028, 1), (2028, 3)),
        (
            datetime(2026, 12, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            (2026, 11),
            (2026, 10),
            (2026, 12),
        ),
    ],
)
def test_months_are_those_of_utc(
    moment: datetime, first: tuple[int, int], before: tuple[int, int], following: tuple[int, int]
) -> None:
    assert month(moment) == date(*first, 1)
    assert month_before(moment) == date(*before, 1)
    assert month_begin(moment) == datetime(*first, 1, tzinfo=UTC)
    assert month_end(moment) == datetime(*following, 1, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda m: 1970 < m.year < 9999))
def test_a_moment_is_in_its_month(moment: datetime) -> None:
    assert month_begin(moment) <= moment < month_end(moment)
    assert month_begin(month_end(moment)) == month_end(moment)
