"""The story is believable, and the same every time it is told as of one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from sandbox.story import Form, Visibility, history
from sandbox.story.history import first_day
from sandbox.story.telling import BLUESKY, FIRST_DAYS

NOW = date(2026, 11, 21)
ANY_DAYS = [date(2026, 1, 1), date(2026, 2, 28), date(2027, 12, 27), date(2028, 2, 29)]


def test_the_same_day_tells_the_same_story() -> None:
    history.cache_clear()
    first = history(NOW)
    history.cache_clear()
    assert history(NOW) == first


@pytest.mark.parametrize("day", ANY_DAYS)
def test_every_day_has_news_of_yesterday_and_of_years_ago(day: date) -> None:
    days = [story.day for story in history(day) if story.news]
    assert days == sorted(days, reverse=True)
    assert days[0] == day - timedelta(days=1)
    assert days[-1] < day - timedelta(days=3 * 365)


def test_there_are_a_few_hundred_posts_of_every_form() -> None:
    tellings = [t for story in history(NOW) for t in story.tellings]
    assert len(tellings) > 400
    forms = Counter(t.form for t in tellings)
    assert all(forms[form] > 1 for form in (Form.ORIGINAL, Form.SHARE, Form.REPLY))
    assert {t.visibility for t in tellings} == set(Visibility)
    assert {t.language for t in tellings} >= {"en", "ar", "hi", "zh"}
    assert any("utm_source" in t.link for t in tellings)
    assert any(t.leads and t.leads != t.link for t in tellings)
    assert any(t.thread for t in tellings)
    assert any(t.edited_after for t in tellings)
    assert any(t.gone for t in tellings)
    assert any(t.warning for t in tellings)


def test_no_channel_tells_anything_before_its_first_day() -> None:
    for channel in FIRST_DAYS:
        days = [s.day for s in history(NOW) for t in s.tellings if t.channel == channel]
        assert first_day(channel, NOW) <= min(days) < first_day(channel, NOW) + timedelta(days=60)
    assert any(story.news and story.day < first_day(BLUESKY, NOW) for story in history(NOW))


def test_shares_and_answers_say_of_whom() -> None:
    for story in history(NOW):
        for telling in story.tellings:
            assert bool(telling.author) == (telling.form is not Form.ORIGINAL), telling


def test_each_channel_says_it_in_its_own_words() -> None:
    for story in history(NOW):
        own = [(t.channel, t.text) for t in story.tellings]
        assert len(own) == len(set(own)), own


def test_posts_fit_their_networks() -> None:
    for story in history(NOW):
        for telling in story.tellings:
            tags = sum(len(tag) + 2 for tag in telling.tags)
            limit = 300 if telling.channel == BLUESKY else 500
            assert len(telling.text) + len(telling.shown or telling.link) + tags < limit
