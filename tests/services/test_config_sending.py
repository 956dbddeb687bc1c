"""Drafts of the configuration are saved to a real wiki, each as its person."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from newsdesk.domain.config_change import Add, Change, Part, Raw, Remove, Replace, Set
from newsdesk.domain.edit import Conflict, Interrupted, NoChange, Protected, Saved
from newsdesk.domain.message import Explained
from newsdesk.services import (
    config_sending,
    configuring,
    desk,
    page_facts,
    read_wiki,
    sending,
    submitted,
)
from newsdesk.services.config_sent import ConfigSent
from newsdesk.services.submitted import Editor
from newsdesk.wiki import pages, session
from sandbox.accounts import EDITOR, SYSOP
from tests.fixtures.configuring import CONFIG
from tests.fixtures.editing import SET_UP, TITLE, MakeEditor, die
from tests.fixtures.wiki import PracticeWiki

FACEBOOK = {"kind": "facebook", "account": "MediaWikiProject"}
IDEAS = Set({"ideas": "Ideas"})
WIKITEXT = f"""Intro.
<syntaxhighlight lang="json">
{CONFIG.replace(chr(9), "    ")}
</syntaxhighlight>
[[Category:Set-up]]"""


@pytest.fixture
def editor(form_editor: MakeEditor) -> Editor:
    return form_editor(EDITOR)


def at(editor: Editor, title: str) -> Editor:
    """Let somebody work on another page, as it is on the wiki."""
    other = replace(editor, settings=replace(editor.settings, config_page=title))
    read(other)
    return other


def read(editor: Editor) -> None:
    its_desk, nobody = submitted.desk_id(editor), session.anonymous(editor.settings)
    assert read_wiki.read(nobody, editor.engine, its_desk, force=True) is None


def submit(editor: Editor, *changes: Change) -> str:
    for one in changes:
        configuring.change(editor, one)
    return config_sending.submit(editor)


def sent(editor: Editor, name: str) -> ConfigSent:
    found = config_sending.look(editor, name)
    assert found is not None
    return found


def saved(editor: Editor, *changes: Change) -> ConfigSent:
    found = sent(editor, config_sending.publish(editor, submit(editor, *changes)))
    assert isinstance(found.result, Saved), found.result
    assert not found.broken
    return found


def value(wiki: PracticeWiki, title: str = SET_UP) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(wiki.text(title))
    return found


def test_a_draft_is_shown_saved_and_in_force_at_once(editor: Editor, wiki: PracticeWiki) -> None:
    name = submit(editor, Add(Part.CHANNELS, FACEBOOK), Set({"news.within": 14}))
    (shown,) = sending.show(editor, sent(editor, name))
    assert shown.diff.count("diff-addedline") == 6
    assert "MediaWikiProject" in shown.diff
    assert wiki.text(SET_UP) == CONFIG
    made = sent(editor, config_sending.publish(editor, name))
    assert isinstance(made.result, Saved)
    newest = wiki.history(SET_UP)[0]
    assert newest["user"] == EDITOR.name
    assert newest["comment"] == (
        "Set-up: Add channel facebook, Change “Days an item is looked after” from 30 to 14 "
        "([[toolforge:newsdesk/setup|Newsdesk]])"
    )
    expected = json.loads(CONFIG)
    expected["news"]["within"] = 14
    expected["channels"].append({"id": "facebook", **FACEBOOK})
    assert json.dumps(value(wiki)) == json.dumps(expected)
    with wiki.gateway.refusing(), editor.engine.connect() as connection:
        in_force = desk.config(connection, submitted.desk_id(editor))
        found = configuring.draft(editor)
        facts = page_facts.load(editor.engine, editor.settings)
    assert in_force
    assert in_force.channels[-1].id == "facebook"
    assert not found.changed
    assert found.text == wiki.text(SET_UP)
    assert facts
    assert facts.revisions[0].user == EDITOR.name
    assert config_sending.publish(editor, name) == name
    assert wiki.history(SET_UP)[0] == newest


def test_a_wikitext_page_changes_by_the_change_alone(editor: Editor, wiki: PracticeWiki) -> None:
    title = "Set-up as wikitext"
    wiki.edit(title, WIKITEXT)
    editor = at(editor, title)
    name = submit(editor, IDEAS)
    (shown,) = sending.show(editor, sent(editor, name))
    assert shown.preview
    config_sending.publish(editor, name)
    assert wiki.text(title) == WIKITEXT.replace("    ]\n}", '    ],\n    "ideas": "Ideas"\n}')


def test_a_first_page_is_made(editor: Editor, wiki: PracticeWiki) -> None:
    editor = at(editor, "Set-up/First.json")
    found = saved(editor, Set({"news.page": TITLE}))
    assert found.edits[0].model == "json"
    assert value(wiki, "Set-up/First.json")["news"] == {"page": TITLE}
    assert wiki.history("Set-up/First.json")[0]["comment"].startswith("Set up")
    with editor.engine.connect() as connection:
        assert desk.config(connection, submitted.desk_id(editor))


def test_where_a_wiki_takes_no_json_the_first_page_is_wikitext(
    editor: Editor, wiki: PracticeWiki
) -> None:
    editor = at(editor, "Set-up/Wikitext")
    wiki.switch(models=False)
    saved(editor, Set({"news.page": TITLE}))
    assert wiki.text("Set-up/Wikitext").startswith('<syntaxhighlight lang="json">')
    with editor.engine.connect() as connection:
        assert desk.config(connection, submitted.desk_id(editor))


def test_what_cannot_be_sent_stays_a_draft(editor: Editor) -> None:
    with pytest.raises(Explained) as refused:
        submit(editor)
    assert refused.value.message.key == "newsdesk-form-nothing"
    with pytest.raises(Explained) as refused:
        submit(editor, Set({"news.page": ""}))
    assert refused.value.message.key == "newsdesk-form-problems"
    assert configuring.draft(editor).changed


def test_a_protected_page_says_so_before_anything_is_sent(
    editor: Editor, wiki: PracticeWiki
) -> None:
    title = "Protected set-up.json"
    wiki.edit(title, CONFIG, contentmodel="json")
    wiki.protect(title)
    editor = at(editor, title)
    name = submit(editor, IDEAS)
    found = sent(editor, name)
    assert isinstance(found.refusal, Protected)
    assert json.loads(found.raw)["ideas"] == "Ideas"
    made = sent(editor, config_sending.publish(editor, name))
    assert isinstance(made.result, Protected)
    assert configuring.draft(editor).changed


def test_a_summary_in_the_words_of_the_form(editor: Editor, wiki: PracticeWiki) -> None:
    saved(editor, Set({"ideas": "Ideas of all"}))
    assert wiki.history(SET_UP)[0]["comment"].startswith("Set-up: Set “Ideas” to Ideas of all (")


def test_a_summary_of_ones_own(editor: Editor, wiki: PracticeWiki) -> None:
    name = submit(editor, IDEAS)
    config_sending.publish(editor, name, "Ideas have a page now")
    assert wiki.history(SET_UP)[0]["comment"] == "Ideas have a page now"


def test_a_change_of_somebody_else_is_merged_and_shown(editor: Editor, wiki: PracticeWiki) -> None:
    name = submit(editor, Add(Part.CHANNELS, FACEBOOK), IDEAS)
    wiki.edit(SET_UP, CONFIG.replace("30", "20").replace('"x": "wiki', '"x": "other'))
    shown = config_sending.publish(editor, name)
    assert shown != name
    found = sent(editor, shown)
    assert found.again
    assert found.result is None
    assert found.contradictions == ()
    assert [one.place for one in found.changes] == ["channels[2]", "ideas"]
    assert isinstance(sent(editor, config_sending.publish(editor, shown)).result, Saved)
    after = value(wiki)
    assert after["news"]["within"] == 20
    assert after["follow"][0]["accounts"] == {"x": "othermedia_sal"}
    assert after["ideas"] == "Ideas"
    assert [one["id"] for one in after["channels"]] == ["x", "mastodon", "facebook"]


def test_contradictions_are_shown_and_nothing_typed_is_lost(
    editor: Editor, wiki: PracticeWiki
) -> None:
    configuring.change(editor, Set({"news.within": 14}))
    wiki.edit(SET_UP, CONFIG.replace("30", "7"))
    name = config_sending.submit(editor)
    (one,) = sent(editor, name).contradictions
    assert (one.place, one.base, one.mine, one.theirs) == ("news.within", 30, 14, 7)
    assert configuring.draft(editor).contradictions == (one,)
    config_sending.publish(editor, name)
    assert value(wiki)["news"]["within"] == 14
    assert configuring.draft(editor).contradictions == ()


def test_a_merge_that_does_not_fit_stays_a_draft(editor: Editor, wiki: PracticeWiki) -> None:
    """They removed the channel on which I name an account."""
    sal = {"name": "SAL", "accounts": {"x": "wikimedia_sal", "mastodon": "sal@wikis.world"}}
    configuring.change(editor, Replace(Part.FOLLOW, "SAL", sal))
    theirs = json.loads(CONFIG)
    del theirs["channels"][1]
    wiki.edit(SET_UP, json.dumps(theirs))
    with pytest.raises(Explained) as refused:
        config_sending.submit(editor)
    assert refused.value.message.key == "newsdesk-form-problems"
    found = configuring.draft(editor)
    assert [one.place for one in found.problems] == ["follow[0].accounts.mastodon"]
    assert found.base
    assert found.base.revid == wiki.history(SET_UP)[0]["revid"]


def test_a_page_that_somebody_broke_is_not_merged_with(editor: Editor, wiki: PracticeWiki) -> None:
    title = "Broken set-up"
    wiki.edit(title, WIKITEXT)
    editor = at(editor, title)
    configuring.change(editor, IDEAS)
    wiki.edit(title, "nothing here")
    with pytest.raises(Explained) as refused:
        config_sending.submit(editor)
    assert refused.value.message.key == "newsdesk-form-cannot-merge"
    assert configuring.draft(editor).changed


def test_a_draft_that_changed_since_it_was_shown_is_shown_again(
    editor: Editor, wiki: PracticeWiki
) -> None:
    name = submit(editor, IDEAS)
    configuring.change(editor, Remove(Part.FOLLOW, "SAL"))
    shown = config_sending.publish(editor, name)
    assert shown != name
    assert len(sent(editor, shown).changes) == 2
    assert wiki.text(SET_UP) == CONFIG


def test_what_the_wiki_merged_by_lines_is_checked_and_mended(
    editor: Editor, wiki: PracticeWiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people add one channel at two places of a wikitext page: the wiki takes both."""
    title = "Merged set-up"
    wiki.edit(title, WIKITEXT)
    editor = at(editor, title)
    name = submit(editor, Add(Part.CHANNELS, {"id": "fb", **FACEBOOK}))
    theirs = WIKITEXT.replace(
        '"channels": [\n', '"channels": [\n{"id": "fb", "kind": "manual", "name": "F"},\n'
    )
    real = pages.current

    def current(*asked: Any) -> Any:
        found = real(*asked)
        monkeypatch.setattr(pages, "current", real)
        wiki.edit(title, theirs)
        return found

    monkeypatch.setattr(pages, "current", current)
    made = sent(editor, config_sending.publish(editor, name))
    assert isinstance(made.result, Saved)
    assert made.result.merged
    assert made.broken
    assert wiki.text(title).count('"fb"') == 2
    mended = config_sending.repair(editor, name)
    assert mended != name
    done = sent(editor, config_sending.publish(editor, mended))
    assert isinstance(done.result, Saved)
    after = json.loads(sent(editor, mended).raw)
    assert [one["id"] for one in after["channels"]] == ["fb", "x", "mastodon"]


def test_an_edit_whose_sender_died_is_looked_up(editor: Editor, wiki: PracticeWiki) -> None:
    name = submit(editor, IDEAS)
    die(editor, name)
    assert isinstance(sent(editor, name).result, Interrupted)
    config_sending.publish(editor, name)
    assert isinstance(sent(editor, name).result, Saved)
    again = submit(editor, Set({"ideas": "Other ideas"}))
    die(editor, again)
    wiki_edit = sent(editor, again).edits[0]
    assert wiki_edit.base == wiki.history(SET_UP)[0]["revid"]


def test_a_text_of_another_form_alone_is_saved(editor: Editor) -> None:
    """The wiki writes a page of JSON its own way: nothing is left to save."""
    found = configuring.draft(editor)
    configuring.change(editor, Raw(CONFIG.replace("\t", "  "), found.version))
    made = sent(editor, config_sending.publish(editor, config_sending.submit(editor)))
    assert isinstance(made.result, NoChange)
    assert not configuring.draft(editor).changed


def test_nobody_sees_anothers(editor: Editor, form_editor: MakeEditor) -> None:
    name = submit(editor, IDEAS)
    other = form_editor(SYSOP)
    assert config_sending.look(other, name) is None
    assert config_sending.publish(other, name) == name
    assert config_sending.repair(other, name) == name
    assert sent(editor, name).result is None
    assert not isinstance(sent(editor, name).result, Conflict)
