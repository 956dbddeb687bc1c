"""Releases of the practice community's software: security releases and new versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.story.telling import (
    BLUESKY,
    LIST,
    MASTODON,
    TELEGRAM,
    Story,
    Telling,
    Visibility,
    page_link,
    tracked,
)

QUARTERS = 16
FIRST_BRANCH = 38
LISTS = "https://lists.practice.example/announce"
_CALLS = ("Please upgrade.", "Upgrade soon!", "All supported branches get them.")


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
                f'[[MediaWiki 1.{newest}|MediaWiki <tvar name="1">{names[0]}</tvar>]], {names[1]} '
                f"and {names[2]} have been released. They fix security problems; please upgrade. "
                f"See the [{link} announcement]."
            ),
            tellings=tuple(_security_posts(names, link, quarter)),
        )


def _security_posts(names: list[str], link: str, quarter: int) -> Iterator[Telling]:
    listed = " / ".join(names)
    yield Telling(channel=LIST, text=f"MediaWiki {listed} security release", link=link, after=1)
    yield Telling(
        channel=MASTODON,
        text=f"⚠️ MediaWiki {names[0]}, {names[1]} and {names[2]} are out, with security fixes. "
        f"{_CALLS[quarter % len(_CALLS)]}",
        link=tracked(link, "mastodon"),
        tags=("MediaWiki", "security"),
        edited_after=0.5 if quarter % 5 == 0 else None,
    )
    yield Telling(
        channel=BLUESKY,
        text=f"Security releases: MediaWiki {listed}.",
        link=link,
        shown=link.removeprefix("https://")[:28] + "…",
        after=3.5,
    )
    if quarter == QUARTERS - 1:
        yield Telling(
            channel=TELEGRAM,
            text=f"🔐 MediaWiki {_next(names[0])} fixes security problems. {_CALLS[0]}",
            link=link,
            after=6,
        )
    if quarter % 4 == 3:
        yield Telling(
            channel=MASTODON,
            text=f"صدرت الإصدارات الأمنية {names[0]} و{names[1]} و{names[2]} من ميدياويكي. "
            "يُرجى الترقية.",
            link=link,
            language="ar",
            visibility=Visibility.UNLISTED,
            after=5,
        )


def _next(version: str) -> str:
    """Return the version that somebody types who is one ahead."""
    branch, _, patch = version.rpartition(".")
    return f"{branch}.{int(patch) + 1}"


def new_versions(now: date) -> Iterator[Story]:
    """Yield a new branch each half year, with its release candidate three weeks before."""
    for half in range(QUARTERS // 2):
        day = now - timedelta(days=110 + 182 * (QUARTERS // 2 - 1 - half))
        branch = FIRST_BRANCH + half
        link = f"{LISTS}/{day:%Y-%m}/mediawiki-1.{branch}.html"
        yield _release_candidate(day - timedelta(days=21), branch)
        yield Story(
            day=day,
            news=(
                f"[[MediaWiki 1.{branch}]] is now available. See the "
                f"[[Release notes/1.{branch}|release notes]] and "
                f"[[Special:MyLanguage/Download|download]] it."
            ),
            tellings=tuple(_version_posts(branch, link)),
        )


def _release_candidate(day: date, branch: int) -> Story:
    return Story(
        day=day,
        tellings=(
            Telling(
                channel=MASTODON,
                text=f"MediaWiki 1.{branch}.0-rc.0 is ready for testing. Tell us what breaks!",
                link=page_link(f"MediaWiki 1.{branch}"),
                tags=("MediaWiki",),
            ),
        ),
    )


def _version_posts(branch: int, link: str) -> Iterator[Telling]:
    page = page_link(f"MediaWiki 1.{branch}")
    yield Telling(channel=LIST, text=f"MediaWiki 1.{branch} released", link=link, after=1)
    yield Telling(
        channel=MASTODON,
        text=f"🎉 MediaWiki 1.{branch} is here! Read what is new, then download it.",
        link=page,
        tags=("MediaWiki", "FreeSoftware"),
        thread=(
            "Thank you to everyone who wrote, reviewed, translated and tested.",
            "Questions? The support desk is the place to ask them.",
        ),
    )
    yield Telling(
        channel=BLUESKY,
        text=f"MediaWiki 1.{branch} is now available 🎉",
        link=tracked(page, "bsky"),
        shown=f"wiki.practice.example/wiki/MediaWiki_1.{branch}",
        after=4,
        thread=(f"A big thank you to all who made 1.{branch} happen.",),
    )
    yield Telling(
        channel=BLUESKY,
        text=f"MediaWiki 1.{branch} 现已发布。感谢所有贡献者!",
        link=page,
        language="zh",
        after=6,
    )
