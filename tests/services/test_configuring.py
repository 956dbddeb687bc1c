"""A person's draft of the configuration, changed step by step."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from difflib import ndiff
from typing import Any

import pytest
from sqlalchemy import Engine

from newsdesk.domain.config_change import (
    Add,
    Change,
    ChangedSince,
    Move,
    Part,
    Raw,
    Remove,
    Replace,
    Set,
    Several,
)
from newsdesk.domain.message import Explained
from newsdesk.services import configuring, importing
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.submitted import Editor
from newsdesk.store.database import connect
from newsdesk.wiki import config_entries
from tests.fixtures.configuring import CONFIG, stored_editor

FEED = {"kind": "feed", "name": "Our blog", "url": "https://blog.example.org/feed"}


@pytest.fixture
def editor(sqlite_url: str) -> Iterator[Editor]:
    engine = connect(sqlite_url)
    yield stored_editor(engine, CONFIG)
    engine.dispose()


def words(editor: Editor, draft: ConfigDraft) -> list[str]:
    return [f"{one.place}: {editor.words.plain(one.message)}" for one in draft.changes]


def changed(editor: Editor, *changes: Change) -> ConfigDraft:
    found = configuring.draft(editor)
    for one in changes:
        found = configuring.change(editor, one)
    return found


def value(draft: ConfigDraft) -> dict[str, Any]:
    assert draft.value is not None
    return dict(draft.value)


def lines(draft: ConfigDraft) -> list[str]:
    """Return what the wiki's diff would show."""
    assert draft.base
    found = ndiff(draft.base.text.splitlines(), draft.text.splitlines())
    return [line for line in found if line[0] in "+-"]


def test_a_draft_begins_with_the_page_as_it_is(editor: Editor) -> None:
    found = configuring.draft(editor)
    assert found.text == CONFIG == found.raw
    assert found.base
    assert found.base.revid == 1
    assert (found.version, found.newer, found.changed, found.changes) == (0, False, False, ())
    assert [one.key for one in found.entries(Part.CHANNELS)] == ["x", "mastodon"]
    assert found.problems == found.warnings == ()


def test_changes_are_said_in_words_and_show_a_small_diff(editor: Editor) -> None:
    found = changed(
        editor,
        Add(Part.CHANNELS, FEED | {"posters": []}),
        Set({"news.within": 14, "ideas": "Ideas", "news.archive": ""}),
        Replace(Part.CHANNELS, "x", {"expects": "everything", "name": ""}),
        Remove(Part.FOLLOW, "SAL"),
    )
    assert words(editor, found) == [
        "channels[0].expects: Set “expects” of channel x to everything",
        "channels[2]: Add channel Our blog",
        "follow: Remove followed account SAL",
        "news.within: Change “news.within” from 30 to 14",
        "ideas: Set “ideas” to Ideas",
    ]
    assert found.problems == ()
    assert found.config
    assert found.config.channels[2].id == "our-blog"
    assert len(lines(found)) == 21
    assert configuring.draft(editor) == found
    configuring.discard(editor)
    assert not configuring.draft(editor).changed


def test_taking_all_back_leaves_the_page_as_it_was(editor: Editor) -> None:
    found = changed(
        editor,
        Add(Part.CHANNELS, FEED),
        Move(Part.CHANNELS, "our-blog", -2),
        Move(Part.CHANNELS, "our-blog", 9),
        Remove(Part.CHANNELS, "our-blog"),
        Set({"ideas": "Ideas"}),
        Set({"ideas": ""}),
    )
    assert found.text == CONFIG
    assert not found.changed


def test_moving_is_one_change(editor: Editor) -> None:
    found = changed(editor, Move(Part.CHANNELS, "mastodon", -1))
    assert words(editor, found) == ["channels: Change the order of “channels”"]
    assert [one.key for one in found.entries(Part.CHANNELS)] == ["mastodon", "x"]


def test_an_entry_keeps_what_the_form_does_not_know(editor: Editor) -> None:
    text = CONFIG.replace('"kind": "x",', '"kind": "x",\n\t\t\t"later": {"a": 1.50},')
    found = changed(
        editor,
        Raw(text, 0),
        Replace(Part.CHANNELS, "x", {"kind": "x", "account": "Wiki", "since": "2026-01-01"}),
    )
    assert '"later": {"a": 1.50},' in found.text
    entry = found.entry(Part.CHANNELS, "x")
    assert entry
    assert list(entry.value) == ["id", "kind", "later", "account", "since"]
    assert [(one.place, one.message.key) for one in entry.problems] == [
        ("later", "newsdesk-config-unknown-key")
    ]


TOOT = {"kind": "mastodon", "account": "me"}
INSIDE = {"kind": "feed", "url": "https://10.0.0.1/"}
NOWHERE = {"name": "A", "accounts": {"y": "a"}}


@pytest.mark.parametrize(
    ("change", "place", "key"),
    [
        (Add(Part.CHANNELS, TOOT), "channels[2].account", "-account-mastodon"),
        (Add(Part.CHANNELS, {"kind": "feed"}), "channels[2].url", "-needed"),
        (Add(Part.SOURCES, INSIDE), "sources[0].url", "-address"),
        (Add(Part.FOLLOW, NOWHERE), "follow[1].accounts.y", "-no-channel"),
        (Add(Part.FEEDBACK, {"about": "Bugs"}), "feedback[0]", "-url-or-page"),
        (Set({"news.page": ""}), "news.page", "-missing"),
        (Set({"news.keep": 3}), "news.archive", "-archive-missing"),
    ],
)
def test_wrong_input_is_kept_and_marked_at_its_field(
    editor: Editor, change: Change, place: str, key: str
) -> None:
    found = changed(editor, change)
    assert [(one.place, one.message.key) for one in found.problems] == [
        (place, f"newsdesk-config{key}")
    ]
    assert found.config is None
    assert found.changed


def test_a_channel_that_goes_takes_along_what_names_it(editor: Editor) -> None:
    before = configuring.draft(editor)
    assert before.named("x") == (True, ("SAL",))
    assert before.named("mastodon") == (False, ())
    found = changed(editor, Remove(Part.CHANNELS, "x"))
    assert found.problems == ()
    assert value(found)["follow"] == [{"name": "SAL", "accounts": {}}]
    assert "basis" not in value(found)["news"]


def test_a_channel_of_another_id_is_named_by_it_and_warned_of(editor: Editor) -> None:
    found = changed(editor, Replace(Part.CHANNELS, "x", {"id": "twitter"}))
    assert found.problems == ()
    assert value(found)["follow"][0]["accounts"] == {"twitter": "wikimedia_sal"}
    assert value(found)["news"]["basis"] == "twitter"
    (warning,) = found.warnings
    assert (warning.place, warning.message.params) == ("channels[0].id", ("x",))
    assert changed(editor, Replace(Part.CHANNELS, "twitter", {"id": "x"})).warnings == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "x", "account": "Other"}, "x-2"),
        ({"kind": "bluesky", "account": "wiki.example"}, "bluesky"),
        ({"kind": "manual", "name": "LinkedIn page!"}, "linkedin-page"),
        ({"kind": "manual", "name": "لينكد إن"}, "manual"),
        ({"kind": "feed", "name": "", "url": "https://a.example"}, "feed"),
        ({"kind": "manual", "name": "x" * 90}, "x" * 28),
        ({}, "channels"),
    ],
)
def test_nobody_has_to_invent_an_id(editor: Editor, values: dict[str, str], expected: str) -> None:
    found = changed(editor, Add(Part.CHANNELS, values))
    assert found.entries(Part.CHANNELS)[-1].key == expected


def test_a_broken_text_is_kept_with_its_problems(editor: Editor) -> None:
    found = changed(editor, Raw('{"version": 1,', 0))
    assert found.text == '{"version": 1,'
    assert found.value is None
    assert [one.message.key for one in found.problems] == ["newsdesk-config-json"]
    assert found.entries(Part.CHANNELS) == ()
    with pytest.raises(Explained) as refused:
        configuring.change(editor, Set({"ideas": "Ideas"}))
    assert refused.value.message.key == "newsdesk-form-unreadable"
    twice = changed(editor, Raw('{"version": 1, "version": 1}', found.version))
    assert twice.value is None
    assert not changed(editor, Raw(CONFIG, twice.version)).changed


def test_a_text_that_another_window_overtook_is_refused(editor: Editor) -> None:
    found = changed(editor, Set({"ideas": "Ideas"}))
    with pytest.raises(ChangedSince):
        configuring.change(editor, Raw("{}", found.version - 1))
    assert configuring.draft(editor) == found


def test_two_windows_change_one_entry(editor: Editor) -> None:
    seen = {"id": "x", "kind": "x", "account": "MediaWiki"}
    found = changed(
        editor,
        Replace(Part.CHANNELS, "x", seen | {"expects": "everything"}, seen),
        Replace(Part.CHANNELS, "x", seen | {"since": "2026-01-01", "expects": ""}, seen),
    )
    entry = found.entry(Part.CHANNELS, "x")
    assert entry
    assert entry.value == seen | {"expects": "everything", "since": "2026-01-01"}
    with pytest.raises(ChangedSince) as refused:
        changed(editor, Replace(Part.CHANNELS, "x", seen | {"expects": "nothing"}, seen))
    assert refused.value.message.params == ("expects",)
    with pytest.raises(ChangedSince):
        changed(editor, Replace(Part.CHANNELS, "gone", seen))
    changed(editor, Set({"news.within": 7}, {"news.within": 30}))
    with pytest.raises(ChangedSince):
        changed(editor, Set({"news.within": 9}, {"news.within": 30}))
    assert changed(editor, Set({"ideas": "I"}, {"ideas": ""})).value


def test_many_windows_at_once_lose_nothing(engine: Engine) -> None:
    editor = stored_editor(engine, CONFIG)

    def add(number: int) -> None:
        configuring.change(editor, Add(Part.FOLLOW, {"name": f"Account {number}"}))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add, range(6)))
    names = [one.key for one in configuring.draft(editor).entries(Part.FOLLOW)]
    assert sorted(names) == sorted(["SAL", *(f"Account {number}" for number in range(6))])


def test_several_changes_are_made_together_or_not(editor: Editor) -> None:
    both = Several([Add(Part.CHANNELS, FEED), Remove(Part.CHANNELS, "gone")])
    with pytest.raises(ChangedSince):
        configuring.change(editor, both)
    assert not configuring.draft(editor).changed


def test_a_draft_is_its_persons_own_and_goes_with_the_page_until_it_is_changed(
    editor: Editor,
) -> None:
    mine = changed(editor, Set({"ideas": "Ideas"}))
    other = replace(editor, account=replace(editor.account, name="Another"))
    assert not configuring.draft(other).changed
    newer = CONFIG.replace("30", "20")
    stored_editor(editor.engine, newer, revid=2)
    assert configuring.draft(other).text == newer
    kept = configuring.draft(editor)
    assert kept == replace(mine, newer=True, base=kept.base)
    assert kept.base
    assert kept.base.text == CONFIG


WIKITEXT = f"""Intro with ~~~~ and <b>markup</b>.
<syntaxhighlight lang="json">
{CONFIG.replace(chr(9), "  ")}
</syntaxhighlight>
[[Category:Set-up]]
"""


def test_of_a_wikitext_page_all_but_the_change_stays(editor: Editor) -> None:
    editor = stored_editor(editor.engine, WIKITEXT, model="wikitext")
    found = changed(editor, Set({"ideas": "</syntaxhighlight>"}))
    assert found.model == "wikitext"
    assert lines(found) == [
        "-   ]",
        "+   ],",
        r'+   "ideas": "\u003c/syntaxhighlight>"',
    ]
    raw = changed(editor, Raw(found.raw.replace("30", "20"), found.version))
    assert raw.text.startswith(WIKITEXT.partition("{")[0])
    assert raw.text.endswith("}\n</syntaxhighlight>\n[[Category:Set-up]]\n")
    assert value(raw)["news"]["within"] == 20


def test_where_there_is_no_page_a_form_begins_empty(editor: Editor) -> None:
    settings = replace(editor.settings, config_page="No such set-up.json")
    editor = replace(editor, settings=settings)
    found = configuring.draft(editor)
    assert found.base is None
    assert [one.place for one in found.problems] == ["news.page"]
    made = changed(editor, Set({"news.page": "News"}))
    assert made.problems == ()
    assert made.changed


@pytest.mark.parametrize("value", [[], {}, [[]], 7, None, {"a": []}])
def test_whatever_stands_in_place_of_a_name_breaks_nothing(editor: Editor, value: object) -> None:
    """Strangers write the page: who would mend it in the form has to be able to open that."""
    config = json.loads(CONFIG)
    config["channels"].append({"id": value, "kind": value, "account": "a"})
    stored_editor(editor.engine, json.dumps(config), revid=2)
    found = configuring.draft(editor)
    assert found.problems
    assert found.warnings == ()
    proposed = importing.from_text(editor, "* [https://x.com/wikimedia Wikimedia]")
    assert [one.values["name"] for one in proposed] == ["Wikimedia"]
    changed(editor, Add(Part.CHANNELS, FEED), Remove(Part.CHANNELS, "mastodon"))
    assert [one.key for one in configuring.draft(editor).entries(Part.CHANNELS)][-1] == "our-blog"


def test_names_of_very_many_entries_take_no_time() -> None:
    config = {"follow": [{"name": str(number)} for number in range(30_000)]}
    began = time.process_time()
    assert len(config_entries.keys(config, Part.FOLLOW)) == 30_000
    assert time.process_time() - began < 5
