"""Ten people who decide at once on a real wiki."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from newsdesk.domain.edit import Saved
from newsdesk.services.submitted import Editor
from sandbox.accounts import MANY
from tests.fixtures.deciding import (
    CODEX,
    EXEMPT,
    NAMES,
    PAGE,
    SAME,
    TOOT,
    decide,
    until_saved,
    value,
    waiting,
)
from tests.fixtures.editing import MakeEditor, used_tokens
from tests.fixtures.wiki import PracticeWiki


@pytest.fixture(scope="module")
def used(wiki: PracticeWiki) -> None:
    used_tokens(wiki, MANY[:10])


@pytest.fixture
def ten(decider: MakeEditor, used: None) -> list[Editor]:
    """Ten people, each with an account and a token of their own that they have used."""
    return [decider(account) for account in MANY[:10]]


def test_ten_people_decide_at_once(ten: list[Editor], wiki: PracticeWiki) -> None:
    """Each about an item of their own, and all about one item on one channel."""

    def work(number: int) -> list[Saved]:
        editor, item = ten[number], f"2026-11-01-{NAMES[number]}-is-there"
        decide(
            editor,
            replace(SAME, item_id=item, address=f"{TOOT}{number}"),
            replace(EXEMPT, item_id=item, reason=f"reason {number}"),
            replace(EXEMPT, item_id=CODEX, reason=f"reason {number}"),
        )
        return until_saved(editor)

    with ThreadPoolExecutor(10) as pool:
        saved = [one for each in pool.map(work, range(10)) for one in each]
    found = value(wiki)["items"]
    for number in range(10):
        assert found[f"2026-11-01-{NAMES[number]}-is-there"]["channels"] == {
            "mastodon": {"same": [f"{TOOT}{number}"]},
            "x": {"exempt": f"reason {number}"},
        }
    history = wiki.history(PAGE)
    assert sorted(one["revid"] for one in history) == sorted(one.revid for one in saved)
    contents = [one["slots"]["main"]["content"] for one in history]
    assert all(newer != older for newer, older in pairwise(contents))
    assert [waiting(editor) for editor in ten] == [[]] * 10
    last = found[CODEX]["channels"]["x"]["exempt"]
    deciders = [
        one["user"]
        for one, (newer, older) in zip(history, pairwise([*contents, "{}"]), strict=True)
        if reason(newer) != reason(older)
    ]
    assert last == f"reason {int(deciders[0].removeprefix('Editor')) - 1}"


def reason(text: str) -> str:
    """Return what a revision says of the item that everybody decides about."""
    found = json.loads(text).get("items", {}).get(CODEX, {})
    return str(found.get("channels", {}).get("x", {}).get("exempt", ""))
