"""Every result of an edit survives being stored."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    EditResult,
    Filtered,
    Lagged,
    Protected,
    ReadOnly,
    Refused,
    Saved,
    Unreachable,
)
from newsdesk.services.edit_results import from_result, to_result

RESULTS = [
    Saved(title="A", revid=2, oldrevid=1, time=datetime(2026, 11, 21, tzinfo=UTC), merged=True),
    Blocked(by="B", reason="c", until="infinity"),
    Captcha(),
    Conflict(),
    Filtered("abusefilter-warning", "no"),
    Lagged(7),
    Protected("protectedpage"),
    ReadOnly("moving"),
    Refused("other", "info"),
    Unreachable(),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda r: type(r).__name__)
def test_there_and_back(result: EditResult) -> None:
    assert to_result(json.loads(json.dumps(from_result(result)))) == result


def test_what_else_was_stored_beside_it_is_left_out() -> None:
    assert to_result({**from_result(Conflict()), "done": 1}) == Conflict()


def test_a_kind_of_another_version_is_named() -> None:
    assert to_result({"kind": "Later"}) == Refused("Later")
