"""Old items move to the archive page, once, however often it is done."""

from __future__ import annotations

import pytest

from newsdesk.wiki.news_page import Archived, NewsPage, Uncertain, archive, parse
from tests.wiki.news_page.examples import PAGES, SITE, THREE

ARCHIVE = "Older news:\n* 1 May 2026: Old\n* 2 April 2026: Older\n"


def read(text: str, title: str = "Template:News") -> NewsPage:
    return parse(text, title=title, site=SITE)


def move(page: str, store: str, keep: int) -> Archived:
    return archive(read(page), read(store, "News/Archive"), keep)


@pytest.mark.parametrize(
    "store", ["", "Older news\n", ARCHIVE, "{|\n|-\n| 2026-01-01 || Old\n|}\n"]
)
@pytest.mark.parametrize("name", PAGES)
def test_each_item_is_on_one_of_the_pages(name: str, store: str) -> None:
    done = move(PAGES[name], store, 1)
    assert [i.id for i in done.moved] == THREE[1:]
    assert [i.id for i in read(done.page).items] == THREE[:1]
    assert [i.id for i in read(done.archive).items][:2] == THREE[1:]


@pytest.mark.parametrize("name", PAGES)
def test_again_changes_nothing_more(name: str) -> None:
    done = move(PAGES[name], ARCHIVE, 1)
    assert move(done.page, done.archive, 1) == Archived(done.page, done.archive, ())
    halfway = move(PAGES[name], done.archive, 1)
    assert (halfway.page, halfway.archive) == (done.page, done.archive)


def test_the_archive_is_written_in_its_own_way() -> None:
    done = move(PAGES["calls"], ARCHIVE, 2)
    assert done.archive == ARCHIVE.replace("* 1 May", "* 9 October 2026: Three\n* 1 May")


def test_translation_markup_stays_behind() -> None:
    page = (
        "<translate>\n<!--T:2-->\n* 2026-11-18: One\n\n"
        "<!--T:1-->\n* 2026-11-03: See <tvar name=1>[[Two]]</tvar>\n</translate>\n"
    )
    done = move(page, "", 1)
    assert done.archive == "* 2026-11-03: See [[Two]]\n"
    assert done.page == "<translate>\n<!--T:2-->\n* 2026-11-18: One\n</translate>\n"
    inline = move(PAGES["unit in a line"], "", 2)
    assert inline.archive == "* 2026-10-09: Three\n"


def test_an_uncertain_archive_is_refused() -> None:
    with pytest.raises(Uncertain):
        move(PAGES["list"], "* 2026-01-01: a\n* '''2026-01-02''' b\n", 1)
