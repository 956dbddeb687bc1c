"""What was typed, to and from the values of the set-up's page."""

from __future__ import annotations

from typing import Any

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.web.form_values import changed, sent, typed_of
from newsdesk.web.views import form_fields

CHANNEL = form_fields.channel(ChannelKind.X, {})
NEWS = form_fields.news([])
FOLLOW = form_fields.followed([{"id": "x", "kind": "x"}, {"id": "y", "kind": "mastodon"}], {})


def test_what_is_shown_is_no_change() -> None:
    part = {"account": "A", "posters": ["B", "C D"], "since": "2020-01-01", "odd": {"kept": 1}}
    assert changed(part, CHANNEL, typed_of(part, CHANNEL)) == {}


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ({"posters": "A\n\n B "}, {"posters": ["A", "B"]}),
        ({"posters": ""}, {"posters": ""}),
        ({"expects": "nothing"}, {"expects": "nothing"}),
        ({"expects": "wanted"}, {}),
    ],
)
def test_only_what_differs_is_changed(typed: dict[str, str], values: dict[str, Any]) -> None:
    part = {"account": "A", "posters": ["C"]}
    assert changed(part, CHANNEL, typed_of(part, CHANNEL) | typed) == values


@pytest.mark.parametrize(
    ("typed", "value"), [("14", 14), ("14 days", "14 days"), ("٣", "٣"), ("", "")]
)
def test_a_number_is_one_or_stays_as_typed(typed: str, value: object) -> None:
    assert changed({"within": 7}, NEWS, {"within": typed}) == {"within": value}


def test_an_account_comes_with_the_others() -> None:
    part = {"accounts": {"x": "a", "gone": "b"}}
    values = changed(part, FOLLOW, {"accounts.y": "c@d.example"})
    assert values == {"accounts": {"x": "a", "gone": "b", "y": "c@d.example"}}
    assert changed(part, FOLLOW, {"accounts.x": ""}) == {"accounts": {"gone": "b"}}


def test_no_field_takes_more_than_anybody_types() -> None:
    assert len(sent({"account": "a" * 9_000_000}, CHANNEL)["account"]) == 1000
