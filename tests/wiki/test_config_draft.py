from __future__ import annotations

import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.desk import PageRevision
from newsdesk.wiki.account_links import find
from newsdesk.wiki.config_draft import draft
from newsdesk.wiki.config_page import read

DAY = date(2026, 11, 21)
LINKS = (
    "https://wikis.world/@mediawiki https://x.com/MediaWiki https://bsky.app/profile/mw.org "
    "https://www.facebook.com/MediaWikiProject https://t.me/mediawiki https://b.example/feed "
    "https://www.linkedin.com/company/x"
)


def revision(text: str) -> PageRevision:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    return PageRevision(title="S", revid=1, parent=0, user="U", time=when, text=text, model="json")


def test_a_draft_is_a_valid_page_that_says_what_was_found() -> None:
    found = find(LINKS)
    reading = read(revision(draft("Template:News", found, DAY)))
    assert reading.problems == ()
    assert reading.config
    assert reading.config.news.basis == "x"
    assert [(c.kind, c.account, c.url, c.since) for c in reading.config.channels] == [
        (c.kind, c.account, c.url, DAY) for c in found
    ]


def test_without_x_the_first_that_can_be_read_is_the_basis() -> None:
    found = find("https://www.linkedin.com/company/x https://wikis.world/@a")
    assert json.loads(draft("News", found, DAY))["news"]["basis"] == "mastodon"
    assert "basis" not in json.loads(draft("News", found[:1], DAY))["news"]


def test_a_draft_without_channels_is_valid() -> None:
    assert read(revision(draft("News", (), DAY))).config


@given(st.text(min_size=1))
def test_any_title_is_written_as_it_is(title: str) -> None:
    assert json.loads(draft(title, (), DAY))["news"]["page"] == title
