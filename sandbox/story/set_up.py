"""The practice community's configuration page."""

from __future__ import annotations

from datetime import date

from sandbox.story.history import first_day
from sandbox.story.news_page import KEEP
from sandbox.story.people import FOLLOWED
from sandbox.story.telling import BLOG, BLUESKY, LIST, MASTODON, PLANET, TELEGRAM

NEWS_PAGE = "Template:MediaWiki News"
ARCHIVE = "News/Archive"
DECISIONS = "Social media/Newsdesk/Decisions"
TALK = "Talk:Social media"
IDEAS = "Social media/Ideas"
TECH_NEWS = "https://meta.wikimedia.org/w/api.php?action=featuredfeed&feed=technews"
CALENDAR = "https://calendar.practice.example/events.ics"


def set_up(now: date) -> dict[str, object]:
    """Return the configuration as a JSON object."""
    return {
        "version": 1,
        "news": {
            "page": NEWS_PAGE,
            "basis": MASTODON,
            "within": 30,
            "keep": KEEP,
            "archive": ARCHIVE,
        },
        "channels": _channels(now),
        "follow": [
            {"name": one.name, "about": one.about, "accounts": one.accounts} for one in FOLLOWED
        ],
        "sources": [
            {"id": "technews", "kind": "feed", "url": TECH_NEWS},
            {"id": "blog", "kind": "feed", "url": "https://blog.practice.example/feed.atom"},
            {
                "id": "releases",
                "kind": "feed",
                "url": "https://lists.practice.example/announce.rss",
            },
            {"id": "calendar", "kind": "calendar", "url": CALENDAR},
            {"id": "events", "kind": "wiki-page", "page": "Events", "holds": "events"},
            {"id": "search", "kind": "search", "terms": ["MediaWiki"], "tags": ["MediaWiki"]},
        ],
        "feedback": [
            {"about": "bugs", "url": "https://phabricator.wikimedia.org/"},
            {"about": "support", "page": "Project:Support desk"},
        ],
        "ideas": IDEAS,
        "suggestions": TALK,
        "decisions": DECISIONS,
    }


def _channels(now: date) -> list[dict[str, object]]:
    return [*_basis(now), *_by_token(), *_feeds(), *_others(now)]


def _basis(now: date) -> list[dict[str, object]]:
    return [
        {
            "id": MASTODON,
            "kind": "mastodon",
            "account": "mediawiki@wikis.example",
            "name": "Mastodon",
            "expects": "everything",
            "since": first_day(MASTODON, now).isoformat(),
            "posters": ["Example editor", "Example sysop"],
        },
        {
            "id": BLUESKY,
            "kind": "bluesky",
            "account": "mediawiki.practice.example",
            "name": "Bluesky",
            "expects": "wanted",
            "since": first_day(BLUESKY, now).isoformat(),
            "ask": TALK,
        },
    ]


def _by_token() -> list[dict[str, object]]:
    """Return the channels that nothing is read of without a credential."""
    return [
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
            "id": "facebook",
            "kind": "facebook",
            "account": "MediaWikiProject",
            "name": "Facebook",
            "expects": "everything",
            "posters": ["Example sysop"],
            "ask": TALK,
        },
    ]


def _feeds() -> list[dict[str, object]]:
    return [
        {
            "id": BLOG,
            "kind": "feed",
            "url": "https://blog.practice.example/feed.atom",
            "name": "Blog",
            "expects": "nothing",
        },
        {
            "id": LIST,
            "kind": "feed",
            "url": "https://lists.practice.example/announce.rss",
            "name": "Mailing list",
            "expects": "nothing",
        },
    ]


def _others(now: date) -> list[dict[str, object]]:
    return [
        {
            "id": TELEGRAM,
            "kind": "telegram",
            "account": "mediawiki_news",
            "name": "Telegram",
            "expects": "wanted",
            "since": first_day(TELEGRAM, now).isoformat(),
            "posters": ["Example sysop"],
        },
        {
            "id": PLANET,
            "kind": "feed",
            "url": "https://planet.practice.example/feed.json",
            "name": "Planet",
            "expects": "nothing",
        },
        {
            "id": "events",
            "kind": "wiki-page",
            "page": "Events",
            "name": "Calendar",
            "expects": "nothing",
        },
        {
            "id": "linkedin",
            "kind": "manual",
            "name": "LinkedIn",
            "url": "https://www.linkedin.com/company/mediawiki",
            "expects": "wanted",
        },
    ]
