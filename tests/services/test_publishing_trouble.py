"""Whatever happens while decisions are published: nothing is lost, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import RateLimited, ReadOnly, Saved, Unreachable
from newsdesk.domain.message import Explained
from newsdesk.services import (
    deciding,
    publishing,
    submitted,
)
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.store.submissions import State
from newsdesk.wiki import edits, pages
from sandbox.accounts import EDITOR, MANY
from tests.fixtures.deciding import (
    CODEX,
    EXEMPT,
    NOT_NEWS,
    OLD,
    OLDER,
    PAGE,
    RELEASE,
    SAME,
    SPLIT,
    TOOT,
    TWEET,
    decide,
    exists,
    published,
    sent,
    value,
    waiting,
)
from tests.fixtures.editing import MakeEditor, die
from tests.fixtures.wiki import PracticeWiki


@pytest.fixture
def editor(decider: MakeEditor) -> Editor:
    return decider(EDITOR)


def test_twice_the_same_click_saves_once(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME)
    name = publishing.prepare(editor)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: publishing.publish(editor, name), range(4))) == {name}
    assert publishing.publish(editor, name) == name
    assert len(wiki.history(PAGE)) == 1


def test_where_nothing_contradicts_a_conflict_is_settled_by_itself(
    decider: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = decider(EDITOR), decider(MANY[0])
    decide(editor, SAME)
    first = publishing.prepare(editor)
    published(other, EXEMPT)
    done = sent(editor, publishing.publish(editor, first))
    assert (done.id != first, done.again, type(done.result)) == (True, True, Saved)
    assert set(value(wiki)["items"]) == {RELEASE, CODEX}
    assert [one["user"] for one in wiki.history(PAGE)] == [EDITOR.name, MANY[0].name]
    assert waiting(editor) == []


def test_where_somebody_decided_otherwise_it_is_shown_again(
    decider: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = decider(EDITOR), decider(MANY[0])
    decide(editor, SAME, EXEMPT)
    first = publishing.prepare(editor)
    published(other, SPLIT)
    again = sent(editor, publishing.publish(editor, first))
    assert (again.id != first, again.state, again.again) == (True, State.NEW, True)
    assert [(one.decision.choice, one.contradicts) for one in again.changes] == [
        (Choice.SAME, True),
        (Choice.EXEMPT, False),
    ]
    assert again.changes[0].before.choice is Choice.NOT
    assert waiting(editor) == [SAME, EXEMPT]
    assert value(wiki)["items"][RELEASE]["channels"] == {"mastodon": {"not": [TOOT]}}
    assert isinstance(sent(editor, publishing.publish(editor, again.id)).result, Saved)
    assert value(wiki)["items"][RELEASE]["channels"] == {"mastodon": {"same": [TOOT]}}


def test_where_somebody_decided_the_same_there_is_nothing_left(
    decider: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = decider(EDITOR), decider(MANY[0])
    decide(editor, SAME)
    first = publishing.prepare(editor)
    published(other, SAME)
    again = sent(editor, publishing.publish(editor, first))
    assert (again.edits, again.changes) == ((), ())
    assert waiting(editor) == []
    assert len(wiki.history(PAGE)) == 1


def test_what_is_decided_anew_while_it_is_published_stays(
    wiki: PracticeWiki, editor: Editor
) -> None:
    decide(editor, SAME, EXEMPT)
    name, other = publishing.prepare(editor), replace(EXEMPT, reason="another reason")
    with ThreadPoolExecutor(1) as pool:
        with wiki.gateway.holding("edit", saved=True) as held:
            under_way = pool.submit(publishing.publish, editor, name)
            assert held.wait(30)
            decide(editor, other)
        assert under_way.result() == name
    assert isinstance(sent(editor, name).result, Saved)
    assert waiting(editor) == [other]


@pytest.mark.parametrize("instead", [replace(EXEMPT, reason="another"), None])
def test_what_is_shown_no_longer_as_it_is_meant_is_shown_again(
    wiki: PracticeWiki, editor: Editor, instead: Decision | None
) -> None:
    decide(editor, SAME, EXEMPT)
    name = publishing.prepare(editor)
    its_desk = submitted.desk_id(editor)
    deciding.withdraw(editor.engine, its_desk, editor.account.name, EXEMPT.subject)
    left = [SAME, instead] if instead else [SAME]
    decide(editor, *left[1:])
    again = sent(editor, publishing.publish(editor, name))
    assert (again.id != name, again.state) == (True, State.NEW)
    assert not exists(wiki, PAGE)
    assert [replace(one.decision, snapshot=None) for one in again.changes] == left
    publishing.publish(editor, again.id)
    assert waiting(editor) == []


def test_what_the_wiki_refuses_stays_and_can_be_published_later(
    wiki: PracticeWiki, editor: Editor
) -> None:
    decide(editor, SAME)
    name = publishing.prepare(editor)
    wiki.switch(ratelimits=0)
    assert sent(editor, publishing.publish(editor, name)).result == RateLimited()
    wiki.switch(readonly="moving house")
    assert sent(editor, publishing.publish(editor, name)).result == ReadOnly("moving house")
    assert waiting(editor) == [SAME]
    wiki.switch()
    assert isinstance(sent(editor, publishing.publish(editor, name)).result, Saved)
    assert waiting(editor) == []


def test_an_ended_login_keeps_everything(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME, EXEMPT)
    name = publishing.prepare(editor)
    ended = replace(editor, account=replace(editor.account, name="Somebody else"))
    revoked = replace(
        editor,
        account=replace(
            editor.account, token=replace(editor.account.token, secret="no longer good")
        ),
    )
    with pytest.raises(LoginEnded):
        publishing.publish(revoked, name)
    assert waiting(editor) == [SAME, EXEMPT]
    assert waiting(ended) == []
    assert not exists(wiki, PAGE)
    assert isinstance(sent(editor, publishing.publish(editor, name)).result, Saved)


@pytest.mark.parametrize("saved", [True, False])
def test_an_answer_that_is_lost_loses_and_doubles_nothing(
    wiki: PracticeWiki, editor: Editor, *, saved: bool
) -> None:
    """The connection is cut after, or before, the wiki has done what it was asked."""
    decide(editor, SAME)
    name = publishing.prepare(editor)
    with ThreadPoolExecutor(1) as pool:
        with wiki.gateway.holding("edit", saved=saved) as held:
            under_way = pool.submit(publishing.publish, editor, name)
            assert held.wait(30)
        assert under_way.result() == name
    assert exists(wiki, PAGE) == saved
    found = sent(editor, name)
    assert isinstance(found.result, Saved if saved else Unreachable)
    assert waiting(editor) == ([] if saved else [SAME])
    publishing.publish(editor, name)
    assert waiting(editor) == []
    assert len(wiki.history(PAGE)) == 1


def test_a_process_that_died_before_saving(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME)
    name = publishing.prepare(editor)
    die(editor, name)
    assert (sent(editor, name).state, waiting(editor)) == (State.FAILED, [SAME])
    assert isinstance(sent(editor, publishing.publish(editor, name)).result, Saved)
    assert len(wiki.history(PAGE)) == 1


def test_a_process_that_died_after_saving(
    wiki: PracticeWiki, editor: Editor, decider: MakeEditor
) -> None:
    published(decider(MANY[0]), EXEMPT)
    decide(editor, SAME)
    name = publishing.prepare(editor)
    (edit,) = sent(editor, name).edits
    edits.save(editor.wiki(), edit)
    die(editor, name)
    published(decider(MANY[0]), NOT_NEWS)
    done = sent(editor, name)
    assert (done.state, type(done.result)) == (State.DONE, Saved)
    assert waiting(editor) == []
    assert publishing.publish(editor, name) == name
    assert len(wiki.history(PAGE)) == 3


def test_a_process_that_died_between_two_pages(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME, replace(EXEMPT, item_id=OLDER))
    name = publishing.prepare(editor)
    edits.save(editor.wiki(), sent(editor, name).edits[0])
    die(editor, name)
    assert sent(editor, name).state is State.FAILED
    assert len(waiting(editor)) == 2
    assert isinstance(sent(editor, publishing.publish(editor, name)).result, Saved)
    assert waiting(editor) == []
    assert [len(wiki.history(title)) for title in (OLD, PAGE)] == [1, 1]


def test_what_is_on_the_wiki_already_is_found_so_when_it_is_prepared(
    wiki: PracticeWiki, editor: Editor
) -> None:
    decide(editor, SAME, EXEMPT)
    (edit,) = sent(editor, publishing.prepare(editor)).edits
    edits.save(editor.wiki(), edit)
    found = sent(editor, publishing.prepare(editor))
    assert (found.edits, found.changes) == ((), ())
    assert waiting(editor) == []
    assert len(wiki.history(PAGE)) == 1


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen between our last look at a page and our edit."""
    look_at = pages.current

    def and_then_somebody_edits(*asked: object) -> dict[str, PageRevision | None]:
        found = look_at(*asked)  # type: ignore[arg-type]
        monkeypatch.setattr(pages, "current", look_at)
        act()
        return found

    monkeypatch.setattr(pages, "current", and_then_somebody_edits)


BLOCK = '<syntaxhighlight lang="json">\n{"version": 1}\n</syntaxhighlight>'
AROUND = f"Top.\n\n\n{BLOCK}\n\n\nEnd."


@pytest.mark.parametrize(
    ("theirs", "harmless"),
    [(AROUND.replace("Top.", "Top, edited."), True), (f"{AROUND}\n\n\n{BLOCK}", False)],
    ids=["an edit beside the block", "a second block"],
)
def test_what_the_wiki_merged_is_judged_by_its_meaning(
    wiki: PracticeWiki,
    editor: Editor,
    monkeypatch: pytest.MonkeyPatch,
    theirs: str,
    *,
    harmless: bool,
) -> None:
    wiki.edit(PAGE, AROUND)
    decide(editor, SAME)
    name = publishing.prepare(editor)
    meanwhile(monkeypatch, lambda: wiki.edit(PAGE, theirs))
    done = sent(editor, publishing.publish(editor, name))
    assert isinstance(done.result, Saved)
    assert (done.result.merged, done.broken) == (True, not harmless)
    assert RELEASE in wiki.text(PAGE)
    assert theirs[:5] == wiki.text(PAGE)[:5]
    assert waiting(editor) == ([] if harmless else [SAME])
    if not harmless:
        with pytest.raises(Explained) as refusal:
            publishing.repair(editor, name)
        assert refusal.value.message.key == "newsdesk-publish-broken"


def test_what_a_merge_lost_of_others_can_be_repaired(
    wiki: PracticeWiki, decider: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wiki that merges by lines can lose what stood there: here our edit takes its place."""
    editor, other = decider(EDITOR), decider(MANY[0])
    published(editor, NOT_NEWS)
    decide(editor, SAME)
    name = publishing.prepare(editor)
    theirs = published(other, EXEMPT).result
    assert isinstance(theirs, Saved)
    (edit,) = sent(editor, name).edits
    made = edits.save(editor.wiki(), replace(edit, base=theirs.revid))
    assert isinstance(made, Saved)
    assert CODEX not in wiki.text(PAGE)
    monkeypatch.setattr(publishing.DECISIONS, "meaning", lambda *_: (["ours"], []))
    done = sent(editor, publishing.publish(editor, name))
    monkeypatch.undo()
    assert (done.result, done.broken) == (replace(made, merged=True), True)
    assert waiting(editor) == [SAME]
    again = publishing.repair(editor, name)
    assert isinstance(sent(editor, publishing.publish(editor, again)).result, Saved)
    assert set(value(wiki)["items"]) == {RELEASE, CODEX}
    assert value(wiki)["posts"] == {TWEET: "not-news"}
    assert waiting(editor) == []
