"""The practice PDS answers as its lexicons say, to the account alone."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from sandbox.practice import Practice
from sandbox.practice.bluesky import DID, HANDLE
from sandbox.practice.bluesky_logins import PASSWORD, PER_WINDOW
from sandbox.practice.bluesky_pds import ORIGIN
from tests.sandbox.practice.asking import get

NOTIFICATIONS = "app.bsky.notification.listNotifications"
SEARCH = "app.bsky.feed.searchPosts"


@pytest.fixture
def practice(practice: Practice) -> Practice:
    practice.logins.forget()
    return practice


def post(practice: Practice, method: str, **options: Any) -> requests.Response:
    url = f"{practice.origins[ORIGIN]}/xrpc/com.atproto.server.{method}"
    return requests.post(url, timeout=30, **options)


def log_in(practice: Practice, password: str = PASSWORD) -> requests.Response:
    return post(practice, "createSession", json={"identifier": HANDLE, "password": password})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refresh(practice: Practice, token: str) -> requests.Response:
    return post(practice, "refreshSession", headers=bearer(token))


def ask(practice: Practice, method: str, token: str, **query: object) -> requests.Response:
    return get(practice, ORIGIN, f"/xrpc/{method}", params=query, headers=bearer(token))


def asked(practice: Practice, method: str, **query: object) -> Any:
    return ask(practice, method, log_in(practice).json()["accessJwt"], **query).json()


def refusal(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def test_a_login_tells_who_it_is_and_how_many_are_left(practice: Practice) -> None:
    answer = log_in(practice)
    assert answer.json()["did"] == DID
    assert answer.headers["RateLimit-Remaining"] == str(PER_WINDOW - 1)
    assert practice.logins.count == 1


def test_a_wrong_password_is_refused(practice: Practice) -> None:
    assert refusal(log_in(practice, "wrong")) == (401, "AuthenticationRequired")


def test_logins_are_limited(practice: Practice) -> None:
    practice.logins.count = PER_WINDOW
    answer = log_in(practice)
    assert refusal(answer) == (429, "RateLimitExceeded")
    assert answer.headers["RateLimit-Remaining"] == "0"


def test_tokens_expire_and_are_renewed_once(practice: Practice) -> None:
    first = log_in(practice).json()
    practice.logins.expire()
    over = ask(practice, NOTIFICATIONS, first["accessJwt"])
    assert refusal(over) == (400, "ExpiredToken")
    second = refresh(practice, first["refreshJwt"]).json()
    assert ask(practice, NOTIFICATIONS, second["accessJwt"]).status_code == 200
    assert refusal(refresh(practice, first["refreshJwt"])) == (400, "ExpiredToken")
    practice.logins.expire(refresh=True)
    assert refusal(refresh(practice, second["refreshJwt"])) == (400, "ExpiredToken")


def test_a_refresh_has_no_body(practice: Practice) -> None:
    token = log_in(practice).json()["refreshJwt"]
    answer = post(practice, "refreshSession", json={}, headers=bearer(token))
    assert refusal(answer) == (400, "InvalidRequest")


@pytest.mark.parametrize(
    ("token", "told"), [("", (401, "AuthMissing")), ("a.b.c", (400, "InvalidToken"))]
)
def test_nothing_is_told_to_others(practice: Practice, token: str, told: object) -> None:
    for method in (NOTIFICATIONS, SEARCH, "app.bsky.feed.getPosts"):
        assert refusal(ask(practice, method, token, q="a")) == told


def test_other_methods_are_not_there(practice: Practice) -> None:
    assert post(practice, "deleteSession").status_code == 501
    assert asked(practice, "app.bsky.none")["error"] == "MethodNotImplemented"


def test_notifications_have_their_reasons(practice: Practice) -> None:
    told = asked(practice, NOTIFICATIONS)["notifications"]
    assert {one["reason"] for one in told} == {"mention", "reply", "quote", "like", "follow"}
    times = [one["indexedAt"] for one in told]
    assert times == sorted(times, reverse=True)
    some = asked(practice, NOTIFICATIONS, reasons=["reply", "quote"])["notifications"]
    assert {one["reason"] for one in some} == {"reply", "quote"}
    [quote] = [one for one in some if one["reason"] == "quote"]
    assert quote["record"]["embed"]["record"].keys() == {"uri", "cid"}


def test_notifications_come_in_pages(practice: Practice) -> None:
    every = asked(practice, NOTIFICATIONS)["notifications"]
    first = asked(practice, NOTIFICATIONS, limit=6)
    rest = asked(practice, NOTIFICATIONS, limit=len(every) - 6, cursor=first["cursor"])
    uris = [one["uri"] for one in first["notifications"] + rest["notifications"]]
    assert len(set(uris)) == len(every) > 8
    assert uris == [one["uri"] for one in every]
    assert "cursor" not in rest


def test_whole_posts_show_what_is_quoted(practice: Practice) -> None:
    [quote] = asked(practice, NOTIFICATIONS, reasons="quote")["notifications"]
    [whole] = asked(practice, "app.bsky.feed.getPosts", uris=quote["uri"])["posts"]
    assert whole["record"] == quote["record"]
    assert whole["embed"]["record"]["author"]["did"] == DID
    assert asked(practice, "app.bsky.feed.getPosts")["error"] == "InvalidRequest"


def test_a_search_finds_words_and_tags_since_a_moment(practice: Practice) -> None:
    found = asked(practice, SEARCH, q="mediawiki", limit=100)["posts"]
    assert found
    assert all("mediawiki" in view["record"]["text"].lower() for view in found)
    tagged = asked(practice, SEARCH, q="#MediaWiki", tag="mediawiki")["posts"]
    assert 0 < len(tagged) < len(found)
    since = found[3]["indexedAt"]
    late = asked(practice, SEARCH, q="mediawiki", since=since, limit=100)["posts"]
    assert late == [view for view in found if view["indexedAt"] >= since] != found
    assert asked(practice, SEARCH)["error"] == "InvalidRequest"


def test_what_it_does_not_know_it_asks_the_app_view(practice: Practice) -> None:
    assert asked(practice, "app.bsky.actor.getProfile", actor=DID)["handle"] == HANDLE
