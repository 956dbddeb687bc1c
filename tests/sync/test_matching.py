"""The rules of matching, each with its named cases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.matching import match

SITE = Site(name="Practice", server="https://wiki.example")
DAY = date(2026, 11, 18)
SAME, UNSURE, NO = Verdict.SAME, Verdict.UNSURE, None
ANNOUNCE = "https://lists.example/mediawiki-announce/2026-11/msg1.html"
FRONT = "https://lists.example/mediawiki-announce/"


def item(text: str, *links: str, day: date = DAY) -> NewsItem:
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


def found(items: Sequence[NewsItem], *posts: Post) -> tuple[Match, ...]:
    return match(items, {"m": posts}, SITE)


RELEASE = item("MediaWiki 1.45.2, 1.44.4 and 1.43.7 have been released (security).", ANNOUNCE)
TALK = item("Tech talk: the new REST API, with Ada Example, on 26 November at 17:00 UTC")
NEWSLETTER = item("Tech News 2026/46 is out", "https://meta.example/wiki/Tech/News/2026/46")


@pytest.mark.parametrize(
    ("news", "what", "verdict"),
    [
        pytest.param(RELEASE, post("Out now!", ANNOUNCE), SAME, id="same link, no words"),
        pytest.param(
            RELEASE, post("Out now", ANNOUNCE + "?utm_source=x"), SAME, id="tracked link"
        ),
        pytest.param(
            RELEASE,
            post("MediaWiki 1.45.2 / 1.44.4 / 1.43.7 security releases are out"),
            SAME,
            id="same versions in other words",
        ),
        pytest.param(
            RELEASE, post("MediaWiki 1.45.2 has been released", ANNOUNCE), SAME, id="one of three"
        ),
        pytest.param(
            RELEASE,
            post("MediaWiki 1.45.1, 1.44.3 and 1.43.6 have been released (security)."),
            NO,
            id="neighbouring release",
        ),
        pytest.param(
            RELEASE,
            post("MediaWiki 1.45.1 has been released", ANNOUNCE),
            NO,
            id="neighbouring release with the same link",
        ),
        pytest.param(
            item("MediaWiki 1.46.0 has been released"),
            post("MediaWiki 1.46.0-rc.1 has been released"),
            NO,
            id="release candidate",
        ),
        pytest.param(NEWSLETTER, post("Tech News 2026/46 is out!"), SAME, id="newsletter"),
        pytest.param(NEWSLETTER, post("Tech News 2026/45 is out!"), NO, id="last newsletter"),
        pytest.param(
            TALK,
            post("Tech talk: the new REST API, with Ada Example, Nov 26, 17:00 UTC"),
            SAME,
            id="same day in another spelling",
        ),
        pytest.param(
            TALK,
            post("Tech talk: the new REST API, with Ada Example, on 3 December at 17:00 UTC"),
            NO,
            id="the series' next event",
        ),
        pytest.param(
            item("Survey: 1,000 answers", "https://wiki.example/wiki/Survey"),
            post("Survey: 2,000 answers", "https://wiki.example/wiki/Survey"),
            UNSURE,
            id="other number, same link",
        ),
        pytest.param(
            item("The survey has closed; thank you all"),
            post("The survey has closed; thank you all", days=20),
            NO,
            id="same words weeks later",
        ),
        pytest.param(
            item("The survey", "https://wiki.example/wiki/Survey"),
            post("Answers please", "https://wiki.example/wiki/Survey", days=20),
            SAME,
            id="own link weeks later",
        ),
        pytest.param(
            item("The survey", "https://wiki.example/wiki/Survey"),
            post("Answers please", "https://wiki.example/wiki/Survey", days=50),
            NO,
            id="own link, too late",
        ),
        pytest.param(
            RELEASE, post("Photos from the hackathon in Berlin"), NO, id="something else"
        ),
        pytest.param(
            RELEASE,
            post("Out now", ANNOUNCE, form=PostForm.REPLY),
            NO,
            id="a reply is no announcement",
        ),
        pytest.param(
            RELEASE, post("Out now", ANNOUNCE, form=PostForm.SHARE), SAME, id="a share may be"
        ),
        pytest.param(
            RELEASE,
            replace(post("Out now", ANNOUNCE), deleted=datetime(2026, 11, 20, tzinfo=UTC)),
            NO,
            id="a deleted post is none",
        ),
    ],
)
def test_pair(news: NewsItem, what: Post, verdict: Verdict | None) -> None:
    matches = found([news], what)
    assert [m.verdict for m in matches] == ([verdict] if verdict else [])


def test_a_link_of_several_items_is_not_enough() -> None:
    items = [item("Codex is out", FRONT), item("The parser is faster", FRONT)]
    assert found(items, post("Photos from Berlin", FRONT)) == ()
    (one,) = found(items, post("Codex is out!", FRONT))
    assert (one.item_id, one.verdict) == (items[0].id, SAME)


def test_two_close_items_are_both_unsure() -> None:
    items = [item("Office hour on IRC today"), item("Office hour on IRC today!")]
    ids = distinct(i.id for i in items)
    items = [replace(i, id=n) for i, n in zip(items, ids, strict=True)]
    matches = found(items, post("Office hour on IRC today"))
    assert [(m.item_id, m.verdict) for m in matches] == [(n, UNSURE) for n in ids]


def test_a_post_belongs_to_its_best_item() -> None:
    near = item("The parser team has cut memory by a third")
    far = item("The parser team has cut memory use of templates by half in tests")
    (one,) = found([near, far], post("The parser team has cut memory by a third!"))
    assert one.item_id == near.id


def test_a_reminder_is_a_second_match() -> None:
    first = post("The hackathon starts", ANNOUNCE, native_id="1")
    again = post("Reminder: the hackathon", ANNOUNCE, days=3, native_id="2")
    matches = found([item("The hackathon starts", ANNOUNCE)], first, again)
    assert [m.post.native_id for m in matches] == ["1", "2"]


def test_evidence_in_words() -> None:
    (one,) = found([RELEASE], post("MediaWiki 1.45.2 is out", ANNOUNCE))
    assert [(e.key, e.params) for e in one.evidence][:2] == [
        ("newsdesk-evidence-link", ()),
        ("newsdesk-evidence-versions", ("1.45.2",)),
    ]
    assert one.evidence[-1].key == "newsdesk-evidence-hours"
    assert one.evidence[-1].params == (2,)


def test_channels_are_matched_apart() -> None:
    matches = match([RELEASE], {"a": [post("", ANNOUNCE)], "b": []}, SITE)
    assert [m.channel_id for m in matches] == ["a"]


texts = st.text(max_size=60) | st.sampled_from(["MediaWiki 1.45.2", "Tech News 2026/46", ""])


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_every_post_has_one_sure_item_at_most(news: list[str], posts: list[str]) -> None:
    items = [item(t) for t in news]
    ids = distinct(i.id for i in items)
    items = [replace(i, id=n) for i, n in zip(items, ids, strict=True)]
    matches = found(items, *(post(t, native_id=str(n)) for n, t in enumerate(posts)))
    sure = [m.post for m in matches if m.verdict is SAME]
    assert len(sure) == len(set(sure))


VOCABULARY = ["parser", "search", "skin", "talk", "survey", "wiki", "blog", "beta"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=4)


@given(WORDS, WORDS)
def test_giving_up_early_changes_no_score(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    score = (fuzz.token_set_ratio(a, b) + fuzz.token_sort_ratio(a, b)) / 200
    matches = found([item(a)], post(b))
    assert [m.score for m in matches] == ([round(score, 4)] if score >= 0.55 else [])
