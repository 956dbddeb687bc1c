"""Posts come, change and go while the practice channels run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from sandbox.practice import Practice, start
from tests.sandbox.practice.asking import BLOG, author_feed, get, statuses

NOON = datetime(2099, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def practice() -> Iterator[Practice]:
    """Channels whose story ends today, so that what is posted now is the newest."""
    with start(datetime.now(UTC).date()) as running:
        yield running


def test_a_status_comes_changes_and_goes(practice: Practice) -> None:
    made = practice.add_post("mastodon", "Just now", link="https://a.example/now", time=NOON)
    newest = statuses(practice, limit=1).json()[0]
    assert (newest["id"], newest["edited_at"]) == (str(made), None)
    assert newest["card"]["url"] == "https://a.example/now"
    practice.edit_post("mastodon", made, "Just then", time=NOON)
    changed = statuses(practice, limit=1).json()[0]
    assert "Just then" in changed["content"]
    assert changed["edited_at"] == "2099-11-21T12:00:00.000Z"
    practice.delete_post("mastodon", made)
    assert statuses(practice, limit=1).json()[0]["id"] != str(made)


def test_a_post_on_bluesky_changes_its_content_id(practice: Practice) -> None:
    made = practice.add_post("bluesky", "Just now", time=NOON)
    before = author_feed(practice, limit=1).json()["feed"][0]["post"]
    practice.edit_post("bluesky", made, "Just then")
    after = author_feed(practice, limit=1).json()["feed"][0]["post"]
    assert before["uri"] == after["uri"]
    assert before["cid"] != after["cid"]
    practice.delete_post("bluesky", made)
    assert author_feed(practice, limit=1).json()["feed"][0]["post"]["uri"] != after["uri"]


def test_posts_are_of_now_unless_told(practice: Practice) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    made = practice.add_post("mastodon", "Just now")
    newest = statuses(practice, limit=1).json()[0]
    assert newest["id"] == str(made)
    assert before <= datetime.fromisoformat(newest["created_at"]) <= datetime.now(UTC)


def test_what_is_not_there_can_not_change(practice: Practice) -> None:
    with pytest.raises(KeyError):
        practice.edit_post("mastodon", 1, "Never")
    with pytest.raises(KeyError):
        practice.delete_post("mastodon", 1)
    with pytest.raises(KeyError):
        practice.add_post("fax", "Never")


def test_requests_are_counted(practice: Practice) -> None:
    get(practice, BLOG, "/feed.atom")
    get(practice, BLOG, "/")
    assert practice.asked == {BLOG: 2}
