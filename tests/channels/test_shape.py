from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import shape
from tests.channels.strategies import JSON

VALUE = {"a": {"b": "text", "list": [1], "n": 5}, "line": " a\u202e\nb ", "id": "x1"}


def test_picks_what_is_there_and_nothing_else() -> None:
    assert shape.at(VALUE, "a", "n") == 5
    assert shape.at(VALUE, "a", "n", "deeper") is None
    assert shape.text_at(VALUE, "a", "b") == "text"
    assert shape.text_at(VALUE, "a", "n") == ""
    assert shape.line_at(VALUE, "line") == "a b"
    assert shape.items_at(VALUE, "a", "list") == [1]
    assert shape.items_at(VALUE, "a") == []
    assert shape.id_at(VALUE, "id") == "x1"


def test_a_line_has_an_end() -> None:
    assert len(shape.line_at({"name": "x" * 5_000_000}, "name")) == shape.LONGEST_LINE


@pytest.mark.parametrize(
    ("value", "count"),
    [(0, 0), (2**63 - 1, 2**63 - 1), (2**63, None), (10**30, None), (-1, None), (True, None)],
)
def test_a_count_is_one_that_can_be_stored(value: object, count: int | None) -> None:
    assert shape.count_at({"n": value}, "n") == count


@pytest.mark.parametrize("value", [None, 5, "", "a b", "ü", "a\n", "x" * 256])
def test_an_id_must_be_one(value: object) -> None:
    with pytest.raises(shape.UnreadableError):
        shape.id_at({"id": value}, "id")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-03T10:00:00.123Z", datetime(2026, 3, 3, 10, 0, 0, 123000, UTC)),
        ("2026-03-03T10:00:00.123456789Z", datetime(2026, 3, 3, 10, 0, 0, 123456, UTC)),
        ("2026-03-03T12:00:00+02:00", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("2026-03-03T10:00:00", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("0001-01-01T00:00:00+23:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T00:00:00Z", None),
        ("yesterday", None),
        (5, None),
    ],
)
def test_times_are_utc(text: object, moment: datetime | None) -> None:
    assert shape.time_at({"t": text}, "t") == moment


def test_a_needed_time_must_be_one() -> None:
    with pytest.raises(shape.UnreadableError):
        shape.needed_time_at({}, "t")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", shape.FIRST),
        ("9999-12-31T00:00:00Z", shape.LAST),
    ],
)
def test_a_needed_time_is_one_at_which_posts_are(text: str, moment: datetime) -> None:
    assert shape.needed_time_at({"t": text}, "t") == moment


@pytest.mark.parametrize(
    ("value", "tag"),
    [("en", "en"), ("zh-Hant-TW", "zh-Hant-TW"), ("<x>", ""), ("", ""), (None, ""), (["en"], "")],
)
def test_languages(value: object, tag: str) -> None:
    assert shape.language(value) == tag


@given(JSON, st.lists(st.text(max_size=3), max_size=3))
def test_no_shape_makes_it_raise(value: object, path: list[str]) -> None:
    shape.at(value, *path)
    shape.line_at(value, *path)
    shape.items_at(value, *path)
    shape.time_at(value, *path)
