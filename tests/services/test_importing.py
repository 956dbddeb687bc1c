"""An old list of accounts becomes followed accounts and channels of a draft."""

from __future__ import annotations

from typing import Any

import pytest

from newsdesk.domain.config_change import Part, Remove
from newsdesk.domain.message import Explained
from newsdesk.services import configuring, importing
from newsdesk.services.importing import Proposal, Standing
from newsdesk.services.submitted import Editor
from sandbox.accounts import EDITOR
from tests.fixtures.editing import MakeEditor
from tests.fixtures.wiki import PracticeWiki

LIST = """\
== Accounts ==
* [https://x.com/mediawiki X] [https://www.facebook.com/MediaWikiProject Facebook]
== We follow ==
* [https://x.com/wikimedia_sal SAL]
* [https://x.com/Wikipedia Wikipedia], [https://wikis.world/@wikipedia Mastodon] - everybody knows
"""
X = ("channels", "known", "x")
FACEBOOK = ("channels", "new", "facebook")


def told(found: tuple[Proposal, ...]) -> list[tuple[str, str, str]]:
    assert [one.number for one in found] == list(range(len(found)))
    return [
        (one.part.value, one.standing.value, str(one.values.get("id", one.values.get("name"))))
        for one in found
    ]


def taken(editor: Editor, found: tuple[Proposal, ...], *names: str) -> dict[str, Any]:
    numbers = [n for n, (_, _, name) in enumerate(told(found)) if name in names]
    after = configuring.change(editor, importing.taken(found, numbers))
    assert after.problems == ()
    assert after.value
    return dict(after.value)


def test_what_is_there_is_known_and_the_rest_is_proposed(form_editor: MakeEditor) -> None:
    editor = form_editor(EDITOR)
    found = importing.from_text(editor, LIST)
    assert told(found) == [
        X,
        FACEBOOK,
        ("follow", "known", "SAL"),
        ("follow", "new", "Wikipedia"),
    ]
    after = taken(editor, found, "facebook", "Wikipedia", "SAL", "x")
    assert after["channels"][2] == {
        "id": "facebook",
        "kind": "facebook",
        "name": "Facebook",
        "account": "MediaWikiProject",
        "expects": "wanted",
    }
    assert after["follow"][1] == {
        "name": "Wikipedia",
        "about": "everybody knows",
        "accounts": {"x": "Wikipedia", "mastodon": "wikipedia@wikis.world"},
    }
    assert len(after["follow"]) == 2
    again = importing.from_text(editor, LIST)
    assert {one.standing for one in again} == {Standing.KNOWN}


def test_what_differs_is_completed(form_editor: MakeEditor) -> None:
    editor = form_editor(EDITOR)
    text = "* [https://x.com/Wikimedia_SAL SAL] [https://wikis.world/@sal M] - relays the log"
    found = importing.from_text(editor, text)
    (one,) = [one for one in found if one.part is Part.FOLLOW]
    assert (one.standing, one.key) == (Standing.DIFFERS, "SAL")
    assert one.before == {"name": "SAL", "accounts": {"x": "wikimedia_sal"}}
    after = taken(editor, found, "SAL")
    assert after["follow"] == [
        {
            "name": "SAL",
            "accounts": {"x": "wikimedia_sal", "mastodon": "sal@wikis.world"},
            "about": "relays the log",
        }
    ]


def test_where_there_are_no_channels_the_first_account_of_each_network_is_one(
    form_editor: MakeEditor, wiki: PracticeWiki
) -> None:
    editor = form_editor(EDITOR)
    value = configuring.draft(editor).value
    assert value
    for key in ("x", "mastodon"):
        configuring.change(editor, Remove(Part.CHANNELS, key))
    found = importing.from_text(editor, LIST)
    assert told(found) == [
        ("channels", "new", "x"),
        FACEBOOK,
        ("channels", "new", "mastodon"),
        ("follow", "differs", "SAL"),
        ("follow", "new", "Wikipedia"),
    ]
    after = taken(editor, found, "x", "Wikipedia")
    assert [one["id"] for one in after["channels"]] == ["x"]
    assert after["follow"][1]["accounts"] == {"x": "Wikipedia"}


def test_a_page_is_read_as_its_reader(form_editor: MakeEditor, wiki: PracticeWiki) -> None:
    editor = form_editor(EDITOR)
    wiki.edit("Old list", LIST)
    assert importing.from_page(editor, "Old_list") == LIST.rstrip()
    for title in ("No such list", " ", "<"):
        with pytest.raises(Explained) as refused:
            importing.from_page(editor, title)
        assert refused.value.message.key == "newsdesk-trial-no-page"
