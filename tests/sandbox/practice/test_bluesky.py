"""The practice AppView answers as its lexicons say."""

from __future__ import annotations

import pytest

from sandbox.practice import Practice
from sandbox.practice.bluesky import DID, HANDLE
from sandbox.practice.bluesky_shapes import CROWD, QUIET
from tests.sandbox.practice.asking import APP, BLUESKY, author_feed, every_view, get


def test_pages_lead_to_the_end_without_repeating(practice: Practice) -> None:
    answer = author_feed(practice, limit=17).json()
    seen = [view["post"]["uri"] for view in answer["feed"]]
    while "cursor" in answer:
        answer = author_feed(practice, limit=17, cursor=answer["cursor"]).json()
        seen += [view["post"]["uri"] for view in answer["feed"]]
    assert len(seen) == len(set(seen)) > 100
    assert seen == [view["post"]["uri"] for view in every_view(practice)]


def test_a_page_has_fifty_unless_asked(practice: Practice) -> None:
    assert len(author_feed(practice).json()["feed"]) == 50


@pytest.mark.parametrize(
    ("name", "answers", "own_threads"),
    [
        ("posts_with_replies", True, True),
        ("posts_and_author_threads", False, True),
        ("posts_no_replies", False, False),
    ],
)
def test_filters(practice: Practice, name: str, answers: bool, own_threads: bool) -> None:
    views = every_view(practice, filter=name)
    parents = [v["post"]["record"]["reply"]["parent"]["uri"] for v in views if "reply" in v]
    assert any(DID not in uri for uri in parents) == answers
    assert any(DID in uri for uri in parents) == own_threads
    assert any("reason" in view for view in views)


def test_there_are_no_media(practice: Practice) -> None:
    assert author_feed(practice, filter="posts_with_media").json() == {"feed": []}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("feed.getAuthorFeed?actor=nobody.example", "Profile not found"),
        ("actor.getProfile?actor=nobody.example", "Profile not found"),
        ("graph.getFollows?actor=nobody.example", "Actor not found: nobody.example"),
        ("feed.getAuthorFeed", 'Error: Params must have the property "actor"'),
        (f"feed.getAuthorFeed?actor={HANDLE}&limit=101", "Error: limit must be between 1 and 100"),
        (f"feed.getAuthorFeed?actor={HANDLE}&limit=x", "Error: limit must be between 1 and 100"),
        (f"feed.getAuthorFeed?actor={HANDLE}&filter=x", "Error: filter is not a known value"),
        ("feed.getPosts", "Error: uris must have between 1 and 25 elements"),
    ],
)
def test_invalid_requests(practice: Practice, path: str, message: str) -> None:
    answer = get(practice, BLUESKY, f"/xrpc/app.bsky.{path}")
    assert answer.status_code == 400
    assert answer.json() == {"error": "InvalidRequest", "message": message}


def test_what_needs_a_login_is_not_there(practice: Practice) -> None:
    answer = get(practice, BLUESKY, "/xrpc/app.bsky.feed.searchPosts?q=a")
    assert (answer.status_code, answer.json()["error"]) == (501, "MethodNotImplemented")


@pytest.mark.parametrize("actor", [HANDLE, HANDLE.upper(), DID])
def test_the_profile(practice: Practice, actor: str) -> None:
    profile = get(practice, BLUESKY, f"/xrpc/app.bsky.actor.getProfile?actor={actor}").json()
    assert (profile["did"], profile["handle"]) == (DID, HANDLE)
    assert profile["postsCount"] == len(every_view(practice))


def test_whom_the_account_follows(practice: Practice) -> None:
    path = f"/xrpc/app.bsky.graph.getFollows?actor={HANDLE}&limit=2"
    first = get(practice, BLUESKY, path).json()
    rest = get(practice, BLUESKY, f"{path}&cursor={first['cursor']}").json()
    assert first["subject"]["handle"] == HANDLE
    assert [one["handle"] for one in first["follows"] + rest["follows"]] == [
        "tech.people.example",
        "wikipedia.people.example",
        "ada.people.example",
    ]
    assert "cursor" not in rest


def test_posts_by_their_addresses(practice: Practice) -> None:
    views = [view["post"] for view in author_feed(practice, limit=3).json()["feed"]]
    uris = [view["uri"] for view in views]
    path = "/xrpc/app.bsky.feed.getPosts"
    asked = [*uris, "at://did:plc:x/app.bsky.feed.post/2"]
    assert get(practice, BLUESKY, path, params={"uris": asked}).json() == {"posts": views}


def test_pages_for_people_and_the_feed(practice: Practice) -> None:
    post = next(v["post"] for v in every_view(practice) if "reason" not in v)
    key = post["uri"].rpartition("/")[2]
    page = get(practice, APP, f"/profile/{HANDLE}/post/{key}")
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.text.count("<article>") == 1
    assert get(practice, APP, f"/profile/{DID}").text.count("<article>") == 40
    assert get(practice, APP, f"/profile/{HANDLE}/rss").text.count("<item>") == 20
    assert get(practice, APP, f"/profile/{HANDLE}/post/nothing").status_code == 404
    assert get(practice, APP, "/profile/nobody.example").status_code == 404


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        ("suspended.practice.example", "AccountTakedown"),
        ("asleep.practice.example", "AccountDeactivated"),
    ],
)
def test_only_the_profile_says_that_an_account_has_ended(
    practice: Practice, actor: str, error: str
) -> None:
    answer = get(practice, BLUESKY, f"/xrpc/app.bsky.actor.getProfile?actor={actor}")
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    posts = author_feed(practice, actor=actor)
    assert (posts.status_code, posts.json()["message"]) == (400, "Profile not found")


def test_a_quiet_account_and_one_that_follows_many(practice: Practice) -> None:
    assert author_feed(practice, actor=QUIET).json() == {"feed": []}
    path = "/xrpc/app.bsky.graph.getFollows?limit=100&actor="
    assert get(practice, BLUESKY, path + QUIET).json()["follows"] == []
    first = get(practice, BLUESKY, path + CROWD).json()
    assert (len(first["follows"]), first["cursor"]) == (100, "100")
