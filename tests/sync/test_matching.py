"""The rules of matching a desk, each with its named cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey, Quote
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.matching import match

SITE = Site(name="Practice", server="https://wiki.example")
DAY = date(2026, 11, 18)
SAME, UNSURE, DIFFERS = Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERS
ANNOUNCE = "https://lists.example/mediawiki-announce/2026-11/msg1.html"
FRONT = "https://lists.example/"


def item(text: str, *links: str, days: int = 0) -> NewsItem:
    day = DAY + timedelta(days=days)
    return NewsItem(id=item_id(day, text), date=day, date_text="", text=text, links=links)


def post(
    text: str,
    *links: str,
    days: float = 0,
    form: PostForm = PostForm.ORIGINAL,
    native_id: str = "1",
) -> Post:
    return Post(
        key=PostKey(ChannelKind.MASTODON, "https://m.example", native_id),
        url=f"https://m.example/@a/{native_id}",
        author=Author("A", "a"),
        time=datetime(DAY.year, DAY.month, DAY.day, 14, tzinfo=UTC) + timedelta(days=days),
        html="",
        text=text,
        links=links,
        form=form,
    )


def matched(
    items: Sequence[NewsItem],
    posts: Sequence[Post] | Mapping[str, Sequence[Post]],
    *decided: Decision,
    dead: frozenset[str] = frozenset(),
) -> list[Match]:
    channels = posts if isinstance(posts, Mapping) else {"m": posts}
    return list(match(items, channels, SITE, Decisions().after(decided), dead=dead))


def found(
    items: Sequence[NewsItem], posts: Sequence[Post], *decided: Decision
) -> list[tuple[str, str, Verdict]]:
    """Return of each match the item's text, the post's id and the verdict."""
    texts = {one.id: one.text for one in items}
    matches = matched(items, posts, *decided)
    return [(texts[m.item_id], m.post.native_id, m.verdict) for m in matches]


def evidence(one: Match) -> list[str]:
    return [message.key.removeprefix("newsdesk-evidence-") for message in one.evidence]


def decision(choice: Choice, of: NewsItem, to: Post, channel_id: str = "m") -> Decision:
    snapshot = Snapshot(date=of.date, text=of.text, links=of.links)
    return Decision(
        choice=choice, item_id=of.id, channel_id=channel_id, address=to.url, snapshot=snapshot
    )


def numbered(items: Sequence[NewsItem]) -> list[NewsItem]:
    """Tell items of one day and text apart, as a page does."""
    ids = distinct(one.id for one in items)
    return [replace(one, id=new) for one, new in zip(items, ids, strict=True)]


RELEASE = item("MediaWiki 1.45.2 has been released: a security and maintenance release", ANNOUNCE)
OLDER = item("MediaWiki 1.44.4 has been released: a security and maintenance release")
HOUR = "Office hour of the Wikidata query service team"
ENTITY = "The Wikidata query service now splits scholarly articles"
GADGETS = item("Survey of gadget developers: tell us what you miss")


# What is news at all


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(post(RELEASE.text, form=PostForm.REPLY), id="a reply is none"),
        pytest.param(
            replace(post(RELEASE.text), deleted=datetime(2026, 11, 20, tzinfo=UTC)),
            id="a deleted post is none",
        ),
        pytest.param(post("Photos from the hackathon in Berlin"), id="something else"),
        pytest.param(post(RELEASE.text, days=60), id="the same words two months later"),
    ],
)
def test_no_match(what: Post) -> None:
    assert found([RELEASE], [what]) == []


def test_a_share_counts_by_what_it_shares() -> None:
    shared = post(RELEASE.text, ANNOUNCE, form=PostForm.SHARE)
    assert found([RELEASE], [shared]) == [(RELEASE.text, "1", SAME)]


def test_a_thread_counts_as_a_whole_by_its_first_post() -> None:
    first = post("Good news today, a thread", native_id="1")
    part = post(RELEASE.text, ANNOUNCE, form=PostForm.REPLY, native_id="2")
    whole = [first, replace(part, continues="1")]
    assert found([RELEASE], whole) == [(RELEASE.text, "1", SAME)]


# Which item


def test_each_release_has_its_own_post_although_the_texts_are_nearly_equal() -> None:
    posts = [post(OLDER.text, native_id="old"), post(RELEASE.text, native_id="new")]
    assert found([RELEASE, OLDER], posts) == [
        (OLDER.text, "old", SAME),
        (RELEASE.text, "new", SAME),
    ]


def test_a_link_of_several_items_is_not_enough() -> None:
    items = [item("Codex 3 is out", FRONT), item("The parser cuts memory by half", FRONT)]
    assert found(items, [post("Photos from Berlin", FRONT)]) == []


def test_a_post_belongs_to_its_best_item() -> None:
    near = item("The parser team has cut memory of large templates by a third")
    far = item("The parser team has cut loading time of gadget pages by half")
    assert found([near, far], [post(near.text + "!")]) == [(near.text, "1", SAME)]


def test_two_equal_items_of_one_day_are_left_to_a_person() -> None:
    items = numbered([item(HOUR), item(HOUR)])
    matches = matched(items, [post(HOUR)])
    assert [(m.item_id, m.verdict) for m in matches] == [(one.id, UNSURE) for one in items]
    assert all("rival" in evidence(m) for m in matches)


def test_of_a_series_the_nearest_in_time_is_meant() -> None:
    items = [item(HOUR, days=-7), item(HOUR), item(HOUR, days=7)]
    assert [m.item_id for m in matched(items, [post(HOUR)])] == [items[1].id]


def test_posts_in_the_order_of_the_items_belong_to_them() -> None:
    items = [item(ENTITY, days=-1), item(ENTITY)]
    posts = [post(ENTITY, days=0.1, native_id="late"), post(ENTITY, days=0.2, native_id="later")]
    matches = matched(items, posts)
    assert [(m.item_id, m.post.native_id, m.verdict) for m in matches] == [
        (items[0].id, "late", SAME),
        (items[1].id, "later", SAME),
    ]
    assert all("order" in evidence(m) for m in matches)


def test_posts_that_were_not_posted_item_by_item_are_left_to_a_person() -> None:
    items = [item(ENTITY, days=-1), item(ENTITY)]
    posts = [post(ENTITY, days=n / 10, native_id=str(n)) for n in range(3)]
    assert {m.verdict for m in matched(items, posts)} == {UNSURE}


# Which posts


def test_the_first_post_is_best_and_reminders_come_after_in_order() -> None:
    posts = [
        post("Reminder: " + RELEASE.text, ANNOUNCE, days=4, native_id="second reminder"),
        post("Reminder: " + RELEASE.text, ANNOUNCE, days=2, native_id="reminder"),
        post(RELEASE.text, ANNOUNCE, native_id="first"),
    ]
    matches = matched([RELEASE], posts)
    assert [m.post.native_id for m in matches] == ["first", "reminder", "second reminder"]
    assert sorted((m.score for m in matches), reverse=True) == [m.score for m in matches]
    assert len({m.score for m in matches}) == 3


def test_channels_are_matched_apart() -> None:
    channels = {"a": [post(RELEASE.text, ANNOUNCE)], "b": [], "c": [post(RELEASE.text, ANNOUNCE)]}
    assert [m.channel_id for m in matched([RELEASE], channels)] == ["a", "c"]


# What differs


def test_another_version_with_the_item_s_own_link_differs() -> None:
    matches = matched([RELEASE], [post("MediaWiki 1.45.1 is released", ANNOUNCE)])
    assert [m.verdict for m in matches] == [DIFFERS]
    assert [(e.key, e.params) for e in matches[0].evidence] == [
        ("newsdesk-evidence-post-says", ("1.45.1",))
    ]


def test_nearly_the_same_words_with_another_day_differ() -> None:
    talk = item("Tech talk: Ada Example explains changed template parsing on 26 November")
    wrong = post("Tech talk: Ada Example explains changed template parsing on 3 December")
    (one,) = matched([talk], [wrong])
    assert (one.verdict, one.evidence[0].params) == (DIFFERS, (date(2026, 12, 3),))


def test_another_version_is_the_neighbour_where_the_item_has_its_own_post() -> None:
    posts = [post(RELEASE.text, native_id="own"), post(OLDER.text, native_id="neighbour")]
    assert found([RELEASE], posts) == [(RELEASE.text, "own", SAME)]


def test_a_release_candidate_is_no_slip() -> None:
    final = item("MediaWiki 1.46.0 has been released for all to try")
    assert found([final], [post("MediaWiki 1.46.0-rc.1 has been released for all to try")]) == []


def test_a_link_that_leads_to_last_week_s_page_differs() -> None:
    news = item("Tech News is out", "https://meta.example/wiki/Tech/News/2026/46")
    wrong = post("Tech News is out", "https://meta.example/wiki/Tech/News/2026/45")
    assert [m.verdict for m in matched([news], [wrong])] == [DIFFERS]


def test_a_dead_link_differs() -> None:
    dead = "https://wiki.example/wiki/Relase_notes"
    where = post(RELEASE.text, dead)
    (one,) = matched([RELEASE], [where], dead=frozenset({dead}))
    assert (one.verdict, one.evidence[0].params) == (DIFFERS, (dead,))
    assert [m.verdict for m in matched([RELEASE], [where])] == [SAME]


# Decisions


def test_what_a_person_said_is_the_same_is_so() -> None:
    far = post("Something else altogether", days=80)
    (one,) = matched([RELEASE], [far], decision(Choice.SAME, RELEASE, far))
    assert (one.verdict, one.decided, evidence(one)) == (SAME, True, ["decided"])


def test_a_post_that_was_decided_about_is_no_other_item_s() -> None:
    said = post(RELEASE.text, ANNOUNCE)
    choice = decision(Choice.SAME, GADGETS, said)
    assert found([RELEASE, GADGETS], [said], choice) == [(GADGETS.text, "1", SAME)]


def test_what_a_person_split_stays_apart() -> None:
    said = post(RELEASE.text, ANNOUNCE)
    assert found([RELEASE], [said], decision(Choice.NOT, RELEASE, said)) == []


def test_a_decision_holds_on_its_channel_however_the_address_is_written() -> None:
    said = post(RELEASE.text, ANNOUNCE)
    written = replace(said, url=said.url + "/?utm_source=x")
    choice = decision(Choice.NOT, RELEASE, written)
    matches = matched([RELEASE], {"m": [said], "other": [said]}, choice)
    assert [m.channel_id for m in matches] == ["other"]


def test_a_post_that_is_no_news_is_out() -> None:
    said = post(RELEASE.text, ANNOUNCE)
    choice = Decision(choice=Choice.NOT_NEWS, address=said.url)
    assert found([RELEASE], [said], choice) == []


def test_a_post_at_the_address_where_an_item_was_posted_by_hand_is_its() -> None:
    said = post("Look at this", days=3)
    (one,) = matched([RELEASE], [said], decision(Choice.POSTED, RELEASE, said))
    assert one.decided


def test_a_decision_about_a_part_is_about_the_thread() -> None:
    first, part = post("A thread", native_id="1"), post("and more", native_id="2")
    part = replace(part, continues="1", form=PostForm.REPLY)
    choice = decision(Choice.SAME, RELEASE, part)
    assert found([RELEASE], [first, part], choice) == [(RELEASE.text, "1", SAME)]


def test_a_person_can_take_a_reply_for_news_but_no_deleted_post() -> None:
    reply = post("Something", form=PostForm.REPLY)
    choice = decision(Choice.SAME, RELEASE, reply)
    assert found([RELEASE], [reply], choice) == [(RELEASE.text, "1", SAME)]
    gone = replace(reply, deleted=datetime(2026, 11, 20, tzinfo=UTC))
    assert found([RELEASE], [gone], choice) == []


def test_a_decided_post_comes_before_what_the_machine_found() -> None:
    posts = [post(RELEASE.text, ANNOUNCE, native_id="found"), post("It", days=9, native_id="said")]
    choice = decision(Choice.SAME, RELEASE, posts[1])
    assert [p for _, p, _ in found([RELEASE], posts, choice)] == ["said", "found"]


def test_a_decision_about_an_item_that_is_gone_leaves_the_post_to_the_machine() -> None:
    said = post(RELEASE.text, ANNOUNCE)
    choice = decision(Choice.SAME, GADGETS, said)
    assert found([RELEASE], [said], choice) == [(RELEASE.text, "1", SAME)]


# What always holds

texts = st.text(max_size=60) | st.sampled_from([RELEASE.text, OLDER.text, HOUR, ENTITY, ""])
told = st.lists(st.tuples(texts, st.integers(0, 9)), max_size=5)


@given(told, told)
def test_every_post_has_one_sure_item_at_most(
    news: list[tuple[str, int]], posts: list[tuple[str, int]]
) -> None:
    items = numbered([item(text, days=days) for text, days in news])
    some = [post(text, days=days, native_id=str(n)) for n, (text, days) in enumerate(posts)]
    sure = [m.post for m in matched(items, some) if m.verdict is not UNSURE]
    assert len(sure) == len(set(sure))


@given(told, told, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_makes_no_difference(
    news: list[tuple[str, int]], posts: list[tuple[str, int]], random: Random
) -> None:
    items = numbered([item(text, days=days) for text, days in news])
    some = [post(text, days=days, native_id=str(n)) for n, (text, days) in enumerate(posts)]
    other_items, other_posts = items[:], some[:]
    random.shuffle(other_items)
    random.shuffle(other_posts)
    assert matched(items, some) == matched(other_items, other_posts)


def test_who_quotes_an_announcement_has_linked_to_what_it_links_to() -> None:
    release = item("MediaWiki 1.45.2 has been released", ANNOUNCE)
    other = item("Codex 2.7 is out", "https://blog.example/codex-2-7")
    quote = Quote(Author("B", "b"), "https://m.example/@b/1", f"Out now: {ANNOUNCE}")
    quoting = replace(post("Please upgrade to MediaWiki 1.45.2 🎉"), quote=quote)
    [one] = matched([release, other], [quoting])
    assert (one.item_id, one.verdict) == (release.id, SAME)
    assert msg("newsdesk-evidence-link") in one.evidence
