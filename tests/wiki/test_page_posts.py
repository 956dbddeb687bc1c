from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.wiki.page_posts import PagePosts, page_posts
from tests.wiki.news_page.examples import PAGES, SITE

REVISED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
ISSUE = """<noinclude>{{Tech header}}</noinclude><section begin="tech-newsletter-content"/>
'''<translate><!--T:1--> Weekly highlight</translate>'''
* <translate><!--T:2--> Night mode is on <tvar name="1">[[m:Skin|every skin]]</tvar>.</translate> [https://phabricator.wikimedia.org/T1]

'''Updates for editors'''
* <translate><!--T:3--> [[Special:Upload|Uploads]] work again.</translate>
** [[File:Icon.svg]] They were {{int|off|broken}} for an hour.
* {{Recurring item}}
'''''[[Tech/News|Tech news]]''' prepared by writers''
"""
CALENDAR = """== Upcoming ==
* 28 November 2026: [[Hackathon]] in Berlin
* 3 December 2026: Office hour

== Past ==
* 9 November 2026: Conference
"""
BULLETS = """Intro.
* No heading yet
== Tools ==
* Pywikibot has a release
== Tools ==
# Lua is [https://lua.org/ faster] <script>alert(1)</script>
=== From 16 November 2026 on ===
* Codex moves
"""


def read(text: str, title: str = "Events", model: str = "wikitext") -> PagePosts:
    found = PageRevision(
        title=title, revid=5, parent=4, user="E", time=REVISED, text=text, model=model
    )
    return page_posts(found, 77, SITE)


def shown(found: PagePosts) -> list[tuple[str, str]]:
    return [(f"{post.time:%Y-%m-%d %H:%M}", post.text) for post in found.posts]


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


@pytest.mark.parametrize("name", PAGES)
def test_dated_items_are_read_however_a_page_writes_them(name: str) -> None:
    found = read(PAGES[name])
    words = ["one", "two", "three"]
    days = ["2026-11-18", "2026-11-03", "2026-10-09"]
    assert [post.text.split()[0].casefold() for post in found.posts] == words
    ids = [f"77/{one}-{word}" for one, word in zip(days, words, strict=True)]
    assert [
        post.key.native_id[: len(one)] for post, one in zip(found.posts, ids, strict=True)
    ] == ids
    assert found.whole_since == day(10, 9)


def test_an_issue_is_dated_by_its_title() -> None:
    found = read(ISSUE, "Tech/News/2026/47")
    assert shown(found) == [
        ("2026-11-16 00:00", "Night mode is on every skin. https://phabricator.wikimedia.org/T1"),
        ("2026-11-16 00:00", "Uploads work again. They were broken for an hour."),
    ]
    first = found.posts[0]
    assert first == Post(
        key=PostKey(
            ChannelKind.WIKI_PAGE,
            "https://www.mediawiki.org",
            "77/2026-11-16-night-mode-is-on-every-skin",
        ),
        url="https://www.mediawiki.org/wiki/Tech/News/2026/47",
        author=Author("Tech/News/2026/47", "", "https://www.mediawiki.org/wiki/Tech/News/2026/47"),
        time=day(11, 16),
        html="<p>Night mode is on every skin. https://phabricator.wikimedia.org/T1</p>",
        text="Night mode is on every skin. https://phabricator.wikimedia.org/T1",
        links=(
            "https://meta.wikimedia.org/wiki/Skin",
            "https://phabricator.wikimedia.org/T1",
        ),
        language="en",
    )
    assert found.whole_since is None


def test_what_is_to_come_counts_as_of_when_it_was_written_and_says_its_date() -> None:
    found = read(CALENDAR)
    assert shown(found) == [
        ("2026-11-20 15:30", "28 November 2026: Hackathon in Berlin"),
        ("2026-11-20 15:30", "3 December 2026: Office hour"),
        ("2026-11-09 00:00", "Conference"),
    ]
    assert [post.url.partition("#")[2] for post in found.posts] == ["Upcoming"] * 2 + ["Past"]
    assert found.whole_since is None


def test_list_items_are_dated_by_the_nearest_heading_else_by_the_revision() -> None:
    found = read(BULLETS)
    assert shown(found) == [
        ("2026-11-20 15:30", "No heading yet"),
        ("2026-11-20 15:30", "Pywikibot has a release"),
        ("2026-11-20 15:30", "Lua is faster"),
        ("2026-11-16 00:00", "Codex moves"),
    ]
    anchors = [post.url.partition("#")[2] for post in found.posts]
    assert anchors == ["", "Tools", "Tools_2", "From_16_November_2026_on"]
    assert found.posts[2].links == ("https://lua.org/",)


def test_equal_words_get_ids_of_their_own_that_a_new_name_leaves_alone() -> None:
    text = "* Same words\n* Same words\n"
    ids = [post.key.native_id for post in read(text).posts]
    assert ids == ["77/same-words", "77/same-words-2"]
    assert [post.key.native_id for post in read(text, "Renamed").posts] == ids


@pytest.mark.parametrize(
    "week", ["2026/54", "2026/0", "2026/477", "Year 2026"], ids=lambda title: title
)
def test_a_title_that_names_no_week_dates_nothing(week: str) -> None:
    assert shown(read("* Word\n", week)) == [("2026-11-20 15:30", "Word")]


@pytest.mark.parametrize(
    ("text", "model"),
    [("", "wikitext"), ("Words.\n\nMore.", "wikitext"), ("* {{x}}\n*\n* !", "wikitext"),
     ('{"a": "* b"}', "json"), ("* a " + "x" * 2_200_000, "wikitext")],
    ids=["empty", "prose", "nothing in words", "another model", "too long"],
)  # fmt: skip
def test_a_page_without_items_has_no_posts(text: str, model: str) -> None:
    assert read(text, model=model) == PagePosts(())


def test_addresses_that_are_none_are_left_out() -> None:
    (post,) = read("* [https://user@evil.example/ a] [//ok.example b]\n").posts
    assert post.links == ("https://ok.example",)


@given(st.text(alphabet="*=#:;'|{}[]<>!-/ \nabT2026:translate", max_size=300))
def test_whatever_a_page_holds_there_are_posts_or_none(text: str) -> None:
    found = read(text)
    assert len({post.key for post in found.posts}) == len(found.posts)
    assert all(post.time <= REVISED and post.text for post in found.posts)
