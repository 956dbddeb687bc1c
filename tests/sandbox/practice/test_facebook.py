"""The practice server answers as the documentation of the Graph API says."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sandbox.practice import Practice
from sandbox.practice.facebook import NAME, ORIGIN, PAGE_ID, TOKEN
from tests.sandbox.practice.asking import get

POSTS = f"/v26.0/{NAME}/published_posts"


def ask(practice: Practice, path: str, **query: object) -> requests.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return get(practice, ORIGIN, path, params=query, headers=headers)


def told(practice: Practice, path: str, **query: object) -> dict[str, Any]:
    answer = ask(practice, path, **query)
    assert answer.ok, answer.text
    return dict(answer.json())


def test_a_wrong_token_is_refused_and_so_is_one_in_the_address(practice: Practice) -> None:
    for answer in (
        get(practice, ORIGIN, POSTS),
        get(practice, ORIGIN, POSTS, headers={"Authorization": "Bearer other"}),
        ask(practice, POSTS, access_token=TOKEN),
    ):
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == 190


def test_short_pages_join_without_a_gap(practice: Practice) -> None:
    seen: list[str] = []
    page = told(practice, POSTS, limit=50)
    while True:
        seen += [one["id"] for one in page["data"]]
        if "paging" not in page:
            break
        assert len(page["data"]) < 50
        following = parse_qs(urlsplit(page["paging"]["next"]).query)
        assert following["access_token"] == [TOKEN], "as the network does, whoever logs it"
        assert following["after"] == [page["paging"]["cursors"]["after"]]
        page = told(practice, POSTS, limit=50, after=following["after"][0])
    assert len(seen) == len(set(seen)) == len(practice.timelines["facebook"].posts())


def test_a_link_goes_through_the_redirect_of_the_network(practice: Practice) -> None:
    rows = told(practice, POSTS, limit=50)["data"]
    [link] = next(one["attachments"]["data"] for one in rows if "attachments" in one)
    shim = urlsplit(link["url"])
    assert (shim.hostname, shim.path) == ("l.facebook.com", "/l.php")
    assert parse_qs(shim.query)["u"] == [link["unshimmed_url"]]


def test_the_page_by_its_name_and_by_its_number(practice: Practice) -> None:
    by_name = told(practice, f"/v26.0/{NAME}")
    assert by_name == told(practice, f"/v26.0/{PAGE_ID}")
    assert by_name["followers_count"] > 0


def test_posts_of_others_tag_the_page_newest_first(practice: Practice) -> None:
    times = [one["created_time"] for one in told(practice, f"/v26.0/{PAGE_ID}/tagged")["data"]]
    assert len(times) > 1
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize(
    ("path", "code"), [("/v26.0/nobody/published_posts", 803), ("/v25.0/x/y/z", 2500)]
)
def test_what_is_not_there_is_told_with_a_code(practice: Practice, path: str, code: int) -> None:
    answer = ask(practice, path)
    assert answer.status_code in {400, 404}
    assert answer.json()["error"]["code"] == code


def test_the_use_of_the_limits_is_told(practice: Practice) -> None:
    assert "call_count" in ask(practice, POSTS).headers["X-App-Usage"]
