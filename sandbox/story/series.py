"""What comes back in the practice community: releases, talks, Tech News, the year's events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.story.telling import (
    BLOG,
    BLUESKY,
    LIST,
    MASTODON,
    Form,
    Story,
    Telling,
    spoken,
    tracked,
)

QUARTERS = 16
FIRST_BRANCH = 38
LISTS = "https://lists.practice.example/announce"
DEV = "https://blog.practice.example"


def security_releases(now: date) -> Iterator[Story]:
    """Yield a security release of three branches for each of the last 16 quarters."""
    for quarter in range(QUARTERS):
        day = now - timedelta(days=3 + 91 * (QUARTERS - 1 - quarter))
        newest = FIRST_BRANCH + quarter // 2
        names = [
            f"1.{b}.{quarter - 2 * (b - FIRST_BRANCH) + 1}" for b in range(newest, newest - 3, -1)
        ]
        link = f"{LISTS}/{day:%Y-%m}/security-{names[0]}.html"
        yield Story(
            day=day,
            marked=quarter < QUARTERS - 1,
            news=(
                f"[[MediaWiki 1.{newest}|MediaWiki {names[0]}]], {names[1]} and {names[2]} have "
                f"been released. They fix security problems; please upgrade. See the "
                f"[{link} announcement]."
            ),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"⚠️ MediaWiki {names[0]}, {names[1]} and {names[2]} are out, with "
                    f"security fixes. Please upgrade.",
                    link=tracked(link, "mastodon"),
                    tags=("MediaWiki", "security"),
                ),
                Telling(
                    channel=BLUESKY,
                    text=f"Security releases: MediaWiki {' / '.join(names)}.",
                    link=link,
                    shown=link.removeprefix("https://")[:28] + "…",
                    after=3.5,
                ),
                Telling(
                    channel=LIST,
                    text=f"MediaWiki {' / '.join(names)} security release",
                    link=link,
                    after=1,
                ),
            ),
        )


def new_versions(now: date) -> Iterator[Story]:
    """Yield a new branch each half year, with its release candidate three weeks before."""
    for half in range(QUARTERS // 2):
        day = now - timedelta(days=46 + 182 * (QUARTERS // 2 - 1 - half))
        branch = FIRST_BRANCH + half
        link = f"{LISTS}/{day:%Y-%m}/mediawiki-1.{branch}.html"
        yield Story(
            day=day - timedelta(days=21),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"MediaWiki 1.{branch}.0-rc.0 is ready for testing. Tell us what breaks!",
                    tags=("MediaWiki",),
                ),
            ),
        )
        yield Story(
            day=day,
            news=(
                f"[[MediaWiki 1.{branch}]] is now available. See the [[Release notes/1.{branch}|"
                f"release notes]] and [[Download|download]] it."
            ),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"🎉 MediaWiki 1.{branch} is here! Read what is new, then download it.",
                    link=link,
                    tags=("MediaWiki", "FreeSoftware"),
                    thread=(
                        "Thank you to everyone who wrote, reviewed, translated and tested.",
                        "Questions? The support desk is the place to ask them.",
                    ),
                ),
                Telling(
                    channel=BLUESKY,
                    text=f"MediaWiki 1.{branch} is now available 🎉",
                    link=link,
                    after=4,
                ),
                Telling(channel=LIST, text=f"MediaWiki 1.{branch} released", link=link, after=1),
            ),
        )


_TALKS = (
    ("Parsoid for extension authors", "Ada Example"),
    ("How the job queue works", "Grace Sample"),
    ("Testing skins in a browser", "Linus Muster"),
    ("Right-to-left from the start", "Noor Mithal"),
    ("Codex for gadget writers", "Rui Exemplo"),
    ("What a linter taught us", "Mei Lizi"),
)


def talks(now: date) -> Iterator[Story]:
    """Yield a monthly tech talk of the last two years, announced eight days before."""
    for month in range(24):
        day = now - timedelta(days=14 + 30 * month)
        topic, speaker = _TALKS[month % len(_TALKS)]
        when = day + timedelta(days=8)
        page = f"Tech talks/{when:%Y-%m}"
        link = f"https://www.mediawiki.org/wiki/{page.replace(' ', '_')}"
        yield Story(
            day=day,
            news=f"Tech talk: [[{page}|{topic}]], with {speaker}, on {spoken(when)} at 17:00 UTC.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"Next tech talk: {topic}, with {speaker}. "
                    f"{when:%B} {when.day}, 17:00 UTC",
                    link=link,
                    tags=("TechTalk",),
                ),
                Telling(
                    channel=MASTODON,
                    text=f"Today at 17:00 UTC: {topic}, with {speaker}",
                    link=link,
                    after=8 * 24,
                ),
                Telling(
                    channel=BLUESKY,
                    text=f"Tech talk on {when:%b} {when.day}: {topic} with {speaker} 🎤",
                    link=link,
                    after=6,
                ),
            ),
        )


_EVENTS = (
    ("The spring hackathon is open for registration", "hackathon"),
    ("Results of the developer survey are published", "survey"),
    ("A guide to writing your first extension", "first-extension"),
    ("Interns present what they built this summer", "interns"),
    ("Dark mode comes to more skins", "dark-mode"),
    ("How the parser team cut memory use by a third", "parser-memory"),
    ("New maintainers wanted for twelve extensions", "maintainers"),
    ("Documentation day: 40 pages brought up to date", "docs-day"),
)


def events(now: date) -> Iterator[Story]:
    """Yield a blog post every 27 days of the last four years; every fifth is not news."""
    for number in range(54):
        day = now - timedelta(days=19 + 27 * number)
        title, slug = _EVENTS[number % len(_EVENTS)]
        link = f"{DEV}/{day.year}/{day:%m}/{slug}"
        shared = number % 4 == 1
        yield Story(
            day=day,
            news="" if number % 5 == 4 else f"[{link} {title}].",
            tellings=(
                Telling(channel=BLOG, text=title, link=link, after=0),
                Telling(
                    channel=MASTODON,
                    text=f"{title}. Read it on our blog!",
                    link=tracked(link, "fedi"),
                    form=Form.SHARE if shared else Form.ORIGINAL,
                    author="ada@people.example" if shared else "",
                    after=5,
                ),
                Telling(channel=BLUESKY, text=f"{title} 👉", link=link, after=6),
            ),
        )


def tech_news(now: date) -> Iterator[Story]:
    """Yield the weekly Tech News of the last 30 weeks; the newest eight are on the news page."""
    monday = now - timedelta(days=now.weekday())
    for week in range(30):
        day = monday - timedelta(weeks=week)
        year, number, _ = day.isocalendar()
        link = f"https://meta.wikimedia.org/wiki/Tech/News/{year}/{number:02}"
        yield Story(
            day=day,
            news=f"[[m:Tech/News/{year}/{number:02}|Tech News {year}/{number:02}]] is out."
            if week < 8
            else "",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text=f"Tech News {year}/{number:02} is out",
                    link=link,
                    tags=("TechNews",),
                    after=9,
                ),
                *(
                    [
                        Telling(
                            channel=BLUESKY, text=f"📰 Tech News: {year}, week {number}", link=link
                        )
                    ]
                    if week % 2
                    else []
                ),
            ),
        )
