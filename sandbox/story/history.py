"""All stories of the practice community up to a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from sandbox.story import series
from sandbox.story.moments import moments
from sandbox.story.telling import Story


@cache
def history(now: date) -> tuple[Story, ...]:
    """Return every story, newest first; the same for the same day."""
    told = [
        *moments(now),
        *series.security_releases(now),
        *series.new_versions(now),
        *series.talks(now),
        *series.events(now),
        *series.tech_news(now),
    ]
    return tuple(sorted(told, key=lambda story: story.day, reverse=True))
