"""The news page as a translated page is written, its earlier revisions, its archive.

See https://www.mediawiki.org/wiki/Help:Extension:Translate/Page_translation_example for the marks
of translation units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sandbox.story.data import text
from sandbox.story.history import history
from sandbox.story.telling import Story, spoken

ON_PAGE = 80
KEEP = 75
REWORDED = 4
"""How many days ago an item was given other words."""
_STEPS = (
    (25, "Prepare for translation", "Example sysop"),
    (12, "Add this week's news", "Example editor"),
    (5, "Add the survey", "Editor01"),
    (REWORDED, "Say what the survey is about", "Example editor"),
    (2, "Add the releases", "Example sysop"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier revision of a page, saved so many days before today."""

    text: str
    comment: str
    days: int
    user: str = ""


def news(now: date) -> tuple[Story, ...]:
    """Return the stories that are news, newest first."""
    return tuple(story for story in history(now) if story.news)


def newest(now: date) -> str:
    """Return the news page as it stands."""
    return _page(news(now)[:ON_PAGE], _units(now))


def earlier(now: date) -> Iterator[Earlier]:
    """Yield the revisions before, oldest first: items were added, and one was reworded."""
    units = _units(now)
    for days, comment, user in _STEPS:
        stories = [s for s in news(now)[:ON_PAGE] if (now - s.day).days >= days]
        first = frozenset(s for s in stories if s.before and days > REWORDED)
        yield Earlier(text=_page(stories, units, first), comment=comment, days=days, user=user)


def archive(now: date) -> str:
    """Return the archive: what is no longer on the news page, by year, without translation."""
    return by_year(news(now)[ON_PAGE:])


def by_year(stories: Sequence[Story]) -> str:
    """Write stories as lists under a heading for each year."""
    return "\n".join(
        f"== {year} ==\n" + "".join(f"* '''{spoken(s.day)}:''' {plain(s.news)}\n" for s in told)
        for year, told in groupby(stories, key=lambda s: s.day.year)
    )


def plain(wikitext: str) -> str:
    """Take the marks of translation out."""
    return re.sub(r"</?tvar[^>]*>", "", wikitext).replace("Special:MyLanguage/", "")


def _units(now: date) -> dict[Story, int]:
    """Number the units as they came; the first one is the page's heading."""
    return {story: number for number, story in enumerate(reversed(news(now)), 2)}


def _page(
    stories: Sequence[Story],
    units: Mapping[Story, int],
    first: frozenset[Story] = frozenset(),
) -> str:
    lines = [_item(s, units[s], s.before if s in first else s.news) for s in stories]
    return text("news_page.wikitext").replace("$ITEMS\n", "".join(lines))


def _item(story: Story, unit: int, words: str) -> str:
    marker = f"<!--T:{unit}--> " if story.marked else ""
    return f"* '''{spoken(story.day)}:''' <translate>{marker}{words}</translate>\n"
