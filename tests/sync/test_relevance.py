"""Which posts matter to a technical community, and what is said about why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostKey, Quote
from newsdesk.domain.site import Site
from newsdesk.sync.relevance import Interest, relevance

SITE = Site(name="MediaWiki", server="https://www.mediawiki.org")
DESK = Interest(
    site=SITE,
    tags=("MediaWiki", "ウィキ"),
    terms=("MediaWiki", "wikitext", "Lua", "ميدياويكي", "ウィキペディア", "Медиавики"),
)


def post(text: str, *links: str) -> Post:
    return Post(
        key=PostKey(ChannelKind.MASTODON, "https://one.example", "1"),
        url="https://one.example/1",
        author=Author("Anna", "anna@one.example"),
        time=datetime(2026, 11, 21, tzinfo=UTC),
        html="",
        text=text,
        links=links,
    )


CASES = [
    ("nothing to do with it", "Good morning from the lake", (), []),
    ("a term", "We moved to MediaWiki last week", (), ["says MediaWiki"]),
    ("a term in any case", "our mediawiki is down", (), ["says MediaWiki"]),
    ("a term with a German ending", "Der Umzug unseres MediaWikis", (), ["says MediaWiki"]),
    ("a term with a Finnish ending", "MediaWikin uusi versio", (), ["says MediaWiki"]),
    ("a term within a compound", "Die MediaWiki-Erweiterung", (), ["says MediaWiki"]),
    ("a Russian term with an ending", "Обновление Медиавики", (), ["says Медиавики"]),
    ("an Arabic term with its article", "نسخة بميدياويكي", (), ["says ميدياويكي"]),
    ("a Japanese term, never parted", "今日のウィキペディア編集", (), ["says ウィキペディア"]),
    ("a Latin term in Japanese", "新しいMediaWikiを公開", (), ["says MediaWiki"]),
    ("a short term is no beginning", "The Luavisor of Luanda", (), []),
    ("a short term alone", "New Lua modules", (), ["says Lua"]),
    ("a term's middle", "prewikitextual", (), []),
    ("a term in an address says nothing", "Look: https://mediawiki.example/x", (), []),
    ("a tag", "Skins of the year #MediaWiki", (), ["#MediaWiki"]),
    ("a tag in any case, and wide", "Skins ＃mediawiki", (), ["#MediaWiki"]),
    ("a tag in Japanese", "新機能 #ウィキ", (), ["#ウィキ"]),
    ("another tag", "Skins #LuaHackathon", (), []),
    ("a tag and a term", "Lua 101 #MediaWiki", (), ["#MediaWiki", "says Lua"]),
    ("the wiki itself", "Read this", ("https://m.mediawiki.org/wiki/X",), ["to the wiki"]),
    ("another project", "Read", ("https://de.wikipedia.org/wiki/X",), ["to de.wikipedia.org"]),
    (
        "the wiki before other projects",
        "Read",
        ("https://de.wikipedia.org/wiki/X", "https://mediawiki.org/wiki/Y"),
        ["to the wiki"],
    ),
    ("a host that only looks like it", "Read", ("https://mediawiki.org.example/",), []),
    ("a release", "Frobnicator 2.6 is released", (), ["tells of 2.6"]),
    ("a release in German", "Frobnicator 2.6 ist erschienen", (), ["tells of 2.6"]),
    ("a number that is no release", "2.6 percent more editors", (), []),
    (
        "all of it, the weightiest first",
        "MediaWiki 1.45 is released",
        ("https://www.mediawiki.org/wiki/1.45",),
        ["says MediaWiki", "to the wiki", "tells of 1.45"],
    ),
]
WORDS = {
    "newsdesk-relevant-term": "says {}",
    "newsdesk-relevant-tag": "#{}",
    "newsdesk-relevant-wiki": "to the wiki",
    "newsdesk-relevant-link": "to {}",
    "newsdesk-relevant-release": "tells of {}",
}


def why(one: Post) -> list[str]:
    told = relevance(one, DESK).reasons
    return [WORDS[reason.key].format(*reason.params) for reason in told]


@pytest.mark.parametrize(
    ("text", "links", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_why_a_post_matters(text: str, links: tuple[str, ...], expected: list[str]) -> None:
    assert why(post(text, *links)) == expected


def test_what_was_shared_before_counts_but_no_more_than_what_a_post_says() -> None:
    plain = post("Good morning")
    scores = [relevance(plain, DESK, shared).score for shared in (0, 1, 3, 300)]
    assert scores == [0, 1, 3, 3]
    assert relevance(plain, DESK, 300).reasons == (msg("newsdesk-relevant-shared", 300),)
    assert relevance(post("MediaWiki"), DESK).score > scores[-1]


def test_what_a_post_quotes_counts_like_what_it_says() -> None:
    said = "MediaWiki: https://www.mediawiki.org/wiki/X"
    quoting = replace(post("Yes!"), quote=Quote(Author("Bob", "bob"), "https://b.example/1", said))
    assert why(quoting) == ["says MediaWiki", "to the wiki"]


def test_a_desk_that_searches_for_nothing_still_knows_its_wiki() -> None:
    bare = Interest(site=SITE)
    found = relevance(post("MediaWiki #MediaWiki", "https://mediawiki.org/wiki/X"), bare)
    assert [one.key for one in found.reasons] == ["newsdesk-relevant-wiki"]


def test_what_strangers_write_takes_no_long_time() -> None:
    """A term that nearly fits everywhere, in a text as long as any that is read."""
    long = Interest(site=SITE, terms=("a a a a a b", "MediaWiki"))
    assert relevance(post("a " * 50_000), long).score == 0
