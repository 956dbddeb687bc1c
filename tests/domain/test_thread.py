from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.thread import MOST_PARTS, threads

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
US = Author("MediaWiki", "mediawiki")


def post(name: str, minute: int, continues: str = "", **more: Any) -> Post:
    made = Post(
        key=PostKey(ChannelKind.MASTODON, "https://social.example", name),
        url=f"https://social.example/{name}",
        author=US,
        time=START + minute * MINUTE,
        html=f"<p>{name}</p>",
        text=name,
        links=(f"https://wiki.example/{name}",),
        form=PostForm.REPLY if continues else PostForm.ORIGINAL,
        continues=continues,
    )
    return replace(made, **more)


ROOT, SECOND, THIRD = post("root", 0), post("second", 1, "root"), post("third", 2, "second")
OTHER = post("other", 5)
GONE = START + 60 * MINUTE


def names(found: list[Post]) -> dict[str, list[str]]:
    return {one.key.native_id: [part.key.native_id for part in one.parts] for one in found}


@pytest.mark.parametrize("order", list(permutations([ROOT, SECOND, THIRD])))
def test_a_thread_is_its_first_post_with_parts(order: tuple[Post, ...]) -> None:
    [found] = threads(order)
    assert found.parts == (SECOND, THIRD)
    assert (found.key, found.form, found.html, found.time) == (
        ROOT.key,
        PostForm.ORIGINAL,
        ROOT.html,
        ROOT.time,
    )
    assert found.text == "root\n\nsecond\n\nthird"
    assert found.links == (*ROOT.links, *SECOND.links, *THIRD.links)


def test_posts_that_continue_nothing_stay_as_they_are_and_in_order() -> None:
    share = post("share", 3, form=PostForm.SHARE)
    answer = post("answer", 4, form=PostForm.REPLY)
    assert threads([OTHER, answer, share]) == [OTHER, answer, share]


def test_a_thread_keeps_the_place_of_its_first_post() -> None:
    assert list(names(threads([OTHER, THIRD, SECOND, ROOT]))) == ["other", "root"]


def test_a_link_of_several_parts_is_there_once() -> None:
    [found] = threads([ROOT, replace(SECOND, links=ROOT.links)])
    assert found.links == ROOT.links


def test_the_latest_edit_counts() -> None:
    edits = {"root": START + MINUTE, "third": START + 9 * MINUTE}
    edited = [
        replace(one, edited=edits.get(one.key.native_id)) for one in (ROOT, SECOND, THIRD, OTHER)
    ]
    assert [one.edited for one in threads(edited)] == [edits["third"], None]


def test_branches_of_a_thread_come_in_the_order_of_time() -> None:
    branch = post("branch", 1, "root", time=START + 1.5 * MINUTE)
    assert names(threads([THIRD, branch, SECOND, ROOT])) == {"root": ["second", "branch", "third"]}


def test_no_part_comes_before_the_one_that_it_continues() -> None:
    at_once = [replace(one, time=START) for one in (THIRD, SECOND, ROOT)]
    assert names(threads(at_once)) == {"root": ["second", "third"]}
    early = replace(THIRD, time=START - MINUTE)
    assert names(threads([early, SECOND, ROOT])) == {"root": ["second", "third"]}


def test_a_deleted_part_is_left_out_and_the_next_one_goes_on() -> None:
    found = threads([ROOT, replace(SECOND, deleted=GONE), THIRD])
    assert names(found) == {"root": ["third"]}
    assert found[0].text == "root\n\nthird"


def test_what_continues_a_deleted_or_unknown_post_stands_by_itself() -> None:
    assert names(threads([replace(ROOT, deleted=GONE), SECOND, THIRD])) == {"second": ["third"]}
    assert names(threads([THIRD, SECOND])) == {"second": ["third"]}
    assert names(threads([THIRD])) == {"third": []}


def test_deleted_posts_are_left_out() -> None:
    assert threads([replace(one, deleted=GONE) for one in (ROOT, SECOND, OTHER)]) == []


def test_ids_count_within_their_own_server() -> None:
    elsewhere = replace(ROOT, key=replace(ROOT.key, origin="https://other.example"))
    assert len(threads([elsewhere, SECOND])) == 2


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_ends(length: int) -> None:
    circle = [post(str(n), n, str((n + 1) % length)) for n in range(length)]
    found = threads([*circle, ROOT])
    assert len(found) == 2
    assert sum(1 + len(one.parts) for one in found) == length + 1


def test_a_chain_of_ten_thousand_is_cut() -> None:
    chain = [post(str(n), n, str(n - 1) if n else "") for n in range(10_000)]
    [found] = threads(reversed(chain))
    assert [part.key.native_id for part in found.parts] == [
        str(n) for n in range(1, MOST_PARTS + 1)
    ]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=20))
def test_every_standing_post_is_shown_once(made: list[tuple[int, int, bool]]) -> None:
    given_posts = {
        name: post(str(name), minute, str(minute), deleted=GONE if gone else None)
        for name, minute, gone in made
    }
    found = threads(given_posts.values())
    shown = [one.key for head in found for one in (head, *head.parts)]
    standing = [one.key for one in given_posts.values() if not one.deleted]
    assert sorted(shown) == sorted(standing)
