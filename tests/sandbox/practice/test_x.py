"""The practice server answers as the documentation of the X API v2 says."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from sandbox.practice import Practice
from sandbox.practice.x import QUIET, SUSPENDED, TOKEN
from sandbox.practice.x_shapes import ACCOUNT_ID, QUIET_ID
from tests.fixtures.practice import PRACTICE_NOW
from tests.sandbox.practice.asking import X, get

TWEETS = f"/2/users/{ACCOUNT_ID}/tweets"
FIELDS = "created_at,entities,note_tweet,referenced_tweets,in_reply_to_user_id,author_id"


def ask(practice: Practice, path: str, **query: object) -> requests.Response:
    params = {name.replace("__", "."): value for name, value in query.items()}
    return get(practice, X, path, params=params, headers={"Authorization": f"Bearer {TOKEN}"})


def told(practice: Practice, path: str, **query: object) -> dict[str, Any]:
    answer = ask(practice, path, **query)
    assert answer.ok, answer.text
    return dict(answer.json())


def test_a_wrong_token_is_refused_and_costs_nothing(practice: Practice) -> None:
    practice.billed.clear()
    for headers in ({}, {"Authorization": "Bearer other"}):
        answer = get(practice, X, TWEETS, headers=headers)
        assert answer.status_code == 401
        assert answer.json()["title"] == "Unauthorized"
    assert not practice.billed


def test_limits_are_told(practice: Practice) -> None:
    headers = ask(practice, TWEETS).headers
    assert int(headers["x-rate-limit-remaining"]) > 0
    assert headers["x-rate-limit-reset"].isdecimal()


def test_only_what_was_asked_for_is_told_and_billed(practice: Practice) -> None:
    practice.billed.clear()
    answer = told(practice, TWEETS, max_results=5)
    assert all(set(one) == {"id", "text", "edit_history_tweet_ids"} for one in answer["data"])
    assert "includes" not in answer
    assert practice.billed[TOKEN] == 5
    more = told(practice, TWEETS, max_results=5, expansions="author_id")
    assert [one["username"] for one in more["includes"]["users"]] == ["MediaWiki"]
    assert practice.billed[TOKEN] == 5 + 6


def test_pages_join_without_a_gap(practice: Practice) -> None:
    seen: list[str] = []
    token = ""
    while len(seen) < 200:
        page = told(practice, TWEETS, max_results=70, pagination_token=token or None)
        seen += [one["id"] for one in page["data"]]
        assert page["meta"]["oldest_id"] == seen[-1]
        if "next_token" not in page["meta"]:
            break
        token = page["meta"]["next_token"]
    assert len(seen) > 150
    assert seen == sorted(set(seen), key=int, reverse=True)


def test_since_and_until_are_outside(practice: Practice) -> None:
    ids = [one["id"] for one in told(practice, TWEETS, max_results=10)["data"]]
    found = told(practice, TWEETS, max_results=10, since_id=ids[5], until_id=ids[2])
    assert [one["id"] for one in found["data"]] == ids[3:5]
    assert told(practice, TWEETS, since_id=ids[0]) == {"meta": {"result_count": 0}}


def test_a_long_post_is_cut_and_whole_in_its_note(practice: Practice) -> None:
    found = told(practice, TWEETS, max_results=100, tweet__fields=FIELDS)["data"]
    [long] = [one for one in found if "note_tweet" in one]
    assert len(long["text"]) == 280
    assert long["note_tweet"]["text"].startswith(long["text"][:-1])
    [link] = long["note_tweet"]["entities"]["urls"]
    assert link["url"].startswith("https://t.co/")
    assert link["expanded_url"].endswith("/wiki/Manual:Page_editing")


def test_a_short_link_says_where_it_leads(practice: Practice) -> None:
    found = told(practice, TWEETS, max_results=100, tweet__fields=FIELDS)["data"]
    urls = [url for one in found for url in one.get("entities", {}).get("urls", [])]
    short = next(url for url in urls if "unwound_url" in url)
    assert short["expanded_url"].startswith("https://w.practice.example/")
    assert "/wiki/" in short["unwound_url"]


def test_a_share_is_cut_and_its_original_included(practice: Practice) -> None:
    answer = told(
        practice,
        TWEETS,
        max_results=50,
        tweet__fields=FIELDS,
        expansions="referenced_tweets.id,referenced_tweets.id.author_id",
    )
    share = next(one for one in answer["data"] if one["text"].startswith("RT @tech: "))
    [reference] = share["referenced_tweets"]
    originals = {one["id"]: one for one in answer["includes"]["tweets"]}
    assert reference["type"] == "retweeted"
    assert originals[reference["id"]]["text"] == share["text"].removeprefix("RT @tech: ")


def test_an_edit_is_a_post_with_a_new_id(practice: Practice) -> None:
    number = practice.add_post("x", "Before", time=PRACTICE_NOW)
    [before] = told(practice, TWEETS, max_results=5)["data"][:1]
    practice.edit_post("x", number, "After", time=PRACTICE_NOW.replace(minute=20))
    [after] = told(practice, TWEETS, max_results=5, since_id=before["id"])["data"]
    practice.delete_post("x", number)
    assert after["text"] == "After"
    assert after["edit_history_tweet_ids"] == [before["id"], after["id"]]


@pytest.mark.parametrize("name", [SUSPENDED, "nobody_at_all"])
def test_an_account_that_is_not_there_is_told_with_status_200(
    practice: Practice, name: str
) -> None:
    answer = told(practice, f"/2/users/by/username/{name}")
    assert set(answer) == {"errors"}
    assert answer["errors"][0]["type"].endswith("/resource-not-found")


def test_an_account_without_posts(practice: Practice) -> None:
    account = told(practice, f"/2/users/by/username/{QUIET.lower()}")["data"]
    assert account["id"] == QUIET_ID
    assert told(practice, f"/2/users/{QUIET_ID}/tweets") == {"meta": {"result_count": 0}}


def test_search_finds_tags_and_words_of_others(practice: Practice) -> None:
    query = '(#MediaWiki OR "village archive") -is:retweet -from:MediaWiki'
    found = told(practice, "/2/tweets/search/recent", query=query)["data"]
    assert [one["text"].split()[0] for one in found] == ["My", "Tonight", "Our"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (TWEETS, {"max_results": 4}),
        (TWEETS, {"max_results": 101}),
        ("/2/tweets/search/recent", {"query": "", "max_results": 10}),
        ("/2/tweets/search/recent", {"query": "x" * 513}),
        ("/2/tweets/search/recent", {"query": "x", "max_results": 9}),
        ("/2/tweets/search/recent", {"query": "x", "start_time": "2026-11-01T00:00:00Z"}),
        ("/2/tweets/search/recent", {"query": "x", "since_id": "1"}),
    ],
)
def test_what_is_not_allowed_is_refused(
    practice: Practice, path: str, query: dict[str, object]
) -> None:
    answer = ask(practice, path, **query)
    assert (answer.status_code, answer.json()["title"]) == (400, "Invalid Request")


def test_what_there_is_not_is_not_found(practice: Practice) -> None:
    assert ask(practice, "/2/spaces").status_code == 404
