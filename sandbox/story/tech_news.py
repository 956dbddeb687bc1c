"""Issues of Tech News as a feed has them: lists below the headings of the real newsletter.

https://meta.wikimedia.org/wiki/Tech/News; feeds of such pages are those of
https://www.mediawiki.org/wiki/Extension:FeaturedFeeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from string import Template

from sandbox.story.data import rows, text

ISSUES = 4


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: its address, its title, when it came out (UTC), its HTML."""

    link: str
    title: str
    time: datetime
    html: str


def issues(now: date) -> Iterator[Issue]:
    """Yield the newest issues, newest first."""
    monday = now - timedelta(days=(now.weekday() or 7))
    for week in range(ISSUES):
        day = monday - timedelta(weeks=week)
        year, number, _ = day.isocalendar()
        name = f"{year}/{number:02}"
        yield Issue(
            link=f"https://meta.wikimedia.org/wiki/Tech/News/{name}",
            title=f"Tech News issue #{number}, {year} ({day.day} {day:%B %Y})",
            time=datetime.combine(day, time(18), UTC),
            html=_html(name, day, _headline(year, number)),
        )


def _headline(year: int, number: int) -> str:
    """Return what is told of an issue elsewhere, too."""
    headlines = rows("tech_news")
    return str(headlines[(year * 53 + number) % len(headlines)])


def _html(name: str, day: date, headline: str) -> str:
    tuesday, thursday = day + timedelta(days=1), day + timedelta(days=3)
    return Template(text("tech_news.html")).substitute(
        issue=name,
        headline=headline,
        task=f"{day:%m%d}",
        branch=day.isocalendar().week % 30,
        tuesday=f"{tuesday.day} {tuesday:%B}",
        thursday=f"{thursday.day} {thursday:%B}",
    )
