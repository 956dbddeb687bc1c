"""The channels by themselves."""

from __future__ import annotations

from newsdesk.services import channel
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk


def test_every_channel_of_the_set_up_has_a_state(desk: Desk) -> None:
    states = channel.states(desk.engine, desk.id)
    assert [(one.channel.id, one.readable) for one in states] == [
        ("mastodon", True),
        ("bluesky", True),
        ("blog", True),
        ("linkedin", False),
    ]
    assert states[2].stream.failures == 2


def test_the_last_post_is_one_that_still_stands(desk: Desk) -> None:
    newest = {one.channel.id: one.last_post for one in channel.states(desk.engine, desk.id)}
    standing = [post.time for post in desk.posts[story.BLUESKY] if not post.deleted]
    assert newest["bluesky"] == max(standing)
    assert newest["blog"] is None


def test_a_channel_s_posts_come_newest_first_and_without_deleted_ones(desk: Desk) -> None:
    page = channel.load(desk.engine, desk.id, "bluesky")
    assert page
    assert [post.key.native_id for post in page.posts] == ["2", "1"]
    assert page.address == "https://bsky.app/profile/mediawiki.org"


def test_a_channel_that_no_programme_reads_leads_to_its_own_address(desk: Desk) -> None:
    page = channel.load(desk.engine, desk.id, "linkedin")
    assert page
    assert (page.address, page.posts) == ("https://linkedin.example/mw", ())


def test_without_a_set_up_there_is_no_channel(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        connection.exec_driver_sql("DELETE FROM revision")
    assert channel.states(desk.engine, desk.id) == ()
    assert channel.load(desk.engine, desk.id, "mastodon") is None
