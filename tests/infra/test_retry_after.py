from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.retry_after import LONGEST, retry_after

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
EPOCH = str(int(SOON.timestamp()))


@pytest.mark.parametrize(
    ("status", "headers", "when"),
    [
        (503, {"retry-after": "300"}, SOON),
        (429, {"retry-after": " 300 "}, SOON),
        (429, {"retry-after": "Sat, 21 Nov 2026 12:05:00 GMT"}, SOON),
        (429, {"retry-after": "Saturday, 21-Nov-26 12:05:00 GMT"}, SOON),
        (429, {"x-ratelimit-reset": "2026-11-21T12:05:00.000000Z"}, SOON),
        (429, {"x-ratelimit-reset": EPOCH}, SOON),
        (429, {"ratelimit-reset": EPOCH}, SOON),
        (429, {"ratelimit-reset": "300"}, SOON),
        (429, {"retry-after": "60", "x-ratelimit-reset": EPOCH}, NOW + timedelta(minutes=1)),
        (429, {"retry-after": "soon", "x-ratelimit-reset": EPOCH}, SOON),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": EPOCH}, SOON),
        (200, {"x-ratelimit-remaining": "9", "x-ratelimit-reset": EPOCH}, None),
        (404, {"x-ratelimit-reset": EPOCH}, None),
        (429, {}, None),
        (429, {"retry-after": "-5"}, None),
        (429, {"retry-after": "0"}, NOW),
        (429, {"retry-after": "Sat, 21 Nov 2020 12:05:00 GMT"}, NOW),
        (429, {"retry-after": "999999999"}, NOW + LONGEST),
        (429, {"x-ratelimit-reset": "9999999999"}, NOW + LONGEST),
        (429, {"x-ratelimit-reset": "999999999999"}, None),
    ],
)
def test_when_to_ask_again(status: int, headers: dict[str, str], when: datetime | None) -> None:
    assert retry_after(status, headers, NOW) == when


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_server_writes_is_no_reason_to_fail(one: str, other: str) -> None:
    when = retry_after(429, {"retry-after": one, "x-ratelimit-reset": other}, NOW)
    assert when is None or NOW <= when <= NOW + LONGEST
