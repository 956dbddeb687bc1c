"""What comes back in the practice community: talks, blog posts, Tech News."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.story.data import rows
from sandbox.story.telling import (
    BLOG,
    BLUESKY,
    MASTODON,
    PLANET,
    TELEGRAM,
    Form,
    Story,
    Telling,
    page_link,
    short,
    spoken,
    tracked,
)

DEV = "https://blog.practice.example"
SHORTENER = "https://w.practice.example"
ON_PAGE_WEEKS, WEEKS = 8, 104


def talks(now: date) -> Iterator[Story]:
    """Yield a monthly tech talk of the last two years, announced eight days before."""
    for month, talk in enumerate(rows("talks")):
        day = now - timedelta(days=14 + 30 * month)
        when = day + timedelta(days=8)
        page = f"Tech talks/{when:%Y-%m}"
        topic, speaker = talk["topic"], talk["speaker"]
        yield Story(
            day=day,
            news=f"Tech talk: [[{page}|{topic}]], with {speaker}, on {spoken(when)} at 17:00 UTC.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"Next tech talk: {topic}, with {speaker}. {when:%B} {when.day}, "
                    "17:00 UTC",
                    link=page_link(page),
                    tags=("TechTalk",),
                ),
                Telling(
                    channel=MASTODON,
                    text=f"Today at 17:00 UTC: {topic}, with {speaker}",
                    link=f"{SHORTENER}/talk{month}",
                    leads=page_link(page),
                    after=8 * 24,
                ),
                Telling(
                    channel=BLUESKY,
                    text=f"Tech talk on {short(when)}: {topic} with {speaker} 🎤",
                    link=page_link(page),
                    after=6,
                ),
            ),
        )


def calendar(now: date) -> Iterator[tuple[date, str]]:
    """Yield the days of the talks of half a year as the calendar has them, newest first."""
    for month, talk in enumerate(rows("talks")[:6]):
        when = now - timedelta(days=6 + 30 * month)
        yield when, f"Tech talk: [[Tech talks/{when:%Y-%m}|{talk['topic']}]]"


def blog(now: date) -> Iterator[Story]:
    """Yield a blog post every 33 days of the last four years; every fifth is not news."""
    for number, one in enumerate(rows("blog")):
        day = now - timedelta(days=17 + 33 * number)
        link = f"{DEV}/{day.year}/{day:%m}/{one['slug']}"
        shared = number % 4 == 1
        yield Story(
            day=day,
            news="" if number % 5 == 4 else f"[{link} {one['title']}].",
            tellings=(
                Telling(channel=BLOG, text=one["title"], link=link, after=0),
                Telling(channel=PLANET, text=one["title"], link=link, after=1),
                Telling(
                    channel=TELEGRAM,
                    text=f"📝 New on the blog: {one['title']}",
                    link=link,
                    tags=("MediaWiki",),
                    after=7,
                ),
                Telling(
                    channel=MASTODON,
                    text=one["mastodon"],
                    link=tracked(link, "fedi"),
                    form=Form.SHARE if shared else Form.ORIGINAL,
                    author="ada@people.example" if shared else "",
                    after=5,
                ),
                Telling(
                    channel=BLUESKY,
                    text=one["bluesky"],
                    link=link,
                    form=Form.SHARE if shared else Form.ORIGINAL,
                    author="ada.people.example" if shared else "",
                    after=6,
                ),
            ),
        )


def tech_news(now: date) -> Iterator[Story]:
    """Yield the weekly Tech News of two years, shared; the newest eight are on the news page."""
    headlines = rows("tech_news")
    monday = now - timedelta(days=(now.weekday() or 7))
    for week in range(WEEKS):
        day = monday - timedelta(weeks=week)
        year, number, _ = day.isocalendar()
        issue = f"{year}/{number:02}"
        link = f"https://meta.wikimedia.org/wiki/Tech/News/{issue}"
        headline = headlines[(year * 53 + number) % len(headlines)]
        bluesky = Telling(
            channel=BLUESKY, text=f"📰 Tech News: {year}, week {number}. {headline}.", link=link
        )
        yield Story(
            day=day,
            news=f"[[m:Tech/News/{issue}|Tech News {issue}]] is out. {headline}."
            if week < ON_PAGE_WEEKS
            else "",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"Tech News {issue} is out. {headline}.",
                    link=link,
                    tags=("TechNews",),
                    form=Form.SHARE,
                    author="tech@people.example",
                    after=9,
                ),
                *([bluesky] if number % 2 else []),
                Telling(
                    channel=TELEGRAM,
                    text=f"Tech News {issue}: {headline}.",
                    link=link,
                    form=Form.SHARE,
                    author="wikitech_news",
                    after=10,
                ),
            ),
        )
