"""Wikitext that leads to the tool: what a wiki page can hold, in the forms that the wiki knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.domain.desk import PageRevision
from newsdesk.services import frame
from newsdesk.services.frame import Frame
from newsdesk.services.wiki_links import leading_to
from newsdesk.services.wiki_pages import HOME, STATUS, titles
from newsdesk.store import revisions
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.on_wiki import LOCAL, ON_TOOLFORGE, link_of, printed
from tests.fixtures.wiki import PracticeWiki
from tests.services.test_frame import OURS

PREFIX = (("toolforge", "https://iw.toolforge.org/$1"),)
KNOWS = Frame(wiki="W", site=replace(story.SITE, interwiki=PREFIX), has_status=True)
PATHS = [
    ("/item/2026-11-18-mediawiki-1-45-2", "item=2026-11-18-mediawiki-1-45-2"),
    ("/item/2026-11-18-أخبار", "item=2026-11-18-أخبار"),
    ("/page/Template:MediaWiki_News/ar", "page=Template:MediaWiki News/ar"),
    ("/page/Was_ist_neu?", "page=Was ist neu?"),
    ("/channel/mastodon", "channel=mastodon"),
    ("/status", ""),
    ("/link/https://e.example/a?b=c", "link=https://e.example/a?b=c"),
    ("/link/https://e.example/a__b", "link=https://e.example/a__b"),
    ("/link/https://e.example/%C3%B6", "link=https://e.example/%C3%B6"),
    ("/link/https://e.example/[a]'s", "link=https://e.example/[a]'s"),
]


@pytest.mark.parametrize(("path", "argument"), PATHS)
def test_template_and_link_lead_to_the_same(
    equipped_wiki: PracticeWiki, path: str, argument: str
) -> None:
    template, link = leading_to(KNOWS, ON_TOOLFORGE, path, argument)
    one, other = (link_of(printed(equipped_wiki, text))[0] for text in (template, link))
    assert one == other
    (plain,) = leading_to(replace(KNOWS, has_status=False), LOCAL, path, argument)
    told = link_of(printed(equipped_wiki, plain))[0]
    assert told.removeprefix(LOCAL.url) == one.removeprefix(HOME).removeprefix(
        "https://iw.toolforge.org/newsdesk/"
    )


def test_a_wiki_without_the_prefix_is_given_the_address() -> None:
    bare = Frame(wiki="W", site=story.SITE)
    assert leading_to(bare, ON_TOOLFORGE, "/status", "") == (f"[{HOME}status Newsdesk]",)


def test_the_template_is_offered_where_the_wiki_has_it(desk: Desk) -> None:
    assert STATUS in titles()
    assert not frame.load(desk.engine, OURS).has_status
    there = PageRevision(
        title=STATUS, revid=9, parent=0, user="U", time=story.NOW, text="", model="wikitext"
    )
    with writing(desk.engine) as connection:
        revisions.save(connection, desk.id, there)
    assert frame.load(desk.engine, OURS).has_status
