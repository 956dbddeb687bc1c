"""Every edit, and every result of one, survives being stored."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    EditResult,
    Filtered,
    Lagged,
    PageEdit,
    Protected,
    ReadOnly,
    Refused,
    Saved,
    Unreachable,
)
from newsdesk.services.edit_results import from_edits, from_result, to_edits, to_result

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


def test_an_edit_comes_back_with_its_content_model() -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    edit = PageEdit(title="A", text="{}", summary="s", user="U", base=5, started=now, model="json")
    both = (edit, replace(edit, model="wikitext"))
    assert to_edits(json.loads(json.dumps(from_edits(both)))) == both
    former = {k: v for k, v in from_edits(both)[1].items() if k != "model"}
    assert to_edits([former]) == both[1:]
