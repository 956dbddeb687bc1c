"""What the practice server tells the account alone, and of accounts that are odd in one way."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from sandbox.practice import Practice
from sandbox.practice.mastodon import ACCOUNT_ID, TOKEN
from sandbox.practice.mastodon_access import CLOSED
from sandbox.practice.mastodon_people import CROWD, CROWD_SIZE, EMPTY, MOVED, MOVED_TO
from tests.sandbox.practice.asking import MASTODON, get

NOTIFICATIONS, SEARCH = "/api/v1/notifications", "/api/v2/search"
STATUSES = f"/api/v1/accounts/{ACCOUNT_ID}/statuses"


def ask(
    practice: Practice, path: str, token: str = TOKEN, origin: str = MASTODON, **query: object
) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return get(practice, origin, path, params=query, headers=headers)


def account(practice: Practice, name: str) -> dict[str, Any]:
    found: dict[str, Any] = get(practice, MASTODON, f"/api/v1/accounts/lookup?acct={name}").json()
    return found


@pytest.mark.parametrize("path", [NOTIFICATIONS, f"{SEARCH}?q=a", STATUSES])
def test_a_wrong_token_is_refused_everywhere(practice: Practice, path: str) -> None:
    answer = ask(practice, path, "wrong")
    assert (answer.status_code, answer.json()) == (401, {"error": "The access token is invalid"})


@pytest.mark.parametrize("path", [NOTIFICATIONS, f"{SEARCH}?q=a"])
def test_strangers_have_no_notifications_and_do_not_search(practice: Practice, path: str) -> None:
    assert get(practice, MASTODON, path).status_code == 401


def test_notifications_have_their_types(practice: Practice) -> None:
    told = ask(practice, NOTIFICATIONS).json()
    assert {one["type"] for one in told} == {"mention", "quote", "favourite", "follow"}
    assert ["status" in one for one in told] == [one["type"] != "follow" for one in told]
    ids = [int(one["id"]) for one in told]
    assert ids == sorted(set(ids), reverse=True)
    mentions = ask(practice, NOTIFICATIONS, **{"types[]": "mention"}).json()
    assert {one["type"] for one in mentions} == {"mention"}
    for one in mentions:
        assert ACCOUNT_ID in {named["id"] for named in one["status"]["mentions"]}


def test_notifications_come_in_pages(practice: Practice) -> None:
    every = ask(practice, NOTIFICATIONS).json()
    first = ask(practice, NOTIFICATIONS, limit=3)
    rest = ask(practice, first.links["next"]["url"].removeprefix(MASTODON)).json()
    assert first.json() == every[:3]
    assert rest == every[3:6]
    newer = ask(practice, NOTIFICATIONS, min_id=every[4]["id"], limit=2).json()
    assert newer == every[2:4]


def test_some_mentions_carry_the_tag_and_some_are_for_the_account_alone(
    practice: Practice,
) -> None:
    said = [one["status"] for one in ask(practice, NOTIFICATIONS).json() if "status" in one]
    mentions = [one for one in said if one["mentions"] and one["account"]["id"] != ACCOUNT_ID]
    assert any(one["tags"] for one in mentions)
    assert any(not one["tags"] for one in mentions)
    assert {one["visibility"] for one in mentions} == {"public", "direct"}
    tagged = get(practice, MASTODON, "/api/v1/timelines/tag/mediawiki?limit=40").json()
    others = [one for one in tagged if one["account"]["id"] != ACCOUNT_ID]
    assert len(others) == 3
    assert {one["visibility"] for one in others} == {"public"}


def test_a_quote_carries_the_quoted_post(practice: Practice) -> None:
    told = ask(practice, NOTIFICATIONS, **{"types[]": "quote"}).json()
    [quote] = [one["status"]["quote"] for one in told]
    assert quote["state"] == "accepted"
    assert quote["quoted_status"]["account"]["id"] == ACCOUNT_ID


def test_an_answer_stands_below_a_post_of_the_account(practice: Practice) -> None:
    told = ask(practice, NOTIFICATIONS, **{"types[]": "mention"}).json()
    answers = [one["status"] for one in told if one["status"]["in_reply_to_id"]]
    assert len(answers) == 2
    assert {one["in_reply_to_account_id"] for one in answers} == {ACCOUNT_ID}


def test_search_finds_words_newest_first_and_in_pages(practice: Practice) -> None:
    whole = ask(practice, SEARCH, q='"mediawiki"', type="statuses", limit=40).json()["statuses"]
    ids = [int(one["id"]) for one in whole]
    assert len(ids) > 4
    assert ids == sorted(ids, reverse=True)
    page = ask(practice, SEARCH, q="mediawiki", limit=2, offset=2).json()["statuses"]
    assert page == whole[2:4]
    assert ask(practice, SEARCH, q="nobody says this").json()["statuses"] == []


def test_the_account_itself_sees_what_it_hides(practice: Practice) -> None:
    seen = {one["visibility"] for one in ask(practice, STATUSES, limit=40).json()}
    assert seen == {"public", "unlisted", "private", "direct"}


def test_what_has_not_changed_is_not_sent_again(practice: Practice) -> None:
    first = get(practice, MASTODON, STATUSES)
    again = get(practice, MASTODON, STATUSES, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    practice.timelines["mastodon"].delete(practice.add_post("mastodon", "New"))
    other = get(practice, MASTODON, STATUSES, headers={"If-None-Match": 'W/"other"'})
    assert other.json() == first.json()


def test_a_closed_server_shows_nothing_to_strangers(practice: Practice) -> None:
    for path in ("/api/v1/accounts/lookup?acct=mediawiki", STATUSES, "/api/v2/instance"):
        assert get(practice, CLOSED, path).status_code == 401
    answer = ask(practice, STATUSES, origin=CLOSED, limit=5)
    assert len(answer.json()) == 5
    assert "wikis.example" not in answer.text
    assert answer.links["next"]["url"].startswith(CLOSED)
    assert ask(practice, STATUSES, "wrong", CLOSED).status_code == 401


def test_an_account_without_posts(practice: Practice) -> None:
    number = account(practice, EMPTY)["id"]
    assert get(practice, MASTODON, f"/api/v1/accounts/{number}/statuses").json() == []
    assert get(practice, MASTODON, f"/api/v1/accounts/{number}/following").json() == []


def test_an_account_that_moved(practice: Practice) -> None:
    found = account(practice, MOVED)
    assert found["moved"]["acct"] == MOVED_TO
    by_id = get(practice, MASTODON, f"/api/v1/accounts/{found['id']}").json()
    assert by_id == found


def test_an_account_that_follows_very_many(practice: Practice) -> None:
    found = account(practice, CROWD)
    path: str | None = f"/api/v1/accounts/{found['id']}/following?limit=99"
    sizes = []
    while path:
        page = get(practice, MASTODON, path)
        sizes.append(len(page.json()))
        path = page.links.get("next", {}).get("url", "").removeprefix(MASTODON)
    assert sizes == [80, 80, CROWD_SIZE - 160]
    assert found["following_count"] == CROWD_SIZE
