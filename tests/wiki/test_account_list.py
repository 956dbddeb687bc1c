"""Lists of accounts as people keep them on wiki pages, or paste them from there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.account_list import MOST, read_list

INTERWIKI = {"twitter": "https://twitter.com/$1", "wikipedia": "https://en.wikipedia.org/wiki/$1"}
SAL = ("wikimedia_sal", "relays the server admin log", "x wikimedia_sal")


def listed(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.name, one.about, ", ".join(f"{a.kind} {a.account or a.url}" for a in one.accounts))
        for one in read_list(text, INTERWIKI)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  • @wikimedia_sal - relays the server admin log", SAL),
        ("* @wikimedia_sal – relays the server admin log.", SAL),
        (
            "* [https://twitter.com/wikimedia_sal @wikimedia_sal] - relays the server admin log",
            SAL,
        ),
        ("*[https://x.com/wikimedia_sal '''@wikimedia_sal'''], relays the server admin log.", SAL),
        ("* [[twitter:wikimedia_sal|@wikimedia_sal]] — relays the server admin log", SAL),
        ("* [[:twitter:wikimedia_sal]]: relays the server admin log", SAL),
        ("# {{Twitter|wikimedia_sal}} - relays the server admin log", SAL),
        ("* {{X|1=wikimedia_sal}}: relays the [[Server admin log|server admin log]]", SAL),
        ("* [@wikimedia_sal](https://x.com/wikimedia_sal): relays the server admin log", SAL),
        (
            '<li><a rel="nofollow" href="https://twitter.com/wikimedia_sal">@wikimedia_sal</a>'
            " &ndash; relays the <b>server admin log</b></li>",
            SAL,
        ),
        ("; @wikimedia_sal\n: relays the server admin log", SAL),
        ("; [https://x.com/wikimedia_sal @wikimedia_sal] : relays the server admin log", SAL),
        ("* https://x.com/wikimedia_sal relays the server admin log", SAL),
        (
            "* <translate><!--T:12--> @wikimedia_sal - relays the server admin log</translate>",
            SAL,
        ),
        ("* @wikimedia_sal - relays the server admin log<ref>[https://x.com/a a]</ref>", SAL),
        (
            "{|\n|-\n| [https://x.com/wikimedia_sal @wikimedia_sal]\n"
            "| relays the server admin log\n|}",
            SAL,
        ),
        (
            '{| class="wikitable"\n! Account !! About\n|-\n| style="color: red" | @wikimedia_sal'
            " || relays the server admin log\n|}",
            SAL,
        ),
        (
            "<table><tr><td>@wikimedia_sal</td><td>relays the server admin log</td></tr></table>",
            SAL,
        ),
        (
            "* Wikimedia SAL: [https://x.com/wikimedia_sal Twitter], "
            "[https://wikis.world/@sal Mastodon] - relays the server admin log",
            (
                "Wikimedia SAL",
                "relays the server admin log",
                "x wikimedia_sal, mastodon sal@wikis.world",
            ),
        ),
        (
            "* Wikimedia SAL - relays the log ([https://x.com/wikimedia_sal X])",
            ("Wikimedia SAL", "relays the log", "x wikimedia_sal"),
        ),
        (
            "* @sal@wikis.world: relays the log",
            ("sal@wikis.world", "relays the log", "mastodon sal@wikis.world"),
        ),
        (
            "* {{Mastodon|sal|wikis.world}} relays the log",
            ("sal@wikis.world", "relays the log", "mastodon sal@wikis.world"),
        ),
        (
            "* {{Bluesky|wikimedia.org}} - the movement",
            ("wikimedia.org", "the movement", "bluesky wikimedia.org"),
        ),
        (
            "* [https://t.me/wmhack Hackathon chat]",
            ("Hackathon chat", "", "telegram wmhack"),
        ),
        (
            "* {{Official site|url=https://bsky.app/profile/wikimedia.org}} Wikimedia",
            ("wikimedia.org", "Wikimedia", "bluesky wikimedia.org"),
        ),
        (
            "* [https://x.com/ArWikipedia \u200f@ArWikipedia\u200f] – ويكيبيديا العربية، أخبارها",
            ("ArWikipedia", "ويكيبيديا العربية، أخبارها", "x ArWikipedia"),
        ),
        (
            "* ويكيبيديا العربية: [https://x.com/ArWikipedia تويتر]، "
            "[https://www.facebook.com/ArWikipedia فيسبوك]",
            ("ويكيبيديا العربية", "", "x ArWikipedia, facebook ArWikipedia"),
        ),
        (
            "; ويكيبيديا العربية\n: حساب الأخبار [https://x.com/ArWikipedia على تويتر]",
            ("ويكيبيديا العربية", "حساب الأخبار", "x ArWikipedia"),
        ),
    ],
)
def test_an_entry_is_understood(text: str, expected: tuple[str, str, str]) -> None:
    assert listed(text) == [expected]


PASTED = """\
From @MediaWiki we follow other official accounts closely related to MediaWiki, to promote them.

  • @Wikipedia - showing our link to the MediaWiki based project everybody knows.
  • @Wikimedia - we are part of the Wikimedia movement.
  • @wikimedia_sal - relays the server admin log (infrastructure maintenance by Wikimedia Site \
Reliability Engineering).

We can also follow your MediaWiki Groups accounts. Mail us: me@example.org
"""


def test_the_list_of_the_first_community_is_understood() -> None:
    assert listed(PASTED)[1:] == [
        (
            "Wikipedia",
            "showing our link to the MediaWiki based project everybody knows",
            "x Wikipedia",
        ),
        ("Wikimedia", "we are part of the Wikimedia movement", "x Wikimedia"),
        (
            "wikimedia_sal",
            "relays the server admin log (infrastructure maintenance by Wikimedia Site "
            "Reliability Engineering)",
            "x wikimedia_sal",
        ),
    ]


def test_one_name_in_several_lists_is_one_entry() -> None:
    text = "* [https://x.com/wm Wikimedia] - news\n\n* [https://wikis.world/@wm Wikimedia] - toots"
    assert listed(text) == [("Wikimedia", "news", "x wm, mastodon wm@wikis.world")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "* [[User:Example|Example]] writes to me@example.org",
        "* [https://www.mediawiki.org/wiki/News News] - the page",
        "[[Category:Social media]] [[File:X.svg|20px]]",
        "* [https://x.com/intent/tweet?text=a Tweet]",
        "{{Twitter}} {{Mastodon|}} {{{{{{",
        "{|\n|-\n| a || b\n|}",
        "* @a_name_that_is_far_too_long_for_x - no",
    ],
)
def test_what_names_no_account_is_left_alone(text: str) -> None:
    assert listed(text) == []


@given(st.text(st.sampled_from("[]{}|<>@/:*;!'-= \nahtps.x"), max_size=80))
def test_nothing_breaks_it(text: str) -> None:
    for one in read_list(f"{text} [https://x.com/{text[:4]} {text}]", INTERWIKI):
        assert one.name
        assert one.accounts


def test_very_much_is_cut() -> None:
    text = "\n".join(f"* @user{number} - text" for number in range(MOST + 50))
    assert len(listed(text)) == MOST
    assert read_list("[[" * 100_000 + "{{|" * 100_000, INTERWIKI) == ()


@pytest.mark.parametrize(
    "text",
    [
        "| a=" + "bbb=" * 26,
        "\n" * 100_000 + "x",
        "<!--" * 50_000,
        "<ref>" * 40_000,
        "<ref " * 40_000,
        '<a href="x"' * 18_000,
        "".join(f"Name: @user{number}\n" for number in range(16_000)),
        " ".join(f"https://a{number}.example/x.rss" for number in range(7_000)),
    ],
    ids=["attributes", "lines", "comments", "notes", "open notes", "anchors", "name", "links"],
)
def test_a_text_that_was_made_to_take_long_does_not(text: str) -> None:
    began = time.process_time()
    for one in read_list(text, INTERWIKI):
        assert len(one.accounts) <= 20
    assert time.process_time() - began < 15


def test_what_a_comment_without_an_end_hides_is_not_read() -> None:
    assert [name for name, *_ in listed("* @one - a\n<!-- * @two - b")] == ["one"]
