"""Two people's changes of one configuration, joined by what they mean."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given

from newsdesk.domain.config_change import Contradiction
from newsdesk.wiki.config_difference import facts
from newsdesk.wiki.config_merge import merge
from tests.wiki.config_values import CONFIGS, Value

X = {"id": "x", "kind": "x", "account": "MediaWiki", "expects": "wanted"}
TOOT = {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.world"}
FACEBOOK = {"id": "facebook", "kind": "facebook", "account": "MediaWikiProject"}
FEED = {"id": "feed", "kind": "feed", "url": "https://example.org/feed"}
SAL = {"name": "SAL", "accounts": {"x": "wikimedia_sal"}}
BASE: dict[str, Any] = {
    "version": 1,
    "news": {"page": "News", "within": 30},
    "channels": [X, TOOT],
    "follow": [SAL],
}


def config(**parts: object) -> dict[str, Any]:
    return BASE | parts


def text(value: object) -> str:
    return json.dumps(value)


@given(CONFIGS, CONFIGS)
def test_where_one_changed_nothing_the_others_stands(base: Value, changed: Value) -> None:
    for merged in (merge(base, base, changed), merge(base, changed, base)):
        assert text(merged.value) == text(changed)
        assert merged.contradictions == ()


@given(CONFIGS, CONFIGS)
def test_where_both_changed_the_same_it_stands(base: Value, changed: Value) -> None:
    merged = merge(base, changed, changed)
    assert text(merged.value) == text(changed)
    assert merged.contradictions == ()


@given(CONFIGS, CONFIGS, CONFIGS)
def test_nothing_of_mine_is_lost_but_what_they_removed(
    base: Value, mine: Value, theirs: Value
) -> None:
    """What I gave stands, and what they gave, unless it is named as contradicted.

    Orders and lists of texts are joined from both.
    """

    def single(value: Value) -> set[tuple[str, str]]:
        return {one for one in facts(value) if not one[0].endswith((" order", ".posters"))}

    merged = merge(base, mine, theirs)
    found, before = single(merged.value), single(base)
    assert single(mine) - before <= found
    if not merged.contradictions:
        assert single(theirs) - before <= found
    assert found <= single(mine) | single(theirs)


@given(CONFIGS, CONFIGS, CONFIGS)
def test_each_contradiction_is_at_a_place_of_the_merged_page(
    base: Value, mine: Value, theirs: Value
) -> None:
    merged = merge(base, mine, theirs)
    for one in merged.contradictions:
        assert one.mine != one.theirs
        found: Any = merged.value
        for key in one.place.replace("[", ".").replace("]", "").split("."):
            found = found[int(key)] if isinstance(found, list) else found.get(key)
        kept = one.theirs if one.mine is None else one.mine
        assert found == kept or isinstance(found, list)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        pytest.param(
            config(channels=[X, TOOT, FACEBOOK]),
            config(channels=[X, TOOT, FEED]),
            config(channels=[X, TOOT, FEED, FACEBOOK]),
            id="both add another channel at the same place",
        ),
        pytest.param(
            config(channels=[X, TOOT, FACEBOOK]),
            config(channels=[X, TOOT, FACEBOOK], ideas="Ideas"),
            config(channels=[X, TOOT, FACEBOOK], ideas="Ideas"),
            id="both add the same channel",
        ),
        pytest.param(
            config(channels=[X | {"expects": "everything"}, TOOT]),
            config(channels=[X | {"since": "2020-01-01"}, TOOT]),
            config(channels=[X | {"expects": "everything", "since": "2020-01-01"}, TOOT]),
            id="both change one channel, each something else",
        ),
        pytest.param(
            config(channels=[TOOT, X]),
            config(channels=[X, TOOT, FEED]),
            config(channels=[TOOT, FEED, X]),
            id="one changes the order, one adds behind",
        ),
        pytest.param(
            config(channels=[X]),
            config(channels=[X, TOOT], follow=[]),
            config(channels=[X], follow=[]),
            id="both remove something else",
        ),
        pytest.param(
            config(channels=[X | {"posters": ["A", "B"]}, TOOT]),
            config(channels=[X | {"posters": ["C"]}, TOOT]),
            config(channels=[X | {"posters": ["C", "A", "B"]}, TOOT]),
            id="both name posters",
        ),
        pytest.param(
            config(follow=[SAL | {"accounts": {"x": "wikimedia_sal", "mastodon": "a@b.org"}}]),
            config(follow=[SAL | {"about": "relays"}]),
            config(
                follow=[
                    SAL
                    | {
                        "accounts": {"x": "wikimedia_sal", "mastodon": "a@b.org"},
                        "about": "relays",
                    }
                ]
            ),
            id="both complete a followed account",
        ),
    ],
)
def test_both_are_joined(mine: Value, theirs: Value, expected: Value) -> None:
    merged = merge(BASE, mine, theirs)
    assert merged.value == expected
    assert merged.contradictions == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "contradiction", "expected"),
    [
        pytest.param(
            config(news={"page": "News", "within": 14}),
            config(news={"page": "News", "within": 7}),
            Contradiction("news.within", 30, 14, 7),
            config(news={"page": "News", "within": 14}),
            id="both change one value",
        ),
        pytest.param(
            config(channels=[X]),
            config(channels=[X, TOOT | {"name": "Toots"}]),
            Contradiction("channels[1]", TOOT, None, TOOT | {"name": "Toots"}),
            config(channels=[X, TOOT | {"name": "Toots"}]),
            id="I remove what they change",
        ),
        pytest.param(
            config(channels=[X, TOOT | {"name": "Toots"}]),
            config(channels=[X]),
            Contradiction("channels[1]", TOOT, TOOT | {"name": "Toots"}, None),
            config(channels=[X, TOOT | {"name": "Toots"}]),
            id="they remove what I change",
        ),
        pytest.param(
            config(channels=[X, TOOT, FEED]),
            config(channels=[X, TOOT, FEED | {"url": "https://example.org/other"}]),
            Contradiction(
                "channels[2].url", None, "https://example.org/feed", "https://example.org/other"
            ),
            config(channels=[X, TOOT, FEED]),
            id="both add a channel of one id",
        ),
    ],
)
def test_contradictions_are_named_and_mine_stands(
    mine: Value, theirs: Value, contradiction: Contradiction, expected: Value
) -> None:
    merged = merge(BASE, mine, theirs)
    assert merged.contradictions == (contradiction,)
    assert merged.value == expected


def test_two_orders_contradict_each_other() -> None:
    base = config(channels=[X, TOOT, FEED])
    mine, theirs = config(channels=[TOOT, X, FEED]), config(channels=[X, FEED, TOOT])
    merged = merge(base, mine, theirs)
    assert merged.value == mine
    (found,) = merged.contradictions
    assert found.place == "channels"
    assert (found.mine, found.theirs) == (["mastodon", "x", "feed"], ["x", "feed", "mastodon"])


def test_entries_without_names_are_merged_as_one_thing() -> None:
    """Who can't tell entries apart must not mix them."""
    base = config(channels=[X, X])
    assert merge(base, config(channels=[X, X, TOOT]), base).value["channels"] == [X, X, TOOT]
    merged = merge(base, config(channels=[X]), config(channels=[X, X, FEED]))
    assert merged.value["channels"] == [X]
    (found,) = merged.contradictions
    assert (found.place, found.theirs) == ("channels", [X, X, FEED])


def test_true_is_not_one() -> None:
    base, mine = config(ideas=1), config(ideas=True)
    assert merge(base, mine, base).value["ideas"] is True


def test_very_long_lists_are_joined_in_no_time() -> None:
    """Strangers can save one on the page, and who has a draft then has to get on."""

    def follow(*numbers: int) -> dict[str, object]:
        return {"follow": [{"name": str(number)} for number in numbers]}

    began = time.process_time()
    merged = merge(follow(), follow(*range(0, 40_000, 2)), follow(*range(1, 40_000, 2)))
    assert str(merged.value).count("'name'") == 40_000
    merged = merge(follow(*range(20_000)), follow(*range(20_001)), follow(*range(-1, 20_000)))
    assert str(merged.value).count("'name'") == 20_002
    assert time.process_time() - began < 15
