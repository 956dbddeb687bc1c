from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.retry_after import LONGEST, retry_after

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
HOUR = timedelta(hours=1)
BUSINESS = (
    '{"104":[{"type":"pages","call_count":%d,"total_cputime":1,"total_time":1,'
    '"estimated_time_to_regain_access":%d}]}'
)
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
        (200, {"x-rate-limit-remaining": "0", "x-rate-limit-reset": EPOCH}, SOON),
        (200, {"x-rate-limit-remaining": "74", "x-rate-limit-reset": EPOCH}, None),
        (429, {"x-rate-limit-reset": EPOCH}, SOON),
        (200, {"ratelimit-remaining": "0", "ratelimit-reset": EPOCH}, SOON),
        (200, {"ratelimit-remaining": "2999", "ratelimit-reset": EPOCH}, None),
        (429, {"ratelimit-remaining": "5", "ratelimit-reset": EPOCH}, None),
        (200, {"x-rate-limit-remaining": "0", "ratelimit-reset": EPOCH}, None),
        (200, {"x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}'}, None),
        (200, {"x-app-usage": '{"call_count":100,"total_time":25}'}, NOW + HOUR),
        (400, {"x-app-usage": '{"call_count":9,"total_cputime":107.5}'}, NOW + HOUR),
        (200, {"x-business-use-case-usage": BUSINESS % (99, 0)}, None),
        (200, {"x-business-use-case-usage": BUSINESS % (100, 0)}, NOW + HOUR),
        (400, {"x-business-use-case-usage": BUSINESS % (100, 5)}, SOON),
        (
            400,
            {"x-app-usage": '{"call_count":100}', "x-business-use-case-usage": BUSINESS % (0, 5)},
            NOW + HOUR,
        ),
        (200, {"x-app-usage": '{"call_count":1%s}' % ("0" * 400)}, None),
        (400, {"retry-after": "300", "x-app-usage": '{"call_count":100}'}, SOON),
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


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["call_count", "total_time", "estimated_time_to_regain_access", "1"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=9,
)


@given(_JSON.map(json.dumps) | st.text(max_size=40))
def test_whatever_facebook_writes_is_no_reason_to_fail(usage: str) -> None:
    headers = {"x-app-usage": usage, "x-business-use-case-usage": usage}
    when = retry_after(200, headers, NOW)
    assert when is None or NOW <= when <= NOW + LONGEST
