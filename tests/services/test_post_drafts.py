"""What a stored post is drafted from: itself, and what its thread goes on with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.post import Post
from newsdesk.domain.user import AccessToken
from newsdesk.infra import messages
from newsdesk.infra.settings import Settings
from newsdesk.services import news_edit
from newsdesk.services.accounts import Account
from newsdesk.services.submitted import Editor
from newsdesk.store import posts
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk

SETTINGS = Settings(
    wiki="https://www.mediawiki.org/w/",
    url="http://127.0.0.1:8000/",
    config_page=story.TITLE,
    secret="s" * 40,
    database="sqlite://",
)
MINUTE = timedelta(minutes=1)
LINK = "https://notes.example/1.46"
FIRST = story.post(story.MASTODON, 900, "MediaWiki 1.46 is out", story.NOW - 3 * MINUTE)
MORE = story.post(
    story.MASTODON, 901, "Read on", story.NOW - 2 * MINUTE, continues="900", links=(LINK,)
)


def drafted(desk: Desk, *stored: Post) -> str:
    """Draft an item from the first of these posts."""
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, story.MASTODON.id, stored, now=story.NOW)
    who = Account(user_id=1, name="E", blocked=False, token=AccessToken("k", "s"))
    words = messages.translator(messages.load(), "en")
    found = news_edit.from_post(Editor(desk.engine, SETTINGS, who, words), stored[0].key)
    assert found is not None
    post, draft = found
    assert post.key == stored[0].key
    return draft.text


def test_links_of_later_parts_are_offered(desk: Desk) -> None:
    assert drafted(desk, FIRST, MORE) == f"MediaWiki 1.46 is out {LINK}"


@pytest.mark.parametrize(
    "other",
    [
        replace(MORE, continues=""),
        replace(MORE, continues="899"),
        replace(MORE, deleted=story.NOW),
    ],
)
def test_what_is_no_part_of_it_is_not(desk: Desk, other: Post) -> None:
    assert drafted(desk, FIRST, other) == "MediaWiki 1.46 is out"


def test_a_deleted_post_is_drafted_by_itself(desk: Desk) -> None:
    gone = replace(FIRST, deleted=story.NOW)
    assert drafted(desk, gone, MORE) == "MediaWiki 1.46 is out"
