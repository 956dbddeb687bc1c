"""Each status has its words, its look, and what to do next and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Cell, SyncStatus
from newsdesk.web.views.cell import LOOKS, Look, Note, Surroundings, ask, state, view
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
    assert state(cell, "", around("mastodon")).notes == ()


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
