"""The fields of the set-up's form, beside what its page may say: nothing is left out."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.config_change import Part
from newsdesk.web.views import form_fields, form_rows
from newsdesk.web.views.form_fields import SOURCES, Field
from newsdesk.wiki.config_model import (
    ChannelPart,
    ConfigPart,
    FeedbackPart,
    FollowedPart,
    NewsPart,
    SourcePart,
)

LISTS = {"version", "news", "channels", "follow", "sources", "feedback"}
CHANNELS = [{"id": "x", "kind": "x"}]


def keys(*fields: Field) -> set[str]:
    return {one.key.partition(".")[0] for one in fields}


@pytest.mark.parametrize(
    ("part", "fields", "fixed"),
    [
        (
            ChannelPart,
            [one for kind in ChannelKind for one in form_fields.channel(kind, {})],
            {"id", "kind"},
        ),
        (
            SourcePart,
            [one for kind in SOURCES for one in form_fields.source(kind)],
            {"id", "kind"},
        ),
        (FollowedPart, form_fields.followed(CHANNELS, {}), set()),
        (FeedbackPart, form_fields.feedback(), set()),
        (NewsPart, form_fields.news(CHANNELS), set()),
        (ConfigPart, form_fields.pages(), LISTS),
    ],
)
def test_every_key_has_a_field(
    part: type[BaseModel], fields: list[Field], fixed: set[str]
) -> None:
    assert keys(*fields) | fixed == set(part.model_fields)


def test_an_account_on_a_channel_that_is_gone_is_still_shown() -> None:
    found = form_fields.followed(CHANNELS, {"accounts": {"gone": "a"}})
    assert "accounts.gone" in {one.key for one in found}


def test_an_address_that_a_channel_has_can_be_changed() -> None:
    kind = ChannelKind.MASTODON
    assert "url" not in keys(*form_fields.channel(kind, {}))
    assert "url" in keys(*form_fields.channel(kind, {"url": "https://a.example/"}))


@pytest.mark.parametrize("kind", [[], {}, [[]], None, 7, "x y"])
def test_what_is_no_kind_of_channel_is_shown_all_the_same(kind: object) -> None:
    assert not form_fields.has_accounts(kind)
    assert form_rows.name_of(Part.CHANNELS, {"id": "a", "kind": kind}) == "a"
