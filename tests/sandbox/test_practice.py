"""Practice channels speak the documented shapes, and fail in the ways they are told to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
import requests

from sandbox.practice import Fault, Practice
from sandbox.practice.bluesky import HANDLE
from sandbox.practice.mastodon import ACCOUNT_ID

MASTODON, BLUESKY = "https://wikis.example", "https://public.api.bsky.app"
BLOG, LISTS = "https://blog.practice.example", "https://lists.practice.example"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

Get = Callable[..., requests.Response]


@pytest.fixture
def get(practice: Practice) -> Get:
    def ask(origin: str, path: str, **options: object) -> requests.Response:
        named = {"timeout": 10, "allow_redirects": False} | options
        return requests.get(practice.origins[origin] + path, **named)  # type: ignore[arg-type]

    return ask


def statuses(get: Get, **query: object) -> requests.Response:
    return get(MASTODON, f"/api/v1/accounts/{ACCOUNT_ID}/statuses", params=query)


def test_mastodon_lookup(get: Get) -> None:
    account = get(MASTODON, "/api/v1/accounts/lookup?acct=MediaWiki").json()
    assert (account["id"], account["acct"]) == (ACCOUNT_ID, "mediawiki")
    assert get(MASTODON, "/api/v1/accounts/lookup?acct=nobody").status_code == 404


def test_mastodon_pages_to_the_end_without_repeating(get: Get) -> None:
    seen: list[str] = []
    page = statuses(get, limit=40).json()
    while page:
        seen += [status["id"] for status in page]
        page = statuses(get, limit=40, max_id=seen[-1]).json()
    assert len(seen) == len(set(seen)) > 150
    assert seen == sorted(seen, key=int, reverse=True)


def test_mastodon_min_id_gives_what_came_right_after(get: Get) -> None:
    newest = [status["id"] for status in statuses(get, limit=10).json()]
    after = statuses(get, limit=3, min_id=newest[6]).json()
    assert [status["id"] for status in after] == newest[3:6]
    since = statuses(get, limit=3, since_id=newest[6]).json()
    assert [status["id"] for status in since] == newest[:3]


def test_mastodon_links_its_pages_and_tells_its_limits(get: Get) -> None:
    response = statuses(get, limit=5)
    assert set(response.links) == {"next", "prev"}
    assert response.links["next"]["url"].startswith(MASTODON)
    assert response.headers["X-RateLimit-Reset"].endswith("Z")


def test_mastodon_hides_what_is_not_public(get: Get) -> None:
    shown = {status["visibility"] for status in statuses(get, limit=40).json()}
    assert shown == {"public", "unlisted"}


def test_mastodon_leaves_out_replies_and_boosts_when_asked(get: Get) -> None:
    every = statuses(get, limit=40).json()
    assert any(status["in_reply_to_id"] for status in every)
    assert any(status["reblog"] for status in every)
    few = statuses(get, limit=40, exclude_replies="true", exclude_reblogs="1").json()
    assert not any(status["in_reply_to_id"] or status["reblog"] for status in few)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/api/v1/timelines/tag/TechNews", "tech news"),
        ("/api/v1/accounts/1/following", "tech@people.example"),
        ("/api/v2/instance", "max_characters"),
        ("/@mediawiki.rss", "<rss"),
        ("/@mediawiki", "<article>"),
    ],
)
def test_mastodon_further_answers(get: Get, path: str, found: str) -> None:
    assert found in get(MASTODON, path).text.lower()


def feed(get: Get, **query: object) -> requests.Response:
    path = "/xrpc/app.bsky.feed.getAuthorFeed"
    return get(BLUESKY, path, params={"actor": HANDLE} | query)


def test_bluesky_pages_to_the_end_without_repeating(get: Get) -> None:
    answer = feed(get, limit=50).json()
    seen = [view["post"]["uri"] for view in answer["feed"]]
    while "cursor" in answer:
        answer = feed(get, limit=50, cursor=answer["cursor"]).json()
        seen += [view["post"]["uri"] for view in answer["feed"]]
    assert len(seen) == len(set(seen)) > 100


def test_bluesky_facets_count_bytes(get: Get) -> None:
    views = [view["post"] for view in feed(get, limit=100).json()["feed"]]
    emoji = [v for v in views if "🎤" in v["record"]["text"]]
    assert emoji
    for view in emoji:
        text = view["record"]["text"].encode()
        index = view["record"]["facets"][0]["index"]
        assert text[index["byteStart"] : index["byteEnd"]].startswith(b"https://")


def test_bluesky_tells_a_repost_by_its_reason(get: Get) -> None:
    (shared,) = [view for view in feed(get, limit=100).json()["feed"] if "reason" in view]
    assert shared["reason"]["$type"] == "app.bsky.feed.defs#reasonRepost"
    assert shared["post"]["author"]["handle"] != HANDLE == shared["reason"]["by"]["handle"]


def test_bluesky_refuses_as_documented(get: Get) -> None:
    unknown = get(BLUESKY, "/xrpc/app.bsky.feed.getAuthorFeed?actor=nobody.example")
    assert (unknown.status_code, unknown.json()["error"]) == (400, "InvalidRequest")
    assert feed(get, limit=101).status_code == 400
    assert get(BLUESKY, "/xrpc/app.bsky.feed.searchPosts?q=a").status_code == 501


def test_bluesky_profile_follows_and_single_posts(get: Get) -> None:
    assert get(BLUESKY, f"/xrpc/app.bsky.actor.getProfile?actor={HANDLE}").json()["followersCount"]
    assert get(BLUESKY, f"/xrpc/app.bsky.graph.getFollows?actor={HANDLE}").json()["follows"]
    uri = feed(get, limit=1).json()["feed"][0]["post"]["uri"]
    posts = get(BLUESKY, "/xrpc/app.bsky.feed.getPosts", params={"uris": uri}).json()["posts"]
    assert [post["uri"] for post in posts] == [uri]


@pytest.mark.parametrize(("origin", "path"), [(BLOG, "/feed.atom"), (LISTS, "/announce.rss")])
def test_feeds_have_validators(get: Get, origin: str, path: str) -> None:
    first = get(origin, path)
    assert first.status_code == 200
    assert parsedate_to_datetime(first.headers["Last-Modified"])
    again = get(origin, path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_posts_can_come_change_and_go(practice: Practice, get: Get) -> None:
    timeline = practice.timelines["mastodon"]
    made = timeline.add("Just now", time=NOON, link="https://blog.practice.example/now")
    newest = statuses(get, limit=1).json()[0]
    assert (newest["id"], newest["edited_at"]) == (str(made), None)
    timeline.edit(made, "Just then", time=NOON)
    changed = statuses(get, limit=1).json()[0]
    assert "Just then" in changed["content"]
    assert changed["edited_at"] == "2026-11-21T12:00:00.000Z"
    timeline.delete(made)
    assert statuses(get, limit=1).json()[0]["id"] != str(made)


@pytest.mark.parametrize(
    ("fault", "status", "header"),
    [
        (Fault.UNAUTHORIZED, 401, ""),
        (Fault.NOT_FOUND, 404, ""),
        (Fault.TOO_MANY, 429, ""),
        (Fault.TOO_MANY_FOR_LONG, 429, "Retry-After"),
        (Fault.BROKEN, 500, ""),
        (Fault.REDIRECT_LOOP, 302, "Location"),
        (Fault.REDIRECT_PRIVATE, 302, "Location"),
        (Fault.REDIRECT_METADATA, 302, "Location"),
    ],
)
def test_faults_by_status(
    practice: Practice, get: Get, fault: Fault, status: int, header: str
) -> None:
    practice.fail(MASTODON, fault)
    response = statuses(get)
    assert response.status_code == status
    assert not header or response.headers[header]
    assert ("Retry-After" in response.headers) == (fault is Fault.TOO_MANY_FOR_LONG)
    practice.recover(MASTODON)
    assert statuses(get).status_code == 200


@pytest.mark.parametrize("fault", [Fault.WRONG_TYPE, Fault.BROKEN_JSON, Fault.DEEP_JSON])
def test_faults_that_are_no_json(practice: Practice, get: Get, fault: Fault) -> None:
    practice.fail(MASTODON, fault)
    with pytest.raises((ValueError, RecursionError)):
        statuses(get).json()


@pytest.mark.parametrize(
    ("fault", "size"), [(Fault.HUGE, 10_000_000), (Fault.GZIP_BOMB, 200_000_000)]
)
def test_faults_of_size(practice: Practice, get: Get, fault: Fault, size: int) -> None:
    practice.fail(MASTODON, fault)
    with get(MASTODON, "/", stream=True) as response:
        assert sum(len(chunk) for chunk in response.iter_content(1_000_000)) >= size


def test_an_endless_body_goes_on(practice: Practice, get: Get) -> None:
    practice.fail(MASTODON, Fault.ENDLESS)
    with get(MASTODON, "/", stream=True) as response:
        for _, chunk in zip(range(300), response.iter_content(65_536), strict=False):
            assert chunk


def test_a_hang_lasts_until_the_fault_is_cleared(practice: Practice, get: Get) -> None:
    practice.fail(MASTODON, Fault.HANG)
    with pytest.raises(requests.Timeout):
        get(MASTODON, "/", timeout=0.2)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(get, MASTODON, "/@mediawiki")
        practice.recover()
        assert waiting.result(timeout=10).ok


def test_a_drip_lasts_until_the_fault_is_cleared(practice: Practice, get: Get) -> None:
    practice.fail(MASTODON, Fault.DRIP)
    with get(MASTODON, "/", stream=True) as response:
        assert next(response.iter_content(1)) == b" "
        practice.recover()
        assert response.content.strip() == b""


def test_faults_can_be_set_over_http(practice: Practice, get: Get) -> None:
    answer = requests.post(f"{practice.control}/?origin={BLOG}&fault=500", timeout=5).json()
    assert answer["failing"] == {BLOG: "500"}
    assert get(BLOG, "/feed.atom").status_code == 500
    assert requests.post(f"{practice.control}/?origin={BLOG}", timeout=5).json()["failing"] == {}
    assert get(BLOG, "/feed.atom").status_code == 200
    refused = requests.post(f"{practice.control}/?origin=https://a.example&fault=500", timeout=5)
    assert refused.status_code == 400


def test_requests_are_counted(practice: Practice, get: Get) -> None:
    get(BLOG, "/feed.atom")
    assert practice.asked[BLOG] == 1
