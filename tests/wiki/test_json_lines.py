"""On which line of a JSON text a value stands; broken and endless texts included."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.json_lines import lines

TEXT = """{
  "version": 1,
  "channels": [
    {"id": "x",
     "posters": ["a",
       "b"]},
    {
      "id": "y\\""
    }
  ], "ideas": {}
}"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("version", 2),
        ("channels", 3),
        ("channels[0]", 4),
        ("channels[0].id", 4),
        ("channels[0].posters[1]", 6),
        ("channels[1]", 7),
        ("channels[1].id", 8),
        ("ideas", 10),
    ],
)
def test_each_value_has_its_line(place: str, line: int) -> None:
    assert lines(TEXT)[place] == line


def test_a_broken_text_has_lines_up_to_its_fault() -> None:
    assert lines('{\n"a": [1,\n{"b" 2')["a[1]"] == 3


@given(st.text(alphabet='{}[]:,"\\ab1 \n', max_size=60))
def test_no_text_is_too_broken(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in lines(text).values())


@given(st.lists(st.integers(), min_size=1, max_size=9))
def test_items_of_a_list_are_counted(values: list[int]) -> None:
    found = lines(json.dumps({"a": values}, indent=1))
    assert [found[f"a[{n}]"] for n in range(len(values))] == list(range(3, 3 + len(values)))


def test_a_deep_text_ends() -> None:
    assert len(lines("[" * 100_000)) < 50


def test_a_text_of_quotes_that_never_end_takes_no_time() -> None:
    began = time.process_time()
    assert lines('{"a": "' + '\\"' * 100_000) == {"a": 1}
    assert time.process_time() - began < 5
