"""Summaries of published decisions, as they stand in the wiki's history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.site import Site
from newsdesk.infra import messages
from newsdesk.services.decision_summary import summary

CATALOGUE = messages.load()
SITE = Site(
    name="W",
    server="https://w.example",
    interwiki=(("toolforge", "https://iw.toolforge.example/$1"),),
)
NAMES = {"x": "X", "mastodon": "Mastodon"}
LINK = "[[toolforge:newsdesk|Newsdesk]]"
ITEM = "2026-11-18-mediawiki-1-45-2-released"
SAME = Decision(
    choice=Choice.SAME,
    item_id=ITEM,
    channel_id="x",
    address="https://x.com/MediaWiki/status/1",
    snapshot=Snapshot(date=date(2026, 11, 18), text="MediaWiki 1.45.2 released"),
)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address="https://x.com/MediaWiki/status/2")


def said(*decisions: Decision, language: str = "en", site: Site = SITE) -> str:
    return summary(decisions, NAMES, site, messages.translator(CATALOGUE, language))


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (SAME, "match confirmed on X: MediaWiki 1.45.2 released"),
        (replace(SAME, choice=Choice.NOT), "not the same on X: MediaWiki 1.45.2 released"),
        (replace(SAME, choice=Choice.EXEMPT), "not for X: MediaWiki 1.45.2 released"),
        (replace(SAME, choice=Choice.POSTED), "posted by hand on X: MediaWiki 1.45.2 released"),
        (replace(SAME, choice=Choice.OPEN), "decision on X taken back: MediaWiki 1.45.2 released"),
        (replace(SAME, snapshot=None), f"match confirmed on X: {ITEM}"),
    ],
)
def test_one_decision_names_its_item_and_channel(decision: Decision, expected: str) -> None:
    link = f"[[toolforge:newsdesk/item/{ITEM}|Newsdesk]]"
    assert said(decision) == f"Newsdesk: {expected} ({link})"


def test_one_decision_about_a_post() -> None:
    assert said(NOT_NEWS) == f"Newsdesk: one post is not news ({LINK})"
    open_ = replace(NOT_NEWS, choice=Choice.OPEN)
    assert said(open_) == f"Newsdesk: one post counts as news again ({LINK})"


def test_several_say_how_many_of_what() -> None:
    exempt = replace(SAME, choice=Choice.EXEMPT)
    many = [*[SAME] * 4, replace(SAME, choice=Choice.NOT), exempt, NOT_NEWS]
    assert said(*many) == (
        "Newsdesk: 4 matches confirmed, 1 not the same, 1 post not news, 1 item not for X"
        f" ({LINK})"
    )
    two = [exempt, replace(exempt, channel_id="mastodon"), replace(SAME, choice=Choice.OPEN)]
    assert said(*two) == (
        f"Newsdesk: 1 decision taken back, 1 item not for Mastodon, 1 item not for X ({LINK})"
    )


def test_it_speaks_the_language_of_the_wiki() -> None:
    link = Site(name="W", server="https://w.example")
    assert said(SAME, NOT_NEWS, language="de", site=link) == (
        "Newsdesk: 1 Zuordnung bestätigt, 1 Beitrag keine Neuigkeit (Newsdesk)"
    )


def test_nothing_in_it_pings_and_nothing_makes_it_too_long() -> None:
    """A summary holds 500 characters: https://www.mediawiki.org/wiki/Help:Edit_summary."""
    text = "[[User:Somebody]] {{ping}} " + "word " * 100
    rude = replace(SAME, snapshot=Snapshot(date=date(2026, 11, 18), text=text))
    names = {f"c{n}": f"[[User:Channel {n}]] " + "name " * 60 for n in range(30)}
    words = messages.translator(CATALOGUE, "en")
    one = summary([replace(rude, channel_id="c1")], names, SITE, words)
    exempt = [replace(rude, choice=Choice.EXEMPT, channel_id=name) for name in names]
    every = [replace(rude, choice=choice) for choice in Choice if choice is not Choice.EXEMPT]
    most = summary([*every, *exempt[:3]], names, SITE, words)
    for made in (one, most, summary([*every, *exempt], names, SITE, words)):
        assert "[[User" not in made
        assert "{{" not in made
        assert len(made) < 490
    assert "30 items not for 30 channels" in summary(exempt, names, SITE, words)


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-18 [[User:Somebody]]",
        "2026-11-18]] [[User:Somebody",
        "2026-11-18|[[User:Somebody",
        "2026-11-18-a/* b */",
        "2026-11-18-" + "a" * 240,
    ],
)
def test_nobody_writes_a_link_by_an_item_s_id(name: str) -> None:
    """Anybody who may edit the decisions page can make one up, for somebody else to take back."""
    made = said(replace(SAME, choice=Choice.OPEN, item_id=name, snapshot=None))
    assert made.endswith(f" ({LINK})")
    assert made.count("[[") == made.count("]]") == 1
    assert "/*" not in made
    assert len(made) < 490
