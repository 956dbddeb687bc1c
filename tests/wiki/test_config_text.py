"""A changed value is written into a text that stays as it is in all that did not change."""

from __future__ import annotations

import json
import time
from difflib import ndiff

import pytest
from hypothesis import given

from newsdesk.wiki.config_text import rewrite, written
from tests.wiki.config_values import CONFIGS, INDENTS, VALUES, Value, dumped

PAGE = """\
{
  "version": 1.0,
  "news":   {"page": "Template:News", "within": 3e1},
  "channels": [
    {"id": "x",
     "kind": "x"},
    {"id": "m", "kind": "mastodon"}
  ],
  "follow": []
}
"""


def changed(before: str, after: str) -> list[str]:
    """Return the lines that came and went, as a diff shows them."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@given(CONFIGS, CONFIGS, INDENTS)
def test_a_text_says_what_it_was_given(before: Value, after: Value, indent: str | None) -> None:
    made = rewrite(dumped(before, indent), after)
    assert json.loads(made) == after
    assert json.dumps(json.loads(made)) == json.dumps(after)


@given(VALUES, VALUES, INDENTS)
def test_any_json_becomes_any_other(before: Value, after: Value, indent: str | None) -> None:
    made = rewrite(dumped(before, indent), after, wikitext=True)
    assert json.dumps(json.loads(made)) == json.dumps(after)
    assert rewrite(made, after) == made


@given(CONFIGS, INDENTS)
def test_what_is_the_same_stays_byte_by_byte(value: Value, indent: str | None) -> None:
    text = f" \n{dumped(value, indent)}\n\n"
    assert rewrite(text, value) == text


@given(CONFIGS, CONFIGS, INDENTS)
def test_one_that_writes_as_the_page_does_writes_the_same(
    before: Value, after: Value, indent: str | None
) -> None:
    """No two styles on one page: what is new is written as all else is."""
    if after["channels"] and before["channels"]:
        made = rewrite(dumped(before, indent), after | {"news": before["news"]})
        name = dumped(after["channels"][0]["id"], indent)
        assert f'"id": {name}' in made


def test_numbers_spaces_and_the_order_of_keys_are_the_pages_own() -> None:
    value = json.loads(PAGE)
    value["news"]["page"] = "News"
    assert changed(PAGE, rewrite(PAGE, value)) == [
        '-   "news":   {"page": "Template:News", "within": 3e1},',
        '+   "news":   {"page": "News", "within": 3e1},',
    ]


def test_an_added_entry_is_a_line_of_its_own() -> None:
    value = json.loads(PAGE)
    value["channels"].append({"id": "f", "kind": "feed"})
    value["follow"].append({"name": "SAL"})
    assert changed(PAGE, rewrite(PAGE, value)) == [
        '-     {"id": "m", "kind": "mastodon"}',
        '+     {"id": "m", "kind": "mastodon"},',
        "+     {",
        '+       "id": "f",',
        '+       "kind": "feed"',
        "+     }",
        '-   "follow": []',
        '+   "follow": [',
        "+     {",
        '+       "name": "SAL"',
        "+     }",
        "+   ]",
    ]


def test_a_moved_entry_is_moved_as_it_is() -> None:
    value = json.loads(PAGE)
    value["channels"].reverse()
    made = rewrite(PAGE, value)
    assert (
        '[\n    {"id": "m", "kind": "mastodon"},\n    {"id": "x",\n     "kind": "x"}\n  ]' in made
    )


def test_a_removed_entry_takes_its_comma_with_it() -> None:
    value = json.loads(PAGE)
    del value["channels"][1], value["follow"]
    made = rewrite(PAGE, value)
    assert made.endswith('[\n    {"id": "x",\n     "kind": "x"}\n  ]\n}\n')


@pytest.mark.parametrize("indent", ["\t", "  ", "    "])
def test_the_pages_own_indentation_goes_on(indent: str) -> None:
    before = {"channels": [{"id": "x"}]}
    after = {"channels": [{"id": "x"}, {"id": "m", "posters": ["A"]}], "ideas": "Ideas"}
    assert rewrite(dumped(before, indent), after) == dumped(after, indent)


def test_on_a_wikitext_page_nothing_new_ends_the_block_or_signs() -> None:
    made = rewrite('{"a": "<b>"}', {"a": "<b>", "c": "</syntaxhighlight> ~~~~"}, wikitext=True)
    assert made.startswith('{"a": "<b>", "c": "')
    assert made.count("<") == 1
    assert "~" not in made
    assert json.loads(made)["c"] == "</syntaxhighlight> ~~~~"


def test_a_broken_text_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        rewrite('{"a": }', {})


def test_a_first_text_is_indented_as_the_wiki_does() -> None:
    assert written({"a": [1]}) == '{\n\t"a": [\n\t\t1\n\t]\n}'


def test_very_long_lists_are_written_in_no_time() -> None:
    before = [{"name": str(number)} for number in range(8_000)]
    after = [{"name": str(number), "about": "new"} for number in range(4_000, 12_000)]
    began = time.process_time()
    assert json.loads(rewrite(written(before), after)) == after
    assert time.process_time() - began < 15
