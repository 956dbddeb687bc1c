from __future__ import annotations

from datetime import UTC, datetime
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.wiki.ideas_page import MOST, read
from tests.wiki.news_page.examples import SITE

REVISED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
PAGE = "Social media/Ideas"
HERE = "https://www.mediawiki.org/wiki/Social_media/Ideas"
FULL = """<languages/><translate>
== Quirky projects == <!--T:1-->
<!--T:2-->
* [[Extension:Foo|Foo]] makes '''bold''' things [https://ex.org/a here]
** nested: more on [[/sub]]
*** deeper
* Second <tvar name="1">idea</tvar>
: a remark
</translate>
<!--
* hidden
-->
<nowiki>
* not a list
</nowiki>
== Facts ==
"""


def ideas(text: str, model: str = "wikitext") -> tuple[Lead, ...]:
    found = PageRevision(
        title=PAGE, revid=5, parent=4, user="E", time=REVISED, text=text, model=model
    )
    return read(found, SITE)


def test_an_idea_is_read_with_all_that_belongs_to_it() -> None:
    first, second = ideas(FULL)
    assert first == Lead(
        source_id=f"ideas:{PAGE}",
        native_id="foo-makes-bold-things-here",
        kind=LeadKind.IDEA,
        title="Foo makes bold things here",
        text="Foo makes bold things here\n\nnested: more on /sub\n\ndeeper",
        time=REVISED,
        html=first.html,
        url=f"{HERE}#Quirky_projects",
        links=(
            "https://www.mediawiki.org/wiki/Extension:Foo",
            "https://ex.org/a",
            f"{HERE}/sub",
        ),
        section="Quirky projects",
    )
    assert first.html.count("<ul>") == 3
    assert second.text == "Second idea\n\na remark"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", []),
        ("== Only a heading ==\nand words", []),
        ("* One\n\n* Two\n# Three\n## of three", ["One", "Two", "Three"]),
        ("; Term : what it is", ["Term : what it is"]),
        ("; Term\n: what it is\n: and more", ["Term"]),
        (": only a remark", []),
        ('{| class="x"\n! Idea !! When\n|-\n| [[A]] || 2026\n|-\n| B\n| 2025\n|}', ["A", "B"]),
        ('{|\n|+ Ideas\n|-\n| style="color:red" | A\n|}', ["A"]),
        ("{|\n! Head\n|-\n|\n* in a cell\n* another\n|}", ["in a cell", "another"]),
        ("{|\n|-\n| \n|}", []),
        ("* [[File:A.png]]\n* [[Category:A]]", []),
        ("{{Box|\n* in a template\n}}\n* after it", ["in a template", "after it"]),
        ("<noinclude>\n* shown on the page\n</noinclude>", ["shown on the page"]),
        ("<includeonly>\n* shown elsewhere\n</includeonly>", []),
        ("* <nowiki>[[not a link]]</nowiki>", ["[[not a link]]"]),
        ("<nowiki>never closed\n* One", ["One"]),
        ("* <script>alert(1)</script>One & <b>two</b>", ["One & two"]),
        ("* ~~~~\n*\n* ==", []),
        ("* " + "word " * 100, ["word " * 39 + "word…"]),
    ],
)
def test_what_is_an_idea(text: str, titles: list[str]) -> None:
    assert [idea.title for idea in ideas(text)] == titles


def test_a_page_that_is_no_wikitext_has_no_ideas() -> None:
    assert ideas("* One", model="json") == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* The first extension of all", "== New ==\n* Another\n* The first extension of all"),
        (
            "* One two three four five six seven",
            "* '''One''' two three, four five six: 7 and more",
        ),
        ("* [[A|One]] two", "* [[B|One]] two"),
    ],
)
def test_an_idea_stays_the_same_one(before: str, after: str) -> None:
    assert ideas(before)[0].native_id == ideas(after)[-1].native_id


def test_no_two_ideas_are_the_same_one() -> None:
    named = [idea.native_id for idea in ideas("* One\n* One\n* One 2\n* one")]
    assert len(set(named)) == 4


def test_a_page_of_something_else_is_not_read_whole() -> None:
    assert len(ideas("* Line\n" * (MOST + 10))) == MOST


@given(st.text(alphabet="*#:;|!{}-=[]<>' \nab", max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = ideas(text)
    assert len({idea.native_id for idea in found}) == len(found)
    assert all(idea.title and idea.html and "\n" not in idea.title for idea in found)


@pytest.mark.parametrize("piece", ["* a\n", "* \n", "== a ==\n* b\n"])
def test_a_page_made_to_keep_a_reader_busy_is_soon_read(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    page = PageRevision(title=PAGE, revid=5, parent=4, user="E", time=REVISED, text=text)
    began = thread_time()
    assert len(read(page, SITE)) <= MOST
    assert thread_time() - began < 15
