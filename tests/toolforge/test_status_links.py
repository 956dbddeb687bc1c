"""What ``{{Newsdesk status}}`` prints: links that lead to the tool, by prefix or by address."""

from __future__ import annotations

import pytest

from tests.fixtures.on_wiki import LOCAL, ON_TOOLFORGE, install_pages, printed, save_pages
from tests.fixtures.on_wiki import link_of as link
from tests.fixtures.wiki import PracticeWiki

PREFIX = "https://iw.toolforge.org/newsdesk"
NEWS = "Template:MediaWiki News"


@pytest.fixture(scope="module", params=["interwiki", "plain"])
def form(request: pytest.FixtureRequest, wiki: PracticeWiki) -> str:
    """Which of the two forms of links the wiki now has; what they begin with."""
    by_prefix = request.param == "interwiki"
    install_pages(wiki, ON_TOOLFORGE if by_prefix else LOCAL)
    return PREFIX if by_prefix else LOCAL.url.rstrip("/")


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        ("", "/status"),
        ("|item=2026-11-18-mediawiki-1-45-2", "/item/2026-11-18-mediawiki-1-45-2"),
        ("|item= 2026-11-18 große_neue sache ", "/item/2026-11-18-gro%C3%9Fe-neue-sache"),
        ("|item=2026-11-18-أخبار", "/item/2026-11-18-%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("|page=News/Archive", "/page/News/Archive"),
        ("|page=template:MediaWiki_News", "/page/Template:MediaWiki_News"),
        ("|page=Template:MediaWiki News/ar", "/page/Template:MediaWiki_News/ar"),
        ("|page=Was ist neu?", "/page/Was_ist_neu%3F"),
        ("|channel=mastodon", "/channel/mastodon"),
        ("|link=https://e.example/a?b=c", "/link/https://e.example/a%3Fb%3Dc"),
        ("|link=https://e.example/it'''s", "/link/https://e.example/it%27%27%27s"),
    ],
)
def test_it_leads_to_an_address_without_a_query(
    wiki: PracticeWiki, form: str, arguments: str, path: str
) -> None:
    address, _ = link(printed(wiki, f"{{{{Newsdesk status{arguments}}}}}"))
    assert address == f"{form}{path}"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("https://e.example/a__b", "a_%5Fb"),
        ("https://e.example/a#b", "a%23b"),
        ("https://e.example/%C3%B6", "%25C3%25B6"),
        ("https://e.example/[a]", "%5Ba%5D"),
    ],
)
def test_what_no_title_can_hold_is_linked_by_the_tools_address(
    equipped_wiki: PracticeWiki, given: str, path: str
) -> None:
    address, _ = link(printed(equipped_wiki, f"{{{{Newsdesk status|link={given}}}}}"))
    assert address == f"{ON_TOOLFORGE.url}link/https://e.example/{path}"


def test_a_wiki_that_does_not_know_the_prefix_is_given_the_address(
    equipped_wiki: PracticeWiki,
) -> None:
    data = equipped_wiki.text("Module:Newsdesk/data")
    other = data.replace('"toolforge:', '"elsewhere:')
    assert other != data
    save_pages(equipped_wiki, [("Module:Newsdesk/data", "Scribunto", other)])
    said = printed(equipped_wiki, "{{Newsdesk status|item=2026-11-18-a}}")
    save_pages(equipped_wiki, [("Module:Newsdesk/data", "Scribunto", data)])
    assert link(said)[0] == f"{ON_TOOLFORGE.url}item/2026-11-18-a"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        (NEWS, f"/page/{NEWS}"),
        (f"{NEWS}/ar", f"/page/{NEWS}/ar"),
        (f"{NEWS}/doc", f"/page/{NEWS}"),
        ("Template talk:MediaWiki News", f"/page/{NEWS}"),
        ("News/Archive", "/page/News/Archive"),
        ("Talk:News/Archive", "/page/News/Archive"),
        (f"{NEWS}/Sandbox", "/status"),
        ("News", "/status"),
    ],
)
def test_on_the_news_page_it_leads_to_that_pages_items(
    equipped_wiki: PracticeWiki, title: str, path: str
) -> None:
    address, _ = link(printed(equipped_wiki, "{{Newsdesk status}}", title))
    assert address == PREFIX + path.replace(" ", "_")


@pytest.mark.parametrize("title", ["Main Page", "Main Page/ar"])
def test_on_the_main_page_nothing_is_printed(equipped_wiki: PracticeWiki, title: str) -> None:
    text = "{{Newsdesk status}}{{Newsdesk status|item=2026-11-18-a|text=Here}}"
    assert not printed(equipped_wiki, text, title).page.pieces


@pytest.mark.parametrize(
    "given", ["javascript:alert(1)", "ftp://e.example/", "e.example", 'https://e.example/"x']
)
def test_what_is_no_address_is_not_linked(equipped_wiki: PracticeWiki, given: str) -> None:
    assert not printed(equipped_wiki, f"{{{{Newsdesk status|link={given}}}}}").page.elements[1:]
    said = printed(equipped_wiki, f"{{{{Newsdesk status|link={given}|text=This}}}}")
    assert [text for _, text in said.page.pieces] == ["This"]
    assert not said.page.links


@pytest.mark.parametrize(
    ("arguments", "title", "lang", "dir_", "text"),
    [
        ("", "Some page", "en", "ltr", "What is still to be posted"),
        (
            "|item=2026-11-18-a",
            "Some page/de",
            "de",
            "ltr",
            "Wo diese Neuigkeit veröffentlicht ist",
        ),
        ("|item=2026-11-18-a", "Some page/ar", "ar", "rtl", "أين نُشر هذا الخبر"),
        ("|channel=mastodon|lang=ar", "Some page", "ar", "rtl", "حالة المزامنة في Mastodon"),
        ("|channel=none|lang=de-formal", "Some page", "de", "ltr", "Abgleich von none"),
        ("|lang=nowhere", "Some page", "en", "ltr", "What is still to be posted"),
        ("|lang=fr", "Some page", "en", "ltr", "What is still to be posted"),
    ],
)
def test_it_speaks_the_language_of_the_page_or_the_next_one_that_is_known(
    equipped_wiki: PracticeWiki, arguments: str, title: str, lang: str, dir_: str, text: str
) -> None:
    said = printed(equipped_wiki, f"{{{{Newsdesk status{arguments}}}}}", title)
    assert link(said)[1] == text
    box = said.page.all("span")[0]
    assert (box.attributes["lang"], box.attributes["dir"]) == (lang, dir_)


def test_a_text_of_ones_own_is_taken_as_it_is(equipped_wiki: PracticeWiki) -> None:
    said = printed(equipped_wiki, "{{Newsdesk status|item=2026-11-18-a|text=on ''all'' channels}}")
    assert link(said) == (f"{PREFIX}/item/2026-11-18-a", "on all channels")
    assert not [e for e in said.page.elements if "lang" in e.attributes]
