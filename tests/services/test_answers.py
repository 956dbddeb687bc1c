"""Answers below suggestions on a real wiki: once each, signed, and never over somebody else's."""

from __future__ import annotations

import pytest

from newsdesk.domain.edit import Deleted, Protected, Saved
from newsdesk.domain.message import Explained
from newsdesk.domain.round import Handling, Step
from newsdesk.services import answers, sending, submitted
from newsdesk.services.answer_ground import Answer
from newsdesk.services.answers import ANSWERS, AnswerSent
from newsdesk.services.submitted import Editor
from newsdesk.store import handled
from newsdesk.wiki import pages
from sandbox.accounts import EDITOR, SYSOP
from tests.fixtures.editing import MakeEditor, die
from tests.fixtures.suggesting import TALK, answer, suggestion
from tests.fixtures.wiki import PracticeWiki

LINE = ":Thanks, see [[Template:MediaWiki News]]. [[User:Example editor|Example editor]]"


def sent(editor: Editor, submission_id: str) -> AnswerSent:
    found = answers.look(editor, submission_id)
    assert found is not None
    return found


def test_an_answer_is_shown_then_signed_below_its_suggestion(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    (shown,) = sending.show(me, sent(me, made))
    assert "Thanks, see" in shown.preview
    assert "diff-addedline" in shown.diff
    assert answers.publish(me, made) == made
    result = sent(me, made).result
    assert isinstance(result, Saved)
    first, second = wiki.text(TALK).split("\n\n== A party ==")
    assert first.splitlines()[-1].startswith(LINE)
    assert first.endswith("(UTC)")
    assert second.startswith("\nIt was fun.")
    newest = wiki.history(TALK)[0]
    assert (newest["user"], newest["minor"]) == ("Example editor", False)
    assert newest["comment"].startswith("/* A release */ Answer (")
    assert suggestion(me).answered == ("Example editor",)
    assert suggestion(me, "A party").answered == ()


def test_an_answered_suggestion_is_handled(answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    meant = answer(me)
    answers.publish(me, answers.submit(me, meant)[0])
    with me.engine.connect() as connection:
        done = handled.find(connection, submitted.desk_id(me), [meant.thing])[meant.thing]
    assert (done.what, done.step, done.user) == (
        Handling.ANSWERED, Step.SUGGESTIONS, "Example editor"
    )  # fmt: skip
    assert done.about == "A release"
    assert done.url.endswith("#A_release")


def test_an_answer_is_sent_once(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    assert [answers.publish(me, made) for _ in range(3)] == [made] * 3
    assert wiki.text(TALK).count("Thanks, see") == 1


def test_what_another_section_says_meanwhile_does_not_matter(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    wiki.edit(TALK, f"== New ==\nThird ~~~~\n\n{wiki.text(TALK)}:: More ~~~~")
    following = answers.publish(me, made)
    assert following != made
    found = sent(me, following)
    assert isinstance(found.result, Saved)
    assert wiki.text(TALK).count("Thanks, see") == 1
    assert wiki.text(TALK).count("More") == 1


@pytest.mark.parametrize(
    ("change", "renamed", "meanwhile"),
    [
        (("== A release ==", "== The release =="), "The release", ()),
        (("\n\n== A party", "\n:Done ~~~~\n\n== A party"), "", ("Example sysop",)),
    ],
)
def test_who_renamed_or_answered_it_meanwhile_is_shown_first(
    wiki: PracticeWiki,
    answerer: MakeEditor,
    change: tuple[str, str],
    renamed: str,
    meanwhile: tuple[str, ...],
) -> None:
    wiki.edit(TALK, wiki.text(TALK).replace("Example sysop", "Ann"))
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    wiki.edit(TALK, wiki.text(TALK).replace(*change))
    following = answers.publish(me, made)
    found = sent(me, following)
    assert (found.renamed, found.meanwhile, found.result) == (renamed, meanwhile, None)
    assert "Thanks, see" not in wiki.text(TALK)
    assert answers.publish(me, following) == following
    assert isinstance(sent(me, following).result, Saved)
    assert wiki.text(TALK).count("Thanks, see") == 1


def test_an_answer_to_what_is_gone_is_kept(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    meant = answer(me)
    made, _ = answers.submit(me, meant)
    wiki.edit(TALK, "== A party ==\nIt was fun. ~~~~")
    found = sent(me, answers.publish(me, made))
    assert found.gone
    assert (found.edits, found.answer.text) == ((), meant.text)


def test_a_page_that_was_deleted_is_not_made_again(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    wiki.api(action="delete", post={"title": TALK})
    found = sent(me, answers.publish(me, made))
    assert isinstance(found.result, Deleted)
    following, _ = answers.submit(me, found.answer)
    assert sent(me, following).gone


def test_an_answer_whose_sender_died_is_found(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    twin, _ = answers.submit(me, answer(me))
    answers.publish(me, twin)
    die(me, made)
    assert isinstance(sent(me, made).result, Saved)
    assert wiki.text(TALK).count("Thanks, see") == 1


def test_what_nobody_may_edit_is_said_before(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    wiki.protect(TALK)
    made, _ = answers.submit(me, answer(me))
    assert isinstance(sent(me, made).refusal, Protected)
    wiki.protect(TALK, "all")


def test_another_ones_answer_is_not_found(answerer: MakeEditor) -> None:
    me, other = answerer(EDITOR), answerer(SYSOP)
    made, _ = answers.submit(me, answer(me))
    assert answers.look(other, made) is None


def test_nothing_is_prepared_without_a_text_or_a_page(answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    with pytest.raises(Explained):
        answers.submit(me, answer(me, " "))
    unknown = Answer(source_id="suggestions:Other", native_id="x", text="Thanks")
    with pytest.raises(Explained):
        answers.submit(me, unknown)
    assert answers.find(me, unknown.source_id, unknown.native_id) is None


def test_an_answer_that_the_wiki_merged_is_looked_over(
    wiki: PracticeWiki, answerer: MakeEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = answerer(EDITOR)
    made, _ = answers.submit(me, answer(me))
    base = sent(me, made).edits[0].base
    assert base == wiki.history(TALK)[0]["revid"]
    current = pages.current

    def then_changed(*asked: object) -> object:
        found = current(*asked)  # type: ignore[arg-type]
        monkeypatch.setattr(pages, "current", current)
        wiki.edit(TALK, wiki.text(TALK).replace("It was fun.", "It was great fun."))
        return found

    monkeypatch.setattr(pages, "current", then_changed)
    answers.publish(me, made)
    found = sent(me, made)
    assert isinstance(found.result, Saved)
    assert found.result.merged
    assert not found.broken
    assert "great fun" in wiki.text(TALK)
    assert wiki.text(TALK).count("Thanks, see") == 1


def test_what_a_merge_did_to_the_page_can_be_mended(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    before = pages.current(me.wiki(), [TALK])[TALK]
    assert before is not None
    made, _ = answers.submit(me, answer(me))
    wiki.edit(TALK, f"{before.text}\n:Thanks, see twice.\n:Thanks, see twice.")
    now = pages.current(me.wiki(), [TALK])[TALK]
    assert now is not None
    assert not ANSWERS.intact(before, now, sent(me, made), submitted.desk_of(me)[1])
    mended = ANSWERS.mended(me, sent(me, made), before, now)
    assert answers.publish(me, mended) == mended
    assert isinstance(sent(me, mended).result, Saved)
    assert "twice" not in wiki.text(TALK)
    assert wiki.text(TALK).count("Thanks, see [[") == 1
    assert answers.repair(me, mended) == mended
