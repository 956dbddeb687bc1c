"""Decisions, one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions, Settled

SNAPSHOT = Snapshot(date=date(2026, 11, 18), text="MediaWiki 1.45.2 released")
POST = "https://social.example/@wiki/1"
OTHER = "https://social.example/@wiki/2"


def decision(choice: Choice, *, address: str = "", reason: str = "") -> Decision:
    return Decision(
        choice=choice,
        item_id="2026-11-18-mediawiki",
        channel_id="mastodon",
        address=address,
        reason=reason,
        snapshot=SNAPSHOT,
    )


def settled(*decisions: Decision) -> Settled:
    return Decisions().after(decisions).of("2026-11-18-mediawiki", "mastodon")


SAME = decision(Choice.SAME, address=POST)
NOT = decision(Choice.NOT, address=POST)
EXEMPT = decision(Choice.EXEMPT, reason="only for wikis")
POSTED = decision(Choice.POSTED, address=OTHER)


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([SAME], Settled(same=(POST,))),
        ([SAME, NOT], Settled(not_same=(POST,))),
        ([NOT, SAME], Settled(same=(POST,))),
        ([EXEMPT, POSTED], Settled(posted=OTHER)),
        ([POSTED, EXEMPT], Settled(exempt="only for wikis")),
        ([SAME, EXEMPT], Settled(same=(POST,), exempt="only for wikis")),
        ([SAME, EXEMPT, decision(Choice.OPEN)], Settled(same=(POST,))),
        ([SAME, EXEMPT, decision(Choice.OPEN, address=POST)], Settled(exempt="only for wikis")),
        ([SAME, decision(Choice.NOT, address=OTHER)], Settled(same=(POST,), not_same=(OTHER,))),
    ],
)
def test_a_later_decision_on_the_same_subject_takes_the_place_of_an_earlier(
    decisions: list[Decision], expected: Settled
) -> None:
    assert settled(*decisions) == expected


def test_what_is_taken_back_leaves_nothing_behind() -> None:
    assert Decisions().after([SAME, decision(Choice.OPEN, address=POST)]) == Decisions()


def test_posts_that_are_no_news() -> None:
    no_news = Decision(choice=Choice.NOT_NEWS, address=POST)
    found = Decisions().after([no_news])
    assert found.not_news == {POST}
    assert found.after([Decision(choice=Choice.OPEN, address=POST)]) == Decisions()


def test_one_subject_has_one_key() -> None:
    assert SAME.subject == NOT.subject != EXEMPT.subject == POSTED.subject


def test_an_item_that_could_not_be_found_again_is_refused() -> None:
    bare = Decision(choice=Choice.SAME, item_id="2026-11-18-x", channel_id="x", address=POST)
    with pytest.raises(ValueError, match="found again"):
        Decisions().after([bare])


@pytest.mark.parametrize("one", [SAME, NOT, EXEMPT, POSTED])
def test_to_decide_the_same_again_changes_nothing(one: Decision) -> None:
    assert not Decisions().holds(one)
    there = Decisions().after([one])
    assert there.holds(one)
    taken_back = decision(Choice.OPEN, address=one.subject[2])
    assert not there.holds(taken_back)
    assert Decisions().holds(taken_back)


def test_another_reason_or_address_is_another_decision() -> None:
    there = Decisions().after([EXEMPT])
    assert not there.holds(decision(Choice.EXEMPT, reason="another reason"))
    assert not there.holds(POSTED)
    assert there.holds(decision(Choice.OPEN, address=POST))


def test_a_post_that_is_no_news_already() -> None:
    no_news = Decision(choice=Choice.NOT_NEWS, address=POST)
    there = Decisions().after([no_news])
    assert there.holds(no_news)
    assert not there.holds(Decision(choice=Choice.OPEN, address=POST))
    assert there.holds(Decision(choice=Choice.OPEN, address=OTHER))


def test_each_decision_stands_by_its_subject() -> None:
    no_news = Decision(choice=Choice.NOT_NEWS, address=OTHER)
    made = [SAME, decision(Choice.NOT, address=OTHER), EXEMPT, no_news]
    each = Decisions().after(made).each()
    assert each == {one.subject: replace(one, snapshot=None) for one in made}
    assert Decisions().after([*made, POSTED]).each()[EXEMPT.subject].choice is Choice.POSTED
    assert Decisions().each() == {}


def test_posts_are_named_by_other_addresses_on_their_channels_alone() -> None:
    no_news = Decision(choice=Choice.NOT_NEWS, address=POST)
    said = Decisions().after([SAME, POSTED, no_news])
    assert said.places == {("mastodon", POST), ("mastodon", OTHER), ("", POST)}
    new = "https://social.example/@wiki/3"
    moved = said.at({("mastodon", POST): new, ("mastodon", OTHER): new, ("x", POST): OTHER})
    assert moved.each().keys() == {
        replace(SAME, address=new).subject,
        POSTED.subject,
        no_news.subject,
    }
    assert moved.of("2026-11-18-mediawiki", "mastodon").posted == new
    assert said.at({("", POST): new}).not_news == {new}
    assert said.at({}) == said
