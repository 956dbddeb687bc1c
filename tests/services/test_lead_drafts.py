"""What a lead is drafted from: its own words where they are few, else its title, and its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.user import AccessToken
from newsdesk.infra import messages
from newsdesk.services import news_origin
from newsdesk.services.accounts import Account
from newsdesk.services.submitted import Editor
from newsdesk.store import leads
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.services.test_post_drafts import SETTINGS

ITEM = Lead(
    source_id="technews",
    native_id="47/hide",
    kind=LeadKind.NEWS,
    title="You can hide banners on your preferences page. [1]",
    text="You can hide banners on your preferences page. [1]",
    html="You can hide banners on your "
    '<a href="https://www.mediawiki.org/wiki/Help:Preferences">preferences</a> page. '
    '<a href="https://phabricator.example/T1">[1]</a>',
    url="https://meta.example/wiki/Tech/News/2026/47",
    time=story.NOW,
)
TALK = replace(
    ITEM,
    native_id="talk",
    kind=LeadKind.EVENT,
    title="Tech talk",
    text="About {{templates}}",
    html="<p>About {{templates}}</p>",
    when=When(
        first=date(2026, 11, 24),
        last=date(2026, 11, 24),
        starts=datetime(2026, 11, 24, 17, tzinfo=UTC),
        ends=datetime(2026, 11, 24, 18, tzinfo=UTC),
        zone="Europe/Berlin",
    ),
)


def drafted(desk: Desk, lead: Lead) -> str | None:
    """Draft an item from a lead."""
    with writing(desk.engine) as connection:
        leads.save(connection, desk.id, lead.source_id, [lead], whole=True)
    who = Account(user_id=1, name="E", blocked=False, token=AccessToken("k", "s"))
    words = messages.translator(messages.load(), "en")
    editor = Editor(desk.engine, SETTINGS, who, words)
    return news_origin.draft(editor, lead.source_id, lead.native_id)


def test_an_item_of_a_list_keeps_its_words_and_links(desk: Desk) -> None:
    assert drafted(desk, ITEM) == (
        "You can hide banners on your [[Help:Preferences|preferences]] page. "
        "[https://phabricator.example/T1 &#91;1&#93;]"
    )


def test_a_long_entry_is_its_title_with_its_address(desk: Desk) -> None:
    long = replace(ITEM, title="A post", text="Much text. " * 99, html="<p>Much text.</p>")
    assert drafted(desk, long) == "[https://meta.example/wiki/Tech/News/2026/47 A post]"
    other = replace(ITEM, title="A post", text="Short, and something else")
    assert drafted(desk, other) == "[https://meta.example/wiki/Tech/News/2026/47 A post]"


def test_an_event_says_when_it_is(desk: Desk) -> None:
    assert drafted(desk, TALK) == (
        "[https://meta.example/wiki/Tech/News/2026/47 Tech talk], "
        "24 November 2026, 17:00–18:00 UTC"
    )


def test_wikitext_in_a_lead_means_nothing(desk: Desk) -> None:
    evil = "~~~~ {{Spam}} [[Category:X]] <nowiki> __TOC__"
    found = drafted(desk, replace(ITEM, title=evil, text=evil, html=evil.replace("<", "&lt;")))
    assert found is not None
    for meant in ("~~~", "{{", "[[", "<", "__"):
        assert meant not in found
    titled = drafted(desk, replace(TALK, title=f"]] {evil}", url=""))
    assert titled is not None
    for meant in ("~~~", "{{", "[[", "<", "__", "]]"):
        assert meant not in titled


def test_a_lead_that_nobody_knows_is_none(desk: Desk) -> None:
    drafted(desk, ITEM)
    who = Account(user_id=1, name="E", blocked=False, token=AccessToken("k", "s"))
    editor = Editor(desk.engine, SETTINGS, who, messages.translator(messages.load(), "en"))
    assert news_origin.draft(editor, "technews", "48/other") is None
