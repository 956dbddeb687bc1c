"""The practice server answers as https://docs.joinmastodon.org/methods/ says."""

from __future__ import annotations

import pytest

from sandbox.practice import Practice
from sandbox.practice.mastodon import ACCOUNT_ID
from tests.sandbox.practice.asking import MASTODON, every_status, get, statuses


@pytest.mark.parametrize("acct", ["mediawiki", "MediaWiki", "mediawiki@wikis.example"])
def test_an_account_is_looked_up_by_its_name(practice: Practice, acct: str) -> None:
    account = get(practice, MASTODON, f"/api/v1/accounts/lookup?acct={acct}").json()
    assert (account["id"], account["acct"]) == (ACCOUNT_ID, "mediawiki")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/accounts/lookup?acct=nobody",
        "/api/v1/accounts/lookup?acct=mediawiki@other.example",
        "/api/v1/accounts/1/statuses",
        "/api/v1/accounts/1/following",
        "/@nobody",
        "/@nobody.rss",
        "/@mediawiki/1",
        "/api/v9/nothing",
    ],
)
def test_what_is_not_there(practice: Practice, path: str) -> None:
    answer = get(practice, MASTODON, path)
    assert (answer.status_code, answer.json()) == (404, {"error": "Record not found"})


def test_pages_lead_to_the_end_without_repeating(practice: Practice) -> None:
    seen = [status["id"] for status in every_status(practice)]
    assert len(seen) == len(set(seen)) > 200
    assert seen == sorted(seen, key=int, reverse=True)


def test_max_id_alone_and_beside_since_id(practice: Practice) -> None:
    newest = [status["id"] for status in statuses(practice, limit=10).json()]
    between = statuses(practice, max_id=newest[2], since_id=newest[6]).json()
    assert [status["id"] for status in between] == newest[3:6]


def test_min_id_gives_what_came_right_after_and_since_id_the_newest(practice: Practice) -> None:
    newest = [status["id"] for status in statuses(practice, limit=10).json()]
    after = statuses(practice, limit=3, min_id=newest[6]).json()
    assert [status["id"] for status in after] == newest[3:6]
    since = statuses(practice, limit=3, since_id=newest[6]).json()
    assert [status["id"] for status in since] == newest[:3]


@pytest.mark.parametrize(("asked", "given"), [("", 20), ("7", 7), ("41", 40), ("0", 1)])
def test_limits_of_a_page(practice: Practice, asked: str, given: int) -> None:
    query = {"limit": asked} if asked else {}
    assert len(statuses(practice, **query).json()) == given


def test_links_lead_to_the_neighbouring_pages(practice: Practice) -> None:
    response = statuses(practice, limit=5, max_id=statuses(practice, limit=5).json()[-1]["id"])
    ids = [status["id"] for status in response.json()]
    assert response.links["next"]["url"].startswith(f"{MASTODON}/api/v1/accounts/")
    assert response.links["next"]["url"].endswith(f"max_id={ids[-1]}")
    assert response.links["prev"]["url"].endswith(f"min_id={ids[0]}")
    assert "Link" not in statuses(practice, max_id="1").headers


def test_every_answer_tells_its_rate_limit(practice: Practice) -> None:
    headers = statuses(practice).headers
    assert int(headers["X-RateLimit-Remaining"]) < int(headers["X-RateLimit-Limit"])
    assert headers["X-RateLimit-Reset"].endswith("Z")


def test_what_is_for_followers_or_one_person_stays_hidden(practice: Practice) -> None:
    every = every_status(practice)
    assert {status["visibility"] for status in every} == {"public", "unlisted"}
    assert not any("embargoed" in s["content"] or "between us" in s["content"] for s in every)


def test_replies_to_others_and_boosts_are_left_out_when_asked(practice: Practice) -> None:
    every = every_status(practice)
    to_others = [
        s for s in every if s["in_reply_to_id"] and s["in_reply_to_account_id"] != ACCOUNT_ID
    ]
    few = every_status(practice, exclude_replies="true")
    assert to_others
    assert [s["id"] for s in few] == [s["id"] for s in every if s not in to_others]
    assert any(s["in_reply_to_id"] for s in few), "a thread of its own is no reply to others"
    fewer = every_status(practice, exclude_reblogs="1")
    assert [s["id"] for s in fewer] == [s["id"] for s in every if not s["reblog"]]
    assert statuses(practice, only_media="true").json() == []


def test_tags(practice: Practice) -> None:
    tagged = statuses(practice, tagged="lua").json()
    assert tagged
    timeline = get(practice, MASTODON, "/api/v1/timelines/tag/LUA").json()
    assert [s["id"] for s in timeline] == [s["id"] for s in tagged]
    assert all({"name": "lua"}.items() <= s["tags"][0].items() for s in tagged)
    assert get(practice, MASTODON, "/api/v1/timelines/tag/technews").json() == []


def test_whom_the_account_follows(practice: Practice) -> None:
    path = f"/api/v1/accounts/{ACCOUNT_ID}/following"
    first = get(practice, MASTODON, path, params={"limit": 2})
    rest = get(practice, MASTODON, first.links["next"]["url"].removeprefix(MASTODON))
    assert [a["acct"] for a in first.json() + rest.json()] == [
        "tech@people.example",
        "ada@people.example",
        "grace@people.example",
    ]
    assert "Link" not in rest.headers


def test_the_instance_tells_its_limits(practice: Practice) -> None:
    instance = get(practice, MASTODON, "/api/v2/instance").json()
    limits = instance["configuration"]["statuses"]
    assert (limits["max_characters"], limits["characters_reserved_per_url"]) == (640, 30)


def test_pages_for_people_and_the_feed(practice: Practice) -> None:
    newest = statuses(practice, limit=1).json()[0]
    page = get(practice, MASTODON, newest["url"].removeprefix(MASTODON))
    assert page.headers["Content-Type"].startswith("text/html")
    assert newest["content"] in page.text
    assert page.text.count("<article>") == 1
    feed = get(practice, MASTODON, "/@mediawiki.rss").text
    assert feed.count("<item>") == 20
