from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.sync.carrying import carried


def lead(native_id: str, text: str, day: int = 0) -> Lead:
    when = When(first=date(2026, 11, day), last=date(2026, 11, day)) if day else None
    return Lead(
        source_id="technews",
        native_id=native_id,
        kind=LeadKind.EVENT if day else LeadKind.NEWS,
        title=text,
        text=text,
        time=datetime(2026, 11, 21, tzinfo=UTC),
        when=when,
    )


DARK = lead("47/dark-mode-is", "Dark mode is now on by default in every skin of the wiki.")
UPLOADS = lead("47/uploads-work", "Uploads work again after they were broken for some hours.")


def ids(found: list[Lead]) -> list[str]:
    return [one.native_id for one in found]


def test_a_small_edit_keeps_the_id_and_takes_the_new_words() -> None:
    edited = replace(DARK, native_id="47/the-dark-mode", text="The " + DARK.text.lower())
    found = carried([edited, UPLOADS], [UPLOADS, DARK])
    assert ids(found) == [DARK.native_id, UPLOADS.native_id]
    assert found[0].text == edited.text


def test_another_text_is_another_lead() -> None:
    other = lead("47/something", "The search team answers questions on Thursday.")
    assert ids(carried([other], [DARK])) == [other.native_id]


def test_the_same_words_in_another_issue_are_another_lead() -> None:
    again = replace(DARK, native_id="48/dark")
    assert ids(carried([again], [DARK])) == ["48/dark"]


def test_the_same_event_on_another_day_is_another_one() -> None:
    before, after = (
        lead("9/2026-11-17", "Office hour", 17),
        lead("9/2026-11-24", "Office hour", 24),
    )
    assert ids(carried([after], [before])) == [after.native_id]
    reworded = replace(before, native_id="9/other", text="Office hours")
    assert ids(carried([reworded], [before])) == [before.native_id]


def test_the_same_words_with_another_number_are_other_news() -> None:
    before = lead("7/new-version", "The new version will be there from 17 November.")
    after = lead("7/the-new-version", "The new version will be there from 24 November.")
    assert ids(carried([after], [before])) == [after.native_id]


def test_an_id_goes_to_the_one_that_is_most_alike_and_to_no_other() -> None:
    near = replace(DARK, native_id="47/a", text=DARK.text + "!")
    far = replace(DARK, native_id="47/b", text=DARK.text + " And more.")
    assert ids(carried([far, near], [DARK])) == ["47/b", DARK.native_id]


def test_what_stays_stays() -> None:
    assert carried([DARK, UPLOADS], [DARK, UPLOADS]) == [DARK, UPLOADS]
    assert carried([], [DARK]) == []
    assert carried([DARK], []) == [DARK]
