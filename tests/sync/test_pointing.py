"""Which feedback channel a post should be pointed to, by its words."""

from __future__ import annotations

import pytest

from newsdesk.domain.desk import Feedback
from newsdesk.domain.message import Message, msg
from newsdesk.sync.pointing import pointers

BUGS = Feedback(about="bugs", url="https://phabricator.wikimedia.org/")
SUPPORT = Feedback(about="support", page="Project:Support desk")
TRANSLATION = Feedback(about="translation", page="Project:Translation")
EVERY = (BUGS, SUPPORT, TRANSLATION)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (
            "@MediaWiki upload fails after update to 1.45, “lockmanager” error??",
            SUPPORT,
            "support",
        ),
        ("How do I hide the sidebar in @MediaWiki", SUPPORT, "support"),
        ("Wie kann ich @MediaWiki aktualisieren", SUPPORT, "support"),
        ("لماذا لا يعمل @MediaWiki؟", SUPPORT, "support"),
        ("@MediaWiki search is broken since Tuesday", BUGS, "bug"),
        ("VisualEditor doesn’t work on my phone @MediaWiki", BUGS, "bug"),
        ("Fatal exception of type DBQueryError @MediaWiki", BUGS, "error"),
    ],
)
def test_what_a_post_wants_chooses_where_to(text: str, place: Feedback, reason: str) -> None:
    first, *rest = pointers(text, EVERY)
    assert (first.feedback, first.reason) == (place, msg(f"newsdesk-pointer-{reason}"))
    assert [one.feedback for one in rest] == [one for one in EVERY if one != place]
    assert {one.reason for one in rest} == {None}


def test_a_word_of_what_the_channel_is_about_is_a_reason_too() -> None:
    first, *_ = pointers("The German Translation of @MediaWiki is lovely", EVERY)
    assert first.feedback == TRANSLATION
    assert first.reason == msg("newsdesk-pointer-word", "translation")


@pytest.mark.parametrize(
    "text",
    [
        "Slides from last night: running @MediaWiki with 12 million pages. CC BY-SA.",
        "We moved to @MediaWiki https://wiki.example/index.php?title=Help",
        "",
    ],
)
def test_what_wants_nothing_gets_the_order_of_the_set_up(text: str) -> None:
    assert [(one.feedback, one.reason) for one in pointers(text, EVERY)] == [
        (one, None) for one in EVERY
    ]


@pytest.mark.parametrize(
    ("feedback", "reasons"), [((), []), ((TRANSLATION,), [None]), ((BUGS,), [None])]
)
def test_a_question_without_a_place_for_questions_has_no_likely_one(
    feedback: tuple[Feedback, ...], reasons: list[Message | None]
) -> None:
    assert [one.reason for one in pointers("How do I do this?", feedback)] == reasons
