"""The weeks before today, hand-written so that the board shows each thing that can happen."""

from __future__ import annotations

from datetime import date, timedelta

from sandbox.story.series import DEV
from sandbox.story.telling import (
    BLOG,
    BLUESKY,
    MASTODON,
    Form,
    Story,
    Telling,
    Visibility,
    spoken,
    tracked,
)

WIKI = "https://www.mediawiki.org/wiki/"


def moments(now: date) -> list[Story]:
    """Return the hand-written stories, newest first."""
    return [*_news(now), *_ambiguous(now), *_not_news(now), *_hidden(now)]


def _ago(now: date, days: int) -> date:
    return now - timedelta(days=days)


def _news(now: date) -> list[Story]:
    codex, gallery, arabic = f"{DEV}/codex-2-7", f"{DEV}/gallery", f"{DEV}/ar/skins"
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
            news="Office hour of the [[Extension developers]] on "
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
        Story(
            day=_ago(now, 9),
            news=f"[{arabic} Skins in right-to-left languages]: what changed this year.",
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="الواجهات في اللغات التي تُكتب من اليمين إلى اليسار: ما الذي تغيّر",
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
    ]


def _ambiguous(now: date) -> list[Story]:
    """Two office hours announced in the same words: a person has to look."""
    words = "Office hour of the documentation team on the community channel."
    return [
        Story(day=_ago(now, 11), news=words),
        Story(
            day=_ago(now, 12),
            news=words.replace("on the", "in the"),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="Office hour of the documentation team on the community channel",
                    after=16,
                ),
            ),
        ),
    ]


def _not_news(now: date) -> list[Story]:
    """Posts without an item: some are worth one, some are only talk."""
    tellings = (
        (
            1,
            Telling(
                channel=MASTODON,
                text="New on the blog: how we moved 900 templates to Lua without breaking a page",
                link=tracked(f"{DEV}/templates-to-lua", "mastodon"),
                tags=("Lua",),
            ),
        ),
        (
            2,
            Telling(
                channel=MASTODON,
                text="@reader@people.example Thank you! The support desk can help with that.",
                form=Form.REPLY,
            ),
        ),
        (
            3,
            Telling(
                channel=MASTODON,
                text="मीडियाविकि का अनुवाद करने वाले सभी लोगों को धन्यवाद 🙏",
                language="hi",
                visibility=Visibility.UNLISTED,
            ),
        ),
        (
            4,
            Telling(
                channel=BLUESKY,
                text="感谢所有翻译 MediaWiki 的人 👩🏽‍💻👨‍👩‍👧‍👦",
                language="zh",
            ),
        ),
        (
            5,
            Telling(
                channel=MASTODON,
                text="The answer to last week's quiz is 'Magnus'. 42 of you knew it!",
                warning="Spoiler: quiz",
                edited_after=20,
            ),
        ),
        (
            5,
            Telling(
                channel=BLUESKY,
                text="Wikis, but for recipes. We love it.",
                link=f"{WIKI}Sites_using_MediaWiki",
                form=Form.SHARE,
                author="cook.people.example",
            ),
        ),
        (
            7,
            Telling(
                channel=MASTODON,
                text="~~~~ {{Delete}} [[Category:Tricks]] <translate>can stand in a post"
                "</translate>",
            ),
        ),
        (
            8,
            Telling(
                channel=MASTODON,
                text="A long story, in three parts",
                thread=("Part two: the cache", "Part three: the cure"),
            ),
        ),
    )
    return [Story(day=_ago(now, days), tellings=(one,)) for days, one in tellings]


def _hidden(now: date) -> list[Story]:
    """What a token could read and nobody else may: it must never be stored."""
    return [
        Story(
            day=_ago(now, 2),
            tellings=(
                Telling(
                    channel=MASTODON,
                    text="For followers only: embargoed until Friday",
                    visibility=Visibility.PRIVATE,
                ),
                Telling(
                    channel=MASTODON,
                    text="@ada@people.example just between us",
                    visibility=Visibility.DIRECT,
                ),
            ),
        )
    ]
