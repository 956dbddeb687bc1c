"""What a person decides, on a stored desk with every status on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.message import Explained, msg
from newsdesk.services import deciding
from newsdesk.services.decidable import MOST_REASON
from newsdesk.store import decided as decided_store
from newsdesk.store import items
from newsdesk.store.database import writing
from tests.fixtures.board import BLUESKY, BY_HAND, MASTODON, RELEASE, TALK, Desk, item

POST = "https://bluesky.example/1"
OTHER = "https://bluesky.example/2"
SNAPSHOT = Snapshot(date=date(2026, 11, 17), text=TALK.text)
SAME = Decision(choice=Choice.SAME, item_id=TALK.id, channel_id=BLUESKY.id, address=POST)
EXEMPT = Decision(
    choice=Choice.EXEMPT, item_id=TALK.id, channel_id=MASTODON.id, reason="in English only"
)
POSTED = Decision(
    choice=Choice.POSTED,
    item_id=TALK.id,
    channel_id=BY_HAND.id,
    address="https://linkedin.example/mw/posts/1",
)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address=OTHER)
WHO = "Example editor"


def decided(desk: Desk, *decisions: Decision, who: str = WHO) -> list[Decision]:
    for one in decisions:
        deciding.decide(desk.engine, desk.id, who, one)
    return [one.decision for one in deciding.pending(desk.engine, desk.id, who)]


def refused(desk: Desk, decision: Decision) -> Explained:
    before = deciding.pending(desk.engine, desk.id, WHO)
    with pytest.raises(Explained) as refusal:
        deciding.decide(desk.engine, desk.id, WHO, decision)
    assert deciding.pending(desk.engine, desk.id, WHO) == before
    return refusal.value


@pytest.mark.parametrize("decision", [SAME, replace(SAME, choice=Choice.NOT), EXEMPT, POSTED])
def test_what_is_decided_waits_with_what_finds_its_item_again(
    desk: Desk, decision: Decision
) -> None:
    assert decided(desk, decision) == [replace(decision, snapshot=SNAPSHOT)]
    assert decided(desk, who="Somebody else") == []


def test_a_post_that_is_no_news_needs_no_item(desk: Desk) -> None:
    assert decided(desk, NOT_NEWS) == [NOT_NEWS]
    named = replace(NOT_NEWS, item_id=TALK.id, channel_id=BLUESKY.id)
    assert decided(desk, named) == [NOT_NEWS]


def test_another_choice_takes_the_place_of_the_first(desk: Desk) -> None:
    split = replace(SAME, choice=Choice.NOT)
    assert [one.choice for one in decided(desk, SAME, EXEMPT, split)] == [
        Choice.EXEMPT,
        Choice.NOT,
    ]


def test_the_same_address_written_otherwise_is_the_same_subject(desk: Desk) -> None:
    elsewhere = replace(POSTED, address="https://linkedin.example/mw/posts/1?utm_source=mail")
    assert decided(desk, elsewhere)[0].address == POSTED.address
    tracked = replace(SAME, choice=Choice.OPEN, address=f"{POST}/?utm_source=mail")
    assert decided(desk, SAME, tracked)[1:] == []


def test_what_was_never_published_is_just_taken_back(desk: Desk) -> None:
    decided(desk, SAME, EXEMPT, NOT_NEWS)
    open_ = [
        replace(SAME, choice=Choice.OPEN),
        replace(EXEMPT, choice=Choice.OPEN, reason=""),
        replace(NOT_NEWS, choice=Choice.OPEN),
    ]
    assert decided(desk, *open_) == []


def test_it_can_be_taken_back_by_its_subject(desk: Desk) -> None:
    decided(desk, SAME, EXEMPT)
    assert deciding.withdraw(desk.engine, desk.id, WHO, SAME.subject)
    assert not deciding.withdraw(desk.engine, desk.id, WHO, SAME.subject)
    assert not deciding.withdraw(desk.engine, desk.id, "Somebody else", EXEMPT.subject)
    assert [one.choice for one in decided(desk)] == [Choice.EXEMPT]


def test_a_reworded_item_is_meant_by_its_former_id(desk: Desk) -> None:
    now = item("Tech talk about the REST API", TALK.date)
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, TALK.page, [RELEASE, now])
        items.add_aliases(connection, desk.id, {TALK.id: now.id})
    (one,) = decided(desk, SAME)
    assert (one.item_id, one.snapshot) == (now.id, Snapshot(date=now.date, text=now.text))


def test_a_very_long_item_is_found_again_by_its_beginning(desk: Desk) -> None:
    long = item(
        "Word " * 1000, TALK.date, links=tuple(f"https://example.org/{n}" for n in "abcd" * 9)
    )
    with writing(desk.engine) as connection:
        items.replace(connection, desk.id, TALK.page, [long])
    (one,) = decided(desk, replace(SAME, item_id=long.id))
    assert one.snapshot is not None
    assert (len(one.snapshot.text), len(one.snapshot.links)) == (300, 10)


def test_a_reason_is_one_clean_line(desk: Desk) -> None:
    (one,) = decided(desk, replace(EXEMPT, reason=" in\nEnglish \u202eonly\t"))
    assert one.reason == "in English only"


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (
            replace(SAME, item_id="2026-11-17-no-such-thing"),
            msg("newsdesk-decide-no-item", "2026-11-17-no-such-thing"),
        ),
        (replace(SAME, channel_id="x"), msg("newsdesk-decide-no-channel", "x")),
        (
            replace(SAME, address="https://stranger.example/1"),
            msg("newsdesk-decide-foreign", "https://stranger.example/1", "Bluesky"),
        ),
        (
            replace(SAME, channel_id=MASTODON.id),
            msg("newsdesk-decide-foreign", POST, "Mastodon"),
        ),
        (
            replace(POSTED, address="http://linkedin.example/mw/posts/1"),
            msg("newsdesk-decide-foreign", "http://linkedin.example/mw/posts/1", "LinkedIn"),
        ),
        (replace(POSTED, address=" "), msg("newsdesk-decide-no-address", "LinkedIn")),
        (
            replace(POSTED, address="javascript:alert(1)"),
            msg("newsdesk-decide-foreign", "javascript:alert(1)", "LinkedIn"),
        ),
        (replace(EXEMPT, reason=" \u200b"), msg("newsdesk-decide-no-reason", "Mastodon")),
        (
            replace(EXEMPT, reason="x" * (MOST_REASON + 1)),
            msg("newsdesk-decide-long-reason", MOST_REASON + 1, MOST_REASON),
        ),
        (
            replace(NOT_NEWS, address="https://stranger.example/1"),
            msg("newsdesk-decide-foreign-any", "https://stranger.example/1"),
        ),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_decided_before_stays(
    desk: Desk, decision: Decision, why: object
) -> None:
    decided(desk, SAME, NOT_NEWS)
    assert refused(desk, decision).message == why


def test_without_a_set_up_there_is_nothing_to_decide(empty_desk: Desk) -> None:
    assert refused(empty_desk, SAME).message == msg("newsdesk-edit-no-set-up")


def test_one_person_cannot_fill_the_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MOST", 2)
    decided(desk, SAME, NOT_NEWS)
    assert refused(desk, EXEMPT).message == msg("newsdesk-decide-too-many", 2)
    assert len(decided(desk, replace(SAME, choice=Choice.NOT))) == 2
    assert len(decided(desk, EXEMPT, who="Somebody else")) == 1


def publish(desk: Desk, *decisions: Decision) -> None:
    """Store what the wiki's page says, as a reading of it would."""
    page = "Social media/Newsdesk/Decisions/2026.json"
    with writing(desk.engine) as connection:
        whole = Decisions().after(replace(one, snapshot=SNAPSHOT) for one in decisions)
        decided_store.replace(connection, desk.id, page, whole)
        decided_store.set_current(
            connection, desk.id, {(page, name): name for name in whole.items}
        )


def test_what_is_in_force_already_does_not_wait_to_be_published(desk: Desk) -> None:
    publish(desk, SAME, EXEMPT, NOT_NEWS)
    assert decided(desk, SAME, EXEMPT, NOT_NEWS) == []
    split = replace(SAME, choice=Choice.NOT)
    assert [one.choice for one in decided(desk, split)] == [Choice.NOT]
    assert decided(desk, SAME) == []


def test_what_is_published_is_taken_back_by_a_decision(desk: Desk) -> None:
    publish(desk, SAME, EXEMPT, NOT_NEWS)
    open_ = [
        replace(SAME, choice=Choice.OPEN),
        replace(EXEMPT, choice=Choice.OPEN, reason=""),
        replace(NOT_NEWS, choice=Choice.OPEN),
    ]
    assert [one.subject for one in decided(desk, *open_)] == [one.subject for one in open_]


def test_the_spelling_of_the_wiki_is_kept(desk: Desk) -> None:
    publish(desk, replace(SAME, address=POST + "/?utm_source=mail"))
    assert decided(desk, SAME) == []
    (one,) = decided(desk, replace(SAME, choice=Choice.NOT))
    assert one.address == POST + "/?utm_source=mail"


@pytest.mark.parametrize(
    "address",
    [
        "https://bluesky.example/2?utm_source=mail",
        "https://bsky.app/profile/mediawiki.org/post/3lbzyxw2abc2d",
    ],
)
def test_a_post_of_a_channel_is_known_by_where_it_is_or_by_its_form(
    desk: Desk, address: str
) -> None:
    assert len(decided(desk, replace(SAME, address=address))) == 1


@pytest.mark.parametrize("decision", [SAME, replace(SAME, choice=Choice.NOT), EXEMPT, POSTED])
def test_what_is_said_of_an_item_needs_one(desk: Desk, decision: Decision) -> None:
    """Else it would be stored as something about the post: that it is news after all."""
    with writing(desk.engine) as connection:
        page = Decisions(not_news=frozenset({POST}))
        decided_store.replace(connection, desk.id, "Decisions/2026.json", page)
    about = replace(decision, item_id="", address=POST)
    assert refused(desk, about).message == msg("newsdesk-decide-no-item", "")
