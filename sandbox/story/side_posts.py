"""Posts without a news item: some are worth one, some are only talk, some nobody may see."""

from __future__ import annotations

from datetime import date, timedelta

from sandbox.story.series import DEV
from sandbox.story.telling import (
    BLUESKY,
    MASTODON,
    Form,
    Story,
    Telling,
    Visibility,
    page_link,
    tracked,
)


def side_posts(now: date) -> list[Story]:
    """Return a story for each post, or thread, that the news page does not tell."""
    told = [*_worth_an_item(), *_talk(), *_odd(), *_hidden()]
    return [Story(day=now - timedelta(days=days), tellings=(one,)) for days, one in told]


def _worth_an_item() -> list[tuple[int, Telling]]:
    return [
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
            3,
            Telling(
                channel=BLUESKY,
                text="Tomorrow we switch the test wikis to the new parser. "
                "@tech.people.example has the details.",
                link=tracked(page_link("Parsoid/Rollout"), "bsky"),
                tags=("Parsoid",),
            ),
        ),
        (
            4,
            Telling(
                channel=MASTODON,
                text="The manual has a new page: how to read a stack trace.",
                link=tracked(page_link("Manual:Stack traces"), "mastodon"),
                edited_after=2,
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
    ]


def _talk() -> list[tuple[int, Telling]]:
    return [
        (
            2,
            Telling(
                channel=MASTODON,
                text="@reader@people.example Thank you! The support desk can help with that.",
                form=Form.REPLY,
                author="reader@people.example",
            ),
        ),
        (
            2,
            Telling(
                channel=BLUESKY,
                text="@cook.people.example That is a question for the support desk 🙂",
                form=Form.REPLY,
                author="cook.people.example",
                link=page_link("Project:Support desk"),
                after=8,
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
                channel=BLUESKY,
                text="Wikis, but for recipes. We love it.",
                link=page_link("Sites using MediaWiki"),
                form=Form.SHARE,
                author="cook.people.example",
            ),
        ),
    ]


def _odd() -> list[tuple[int, Telling]]:
    """What a tool must not stumble over."""
    return [
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
            7,
            Telling(
                channel=MASTODON,
                text="~~~~ {{Delete}} [[Category:Tricks]] <translate>is what a post can say"
                "</translate>",
            ),
        ),
        (
            10,
            Telling(
                channel=BLUESKY,
                text="This release is cancelled, sorry for the confusion.",
                gone=True,
                thread=("To be clear: only the announcement above was a mistake.",),
            ),
        ),
        (
            10,
            Telling(
                channel=MASTODON,
                text="Oops, wrong account.",
                gone=True,
                thread=("That was meant for another place. Back to wikis!",),
            ),
        ),
        (15, Telling(channel=MASTODON, text="1.45 > 1.44 && \"<b>bold</b>\" isn't '<i>' 🧪")),
        (18, Telling(channel=MASTODON, text="A wiki a day …\n\nkeeps the silos away.\n🇺🇳 🏳️‍🌈")),
    ]


def _hidden() -> list[tuple[int, Telling]]:
    """What a token could read and nobody else may: it must never be stored."""
    return [
        (
            2,
            Telling(
                channel=MASTODON,
                text="For followers only: embargoed until Friday",
                visibility=Visibility.PRIVATE,
            ),
        ),
        (
            2,
            Telling(
                channel=MASTODON,
                text="@ada@people.example just between us",
                visibility=Visibility.DIRECT,
            ),
        ),
    ]
