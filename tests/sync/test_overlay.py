"""What people decided wins over what the machine found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.decision import Snapshot
from newsdesk.domain.decisions import Decisions, ItemDecisions, Settled
from newsdesk.domain.message import msg
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.overlay import no_news, overlay

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
RELEASE, TALK = "2026-11-18-release", "2026-11-18-talk"
LINK = msg("newsdesk-evidence-link")
CONFIRMED, BY_HAND = msg("newsdesk-evidence-decided"), msg("newsdesk-evidence-by-hand")


def post(number: int, **more: Any) -> Post:
    made = Post(
        key=PostKey(ChannelKind.MASTODON, "https://m.example", str(number)),
        url=f"https://m.example/@a/{number}",
        author=Author("A", "a"),
        time=NOON + timedelta(hours=number),
        html="A",
        text="A",
    )
    return replace(made, **more)


ONE, TWO, THREE = (post(number) for number in (1, 2, 3))
POSTS = {"m": [ONE, TWO, THREE], "n": [ONE]}


def match(
    with_: Post = ONE, item: str = RELEASE, verdict: Verdict = Verdict.SAME, channel: str = "m"
) -> Match:
    return Match(
        item_id=item,
        channel_id=channel,
        post=with_.key,
        verdict=verdict,
        score=0.5,
        evidence=(LINK,),
    )


def decided(with_: Post = ONE, item: str = RELEASE, how: Any = CONFIRMED, *more: Any) -> Match:
    return replace(match(with_, item), score=1.0, evidence=(how, *more), decided=True)


def decisions(not_news: Iterable[str] = (), **items: Settled) -> Decisions:
    """Decide about items, named by their last word, on the channel ``m``."""
    snapshot = Snapshot(date=date(2026, 11, 18), text="A")
    return Decisions(
        items={
            f"2026-11-18-{name}": ItemDecisions(snapshot=snapshot, channels={"m": settled})
            for name, settled in items.items()
        },
        not_news=frozenset(not_news),
    )


UNSURE = match(verdict=Verdict.UNSURE)
OPEN = replace(UNSURE, score=0.0, evidence=(msg("newsdesk-evidence-open"),))


@pytest.mark.parametrize(
    ("why", "matches", "said", "expected"),
    [
        ("nothing was decided", [match(), UNSURE], decisions(), [match(), UNSURE]),
        (
            "confirmed",
            [UNSURE],
            decisions(release=Settled(same=(ONE.url,))),
            [decided(ONE, RELEASE, CONFIRMED, LINK)],
        ),
        ("found by a person", [], decisions(release=Settled(same=(ONE.url,))), [decided()]),
        (
            "however it is spelled",
            [],
            decisions(release=Settled(same=("http://www.m.example/@a/1/?utm_source=x",))),
            [decided()],
        ),
        (
            "by hand, at a post that is known",
            [],
            decisions(release=Settled(posted=ONE.url)),
            [decided(ONE, RELEASE, BY_HAND)],
        ),
        ("at a post that is not known", [], decisions(release=Settled(posted="https://m/9")), []),
        (
            "taken from another item",
            [match(item=TALK)],
            decisions(release=Settled(same=(ONE.url,))),
            [decided()],
        ),
        (
            "named for two items",
            [match()],
            decisions(release=Settled(same=(ONE.url,)), talk=Settled(same=(ONE.url,))),
            [decided(ONE, RELEASE, CONFIRMED, LINK), decided(ONE, TALK)],
        ),
        (
            "not the same",
            [match(), match(TWO), match(item=TALK)],
            decisions(release=Settled(not_same=(ONE.url,))),
            [match(TWO), match(item=TALK)],
        ),
        (
            "not the same on this channel",
            [match(), match(channel="n")],
            decisions(release=Settled(not_same=(ONE.url,))),
            [match(channel="n")],
        ),
        (
            "both, as only a person who edits the page can say",
            [match()],
            decisions(release=Settled(same=(ONE.url,), not_same=(ONE.url,))),
            [decided(ONE, RELEASE, CONFIRMED, LINK)],
        ),
        (
            "no news, on whatever channel",
            [match(), match(TWO), match(channel="n")],
            decisions([ONE.url]),
            [match(TWO)],
        ),
        (
            "no news, but named for an item",
            [match()],
            decisions([ONE.url], release=Settled(same=(ONE.url,))),
            [decided(ONE, RELEASE, CONFIRMED, LINK)],
        ),
        (
            "not for this channel: what was posted all the same stays",
            [match()],
            decisions(release=Settled(exempt="why")),
            [match()],
        ),
        (
            "of an item and a channel that are not there",
            [match()],
            decisions(gone=Settled(not_same=(ONE.url,))),
            [match()],
        ),
        (
            "open again",
            [decided(ONE, RELEASE, CONFIRMED, LINK)],
            decisions(),
            [replace(UNSURE, score=1.0)],
        ),
        (
            "open again, and the machine found nothing",
            [decided()],
            decisions(),
            [replace(UNSURE, score=1.0, evidence=(msg("newsdesk-evidence-open"),))],
        ),
    ],
)
def test_decisions_win(
    why: str, matches: list[Match], said: Decisions, expected: list[Match]
) -> None:
    assert overlay(matches, said, POSTS) == expected, why


@pytest.mark.parametrize(
    ("why", "matches", "said", "before", "expected"),
    [
        ("confirmed before", [], decisions(), Settled(same=(ONE.url,)), [OPEN]),
        ("not the same before", [], decisions(), Settled(not_same=(ONE.url,)), [OPEN]),
        ("by hand before", [], decisions(), Settled(posted=ONE.url), [OPEN]),
        ("not for this channel before", [], decisions(), Settled(exempt="why"), []),
        ("the machine was asked", [match()], decisions(), Settled(same=(ONE.url,)), [match()]),
        (
            "the machine was not",
            [decided(ONE, RELEASE, CONFIRMED, LINK)],
            decisions(),
            Settled(same=(ONE.url,)),
            [replace(UNSURE, score=1.0)],
        ),
        (
            "still decided",
            [],
            decisions(release=Settled(same=(ONE.url,))),
            Settled(same=(ONE.url,)),
            [decided()],
        ),
        (
            "the opposite now",
            [match()],
            decisions(release=Settled(not_same=(ONE.url,))),
            Settled(same=(ONE.url,)),
            [],
        ),
        (
            "another item's now",
            [],
            decisions(talk=Settled(same=(ONE.url,))),
            Settled(same=(ONE.url,)),
            [decided(ONE, TALK)],
        ),
        ("no news now", [], decisions([ONE.url]), Settled(same=(ONE.url,)), []),
    ],
)
def test_what_is_open_again_asks_for_a_person(
    why: str, matches: list[Match], said: Decisions, before: Settled, expected: list[Match]
) -> None:
    assert overlay(matches, said, POSTS, decisions(release=before)) == expected, why


def test_a_thread_is_found_at_each_of_its_parts() -> None:
    whole = replace(ONE, parts=(TWO, THREE))
    said = decisions(release=Settled(same=(THREE.url,)))
    assert overlay([], said, {"m": [whole]}) == [decided(whole)]


def test_what_is_decided_of_a_post_holds_of_our_share_of_it() -> None:
    share = post(2, url=ONE.url, form=PostForm.SHARE, time=NOON)
    here = {"m": [ONE, share]}
    said = decisions(release=Settled(same=(ONE.url,)))
    assert overlay([], said, here) == [decided(ONE), decided(share)]
    said = decisions(release=Settled(not_same=(ONE.url,)))
    assert overlay([match(), match(share)], said, here) == []


def test_a_post_that_is_no_news_is_named_on_each_of_its_channels() -> None:
    assert no_news(decisions([ONE.url]), POSTS) == {("m", ONE.key), ("n", ONE.key)}
    assert no_news(decisions([TWO.url], release=Settled(same=(TWO.url,))), POSTS) == frozenset()
    assert no_news(decisions(), POSTS) == frozenset()


ADDRESSES = st.sets(st.sampled_from([ONE.url, TWO.url, THREE.url])).map(tuple)
SETTLED = st.builds(
    Settled, same=ADDRESSES, not_same=ADDRESSES, posted=st.sampled_from(["", ONE.url, TWO.url])
)
MATCHES = st.lists(
    st.builds(
        match,
        st.sampled_from([ONE, TWO, THREE]),
        st.sampled_from([RELEASE, TALK]),
        st.sampled_from(Verdict),
    ),
    unique_by=lambda one: (one.item_id, one.post),
)


@given(MATCHES, st.builds(decisions, ADDRESSES, release=SETTLED, talk=SETTLED))
def test_what_was_decided_holds_and_holds_when_it_is_said_again(
    matches: list[Match], said: Decisions
) -> None:
    found = overlay(matches, said, POSTS)
    assert set(overlay(found, said, POSTS)) == set(found)
    assert len({(one.item_id, one.channel_id, one.post) for one in found}) == len(found)
    for one in (ONE, TWO, THREE):
        named = {
            item
            for item in (RELEASE, TALK)
            if one.url in (*said.of(item, "m").same, said.of(item, "m").posted)
        }
        have = {m.item_id for m in found if m.post == one.key}
        assert not named or have == named
        barred = {i for i in (RELEASE, TALK) if one.url in said.of(i, "m").not_same}
        assert not have & (barred - named)
        assert named or not (have and one.url in said.not_news)


def test_a_rival_is_no_evidence_any_more_once_a_person_decided() -> None:
    rival = replace(UNSURE, evidence=(LINK, msg("newsdesk-evidence-rival")))
    said = decisions(release=Settled(same=(ONE.url,)))
    assert overlay([rival], said, POSTS) == [decided(ONE, RELEASE, CONFIRMED, LINK)]
