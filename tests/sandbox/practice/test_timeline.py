"""A timeline holds what its channel told up to a day, with ids that grow."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sandbox.practice.timeline import Timeline
from sandbox.story import Form, Visibility

NOW = date(2026, 11, 21)
MIDNIGHT = datetime.combine(NOW, time(), UTC)


def test_nothing_is_told_before_it_happened() -> None:
    for channel in ("mastodon", "bluesky", "blog", "announce"):
        posts = Timeline(channel, NOW).posts()
        assert posts
        assert all(post.time < MIDNIGHT for post in posts)


def test_posts_are_newest_first_and_ids_grow_with_time() -> None:
    posts = Timeline("mastodon", NOW).posts()
    assert [p.time for p in posts] == sorted((p.time for p in posts), reverse=True)
    assert len({p.id for p in posts}) == len(posts)


def test_the_same_day_gives_the_same_ids() -> None:
    assert Timeline("bluesky", NOW).posts() == Timeline("bluesky", NOW).posts()


def test_hidden_posts() -> None:
    timeline = Timeline("mastodon", NOW)
    public = timeline.posts(Visibility.UNLISTED, Visibility.PRIVATE, Visibility.DIRECT)
    assert {post.telling.visibility for post in public} == {Visibility.PUBLIC}
    assert {post.telling.visibility for post in timeline.posts()} == set(Visibility)


def test_links_lead_to_the_wiki_that_is_served() -> None:
    posts = Timeline("mastodon", NOW, "http://127.0.0.1:8080").posts()
    links = {post.telling.real_link for post in posts}
    assert "http://127.0.0.1:8080/wiki/Bug_days?uselang=en" in links
    assert "http://127.0.0.1:8080/wiki/Site_admins_survey" in links
    assert not any("wiki.practice.example" in link for link in links)


def test_a_thread_stays_when_its_first_post_goes() -> None:
    timeline = Timeline("mastodon", NOW)
    second = next(p for p in timeline.posts() if p.telling.text.startswith("Part two"))
    assert second.below
    assert not timeline.is_gone(second.below)
    timeline.delete(second.below.id)
    assert timeline.is_gone(second.below)
    assert second in timeline.posts()


def test_somebody_elses_post_can_be_shared() -> None:
    timeline = Timeline("mastodon", NOW)
    timeline.add("Read this", time=MIDNIGHT, form=Form.SHARE, author="ada@people.example")
    newest = timeline.posts()[0]
    assert (newest.telling.form, newest.telling.author) == (Form.SHARE, "ada@people.example")
