"""How many follow a channel, as numbers week by week and as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsdesk.domain.message import Message, msg

MONTH = timedelta(days=30)
WEEKS = 12
WIDTH, HEIGHT = 240, 40
"""Of the line, in units of its own."""

Days = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The last number of a week, and what that is more than the one before."""

    day: date
    count: int
    more: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthView:
    """The newest number, what changed in a month, the last weeks, and the line's points."""

    count: int
    change: Message | None
    weeks: tuple[WeekView, ...]
    points: str


def view(days: Days) -> GrowthView | None:
    """Show numbers by day, oldest first; nothing where there are none."""
    if not days:
        return None
    return GrowthView(
        count=days[-1][1], change=_change(days), weeks=_weeks(days), points=_points(days)
    )


def _change(days: Days) -> Message | None:
    """Compare with the newest number that is a month old."""
    last, count = days[-1]
    former = [one for one in days if one[0] <= last - MONTH]
    if not former:
        return None
    day, before = former[-1]
    if count == before:
        return msg("newsdesk-followers-same", day)
    key = "newsdesk-followers-more" if count > before else "newsdesk-followers-fewer"
    return msg(key, abs(count - before), day)


def _weeks(days: Days) -> tuple[WeekView, ...]:
    """Take the last number of each week, newest first."""
    last_of = list({day.isocalendar()[:2]: (day, count) for day, count in days}.values())
    before = [None, *(count for _, count in last_of)]
    weeks = [
        WeekView(day, count, None if former is None else count - former)
        for (day, count), former in zip(last_of, before, strict=False)
    ]
    return tuple(reversed(weeks[-WEEKS:]))


def _points(days: Days) -> str:
    """Draw the numbers between the least and the most, if there are two days at least."""
    if len(days) < 2:
        return ""
    first, span = days[0][0], (days[-1][0] - days[0][0]).days
    least = min(count for _, count in days)
    most = max(count for _, count in days)
    return " ".join(
        f"{(day - first).days * WIDTH / span:.1f},"
        f"{HEIGHT - (count - least) * HEIGHT / max(most - least, 1):.1f}"
        for day, count in days
    )
