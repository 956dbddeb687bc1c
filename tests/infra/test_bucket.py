"""How often something may be done, on a clock that stands still until it is moved."""

from __future__ import annotations

import pytest

from newsdesk.infra import clock
from newsdesk.infra.bucket import Bucket


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The monotonic clock's one value, to be replaced."""
    seconds = [1000.0]
    monkeypatch.setattr(clock, "ticks", lambda: seconds[0])
    return seconds


def test_a_burst_is_given_at_once_and_then_no_more(ticks: list[float]) -> None:
    bucket = Bucket(burst=3, per_second=2)
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0.5, 0.5]
    ticks[0] += 0.25
    assert bucket.take() == 0.25


def test_tokens_come_with_time_up_to_a_burst(ticks: list[float]) -> None:
    bucket = Bucket(burst=2, per_second=4)
    for _ in range(2):
        bucket.take()
    ticks[0] += 0.25
    assert [bucket.take(), bucket.take()] == [0, 0.25]
    ticks[0] += 3600
    assert [bucket.take() for _ in range(3)] == [0, 0, 0.25]
