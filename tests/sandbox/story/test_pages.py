"""The practice wiki has every page that news and posts lead to."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.wiki import config_page, decisions_page, news_page
from sandbox.accounts import EVERYBODY
from sandbox.story import Page, history, pages
from sandbox.story.news_page import plain
from sandbox.story.pages import ARCHIVE, NEWS_PAGE, SET_UP
from sandbox.story.set_up import DECISIONS
from sandbox.story.telling import WIKI

NOW = date(2026, 11, 21)
SITE = Site(
    name="Practice wiki",
    server="http://127.0.0.1:8080",
    interwiki=(("m", "https://meta.wikimedia.org/wiki/$1"),),
)


@pytest.fixture(scope="module")
def by_title() -> dict[str, Page]:
    return {page.title: page for page in pages(NOW)}


def test_every_title_is_there_once(by_title: dict[str, Page]) -> None:
    assert len(by_title) == len(pages(NOW)) > 30
    assert all(title == title.strip() and "_" not in title for title in by_title)


@pytest.mark.parametrize(
    ("title", "count"),
    [(NEWS_PAGE, 80), ("Community news", 6), ("News table", 6), ("Protected news", 3)],
)
def test_the_tool_understands_news_in_each_style(
    by_title: dict[str, Page], title: str, count: int
) -> None:
    found = news_page.parse(by_title[title].text, title=title, site=SITE)
    assert len(found.items) == count
    assert found.unread == ()
    assert all(item.text and "<" not in item.text for item in found.items)


def test_archive_and_page_share_no_item(by_title: dict[str, Page]) -> None:
    ids = [
        item.id
        for title in (NEWS_PAGE, ARCHIVE)
        for item in news_page.parse(by_title[title].text, title=title, site=SITE).items
    ]
    assert len(ids) == len(set(ids)) > 90


def test_the_set_up_page_has_no_fault(by_title: dict[str, Page]) -> None:
    page = by_title[SET_UP]
    revision = PageRevision(
        title=SET_UP, revid=1, parent=0, user="Sysop", time=clock.now(), text=page.text,
        model=page.model,
    )  # fmt: skip
    read = config_page.read(revision, SITE)
    assert read.problems == ()
    assert read.config
    assert read.config.news.page == NEWS_PAGE
    kinds = Counter(channel.kind.value for channel in read.config.channels)
    assert kinds == dict.fromkeys(ChannelKind, 1) | {"feed": 3}


@pytest.mark.parametrize("now", [NOW, date(2027, 1, 9)])
def test_the_decisions_pages_are_about_items_that_are_there(now: date) -> None:
    by_title = {page.title: page for page in pages(now)}
    news = news_page.parse(by_title[NEWS_PAGE].text, title=NEWS_PAGE, site=SITE)
    there = {item.id: item for item in news.items}
    found = [page for title, page in by_title.items() if title.startswith(f"{DECISIONS}/")]
    assert {page.title for page in found} == {f"{DECISIONS}/{year}.json" for year in YEARS[now]}
    for page in found:
        revision = PageRevision(
            title=page.title, revid=1, parent=0, user="Editor", time=clock.now(), text=page.text,
            model=page.model,
        )  # fmt: skip
        read = decisions_page.read(revision)
        assert read.problems == ()
        assert read.decisions
        assert decisions_page.write(read.decisions) == page.text
        for item_id, decided in read.decisions.items.items():
            assert there[item_id].text == decided.snapshot.text
            assert there[item_id].date == decided.snapshot.date
            assert page.title.endswith(f"/{there[item_id].date.year}.json")


YEARS = {NOW: {2026}, date(2027, 1, 9): {2026, 2027}}


def test_no_link_of_the_main_pages_is_red(by_title: dict[str, Page]) -> None:
    for title in (NEWS_PAGE, ARCHIVE, "Social media", "Main Page"):
        targets = re.findall(r"\[\[([^\[\]|#]+)", plain(by_title[title].text))
        local = {t for t in targets if not t.startswith(("m:", "Category:", "User:"))}
        assert local
        assert local <= by_title.keys()


def test_posts_lead_to_pages_that_are_there(by_title: dict[str, Page]) -> None:
    links = {t.real_link for story in history(NOW) for t in story.tellings}
    titles = {
        link.removeprefix(f"{WIKI}/wiki/").partition("?")[0].replace("_", " ")
        for link in links
        if link.startswith(WIKI)
    }
    assert len(titles) > 30
    assert titles <= by_title.keys()


def test_protected_pages_and_who_edited(by_title: dict[str, Page]) -> None:
    protected = {page.title for page in by_title.values() if page.protect == "sysop"}
    assert protected == {"Project:Protected", "Protected news"}
    users = {page.user for page in by_title.values()}
    users |= {earlier.user for page in by_title.values() for earlier in page.history}
    assert users - {""} <= {account.name for account in EVERYBODY}


def test_the_social_media_page_has_its_lists_between_the_units(by_title: dict[str, Page]) -> None:
    for title in ("Social media", "Social media/ar"):
        text = by_title[title].text
        outside = re.sub(r"(?s)<translate>.*?</translate>", "", text)
        for template in ("channels", "follow list", "status"):
            assert outside.count(f"{{{{Newsdesk {template}}}}}") == 1
            assert text.count(f"{{{{Newsdesk {template}}}}}") == 1
    assert "do not reply" in by_title["Social media"].text


def test_the_old_list_names_every_account(by_title: dict[str, Page]) -> None:
    text = by_title["Social media/Old list"].text
    assert "mediawiki@wikis.example" in text
    assert "mediawiki.practice.example" in text
