from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.message import Explained
from newsdesk.wiki.answering import LONGEST, difference, insert, lines, wikitext_of, words_in
from newsdesk.wiki.suggestions_page import suggestions
from tests.wiki.news_page.examples import SITE

ANNA = "[[User:Anna|Anna]] ([[User talk:Anna|talk]]) 12:34, 18 November 2026 (UTC)"
BEN = "[[User:Ben|Ben]] 08:00, 19 November 2026 (UTC)"
OURS = ":Thanks ~~~~"


def page(text: str) -> PageRevision:
    when = datetime(2026, 11, 20, tzinfo=UTC)
    return PageRevision(title="Talk:A", revid=1, parent=0, user="U", time=when, text=text)


def answered(text: str, number: int = 0) -> str:
    found = page(text)
    return insert(found, suggestions(found, SITE)[number], OURS, "Example editor", SITE)


@pytest.mark.parametrize(
    ("typed", "wikitext"),
    [
        ("Thanks", ":Thanks ~~~~"),
        (" Thanks\r\n\r\n  a lot ", ":Thanks\n:a lot ~~~~"),
        ("On [[Template:News|the page]] now", ":On [[Template:News|the page]] now ~~~~"),
        ("See [https://x.org/a?b words] too", ":See [https://x.org/a?b words] too ~~~~"),
        ("See https://x.org/a?b", ":See https://x.org/a?b ~~~~"),
        ("[[Category:A]] [[File:A.png]]", ":[[:Category:A]] [[:File:A.png]] ~~~~"),
        ("[[:Category:A]]", ":[[:Category:A]] ~~~~"),
        ("== Heading ==", ":&#61;= Heading == ~~~~"),
        ("* One", ":&#42; One ~~~~"),
        ("Me ~~~~ you", ":Me &#126;&#126;&#126;&#126; you ~~~~"),
        ("{{Spam}} <!-- x", ":&#123;&#123;Spam&#125;&#125; &lt;!-- x ~~~~"),
        ("[[A|~~~~]]", ":[[A|&#126;&#126;&#126;&#126;]] ~~~~"),
        ("{|", ":&#123;&#124; ~~~~"),
        ("[[A]] [[B", ":[[A]] &#91;[B ~~~~"),
    ],
)  # fmt: skip
def test_an_answer_is_words_and_links(typed: str, wikitext: str) -> None:
    assert wikitext_of(typed, SITE) == wikitext


@pytest.mark.parametrize("typed", ["", " \n \r\n", "x" * (LONGEST + 1)])
def test_what_is_no_answer_is_refused(typed: str) -> None:
    with pytest.raises(Explained):
        wikitext_of(typed, SITE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"== A ==\nOne {ANNA}", f"== A ==\nOne {ANNA}\n{OURS}\n"),
        (f"== A ==\nOne {ANNA}\n\n\n", f"== A ==\nOne {ANNA}\n{OURS}\n\n\n"),
        (
            f"== A ==\nOne {ANNA}\n\n== B ==\nTwo {BEN}",
            f"== A ==\nOne {ANNA}\n{OURS}\n\n== B ==\nTwo {BEN}",
        ),
        (
            f"== A ==\nOne {ANNA}\n=== More ===\nTwo {BEN}\n= Part =\n",
            f"== A ==\nOne {ANNA}\n=== More ===\nTwo {BEN}\n{OURS}\n= Part =\n",
        ),
        ("== A ==", f"== A ==\n{OURS}\n"),
        ("== A ==\n== B ==", f"== A ==\n{OURS}\n== B =="),
        ("== A ==\nOne\n<!--\n== no ==\n-->", f"== A ==\nOne\n<!--\n== no ==\n-->\n{OURS}\n"),
        ("== A ==\nOne\n\n[[Category:X]]\n", f"== A ==\nOne\n{OURS}\n\n[[Category:X]]\n"),
    ],
)
def test_an_answer_stands_at_the_end_of_its_section(before: str, after: str) -> None:
    assert answered(before) == after


@pytest.mark.parametrize(
    "text", ["== A ==\nOne <!-- never closed", "== A ==\nOne {{x|\n== B ==\n}}\n<includeonly>"]
)
def test_where_an_answer_would_not_be_seen_it_is_refused(text: str) -> None:
    with pytest.raises(Explained) as refused:
        answered(text)
    assert refused.value.message.key == "newsdesk-answer-no-place"


def test_the_same_edit_is_known_before_and_after_the_wiki_signed_it() -> None:
    before = page(f"== A ==\nOne {ANNA}\n\n== B ==\nTwo {BEN}")
    meant = page(answered(before.text, 1))
    signature = "— '''[[User:Example editor|E]]''' 09:00, 20 November 2026 (UTC)"
    saved = page(meant.text.replace("~~~~", signature))
    both = [difference(lines(before, SITE), lines(after, SITE)) for after in (meant, saved)]
    assert both[0] == both[1] == (Counter({("b", "thanks"): 1}), Counter())
    assert words_in(OURS, SITE) == Counter(["thanks"])


@given(st.text(alphabet="[]{}<>|=*:~'! \nab-", max_size=80))
def test_whatever_is_typed_stays_one_signed_answer(typed: str) -> None:
    found = page(f"== A ==\nOne {ANNA}\n\n== B ==\nTwo {BEN}")
    first, second = suggestions(found, SITE)
    try:
        wikitext = wikitext_of(typed, SITE)
    except Explained:
        assert not typed.strip()
        return
    text = insert(found, first, wikitext, "Example editor", SITE)
    assert text.count("~~~~") == 1
    assert text.endswith(found.text[second.start :])
