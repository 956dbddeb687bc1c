"""Decisions published as real users of a real wiki: each once, whatever happens beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from newsdesk.domain.decision import Choice, Decision, Decisions
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import Blocked, Protected, RateLimited, ReadOnly, Saved, Unreachable
from newsdesk.domain.message import Explained, msg
from newsdesk.infra.settings import Settings
from newsdesk.services import (
    deciding,
    desk,
    publishing,
    read_wiki,
    sending,
    submitted,
)
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.publishing import DecisionsSent
from newsdesk.services.submitted import Editor
from newsdesk.store import decided, items
from newsdesk.store.database import connect
from newsdesk.store.submissions import State
from newsdesk.wiki import edits, pages, session
from sandbox.accounts import BLOCKED, EDITOR, MANY
from sandbox.accounts import Account as Practice
from tests.fixtures.editing import die, editor_of, one_connection, used_tokens
from tests.fixtures.wiki import PracticeWiki

NEWS = "Template:MediaWiki News"
SET_UP = "Social media/Newsdesk.json"
PAGE = "Social media/Newsdesk/Decisions/2026.json"
OLD = "Social media/Newsdesk/Decisions/2025.json"
CONFIG = {
    "version": 1,
    "news": {"page": NEWS},
    "channels": [
        {"id": "x", "kind": "x", "account": "MediaWiki", "name": "X"},
        {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.world"},
    ],
}
NAMES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "kilo")
START = "\n".join(
    ["* 18 November 2026: MediaWiki 1.45.2 released", "* 3 November 2026: Codex 2.7 is out"]
    + [f"* 1 November 2026: {name.title()} is there" for name in NAMES]
    + ["* 3 March 2025: An older thing"]
)
RELEASE = "2026-11-18-mediawiki-1-45-2-released"
CODEX = "2026-11-03-codex-2-7-is-out"
OLDER = "2025-03-03-an-older-thing"
TOOT = "https://wikis.world/@mediawiki/115000000000000001"
TWEET = "https://x.com/MediaWiki/status/1990000000000000001"

SAME = Decision(choice=Choice.SAME, item_id=RELEASE, channel_id="mastodon", address=TOOT)
SPLIT = replace(SAME, choice=Choice.NOT)
EXEMPT = Decision(choice=Choice.EXEMPT, item_id=CODEX, channel_id="x", reason="only for wikis")
POSTED = Decision(choice=Choice.POSTED, item_id=CODEX, channel_id="x", address=TWEET)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address=TWEET)

MakeEditor = Callable[[Practice], Editor]


@pytest.fixture
def make(wiki: PracticeWiki, sqlite_url: str) -> Iterator[MakeEditor]:
    """Make editors at one desk whose set-up and pages were read from the wiki."""
    settings = Settings(
        wiki=wiki.url,
        url="http://127.0.0.1:8000/",
        config_page=SET_UP,
        consumer_key=wiki.consumer.key,
        consumer_secret=wiki.consumer.secret,
        secret="s" * 40,
        database=sqlite_url,
    )
    wiki.switch()
    for title, text, model in (
        (SET_UP, json.dumps(CONFIG), "json"),
        (NEWS, START, "wikitext"),
    ):
        wiki.api(action="edit", post={"title": title, "text": text, "contentmodel": model})
    for title in (PAGE, OLD):
        if exists(wiki, title):
            wiki.api(action="delete", post={"title": title})
    engine = connect(sqlite_url)
    desk_id = desk.ensure(engine, settings)
    assert read_wiki.read(session.anonymous(settings), engine, desk_id, force=True) is None
    yield partial(editor_of, wiki, engine, settings)
    engine.dispose()


def exists(wiki: PracticeWiki, title: str) -> bool:
    answer = wiki.api(action="query", titles=title)
    return "missing" not in answer["query"]["pages"][0]


@pytest.fixture
def editor(make: MakeEditor) -> Editor:
    return make(EDITOR)


def read(editor: Editor) -> None:
    """Read the wiki's pages as a refresh does."""
    its_desk, anybody = submitted.desk_id(editor), session.anonymous(editor.settings)
    assert read_wiki.read(anybody, editor.engine, its_desk, force=True) is None


def decide(editor: Editor, *decisions: Decision) -> None:
    its_desk = submitted.desk_id(editor)
    for one in decisions:
        deciding.decide(editor.engine, its_desk, editor.account.name, one)


def waiting(editor: Editor) -> list[Decision]:
    its_desk = submitted.desk_id(editor)
    found = deciding.pending(editor.engine, its_desk, editor.account.name)
    return [replace(one.decision, snapshot=None) for one in found]


def sent(editor: Editor, submission_id: str) -> DecisionsSent:
    found = publishing.look(editor, submission_id)
    assert found is not None
    return found


def published(editor: Editor, *decisions: Decision) -> DecisionsSent:
    decide(editor, *decisions)
    return sent(editor, publishing.publish(editor, publishing.prepare(editor)))


def until_saved(editor: Editor) -> list[Saved]:
    """Do what a person does: publish, and again where it is shown once more or unanswered."""
    saved: list[Saved] = []
    while waiting(editor):
        found = sent(editor, publishing.publish(editor, publishing.prepare(editor)))
        if isinstance(found.result, Saved):
            saved.append(found.result)
        else:
            shown = not found.edits or any(one.contradicts for one in found.changes)
            assert shown or isinstance(found.result, Unreachable), found.result
    return saved


def value(wiki: PracticeWiki, title: str = PAGE) -> dict[str, Any]:
    """Read the page as anybody would, and see that its keys are in order."""
    found: dict[str, Any] = json.loads(wiki.text(title), object_pairs_hook=in_order)
    return found


def in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert names == sorted(set(names))
    return dict(pairs)


def stored(editor: Editor) -> Decisions:
    with editor.engine.connect() as connection:
        return decided.every(connection, submitted.desk_id(editor))


def test_decisions_become_one_edit(wiki: PracticeWiki, editor: Editor) -> None:
    done = published(editor, SAME, EXEMPT, NOT_NEWS)
    assert (done.state, type(done.result), done.broken) == (State.DONE, Saved, False)
    assert value(wiki) == {
        "version": 1,
        "items": {
            RELEASE: {
                "snapshot": {"date": "2026-11-18", "text": "MediaWiki 1.45.2 released"},
                "channels": {"mastodon": {"same": [TOOT]}},
            },
            CODEX: {
                "snapshot": {"date": "2026-11-03", "text": "Codex 2.7 is out"},
                "channels": {"x": {"exempt": "only for wikis"}},
            },
        },
        "posts": {TWEET: "not-news"},
    }
    (only,) = wiki.history(PAGE)
    assert (only["user"], only["minor"]) == (EDITOR.name, False)
    assert only["comment"] == (
        "Newsdesk: 1 match confirmed, 1 post not news, 1 item not for X "
        "([[toolforge:newsdesk|Newsdesk]])"
    )


def test_afterwards_they_wait_no_longer_and_are_known_at_once(editor: Editor) -> None:
    published(editor, SAME, EXEMPT, NOT_NEWS)
    assert waiting(editor) == []
    known = stored(editor)
    assert known.of(RELEASE, "mastodon").same == (TOOT,)
    assert known.of(CODEX, "x").exempt == "only for wikis"
    assert known.not_news == {TWEET}


def test_what_was_published_is_taken_back_by_another_edit(
    wiki: PracticeWiki, editor: Editor
) -> None:
    published(editor, SAME, EXEMPT, NOT_NEWS)
    open_ = [replace(one, choice=Choice.OPEN, reason="") for one in (SAME, EXEMPT)]
    done = published(editor, *open_)
    assert isinstance(done.result, Saved)
    assert value(wiki) == {"version": 1, "posts": {TWEET: "not-news"}}
    assert wiki.history(PAGE)[0]["comment"].startswith("Newsdesk: 2 decisions taken back (")
    published(editor, replace(NOT_NEWS, choice=Choice.OPEN))
    assert value(wiki) == {"version": 1}
    assert stored(editor) == Decisions()


def test_each_year_has_its_page(wiki: PracticeWiki, editor: Editor) -> None:
    old = replace(EXEMPT, item_id=OLDER)
    done = published(editor, SAME, old)
    assert [edit.title for edit in done.edits] == [OLD, PAGE]
    assert list(value(wiki, OLD)["items"]) == [OLDER]
    assert list(value(wiki)["items"]) == [RELEASE]
    link = f"[[toolforge:newsdesk/item/{OLDER}|Newsdesk]]"
    assert wiki.history(OLD)[0]["comment"] == f"Newsdesk: not for X: An older thing ({link})"
    assert waiting(editor) == []


def test_what_will_be_written_is_shown_before(editor: Editor, wiki: PracticeWiki) -> None:
    published(editor, EXEMPT)
    decide(editor, POSTED)
    found = sent(editor, publishing.prepare(editor))
    (change,) = found.changes
    assert (change.before.choice, change.before.reason) == (Choice.EXEMPT, "only for wikis")
    assert (change.decision.address, change.contradicts) == (TWEET, False)
    (shown,) = sending.show(editor, found)
    assert "diff-deletedline" in shown.diff
    assert "only for wikis" in shown.diff
    assert shown.preview == ""
    assert len(wiki.history(PAGE)) == 1


def test_without_decisions_there_is_nothing_to_prepare(editor: Editor) -> None:
    with pytest.raises(Explained) as refusal:
        publishing.prepare(editor)
    assert refusal.value.message == msg("newsdesk-publish-nothing")


def test_twice_the_same_click_saves_once(wiki: PracticeWiki, editor: Editor) -> None:
    decide(editor, SAME)
    name = publishing.prepare(editor)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: publishing.publish(editor, name), range(4))) == {name}
    assert publishing.publish(editor, name) == name
    assert len(wiki.history(PAGE)) == 1


def test_nobody_sees_or_sends_another_ones(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor, other = make(EDITOR), make(MANY[0])
    decide(editor, SAME)
    name = publishing.prepare(editor)
    assert publishing.look(other, name) is None
    assert publishing.publish(other, name) == name
    assert not exists(wiki, PAGE)
    assert waiting(editor) == [SAME]


def test_where_nothing_contradicts_a_conflict_is_settled_by_itself(
    make: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = make(EDITOR), make(MANY[0])
    decide(editor, SAME)
    first = publishing.prepare(editor)
    published(other, EXEMPT)
    done = sent(editor, publishing.publish(editor, first))
    assert (done.id != first, done.again, type(done.result)) == (True, True, Saved)
    assert set(value(wiki)["items"]) == {RELEASE, CODEX}
    assert [one["user"] for one in wiki.history(PAGE)] == [EDITOR.name, MANY[0].name]
    assert waiting(editor) == []


def test_where_somebody_decided_otherwise_it_is_shown_again(
    make: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = make(EDITOR), make(MANY[0])
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
    make: MakeEditor, wiki: PracticeWiki
) -> None:
    editor, other = make(EDITOR), make(MANY[0])
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


def test_an_item_with_two_entries_gets_one_word(wiki: PracticeWiki, editor: Editor) -> None:
    """Both lead to the item of today: what is decided anew is taken back in the other."""
    snapshot = {"date": "2026-11-18", "text": "MediaWiki 1.45.2 released"}
    entry = {"snapshot": snapshot, "channels": {"mastodon": {"same": [TOOT]}}}
    former = "2026-11-18-mediawiki-1-45-2-is-released"
    whole = {"version": 1, "items": {RELEASE: entry, former: entry}}
    wiki.edit(PAGE, json.dumps(whole), contentmodel="json")
    read(editor)
    published(editor, SPLIT)
    found = value(wiki)["items"]
    assert set(found) == {RELEASE}
    assert found[RELEASE]["channels"] == {"mastodon": {"not": [TOOT]}}


def test_a_reworded_items_decisions_go_with_it(wiki: PracticeWiki, editor: Editor) -> None:
    published(editor, SAME, EXEMPT)
    wiki.edit(NEWS, START.replace("MediaWiki 1.45.2 released", "MediaWiki 1.45.2 is here"))
    its_desk = submitted.desk_id(editor)
    read(editor)
    now = "2026-11-18-mediawiki-1-45-2-is-here"
    with editor.engine.connect() as connection:
        assert now in {one.id for one in items.of_page(connection, its_desk, NEWS)}
    published(editor, replace(SPLIT, item_id=now))
    found = value(wiki)["items"]
    assert set(found) == {RELEASE, CODEX}
    assert found[RELEASE]["channels"] == {"mastodon": {"not": [TOOT]}}
    assert found[RELEASE]["snapshot"]["text"] == "MediaWiki 1.45.2 is here"
    assert stored(editor).of(now, "mastodon").not_same == (TOOT,)
    assert published(editor, replace(SPLIT, item_id=now, choice=Choice.OPEN)).edits
    assert set(value(wiki)["items"]) == {CODEX}


def test_what_others_wrote_on_the_page_stays(wiki: PracticeWiki, editor: Editor) -> None:
    later = {"version": 1, "items": {}, "posts": {}, "notes": {"by": "a later version"}}
    wiki.edit(PAGE, json.dumps(later), contentmodel="json")
    published(editor, SAME)
    assert value(wiki)["notes"] == {"by": "a later version"}
    assert list(value(wiki)["items"]) == [RELEASE]


def test_a_broken_page_is_not_written_over(wiki: PracticeWiki, editor: Editor) -> None:
    wiki.edit(PAGE, '{"version": 1, "items": []}', contentmodel="json")
    decide(editor, SAME)
    with pytest.raises(Explained) as refusal:
        publishing.prepare(editor)
    assert refusal.value.message.key == "newsdesk-publish-broken"
    assert refusal.value.message.params[:2] == (PAGE, "items")
    assert waiting(editor) == [SAME]


def test_a_page_of_wikitext_with_one_block_works_as_well(
    wiki: PracticeWiki, editor: Editor
) -> None:
    block = '<syntaxhighlight lang="json">\n{"version": 1}\n</syntaxhighlight>'
    wiki.edit(PAGE, f"About this page.\n{block}\nThe end.")
    assert isinstance(published(editor, SAME).result, Saved)
    text = wiki.text(PAGE)
    assert text.startswith("About this page.\n<syntaxhighlight")
    assert text.endswith("</syntaxhighlight>\nThe end.")
    assert RELEASE in text
    assert stored(editor).of(RELEASE, "mastodon").same == (TOOT,)


def test_where_the_wiki_takes_no_page_of_json_it_becomes_wikitext(
    wiki: PracticeWiki, editor: Editor
) -> None:
    wiki.switch(models=False)
    assert isinstance(published(editor, SAME).result, Saved)
    assert wiki.text(PAGE).startswith('<syntaxhighlight lang="json">\n{"items":')
    assert waiting(editor) == []
    assert isinstance(published(editor, EXEMPT).result, Saved)
    assert set(stored(editor).items) == {RELEASE, CODEX}


def test_rights_are_known_before(make: MakeEditor, wiki: PracticeWiki) -> None:
    editor, blocked = make(EDITOR), make(BLOCKED)
    decide(blocked, SAME)
    assert isinstance(sent(blocked, publishing.prepare(blocked)).refusal, Blocked)
    wiki.edit(PAGE, '{"version": 1}', contentmodel="json")
    wiki.protect(PAGE)
    decide(editor, SAME)
    found = sent(editor, publishing.prepare(editor))
    assert isinstance(found.refusal, Protected)
    assert json.loads(found.edits[0].text)["items"][RELEASE]
    assert isinstance(sent(editor, publishing.publish(editor, found.id)).result, Protected)
    assert waiting(editor) == [SAME]


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
    wiki: PracticeWiki, editor: Editor, make: MakeEditor
) -> None:
    published(make(MANY[0]), EXEMPT)
    decide(editor, SAME)
    name = publishing.prepare(editor)
    (edit,) = sent(editor, name).edits
    edits.save(editor.wiki(), edit)
    die(editor, name)
    published(make(MANY[0]), NOT_NEWS)
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
    wiki: PracticeWiki, make: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wiki that merges by lines can lose what stood there: here our edit takes its place."""
    editor, other = make(EDITOR), make(MANY[0])
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


def test_no_step_takes_a_second_connection_while_it_holds_one(editor: Editor) -> None:
    with one_connection(editor.engine):
        published(editor, SAME, EXEMPT, NOT_NEWS)


@pytest.fixture(scope="module")
def used(wiki: PracticeWiki) -> None:
    used_tokens(wiki)


@pytest.fixture
def ten(make: MakeEditor, used: None) -> list[Editor]:
    """Ten people, each with an account and a token of their own that they have used."""
    return [make(account) for account in MANY[:10]]


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
