"""The syntax of messages, and texts that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.message_syntax import Parameter, Switch, parameters, parse


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("a $1 b $12", ("a ", Parameter(1), " b ", Parameter(12))),
        ("100 $ or $x", ("100 $ or $x",)),
        ("a | b }} c", ("a ", "|", " b ", "}}", " c")),
        ("{{PLURAL:$1|day|days}}", (Switch("PLURAL", 1, (("day",), ("days",)), ()),)),
        (
            "{{PLURAL:$2|0=none|$2 day|$2 days}}!",
            (
                Switch(
                    "PLURAL",
                    2,
                    ((Parameter(2), " day"), (Parameter(2), " days")),
                    ((0, ("none",)),),
                ),
                "!",
            ),
        ),
        ("{{GENDER:$1|he|she|they}}", (Switch("GENDER", 1, (("he",), ("she",), ("they",)), ()),)),
        (
            "{{PLURAL:$1|a {{GENDER:$2|b|c}}|d}}",
            (
                Switch(
                    "PLURAL",
                    1,
                    (("a ", Switch("GENDER", 2, (("b",), ("c",)), ())), ("d",)),
                    (),
                ),
            ),
        ),
        ("{{PLURAL:$1|never closed", ("{{PLURAL:$1|", "never closed")),
        ("{{OTHER:$1|x}}", ("{{OTHER:", Parameter(1), "|", "x", "}}")),
    ],
)
def test_a_text_is_read(text: str, nodes: tuple[object, ...]) -> None:
    assert parse(text) == nodes


def test_parameters_are_found_in_every_form() -> None:
    text = "$1 {{PLURAL:$2|0=$3|{{GENDER:$4|$5|x}}}}"
    assert parameters(parse(text)) == {1, 2, 3, 4, 5}


@given(st.text(alphabet="ab $|{}PLURAL:GENDER=0", max_size=60))
def test_what_is_no_syntax_stays_as_it_is(text: str) -> None:
    assert "".join(map(str, parse(text))) == text


@given(st.text(alphabet="a$012|{}PLURAL:GENDER=0", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(number >= 1 for number in parameters(parse(text)))
