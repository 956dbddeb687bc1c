"""The practice wiki's pages: the news page, written as a translated page is, and the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sandbox.story.history import history
from sandbox.story.telling import Story, spoken

NEWS_PAGE = "Template:MediaWiki News"
ARCHIVE = "News/Archive"
SET_UP = "Social media/Newsdesk.json"
ON_PAGE = 80
KEEP = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier revision of a page, saved so many days before today."""

    text: str
    comment: str
    days: int
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the practice wiki; ``protect`` is the group that may edit it, if any."""

    title: str
    text: str
    model: str = "wikitext"
    protect: str = ""
    user: str = ""
    comment: str = ""
    history: tuple[Earlier, ...] = ()


def pages(now: date) -> Sequence[Page]:
    """Return every page of the practice wiki as of a day."""
    news = [story for story in history(now) if story.news]
    return [
        _news_page(news, now),
        Page(title=ARCHIVE, text=_archive(news[ON_PAGE:])),
        Page(title=SET_UP, text=json.dumps(set_up(now)), model="json"),
        Page(title="Main Page", text=_MAIN),
        Page(title="Social media", text=_SOCIAL_MEDIA),
        Page(title="Community news", text=_other_style(news[:6])),
        Page(title="Project:Protected", text="Only administrators edit here.", protect="sysop"),
        Page(title="Protected news", text=_archive(news[:3]), protect="sysop"),
        *_targets(news),
    ]


def set_up(now: date) -> dict[str, object]:
    """Return the practice configuration page as a JSON object."""
    return {
        "version": 1,
        "news": {
            "page": NEWS_PAGE,
            "basis": "mastodon",
            "within": 30,
            "keep": KEEP,
            "archive": ARCHIVE,
        },
        "channels": [
            {
                "id": "mastodon",
                "kind": "mastodon",
                "account": "mediawiki@wikis.example",
                "name": "Mastodon",
                "expects": "everything",
                "posters": ["Example editor", "Example sysop"],
            },
            {
                "id": "bluesky",
                "kind": "bluesky",
                "account": "mediawiki.practice.example",
                "name": "Bluesky",
                "expects": "wanted",
                "since": (now - timedelta(days=700)).isoformat(),
                "ask": "Talk:Social media",
            },
            {
                "id": "x",
                "kind": "x",
                "account": "MediaWiki",
                "name": "X",
                "expects": "wanted",
                "since": "2008-05-01",
                "posters": ["Example sysop"],
            },
            {
                "id": "blog",
                "kind": "feed",
                "url": "https://blog.practice.example/feed.atom",
                "name": "Blog",
                "expects": "nothing",
            },
            {
                "id": "announce",
                "kind": "feed",
                "url": "https://lists.practice.example/announce.rss",
                "name": "Mailing list",
                "expects": "nothing",
            },
            {
                "id": "linkedin",
                "kind": "manual",
                "name": "LinkedIn",
                "url": "https://www.linkedin.com/company/mediawiki",
                "expects": "wanted",
            },
        ],
        "follow": [
            {
                "name": "Wikimedia Tech",
                "about": "technical news of Wikimedia's software projects",
                "accounts": {"mastodon": "tech@people.example", "bluesky": "tech.people.example"},
            }
        ],
        "sources": [
            {"id": "technews", "kind": "feed", "url": "https://blog.practice.example/feed.atom"},
            {"id": "events", "kind": "wiki-page", "page": "Events"},
            {"id": "search", "kind": "search", "terms": ["MediaWiki"], "tags": ["MediaWiki"]},
        ],
        "feedback": [
            {"about": "bugs", "url": "https://phabricator.wikimedia.org/"},
            {"about": "support", "page": "Project:Support desk"},
        ],
        "ideas": "Social media/Ideas",
        "decisions": "Social media/Newsdesk/Decisions",
    }


def _news_page(news: Sequence[Story], now: date) -> Page:
    shown = news[:ON_PAGE]
    units = {story: 2 + number for number, story in enumerate(reversed(news))}
    older = [story for story in shown if story.day < now - timedelta(days=20)]
    week = [story for story in shown if story.day >= now - timedelta(days=20)][-3:]
    first = replace(week[-1], news=f"New here: {week[-1].news}")
    units[first] = units[week[-1]]
    steps = (
        (25, "Prepare for translation", older),
        (18, "Add news", [*week[:-1], first, *older]),
        (15, "Plainer words", [*week, *older]),
        (1, "Add news of this week", shown[1:]),
    )
    return Page(
        title=NEWS_PAGE,
        text=_news_text(shown, units),
        comment="Add news of today",
        user="Example editor",
        history=tuple(
            Earlier(text=_news_text(stories, units), comment=comment, days=days)
            for days, comment, stories in steps
        ),
    )


def _news_text(stories: Sequence[Story], units: Mapping[Story, int]) -> str:
    return _HEAD + "\n".join(_item(story, units.get(story, 1)) for story in stories) + "\n" + _FOOT


def _item(story: Story, unit: int) -> str:
    marker = f"<!--T:{unit}--> " if story.marked else ""
    return f"* '''{spoken(story.day)}:''' <translate>{marker}{story.news}</translate>"


def _archive(stories: Sequence[Story]) -> str:
    years: dict[int, list[str]] = {}
    for story in stories:
        years.setdefault(story.day.year, []).append(f"* '''{spoken(story.day)}:''' {story.news}")
    return (
        "\n\n".join(f"== {year} ==\n" + "\n".join(lines) for year, lines in years.items()) + "\n"
    )


def _other_style(stories: Iterable[Story]) -> str:
    return "".join(f"; {story.day.isoformat()}\n: {story.news}\n" for story in stories)


def _targets(news: Iterable[Story]) -> list[Page]:
    """Make the pages that items link to, so that a preview shows no red links."""
    titles: dict[str, None] = {}
    for story in news:
        for part in story.news.split("[[")[1:]:
            titles.setdefault(part.partition("]]")[0].partition("|")[0])
    local = [title for title in titles if not title.startswith("m:")]
    return [Page(title=title, text=f"About {title}.") for title in local]


_HEAD = """<noinclude><languages/>
Shown on the main page. Add new items at the top of the list, one line each.
</noinclude>
<translate>
<!--T:1-->
What is new with MediaWiki:
</translate>
<!-- Newest first. -->
"""
_FOOT = """<noinclude>
* Older items are moved to [[News/Archive]].
[[Category:Main page templates]]
</noinclude>
"""
_MAIN = """Welcome to the practice wiki of Newsdesk.

{{MediaWiki News}}

See also [[Social media]] and the tool's set-up page, [[Social media/Newsdesk.json]].
"""
_SOCIAL_MEDIA = """This page tells how this community uses its social media accounts.

== Main accounts ==
* Mastodon: [https://wikis.example/@mediawiki @mediawiki@wikis.example]
* Bluesky: [https://bsky.app/profile/mediawiki.practice.example @mediawiki.practice.example]
* X: [https://x.com/MediaWiki @MediaWiki]
* Blog: [https://blog.practice.example/feed.atom feed]

== How we work ==
# Look at mentions. Share what fits, with the network's own function; the accounts do not reply.
# Look at the timeline, at Tech News and at the coming events.
# Take what is news into [[Template:MediaWiki News]].
# Put what is on that page onto the other channels.

[[Category:Community]]
"""
