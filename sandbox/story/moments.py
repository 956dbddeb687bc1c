"""The weeks before today, hand-written so that the board shows each thing that can happen."""

from __future__ import annotations

from datetime import date, timedelta

from sandbox.story.series import DEV, SHORTENER
from sandbox.story.telling import (
    BLOG,
    BLUESKY,
    MASTODON,
    Form,
    Story,
    Telling,
    page_link,
    spoken,
    tracked,
)


def moments(now: date) -> list[Story]:
    """Return the hand-written stories that are news."""
    return [
        *_missing_somewhere(now),
        *_on_both(now),
        *_in_other_languages(now),
        *_to_be_checked(now),
    ]


def _ago(now: date, days: int) -> date:
    return now - timedelta(days=days)


def _missing_somewhere(now: date) -> list[Story]:
    codex, gallery = f"{DEV}/codex-2-7", f"{DEV}/gallery"
    return [
        Story(
            day=_ago(now, 1),
            marked=False,
            news=f"[{codex} Codex 2.7 is out]: CSS-only tables and a new colour for links.",
            tellings=(
                Telling(channel=BLOG, text="Codex 2.7 is out", link=codex, after=0),
                Telling(
                    channel=BLUESKY,
                    text="Codex 2.7 is out: CSS-only tables, and a new colour for links.",
                    link=tracked(codex, "bsky"),
                    shown="blog.practice.example/codex-2-7",
                ),
            ),
        ),
        Story(
            day=_ago(now, 2),
            marked=False,
            news=f"Office hour of the [[Extension developers]] on "
            f"{spoken(now + timedelta(days=5))}.",
        ),
        Story(
            day=_ago(now, 6),
            news=f"[{gallery} A gallery of wikis] that run MediaWiki: 60 screenshots.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="Sixty screenshots of wikis that run MediaWiki. Is yours among them?",
                    link=gallery,
                    form=Form.SHARE,
                    author="grace@people.example",
                ),
            ),
        ),
    ]


def _on_both(now: date) -> list[Story]:
    return [_survey(_ago(now, 5)), _gerrit(_ago(now, 20)), _bug_day(_ago(now, 26))]


def _survey(day: date) -> Story:
    survey = page_link("Site admins survey")
    return Story(
        day=day,
        before="Please fill in the [[Site admins survey]].",
        news="The [[Site admins survey|yearly survey for site admins]] has begun: ten "
        "questions, five minutes.",
        tellings=(
            Telling(
                channel=MASTODON,
                text="Do you run a MediaWiki site? We have ten questions for you. "
                "Five minutes, promised. 🙏",
                link=f"{SHORTENER}/survey",
                leads=survey,
                tags=("MediaWiki", "SiteAdmins"),
            ),
            Telling(
                channel=BLUESKY,
                text="Our yearly survey for site admins has begun: ten questions, five minutes.",
                link=f"{SHORTENER}/survey",
                leads=tracked(survey, "bsky"),
                tags=("MediaWiki",),
                after=3.2,
            ),
        ),
    )


def _gerrit(day: date) -> Story:
    gerrit, begins = page_link("Gerrit/Upgrade"), spoken(day + timedelta(days=4))
    return Story(
        day=day,
        news="[[Gerrit/Upgrade|Gerrit will be read-only]] for two hours on "
        f"{begins}, from 06:00 UTC.",
        tellings=(
            Telling(
                channel=MASTODON,
                text="Code review pauses for an upgrade: Gerrit will be read-only for two "
                f"hours on {begins}, from 06:00 UTC.",
                link=gerrit,
                thread=("What to do with a patch that cannot wait? Tell us on the task.",),
            ),
            Telling(
                channel=MASTODON,
                text="Gerrit is back, and everything works. Thank you for your patience!",
                after=24 * 4,
            ),
        ),
    )


def _bug_day(day: date) -> Story:
    bug_days = page_link("Bug days")
    return Story(
        day=day,
        news=f"Volunteers wanted: [[Bug days|bug day]] on {spoken(day + timedelta(days=4))}, for "
        "beginners, too.",
        tellings=(
            Telling(
                channel=MASTODON,
                text="Bug day! Help us sort old reports; no code needed, beginners welcome.",
                link=f"{bug_days}?uselang=en",
                tags=("BugDay",),
            ),
            Telling(
                channel=BLUESKY,
                text="Bug day: help sort old reports. Beginners welcome 🐞",
                link=bug_days,
            ),
        ),
    )


def _in_other_languages(now: date) -> list[Story]:
    arabic, hindi = f"{DEV}/ar/skins", page_link("Translation sprint")
    return [
        Story(
            day=_ago(now, 9),
            news=f"[{arabic} Skins in right-to-left languages]: what changed this year.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="الواجهات في اللغات التي تُكتب من اليمين إلى اليسار: "
                    "ما الذي تغيّر هذا العام",
                    link=arabic,
                    language="ar",
                ),
                Telling(
                    channel=BLUESKY,
                    text="从右到左书写的语言中的皮肤:今年的变化",
                    link=arabic,
                    language="zh",
                ),
            ),
        ),
        Story(
            day=_ago(now, 13),
            news="A [[Translation sprint|translation sprint for Hindi]] begins.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="हिन्दी अनुवाद अभियान शुरू हो रहा है। आइए, मिलकर अनुवाद करें!",
                    link=hindi,
                    language="hi",
                    tags=("हिन्दी",),
                ),
            ),
        ),
    ]


def _to_be_checked(now: date) -> list[Story]:
    """Two office hours in the same words, and a post with another number: a person has to look."""
    words = "Office hour of the documentation team on the community channel."
    sprint = page_link("Documentation sprint")
    return [
        Story(
            day=_ago(now, 8),
            news="The [[Documentation sprint]] is over: 48 pages were brought up to date.",
            tellings=(
                Telling(
                    channel=BLUESKY,
                    text="The documentation sprint is over: 52 pages were brought up to date!",
                    link=sprint,
                ),
                Telling(
                    channel=MASTODON,
                    text="48 pages are better than they were: that was our documentation sprint.",
                    link=sprint,
                ),
            ),
        ),
        Story(day=_ago(now, 11), news=words),
        Story(
            day=_ago(now, 12),
            news=words.replace("on the", "in the"),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="Community channel: office hour of the documentation team",
                    after=14.5,
                ),
            ),
        ),
    ]
