from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.wiki.pages import current, history, revids, site
from newsdesk.wiki.session import Wiki, WikiError, anonymous
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.people import settings_of

NEWS = "Template:MediaWiki News"


@pytest.fixture(scope="module")
def settings(wiki: PracticeWiki) -> Settings:
    return settings_of(wiki)


@pytest.fixture
def nobody(settings: Settings) -> Wiki:
    return anonymous(settings)


def test_newest_revisions_come_by_the_titles_asked_for(wiki: PracticeWiki, nobody: Wiki) -> None:
    revid = wiki.edit("A page", "text\n\nmore", summary="why")
    pages = current(nobody, ["a_page", "No such page", "Bad|title", "<", NEWS])
    page = pages["a_page"]
    assert page
    assert (page.title, page.revid, page.text) == ("A page", revid, "text\n\nmore")
    assert (page.user, page.comment, page.model) == ("Example sysop", "why", "wikitext")
    assert abs(clock.now() - page.time) < timedelta(minutes=1)
    assert page.read is not None
    assert timedelta(0) <= page.read - page.time < timedelta(minutes=1)
    assert pages["No such page"] is None
    assert pages["Bad|title"] is None
    assert pages["<"] is None
    assert pages[NEWS]


def test_revisions_alone_come_in_a_small_answer(wiki: PracticeWiki, nobody: Wiki) -> None:
    revid = wiki.edit("A marked page", "text " * 1000)
    wiki.edit("A redirect", "#REDIRECT [[A marked page]]")
    titles = ["a_marked page", "A marked page", "No such page", "<", "A redirect"]
    found = revids(nobody, titles)
    assert list(found) == titles
    assert (found["a_marked page"], found["A marked page"]) == (revid, revid)
    assert (found["No such page"], found["<"]) == (0, 0)
    assert found["A redirect"] == revid + 1, "a redirect is a page of its own"


def test_no_titles_ask_nothing(answers: AnsweringServer) -> None:
    assert current(anonymous(answers.settings), []) == {}
    assert answers.asked == []


def test_all_pages_come_in_one_request(answers: AnsweringServer) -> None:
    answers.json({"query": {"pages": []}, "curtimestamp": "2026-11-21T00:00:00Z"})
    current(anonymous(answers.settings), ["A", "B"])
    assert [asked.params["titles"] for asked in answers.asked] == ["\x1fA\x1fB"]


def test_history_is_newest_first_and_ends_where_it_is_known(
    wiki: PracticeWiki, nobody: Wiki
) -> None:
    revids = [wiki.edit("History", f"text {n}") for n in range(4)]
    all_ = history(nobody, "History", limit=50)
    assert [r.revid for r in all_] == revids[::-1]
    assert [r.text for r in all_] == ["text 3", "text 2", "text 1", "text 0"]
    assert all_[-1].parent == 0
    assert [r.revid for r in history(nobody, "History", after_revid=revids[1], limit=50)] == (
        revids[:1:-1]
    )
    assert [r.revid for r in history(nobody, "History", limit=2)] == revids[:1:-1]
    assert history(nobody, "History", after_revid=revids[-1], limit=50) == []
    assert history(nobody, "No such page", limit=50) == []


def test_a_long_history_is_read_in_parts(wiki: PracticeWiki, nobody: Wiki) -> None:
    texts = [f"text {n}" for n in range(53)]
    wiki.bring_in("Long", texts)
    revids = [revision["revid"] for revision in wiki.history("Long", 500)]
    found = history(nobody, "Long", limit=100)
    assert [r.text for r in found] == texts[::-1]
    assert [r.revid for r in found] == revids


# As https://www.mediawiki.org/wiki/API:Revisions describes what was hidden.
def test_hidden_texts_and_names_are_left_out(answers: AnsweringServer) -> None:
    main = {"contentmodel": "wikitext", "contentformat": "text/x-wiki"}
    when = {"timestamp": "2026-11-20T12:00:00Z", "parentid": 0}
    answers.json(
        {
            "curtimestamp": "2026-11-21T00:00:00Z",
            "query": {
                "pages": [
                    {
                        "title": "A",
                        "revisions": [
                            {"revid": 3, "slots": {"main": main | {"texthidden": True}}, **when},
                            {
                                "revid": 2,
                                "userhidden": True,
                                "commenthidden": True,
                                "slots": {"main": main | {"content": "kept"}},
                                **when,
                            },
                        ],
                    }
                ]
            },
        }
    )
    (found,) = history(anonymous(answers.settings), "A", limit=10)
    assert (found.revid, found.user, found.comment, found.text) == (2, "", "", "kept")


def test_lag_sends_a_reader_away(wiki: PracticeWiki, nobody: Wiki) -> None:
    wiki.switch(lag=60)
    try:
        with pytest.raises(WikiError, match="maxlag") as caught:
            current(nobody, [NEWS])
    finally:
        wiki.switch()
    assert caught.value.retry_after == 5


def test_the_wiki_describes_itself(wiki: PracticeWiki, nobody: Wiki) -> None:
    about = site(nobody)
    assert about.name == "Practice wiki"
    assert about.server == wiki.server
    assert (about.article_path, about.script_path) == ("/wiki/$1", "/w")
    assert (about.language, about.rtl, about.first_letter) == ("en", False, True)
    assert about.main_page == "Main Page"
    names = dict(about.namespaces)
    assert names[0] == ("",)
    assert names[6] == ("File", "Image")
    assert names[4] == ("Project",)
    assert dict(about.interwiki)["phab"] == "https://phabricator.wikimedia.org/$1"
    assert about.page_url(NEWS) == f"{wiki.server}/wiki/Template:MediaWiki_News"


def test_addresses_without_a_scheme_get_the_wikis_own(answers: AnsweringServer) -> None:
    general = {
        "sitename": "W", "base": "https://w.example/wiki/Main_Page", "server": "//w.example",
        "articlepath": "/wiki/$1", "scriptpath": "/w", "lang": "ar", "rtl": True,
        "case": "case-sensitive", "mainpage": "Main Page",
    }  # fmt: skip
    answers.json(
        {
            "query": {
                "general": general,
                "namespaces": {"10": {"id": 10, "name": "قالب", "canonical": "Template"}},
                "namespacealiases": [{"id": 10, "alias": "T"}],
                "interwikimap": [{"prefix": "m", "url": "//meta.example/wiki/$1"}],
                "extensions": [{"name": "Gadgets"}, {"type": "skin"}, {"name": "Cite"}],
            }
        }
    )
    about = site(anonymous(answers.settings))
    assert about.server == "https://w.example"
    assert about.interwiki == (("m", "https://meta.example/wiki/$1"),)
    assert about.namespaces == ((10, ("قالب", "Template", "T")),)
    assert about.rtl
    assert not about.first_letter
