"""The anchors of sections, compared with those that a real wiki makes."""

from __future__ import annotations

from newsdesk.wiki.news_page.sections import Sections
from newsdesk.wiki.news_page.view import view
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.news_page.examples import SITE

HEADINGS = (
    "Plain words",
    "Plain words",
    "plain Words",
    "Plain words 2",
    "Plain words",
    "'''Bold''' and ''italic''",
    "[[Main Page|A link]] and [https://wiki.example/ another]",
    "[[Main Page]]",
    "What? Yes: 100 % (of it) & more",
    "A &amp; B &lt;i&gt;",
    "Über größere Änderungen",
    "سؤال؟",
    "  much   space  ",
    "a_b",
    "<nowiki>[[x]]</nowiki>",
    "<b>Tags</b><!-- hidden -->",
    "1.45.2/REL",
    '"Quoted" <span id="x">span</span>',
)


def test_anchors_are_those_of_the_wiki(wiki: PracticeWiki) -> None:
    text = "\n".join(
        f"{'=' * (2 + n % 2)} {one} {'=' * (2 + n % 2)}" for n, one in enumerate(HEADINGS)
    )
    text = f"<nowiki>\n== not one ==\n</nowiki>\n<!--\n== nor this ==\n-->\n{text}\n"
    answer = wiki.api(
        action="parse", post={"text": text, "prop": "sections", "contentmodel": "wikitext"}
    )
    theirs = [one["anchor"] for one in answer["parse"]["sections"]]
    page = view(text, lambda _: False, included=False)
    sections = Sections(page, SITE)
    starts = [line.core for line in page.lines if line.body.startswith("=")]
    assert [sections.at(start).anchor for start in starts] == theirs
