from __future__ import annotations

import time

import pytest

from newsdesk.wiki.previews import clean, compare, preview
from newsdesk.wiki.session import Wiki, anonymous
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.people import conversation


@pytest.fixture(scope="module")
def editor(wiki: PracticeWiki) -> Wiki:
    return conversation(wiki)


def test_a_preview_is_the_wikis_own_with_addresses_that_work_here(
    wiki: PracticeWiki, editor: Wiki
) -> None:
    html = preview(editor, "Template:MediaWiki News", "'''Bold''' [[Main Page]] ~~~ [[No]]")
    assert "<b>Bold</b>" in html
    assert f'href="{wiki.server}/wiki/Main_Page"' in html
    assert "Example editor" in html
    assert 'class="new"' in html


def test_a_preview_saves_nothing(wiki: PracticeWiki, editor: Wiki) -> None:
    before = wiki.text("Main Page")
    preview(editor, "Main Page", "something else")
    assert wiki.text("Main Page") == before


def test_a_comparison_shows_what_changes(wiki: PracticeWiki, editor: Wiki) -> None:
    base = wiki.edit("Compared", "one\ntwo\n<b>three</b>")
    rows = compare(editor, "Compared", base, "one\n2\n<b>three</b>")
    assert rows.startswith("<tr>")
    assert '<td class="diff-deletedline diff-side-deleted">' in rows
    assert '<del class="diffchange diffchange-inline">two</del>' in rows
    assert '<ins class="diffchange diffchange-inline">2</ins>' in rows
    assert 'data-marker="+"' in rows
    assert "&lt;b&gt;three" in rows


def test_no_change_compares_as_nothing(wiki: PracticeWiki, editor: Wiki) -> None:
    base = wiki.edit("Same", "one")
    assert compare(editor, "Same", base, "one") == ""


def test_a_new_page_is_all_addition(editor: Wiki) -> None:
    rows = compare(editor, "New.json", 0, '{"a":1}', "json")
    assert "diff-addedline" in rows
    assert '"a"' in rows


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<script>alert(1)</script>a", "a"),
        ('<img src=x onerror="alert(1)">a', "a"),
        ('<p style="position:fixed" class="cdx-button" id="x">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<form action="/"><input name="x"><button>a</button></form>', "a"),
        ('<iframe src="https://evil.example"></iframe>a', "a"),
        ('<td class="diff-context evil">a</td>', "a"),
        (
            '<a href="/wiki/A">a</a>',
            '<a href="{url}/wiki/A" rel="noopener noreferrer">a</a>',
        ),
        (
            '<a href="#top">a</a>',
            '<a href="{url}/w/#top" rel="noopener noreferrer">a</a>',
        ),
    ],
)
def test_only_text_and_links_come_through(answers: AnsweringServer, html: str, shown: str) -> None:
    assert clean(html, anonymous(answers.settings)) == shown.format(url=answers.url)


@pytest.mark.parametrize("piece", ["<div>", "<ul>", "<b>", "<table><tr><td>"])
def test_deeply_nested_html_of_the_wiki_takes_no_long_time(
    answers: AnsweringServer, piece: str
) -> None:
    wiki = anonymous(answers.settings)
    began = time.thread_time()
    shown = clean("<p>first</p>" + piece * (2_000_000 // len(piece)), wiki)
    assert time.thread_time() - began < 20
    assert shown.startswith("<p>first</p>")
