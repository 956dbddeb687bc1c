"""What the practice community has decided already: its decisions pages, one a year."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sandbox.story.set_up import DECISIONS
from sandbox.story.telling import spoken

_WORDS = 6
"""As many words of an item are in its id."""


def decisions(now: date) -> Mapping[str, str]:
    """Return the texts of the pages, by title."""
    pages: defaultdict[int, dict[str, object]] = defaultdict(dict)
    for day, text, channels in _decided(now):
        snapshot = {"date": day.isoformat(), "text": text}
        pages[day.year][_id(day, text)] = {"snapshot": snapshot, "channels": channels}
    return {
        f"{DECISIONS}/{year}.json": _written({"version": 1, "items": items})
        for year, items in pages.items()
    }


def _decided(now: date) -> list[tuple[date, str, dict[str, dict[str, str]]]]:
    """Return items, as the page has them, with what was settled of them on channels."""
    gerrit, survey, sprint = (now - timedelta(days=days) for days in (20, 5, 13))
    pause = spoken(gerrit + timedelta(days=4))
    activity = "https://www.linkedin.com/feed/update/urn:li:activity:7266000000000000001"
    return [
        (
            gerrit,
            f"Gerrit will be read-only for two hours on {pause}, from 06:00 UTC.",
            {"linkedin": {"exempt": "only developers need to know"}},
        ),
        (
            survey,
            "The yearly survey for site admins has begun: ten questions, five minutes.",
            {"linkedin": {"posted": activity}},
        ),
        (
            sprint,
            "A translation sprint for Hindi begins.",
            {"facebook": {"exempt": "told in the translators’ own group"}},
        ),
    ]


def _written(page: dict[str, object]) -> str:
    """Write a page as the tool does, so that the first edit by it changes no more than it says."""
    return json.dumps(page, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _id(day: date, text: str) -> str:
    words = re.findall(r"\w+", text.lower())[:_WORDS]
    return "-".join([day.isoformat(), *words])
