"""Each status has its words, its look, and what to do next and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest

from newsdesk.domain.decisions import Settled
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Cell, Match, SyncStatus, Verdict
from newsdesk.web.views.cell import (
    LOOKS,
    CellView,
    Look,
    Note,
    Surroundings,
    ask,
    state,
    view,
)
from newsdesk.web.views.post import short
from tests.fixtures import board as story

TODAY = date(2026, 11, 20)
SINCE = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)
POST = story.post(story.MASTODON, 1, "Text", datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
POSTED = Brief(POST.time.date(), TODAY)
BRIEF_SINCE = Brief(SINCE, TODAY)
ITEM = "/item/2026-11-18-x"
CHANNELS = {channel.id: channel for channel in story.CONFIG.channels}


def around(*can_post: str) -> Surroundings:
    return Surroundings(
        channels=CHANNELS, site=story.SITE, can_post=frozenset(can_post), today=TODAY
    )


@pytest.mark.parametrize(
    ("status", "post", "since", "look", "label"),
    [
        ("posted", POST, None, Look.DONE, msg("newsdesk-status-posted", POSTED)),
        ("posted", None, None, Look.DONE, msg("newsdesk-status-posted-undated")),
        ("shared", POST, None, Look.DONE, msg("newsdesk-status-shared", POSTED)),
        ("missing", None, None, Look.WARNING, msg("newsdesk-status-missing")),
        ("wanted", None, None, Look.PLAIN, msg("newsdesk-status-wanted")),
        ("exempt", None, None, Look.QUIET, msg("newsdesk-status-exempt", "Mastodon")),
        ("unsure", POST, None, Look.CHECK, msg("newsdesk-status-unsure")),
        ("differs", POST, None, Look.ERROR, msg("newsdesk-status-differs")),
        ("unknown", None, None, Look.QUIET, msg("newsdesk-status-unknown")),
        ("unknown", None, SINCE, Look.WAITING, msg("newsdesk-status-unknown-since", BRIEF_SINCE)),
        ("not-expected", None, None, Look.QUIET, msg("newsdesk-status-not-expected")),
        ("past", None, None, Look.QUIET, msg("newsdesk-status-past")),
    ],
)  # fmt: skip
def test_a_status_in_words(
    status: str, post: Post | None, since: datetime | None, look: Look, label: Message
) -> None:
    cell = Cell(channel_id="mastodon", status=SyncStatus(status), post=post, since=since)
    shown = view(cell, story.RELEASE, ITEM, around())
    assert shown.look is look
    assert shown.label == label
    assert shown.time == (post.time if post else None)


def test_every_status_has_a_look() -> None:
    assert set(LOOKS) == set(SyncStatus)


def test_only_what_needs_a_person_is_a_chip() -> None:
    chips = {status for status, look in LOOKS.items() if look.is_chip}
    assert chips == {SyncStatus.MISSING, SyncStatus.UNSURE, SyncStatus.DIFFERS}


SECOND = "https://www.mediawiki.org/wiki/User_talk:Second_editor"
THIRD = "https://www.mediawiki.org/wiki/User_talk:third_editor"
POST_IT = Note(msg("newsdesk-cell-post"), f"{ITEM}#mastodon")


@pytest.mark.parametrize(
    ("status", "can_post", "notes"),
    [
        ("missing", ["mastodon"], (POST_IT,)),
        ("wanted", ["mastodon"], (POST_IT,)),
        ("wanted", [], ()),
        ("missing", [], (
            Note(msg("newsdesk-cell-ask", "Second editor"), SECOND),
            Note(msg("newsdesk-cell-ask", "third_editor"), THIRD),
        )),
        ("missing", ["bluesky"], (
            Note(msg("newsdesk-cell-ask", "Second editor"), SECOND),
            Note(msg("newsdesk-cell-ask", "third_editor"), THIRD),
        )),
        ("unsure", [], (Note(msg("newsdesk-cell-same"), f"{ITEM}#mastodon"),)),
        ("differs", [], (Note(msg("newsdesk-cell-see-post"), POST.url),)),
        ("posted", ["mastodon"], ()),
        ("past", ["mastodon"], ()),
        ("unknown", ["mastodon"], ()),
    ],
)  # fmt: skip
def test_what_to_do_next(status: str, can_post: list[str], notes: tuple[Note, ...]) -> None:
    post = POST if status in {"unsure", "differs", "posted"} else None
    cell = Cell(channel_id="mastodon", status=SyncStatus(status), post=post)
    assert view(cell, story.RELEASE, ITEM, around(*can_post)).notes == notes


@pytest.mark.parametrize("status", ["unsure", "missing", "wanted"])
def test_an_items_own_page_does_not_lead_to_itself(status: str) -> None:
    cell = Cell(channel_id="mastodon", status=SyncStatus(status))
    assert state(cell, story.RELEASE, "", around("mastodon")).notes == ()


@pytest.mark.parametrize("here", ["", ITEM])
@pytest.mark.parametrize("status", ["missing", "wanted"])
def test_who_posts_there_is_led_to_a_draft(status: str, here: str) -> None:
    cell = Cell(channel_id="mastodon", status=SyncStatus(status))
    surroundings = replace(around("mastodon"), draft=lambda item, channel: f"/{item}/{channel}")
    draft = Note(msg("newsdesk-cell-post"), f"/{story.RELEASE.id}/mastodon")
    assert state(cell, story.RELEASE, here, surroundings).notes == (draft,)


def test_where_nobody_is_named_the_page_to_ask_on_is() -> None:
    assert ask(story.BLUESKY, story.SITE) == (
        Note(
            msg("newsdesk-cell-ask-page", "Talk:Social media"),
            "https://www.mediawiki.org/wiki/Talk:Social_media",
        ),
    )
    assert ask(story.BY_HAND, story.SITE) == ()


def test_of_many_posters_the_first_are_named() -> None:
    many = replace(story.MASTODON, posters=tuple(f"Editor {n}" for n in range(9)))
    assert len(ask(many, story.SITE)) == 2


@pytest.mark.parametrize(
    ("status", "folds"),
    [("posted", True), ("past", True), ("wanted", True), ("missing", False), ("unsure", False)],
)
def test_a_narrow_screen_folds_what_is_not_left_to_do(status: str, folds: bool) -> None:
    cell = Cell(channel_id="linkedin", status=SyncStatus(status))
    assert view(cell, story.RELEASE, ITEM, around()).folds is folds


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "x"])
def test_an_address_that_is_no_web_page_is_no_link(url: str) -> None:
    cell = Cell(channel_id="mastodon", status=SyncStatus.POSTED, post=replace(POST, url=url))
    assert view(cell, story.RELEASE, ITEM, around()).href == ""


def decided(status: str, settled: Settled, **more: Any) -> CellView:
    cell = Cell(channel_id="mastodon", status=SyncStatus(status), settled=settled, **more)
    openable = [("mastodon", "https://mastodon.example/7")]
    surroundings = replace(around(), decides=True, openable=openable)
    return view(cell, story.RELEASE, ITEM, surroundings)


def sent(shown: CellView) -> list[dict[str, str]]:
    return [dict(parse_qsl(press.value)) for press in shown.presses]


def test_a_doubtful_post_is_shown_with_both_answers() -> None:
    post = replace(POST, text="One two " * 40)
    shown = decided("unsure", Settled(), post=post)
    assert shown.said.startswith("One two")
    assert len(shown.said) < 90
    assert [(one["choice"], one["address"]) for one in sent(shown)] == [
        ("same", POST.url),
        ("not", POST.url),
    ]
    assert {one["at"] for one in sent(shown)} == {shown.id}


def test_a_post_that_differs_is_settled_where_it_stands() -> None:
    shown = decided("differs", Settled(), post=POST)
    assert [(one["choice"], one["address"]) for one in sent(shown)] == [
        ("same", POST.url),
        ("not", POST.url),
    ]
    assert [press.label.key for press in shown.presses] == [
        "newsdesk-press-all-right",
        "newsdesk-press-not",
    ]


def test_a_text_without_spaces_is_shortened_too() -> None:
    assert short("字" * 200) == "字" * 80 + " …"


def test_a_post_without_an_address_cannot_be_answered_for() -> None:
    assert decided("unsure", Settled(), post=replace(POST, url="")).presses == ()


def test_who_cannot_decide_has_no_buttons() -> None:
    cell = Cell(channel_id="mastodon", status=SyncStatus.UNSURE, post=POST)
    assert view(cell, story.RELEASE, ITEM, around()).presses == ()


SAID = Match(
    item_id=story.RELEASE.id,
    channel_id="mastodon",
    post=POST.key,
    verdict=Verdict.SAME,
    score=1.0,
    decided=True,
)


@pytest.mark.parametrize(
    ("status", "settled", "more", "address"),
    [
        ("exempt", Settled(exempt="no"), {}, [""]),
        ("posted", Settled(posted="https://mastodon.example/7"), {}, [""]),
        ("posted", Settled(same=(POST.url,)), {"post": POST, "match": SAID}, [POST.url]),
        ("posted", Settled(same=(POST.url,)), {}, [POST.url]),
        ("posted", Settled(same=("x",)), {"match": replace(SAID, decided=False)}, []),
        ("missing", Settled(not_same=("x", "y")), {}, ["x"]),
        ("posted", Settled(not_same=("x",)), {"post": POST}, []),
        ("posted", Settled(not_same=("x",)), {"unpublished": True}, ["x"]),
        ("missing", Settled(), {}, []),
    ],
)  # fmt: skip
def test_what_was_settled_is_taken_back_where_it_stands(
    status: str, settled: Settled, more: dict[str, Any], address: list[str]
) -> None:
    shown = decided(status, settled, **more)
    assert [one.get("address", "") for one in sent(shown)] == address
    assert {one["choice"] for one in sent(shown)} <= {"open"}


@pytest.mark.parametrize(
    ("published", "line", "address"),
    [
        (Settled(exempt="no"), msg("newsdesk-cell-back-exempt", "Mastodon", "no"), ""),
        (Settled(posted="x"), msg("newsdesk-cell-back-posted", "Mastodon"), ""),
        (Settled(same=("x",)), msg("newsdesk-cell-back-same", "Mastodon"), "x"),
        (Settled(not_same=("x",)), msg("newsdesk-cell-back-not", "Mastodon"), "x"),
    ],
)  # fmt: skip
def test_what_was_taken_back_is_said_and_can_stand_again(
    published: Settled, line: Message, address: str
) -> None:
    shown = decided("missing", Settled(), unpublished=True, published=published)
    assert shown.lines == (line,)
    assert [one.label for one in shown.presses] == [msg("newsdesk-press-stands")]
    assert [(one["choice"], one.get("address", "")) for one in sent(shown)] == [("open", address)]


def test_what_took_the_place_of_another_was_not_taken_back() -> None:
    published = Settled(posted="x", not_same=("y",))
    settled = Settled(exempt="no", same=("y",))
    shown = decided("exempt", settled, unpublished=True, published=published)
    assert shown.lines == ()


def test_an_exempt_cell_says_why_and_a_split_one_of_how_many() -> None:
    assert decided("exempt", Settled(exempt="no event")).said == "no event"
    split = decided("missing", Settled(not_same=("x", "y")))
    assert split.lines == (msg("newsdesk-cell-not", 2),)


def test_a_post_that_differs_says_what_it_says_instead() -> None:
    evidence = (msg("newsdesk-evidence-post-says", "2.6"), msg("newsdesk-evidence-link"))
    match = replace(SAID, verdict=Verdict.DIFFERS, decided=False, evidence=evidence)
    shown = decided("differs", Settled(), post=POST, match=match)
    assert shown.lines == evidence[:1]


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://mastodon.example/7", "https://mastodon.example/7"),
        ("https://evil.example/7", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_only_an_address_of_the_channel_is_a_link(address: str, href: str) -> None:
    assert decided("posted", Settled(posted=address)).href == href


def test_what_is_not_published_is_not_folded_away() -> None:
    assert decided("exempt", Settled(exempt="no")).folds
    assert not decided("exempt", Settled(exempt="no"), unpublished=True).folds


@pytest.mark.parametrize("status", ["missing", "wanted"])
def test_what_is_posted_by_hand_is_recorded_on_the_items_page(status: str) -> None:
    cell = Cell(channel_id="linkedin", status=SyncStatus(status))
    record = Note(msg("newsdesk-cell-record"), f"{ITEM}#linkedin")
    for decides, notes in ((True, (record,)), (False, ())):
        surroundings = replace(around(), decides=decides)
        assert view(cell, story.RELEASE, ITEM, surroundings).notes == notes
