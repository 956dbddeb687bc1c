"""Ten people who change one configuration page at once on a real wiki."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsdesk.domain.config_change import Add, Part, Replace
from newsdesk.domain.edit import Saved, Unreachable
from newsdesk.services import config_sending, configuring
from newsdesk.services.submitted import Editor
from sandbox.accounts import MANY
from tests.fixtures.configuring import CONFIG
from tests.fixtures.editing import SET_UP, MakeEditor, used_tokens
from tests.fixtures.wiki import PracticeWiki


@pytest.fixture
def ten(form_editor: MakeEditor, wiki: PracticeWiki) -> list[Editor]:
    """Ten people, each with an account and a token of their own that they have used."""
    used_tokens(wiki, MANY[:10])
    return [form_editor(account) for account in MANY[:10]]


def until_saved(editor: Editor) -> Saved:
    """Do what a person does: publish, and again where it is shown once more or unanswered."""
    name = config_sending.submit(editor)
    while True:
        name = config_sending.publish(editor, name)
        found = config_sending.look(editor, name)
        assert found is not None
        if isinstance(found.result, Saved):
            return found.result
        assert found.result is None or isinstance(found.result, Unreachable), found.result


def test_ten_people_at_once_lose_nothing(ten: list[Editor], wiki: PracticeWiki) -> None:
    """Each adds an account of their own, and all add one of their own to the same entry."""

    def work(number: int) -> Saved:
        editor = ten[number]
        configuring.change(editor, Add(Part.FOLLOW, {"name": f"Account {number}"}))
        entry = configuring.draft(editor).entry(Part.CHANNELS, "x")
        assert entry
        values = {"posters": [f"Poster {number}"]}
        configuring.change(editor, Replace(Part.CHANNELS, "x", values, entry.value))
        return until_saved(editor)

    with ThreadPoolExecutor(10) as pool:
        saved = list(pool.map(work, range(10)))
    after = json.loads(wiki.text(SET_UP))
    names = [one["name"] for one in after["follow"]]
    assert sorted(names) == sorted(["SAL", *(f"Account {number}" for number in range(10))])
    assert sorted(after["channels"][0].pop("posters")) == [f"Poster {n}" for n in range(10)]
    assert after["channels"] == json.loads(CONFIG)["channels"]
    made = [one["revid"] for one in wiki.history(SET_UP)][:10]
    assert sorted(made) == sorted(one.revid for one in saved)
    assert not any(configuring.draft(editor).changed for editor in ten)
