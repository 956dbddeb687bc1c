from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels import feed
from newsdesk.channels.feed_entries import entries
from newsdesk.domain.desk import Holds, Source
from newsdesk.domain.entry import Entry
from newsdesk.infra.http import Answer
from newsdesk.sync.leads import what_it_holds

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ISSUE = """\
<div class="plainlinks"><p>Latest <b><a href="/wiki/Tech/News">tech news</a></b> from the Wikimedia
technical community. <a href="/wiki/Special:MyLanguage/Tech/News/2026/48">Translations</a> are
available.</p>
<p><b>Weekly highlight</b></p>
<ul><li>Dark mode is on <i>every</i> <a href="/wiki/Skin">skin</a>. <a href="https://phabricator.wikimedia.org/T1">[1]</a></li></ul>
<h2 id="a">Updates for editors</h2>
<ul><li>Uploads work again.<ul><li>They were broken for an hour.</li></ul></li>
<li>You can <script>alert(1)</script>hide banners for a year.</li></ul>
<p>Meetings and events:</p>
<ol><li>Ask the search team on 26 November at 16:00 UTC.</li></ol>
<p><i>Tech news prepared by <a href="/wiki/Writers">Tech News writers</a> and posted by a bot
&bull; <a href="/c">Contribute</a> &bull; <a href="/t">Translate</a> &bull; and so on, which goes on
for much longer than a heading does</i></p>
<ul><li><a href="/s">Subscribe or unsubscribe</a></li><li><a href="/g">Get help</a></li><li></li></ul>
</div>
"""  # noqa: E501
LINK = "https://meta.wikimedia.org/wiki/Tech/News/2026/48"


def rss(*items: str) -> str:
    whole = "".join(
        f"<item><title>Issue {number}</title><guid isPermaLink='false'>issue-{number}</guid>"
        f"<link>{LINK}</link><pubDate>Mon, 23 Nov 2026 17:00:00 GMT</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>"
        for number, html in enumerate(items)
    )
    return f"<rss version='2.0'><channel><title>Tech News</title>{whole}</channel></rss>"


def read(*items: str) -> tuple[Entry, ...]:
    url = "https://meta.wikimedia.org/w/api.php"
    answer = Answer(status=200, url=url, headers={}, body=rss(*items).encode())
    return entries(feed.posts(answer, "https://meta.wikimedia.org", NOW))


def test_the_items_of_an_issue_stand_below_their_headings() -> None:
    (issue,) = read(ISSUE)
    assert [(item.section, item.text) for item in issue.items] == [
        ("Weekly highlight", "Dark mode is on every skin. [1]"),
        ("Updates for editors", "Uploads work again.\n\nThey were broken for an hour."),
        ("Updates for editors", "You can hide banners for a year."),
        ("Meetings and events", "Ask the search team on 26 November at 16:00 UTC."),
    ]
    assert issue.items[0].links == (
        "https://meta.wikimedia.org/wiki/Skin",
        "https://phabricator.wikimedia.org/T1",
    )
    assert issue.items[0].html.startswith("Dark mode is on <i>every</i> <a href=")
    assert "script" not in issue.items[2].html
    assert {item.url for item in issue.items} == {LINK}
    assert {item.time for item in issue.items} == {issue.time}


def test_such_a_feed_holds_issues() -> None:
    source = Source(id="technews", kind="feed", url="https://meta.wikimedia.org/")
    whole = ISSUE.replace("for a year.", "for a year. " + "And this is what it is for. " * 9)
    assert what_it_holds(source, read(whole), NOW) is Holds.ISSUES


def test_items_are_named_the_same_at_each_reading_and_apart_from_each_other() -> None:
    twice = "<ul><li>Same words here</li><li>Same words here</li><li>Others</li></ul>"
    (found,) = read(twice)
    ids = [item.native_id for item in found.items]
    assert ids == ["issue-0/same-words-here", "issue-0/same-words-here-2", "issue-0/others"]
    assert [item.native_id for item in read(twice)[0].items] == ids
    (edited,) = read(twice.replace("Others", "Others, and links"))
    assert [item.native_id for item in edited.items][:2] == ids[:2]


def test_what_is_in_no_list_is_no_item() -> None:
    (found,) = read("<p>Words, and <a href='/a'>a link</a>.</p><blockquote>Said.</blockquote>")
    assert found.items == ()
    assert found.text == "Issue 0\n\nWords, and a link.\n\nSaid."


def test_a_long_paragraph_before_a_list_is_no_heading() -> None:
    (found,) = read("<h3>Head</h3><p>" + "Many words. " * 20 + "</p><ul><li>An item</li></ul>")
    assert [item.section for item in found.items] == [""]


@given(
    st.lists(
        st.sampled_from(["<ul>", "</ul>", "<li>", "</li>", "<p>", "</p>", "<a href='/x'>", "</a>",
                         "<ol>", "</ol>", "words of it ", "<h2>", "</h2>", "&amp;", "<br>"]),
        max_size=30,
    )
)  # fmt: skip
def test_items_of_any_markup_are_part_of_what_it_says(parts: list[str]) -> None:
    found = read("".join(parts) + "x")
    for one in found:
        for item in one.items:
            assert "".join(item.text.split()) in "".join(one.text.split())
