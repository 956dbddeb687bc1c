"""The first sentence of a round: when the last one was, and what came in since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsdesk.domain.message import msg
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.infra import messages
from newsdesk.infra.spans import ago
from newsdesk.services.round import Done, Round
from newsdesk.web.views import round_done
from newsdesk.web.views.round import intro
from tests.fixtures import board as story

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORDS = messages.translator(messages.load(), "en")


def said(user: str = "Example editor", **known: Any) -> str:
    given: dict[str, Any] = {"counts": {Step.CHANNELS: 3}, "past": days(30)}
    found = Round(config=story.CONFIG, **(given | known))
    told = intro(found, user, NOW, lambda span: ago(span, "en"))
    return " ".join(WORDS.plain(one) for one in told)


def days(count: float) -> datetime:
    return NOW - timedelta(days=count)


def test_the_very_first_round_says_so() -> None:
    assert said() == said("") == "Nobody has finished a round yet."


def test_the_last_round_what_came_in_and_who_dealt_with_it() -> None:
    dealt = {"Second editor": 6, "Example editor": 2, "": 4}
    known: dict[str, Any] = {
        "last": days(4),
        "last_of_any": days(4),
        "came_in": 16,
        "dealt": dealt,
    }
    assert said(**known) == (
        "Your last round: 17 Nov, 12:00 UTC (4 days ago). Since then 16 things came in. "
        "Second editor dealt with 6 of them."
    )


def test_who_has_not_finished_one_hears_of_anybodys() -> None:
    assert said(last_of_any=days(2), came_in=0) == (
        "You have not finished a round yet; the last one by anybody was 2 days ago. "
        "Nothing came in since."
    )


def test_who_is_not_logged_in_hears_of_anybodys() -> None:
    assert said("", last_of_any=days(2), came_in=1) == (
        "The last round: 19 Nov, 12:00 UTC (2 days ago). Since then 1 thing came in."
    )


@pytest.mark.parametrize("user", ["Example editor", ""])
def test_after_weeks_it_is_about_what_is_still_worth_posting(user: str) -> None:
    known: dict[str, Any] = {
        "last": days(35) if user else None,
        "last_of_any": days(35),
        "came_in": 900,
    }
    assert said(user, **known) == "Last round: 5 weeks ago. 3 items are still worth posting."


def test_while_others_go_on_nobody_is_away() -> None:
    assert said(last=days(35), last_of_any=days(1), came_in=5).startswith(
        "Your last round: 17 Oct, 12:00 UTC (5 weeks ago). Since then 5 things"
    )


@pytest.mark.parametrize("language", ["de", "ar"])
def test_it_is_said_in_other_languages(language: str) -> None:
    speaker = messages.translator(messages.load(), language)
    assert "5" in speaker.plain(msg("newsdesk-round-came", 5))


def deed(native_id: str, user: str = "", url: str = "https://a.example/1") -> Handled:
    return Handled(
        thing=Thing(("mastodon", "https://a.example", native_id)),
        step=Step.MENTIONS,
        what=Handling.SHARED,
        user=user,
        time=NOW,
        about="Hello",
        url=url,
    )


def test_what_several_servers_call_by_several_numbers_was_seen_to_be_done_once() -> None:
    """What people did stays as they did it, and so does what has no address."""
    deeds = (
        *(deed(number) for number in ("1", "2")),
        *(deed(number, url="") for number in ("3", "4")),
        *(deed(number, "Second editor") for number in ("5", "6")),
    )
    done = Done(handled=deeds, page=1, more=False)
    found = Round(config=story.CONFIG, counts={}, past=days(30))
    shown = round_done.view(done, found, may=False).deeds
    assert [one.user for one in shown] == ["", "", "", "Second editor", "Second editor"]
