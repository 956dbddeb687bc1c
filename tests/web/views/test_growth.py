from __future__ import annotations

from datetime import date, timedelta

import pytest

from newsdesk.domain.message import Message, msg
from newsdesk.web.views import growth

TODAY = date(2026, 11, 20)


def days(*counts: int, every: int = 1) -> list[tuple[date, int]]:
    first = TODAY - timedelta(days=every * (len(counts) - 1))
    return [(first + timedelta(days=every * n), count) for n, count in enumerate(counts)]


def test_nothing_is_shown_of_nothing() -> None:
    assert growth.view([]) is None


def test_one_day_is_a_number_alone() -> None:
    shown = growth.view(days(7))
    assert shown
    assert (shown.count, shown.change, shown.points) == (7, None, "")


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (100, 150, msg("newsdesk-followers-more", 50, date(2026, 10, 21))),
        (150, 100, msg("newsdesk-followers-fewer", 50, date(2026, 10, 21))),
        (100, 100, msg("newsdesk-followers-same", date(2026, 10, 21))),
    ],
)
def test_the_number_is_compared_with_a_month_ago(then: int, now: int, words: Message) -> None:
    shown = growth.view(days(1, then, 120, now, every=15))
    assert shown
    assert shown.change == words


def test_weeks_have_their_last_numbers_newest_first() -> None:
    shown = growth.view(days(*range(1, 16)))
    assert shown
    assert [(week.count, week.more) for week in shown.weeks] == [(15, 5), (10, 7), (3, None)]


def test_only_the_last_weeks_are_numbers() -> None:
    shown = growth.view(days(*range(100)))
    assert shown
    assert len(shown.weeks) == growth.WEEKS
    assert None not in [week.more for week in shown.weeks]


def test_the_line_goes_from_the_least_to_the_most_and_is_flat_where_nothing_changes() -> None:
    rising, flat = growth.view(days(10, 20, 30)), growth.view(days(5, 5))
    assert rising
    assert flat
    assert rising.points == "0.0,40.0 120.0,20.0 240.0,0.0"
    assert flat.points == "0.0,40.0 240.0,40.0"
