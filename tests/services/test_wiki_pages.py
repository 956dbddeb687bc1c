"""The texts of the pages for wikis: for every deployment and language, and escaped right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.domain.wiki_page import Install, PageState, Role, WikiPage, as_saved, state
from newsdesk.infra import messages
from newsdesk.infra.files import WIKI_PAGES
from newsdesk.infra.settings import Settings, load
from newsdesk.services.wiki_pages import HOME, interwiki, texts

SETTINGS = load({"NEWSDESK_DATABASE": "sqlite://", "NEWSDESK_SECRET": "s" * 40})
CATALOGUE = messages.load()


def pages(settings: Settings = SETTINGS, words: messages.Catalogue = CATALOGUE) -> list[WikiPage]:
    return list(texts(settings, words))


@pytest.mark.parametrize("one", pages(), ids=lambda one: one.title)
def test_a_page_is_told_apart_from_all_that_may_become_of_it(one: WikiPage) -> None:
    assert state(one, None) is PageState.MISSING
    assert state(one, one.text.replace("\n", "\r\n") + "\r\n \n") is PageState.CURRENT
    if one.is_whole:
        assert state(one, one.text + "\n[[Category:Ours]]") is PageState.CHANGED
        assert state(one, "something else") is PageState.FOREIGN


def test_what_a_former_version_wrote_is_older_and_not_changed_by_hand() -> None:
    there = {one.title: one.text for one in pages()}
    moved = pages(
        replace(SETTINGS, url="https://other.toolforge.org/", config_page="Ändert\u0301")
    )
    states = {one.title: state(one, as_saved(there[one.title])) for one in moved}
    assert states["Module:Newsdesk/data"] is PageState.OLDER
    assert set(states.values()) == {PageState.CURRENT, PageState.OLDER}


def test_a_definition_is_there_when_its_lines_are_among_those_of_others() -> None:
    definition = next(one for one in pages() if one.role is Role.DEFINITION)
    others = "== Browsing ==\n* popups|popups.js\n"
    assert state(definition, others) is PageState.MISSING
    assert state(definition, others + definition.text + "\n* more|more.js") is PageState.CURRENT


def test_the_address_is_the_tools_own() -> None:
    here = pages(replace(SETTINGS, url="http://127.0.0.1:8123/"))
    assert not [one.title for one in here if HOME in one.text]
    assert [one.title for one in here if "http://127.0.0.1:8123/" in one.text]


def test_the_script_holds_its_styles_and_a_set_up_page_of_any_title() -> None:
    here = pages(replace(SETTINGS, config_page="Ada's news/Set \\up.json"))
    script = next(one.text for one in here if one.role is Role.SCRIPT)
    assert "'Ada%27s_news/Set_%5Cup.json'" in script
    assert '\t\t\t".newsdesk-icon {",\n' in script
    assert ".css'" not in script


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://newsdesk.toolforge.org/", "toolforge:newsdesk"),
        ("https://news-2.toolforge.org/", "toolforge:news-2"),
        ("https://toolforge.org/", ""),
        ("https://newsdesk.toolforge.org.example/", ""),
        ("http://127.0.0.1:8000/", ""),
    ],
)
def test_interwiki_links_lead_to_tools_on_toolforge(url: str, link: str) -> None:
    assert interwiki(replace(SETTINGS, url=url)) == link


def test_the_data_holds_the_words_for_the_wiki_in_every_language_and_no_others() -> None:
    words = {
        "en": {"newsdesk-wiki-a": 'A "word" \\ and\nanother', "newsdesk-board-title": "Board"},
        "ar": {"newsdesk-wiki-a": "كلمة"},
    }
    data = next(one for one in pages(words=words) if one.title == "Module:Newsdesk/data")
    assert '["newsdesk-wiki-a"] = "A \\034word\\034 \\092 and\\010another",' in data.text
    assert '["newsdesk-wiki-a"] = "كلمة",' in data.text
    assert "board" not in data.text
    assert data.text.index('["ar"]') < data.text.index('["en"]')


def test_the_manifest_names_every_file_and_each_title_once() -> None:
    there = [path for path in WIKI_PAGES.glob("*/**/*") if path.is_file()]
    files = {str(path.relative_to(WIKI_PAGES)) for path in there}
    manifest = (WIKI_PAGES / "manifest.json").read_text(encoding="utf-8")
    assert [file for file in files if f'"{file}"' not in manifest] == []
    assert len({one.title for one in pages()}) == len(pages())


def test_interface_pages_are_never_saved_by_the_tool() -> None:
    by_tool = [one.title for one in pages() if one.install is Install.SAVE]
    assert by_tool
    assert all(title.startswith(("Module:", "Template:")) for title in by_tool)
