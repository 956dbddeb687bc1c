from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.domain.fetch import Fetched, FetchFailed, FetchResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.wiki import page_channel, pages
from newsdesk.wiki.session import Wiki, anonymous
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.news_page.examples import SITE
from tests.wiki.people import settings_of

CALENDAR = "== Past ==\n* 9 November 2026: Conference\n* 3 October 2026: [[Office hour]]\n"
TABLE = (
    '{| class="wikitable"\n! Date !! Event\n|-\n| 2026-10-09 || One\n|-\n| 2026-09-03 || Two\n|}\n'
)
ISSUE = "'''Updates'''\n* <translate><!--T:1--> Night mode</translate>\n* Uploads work\n"


@pytest.fixture(scope="module")
def nobody(wiki: PracticeWiki) -> Wiki:
    return anonymous(settings_of(wiki))


@pytest.fixture(scope="module")
def site(nobody: Wiki) -> Site:
    return pages.site(nobody)


class Reader:
    def __init__(self, wiki: Wiki, site: Site) -> None:
        self.wiki, self.site = wiki, site

    def read(self, title: str, state: StreamState | None = None) -> FetchResult:
        return page_channel.read(
            self.wiki, self.site, title, state or StreamState(), now=clock.now()
        )

    def fetched(self, title: str, state: StreamState | None = None) -> Fetched:
        found = self.read(title, state)
        assert isinstance(found, Fetched), found
        return found


@pytest.fixture
def reader(nobody: Wiki, site: Site) -> Reader:
    return Reader(nobody, site)


def after(found: Fetched) -> StreamState:
    return StreamState(complete_since=found.complete_since, newest=found.newest, etag=found.etag)


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Events", CALENDAR, ["Conference", "Office hour"]),
        ("Events table", TABLE, ["One", "Two"]),
        ("Tech/News/2026/47", ISSUE, ["Night mode", "Uploads work"]),
    ],
)
def test_pages_of_the_wiki_are_read(
    wiki: PracticeWiki, reader: Reader, title: str, text: str, words: list[str]
) -> None:
    wiki.edit(title, text)
    found = reader.fetched(title)
    assert [post.text for post in found.posts] == words
    assert found.complete_since == found.posts[-1].time
    assert {post.url.partition("#")[0] for post in found.posts} == {reader.site.page_url(title)}


def test_an_unchanged_page_is_one_small_answer(answers: AnsweringServer) -> None:
    answers.json({"query": {"pages": [{"pageid": 7, "title": "Events", "lastrevid": 9}]}})
    wiki, now = anonymous(answers.settings), clock.now()
    state = StreamState(complete_since=now, newest="7/x", etag="1 7 9 Events")
    found = page_channel.read(wiki, SITE, "Events", state, now)
    assert found == Fetched(complete_since=now, newest="7/x", etag="1 7 9 Events", unchanged=True)
    (asked,) = answers.asked
    assert (asked.params["prop"], asked.params["maxlag"]) == ("info", "5")


def test_a_changed_page_is_read_anew(wiki: PracticeWiki, reader: Reader) -> None:
    wiki.edit("Changing", CALENDAR)
    first = reader.fetched("Changing")
    assert reader.fetched("Changing", after(first)).unchanged
    wiki.edit("Changing", CALENDAR.replace("* 3", "* 4 October 2026: Survey\n* 3"))
    second = reader.fetched("Changing", after(first))
    assert [post.text for post in second.posts] == ["Conference", "Survey", "Office hour"]
    assert second.whole_since == second.posts[-1].time
    assert second.posts[0] == first.posts[0]


def test_a_renamed_page_is_followed_and_its_items_keep_their_ids(
    wiki: PracticeWiki, reader: Reader
) -> None:
    wiki.edit("Old name", CALENDAR)
    first = reader.fetched("Old name")
    wiki.api(action="move", post={"from": "Old name", "to": "New name"})
    second = reader.fetched("Old name", after(first))
    assert [post.key for post in second.posts] == [post.key for post in first.posts]
    assert {post.author.name for post in second.posts} == {"New name"}
    assert reader.fetched("Old name", after(second)).unchanged


def test_a_deleted_page_says_so_until_it_is_back(wiki: PracticeWiki, reader: Reader) -> None:
    wiki.edit("Short-lived", CALENDAR)
    first = reader.fetched("Short-lived")
    wiki.api(action="delete", post={"title": "Short-lived"})
    missing = FetchFailed(reason=msg("newsdesk-page-missing", "Short-lived"), permanent=True)
    assert reader.read("Short-lived", after(first)) == missing
    wiki.edit("Short-lived", CALENDAR)
    assert len(reader.fetched("Short-lived", after(first)).posts) == 2


@pytest.mark.parametrize("title", ["No such page", "Special:Version", "m:Elsewhere", "<", "A|B"])
def test_what_is_no_page_is_a_failure(reader: Reader, title: str) -> None:
    assert reader.read(title) == FetchFailed(
        reason=msg("newsdesk-page-missing", title), permanent=True
    )


def test_a_page_without_items_is_a_failure(wiki: PracticeWiki, reader: Reader) -> None:
    wiki.edit("Prose", "Words and words.")
    reason = msg("newsdesk-page-no-items", "Prose")
    assert reader.read("Prose") == FetchFailed(reason=reason, permanent=True)


def test_a_wiki_that_lags_is_asked_again_when_it_wants(answers: AnsweringServer) -> None:
    answers.json({"error": {"code": "maxlag"}}, Retry_After="7", MediaWiki_API_Error="maxlag")
    now = clock.now()
    found = page_channel.read(anonymous(answers.settings), SITE, "Events", StreamState(), now)
    assert found == FetchFailed(
        reason=msg("newsdesk-wiki-error", "maxlag"), retry_after=now + timedelta(seconds=7)
    )
