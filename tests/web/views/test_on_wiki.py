"""The texts that "Set up this wiki" offers are named after this community's own pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.infra import messages
from newsdesk.services.installed_pages import Overview, offer
from newsdesk.services.wiki_pages import texts
from newsdesk.web.views.on_wiki import list_view
from tests.fixtures import board as story
from tests.fixtures.on_wiki import LOCAL

SITE = replace(
    story.SITE,
    namespaces=(
        (0, ("",)),
        (1, ("Diskussion", "Talk")),
        (4, ("Projekt",)),
        (5, ("Projekt Diskussion",)),
    ),
)


@pytest.mark.parametrize(
    ("news", "talk"),
    [("Projekt:Neues", "Projekt Diskussion:Neues"), ("Neues", "Diskussion:Neues")],
)
def test_texts_are_named_after_the_communitys_news_page(news: str, talk: str) -> None:
    offered = [offer(page, None, SITE) for page in texts(LOCAL, messages.load())]
    shown = list_view(Overview(site=SITE, news=news, offered=offered)).texts
    assert [title for title, _, _ in shown] == ["Social media", f"{news}/doc", talk]
    assert [href for _, href, _ in shown][1] == SITE.page_url(f"{news}/doc")
