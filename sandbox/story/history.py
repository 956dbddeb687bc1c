"""All stories of the practice community up to a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from sandbox.story import releases, series
from sandbox.story.elsewhere import only_elsewhere, told_elsewhere
from sandbox.story.moments import moments
from sandbox.story.side_posts import side_posts
from sandbox.story.telling import FIRST_DAYS, Story


@cache
def history(now: date) -> tuple[Story, ...]:
    """Return every story, newest first; the same for the same day."""
    told = [
        *moments(now),
        *side_posts(now),
        *only_elsewhere(now),
        *releases.security_releases(now),
        *releases.new_versions(now),
        *series.talks(now),
        *series.blog(now),
        *series.tech_news(now),
    ]
    kept = [_since_the_first_days(told_elsewhere(story), now) for story in told]
    return tuple(sorted(kept, key=lambda story: story.day, reverse=True))


def _since_the_first_days(story: Story, now: date) -> Story:
    """Leave out what a channel could not tell yet."""
    age = (now - story.day).days
    told = tuple(t for t in story.tellings if age <= FIRST_DAYS.get(t.channel, age))
    return story if told == story.tellings else replace(story, tellings=told)


def first_day(channel: str, now: date) -> date:
    """Return the day of a channel's first post."""
    return now - timedelta(days=FIRST_DAYS[channel])
