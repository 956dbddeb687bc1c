"""A practice server of the X API v2, which bills what it answers.

https://docs.x.com/x-api/posts/timelines/introduction,
https://docs.x.com/x-api/posts/search/introduction, https://docs.x.com/x-api/users/lookup/introduction,
https://docs.x.com/x-api/users/follows/introduction,
https://docs.x.com/x-api/posts/get-post-by-id; paging and limits:
https://docs.x.com/x-api/fundamentals/pagination, https://docs.x.com/x-api/fundamentals/rate-limits;
errors: https://docs.x.com/x-api/fundamentals/response-codes-and-errors; what is billed:
https://docs.x.com/x-api/getting-started/pricing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.others import Others, Said
from sandbox.practice.timeline import Timeline
from sandbox.practice.x_answers import PROBLEMS, account, no_post, nobody, problem, profile
from sandbox.practice.x_shapes import (
    ACCOUNT_ID,
    NAME,
    QUIET,
    QUIET_ID,
    SUSPENDED,
    Json,
    Tweet,
    chosen,
    snowflake,
    tweet,
    user,
    user_id,
)
from sandbox.story import Form
from sandbox.story.people import EVERYBODY, FOLLOWING
from sandbox.story.telling import X

__all__ = ["NAME", "ORIGIN", "QUIET", "SUSPENDED", "TOKEN", "XServer"]

ORIGIN = "https://api.x.com"
TOKEN = "practice-app-bearer-token"
MOST_POSTS, MOST_MENTIONS = 3200, 800
SEARCHED = timedelta(days=7)
_NAMES = {ACCOUNT_ID: NAME, QUIET_ID: QUIET} | {user_id(one.key): one.key for one in EVERYBODY}
_KINDS = {Form.SHARE: "retweets", Form.REPLY: "replies"}
_ROUTES = Map(
    [
        Rule("/2/users/by/username/<name>", endpoint="by_name"),
        Rule("/2/users/<owner>", endpoint="by_id"),
        Rule("/2/users/<owner>/tweets", endpoint="tweets"),
        Rule("/2/users/<owner>/mentions", endpoint="mentions"),
        Rule("/2/users/<owner>/following", endpoint="following"),
        Rule("/2/tweets/search/recent", endpoint="search"),
        Rule("/2/tweets/<number>", endpoint="tweet"),
    ]
)


class XServer:
    """The API, with one account that posts, one that does not, and what others say.

    ``billed`` counts what was answered and is paid for, by token.
    """

    def __init__(
        self, timeline: Timeline, others: Others, now: date, billed: Counter[str]
    ) -> None:
        self._timeline, self._others = timeline, others
        self._now = datetime.combine(now, time(), UTC)
        self._billed = billed
        self._answers: dict[str, Callable[..., Json]] = {
            "by_name": self._by_name,
            "by_id": self._by_id,
            "tweets": self._tweets,
            "mentions": self._mentions,
            "following": self._following,
            "search": self._search,
            "tweet": self._tweet,
        }

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return problem("about:blank", "Unauthorized", "Unauthorized", 401)
        try:
            endpoint, values = _ROUTES.bind_to_environ(request.environ).match()
            told = self._answers[endpoint](request, **values)
        except BadRequest as error:
            kind = f"{PROBLEMS}invalid-request"
            return problem(kind, "Invalid Request", error.description or "", 400)
        except HTTPException:
            return problem("about:blank", "Not Found", "Not Found", 404)
        self._billed[TOKEN] += _count(told)
        response = as_json(told)
        response.headers["x-rate-limit-limit"] = "10000"
        response.headers["x-rate-limit-remaining"] = "9998"
        reset = datetime.now(UTC) + timedelta(minutes=15)
        response.headers["x-rate-limit-reset"] = str(int(reset.timestamp()))
        return response

    def _by_name(self, request: Request, name: str) -> Json:
        known = {one.lower(): one for one in (*_NAMES.values(), SUSPENDED)}
        return account(request, known.get(name.lower(), ""), name)

    def _by_id(self, request: Request, owner: str) -> Json:
        return account(request, _NAMES.get(owner, ""), owner)

    def _tweets(self, request: Request, owner: str) -> Json:
        name = _NAMES.get(owner, "")
        if not name:
            return nobody(owner)
        posts = self._timeline.posts() if name == NAME else self._others.by(name)
        excluded = request.args.get("exclude", "").split(",")
        found = [Tweet(post, name) for post in posts[:MOST_POSTS]]
        kept = [one for one in found if _KINDS.get(one.posted.telling.form) not in excluded]
        return _page(request, _newest_first(kept), 5)

    def _mentions(self, request: Request, owner: str) -> Json:
        if owner not in {ACCOUNT_ID, QUIET_ID}:
            return nobody(owner)
        named = [_tweet_of(one) for one in self._others.named()]
        return _page(request, named[:MOST_MENTIONS] if owner == ACCOUNT_ID else [], 5)

    def _following(self, request: Request, owner: str) -> Json:
        if owner not in {ACCOUNT_ID, QUIET_ID}:
            return nobody(owner)
        start = request.args.get("pagination_token", 0, type=int)
        limit = min(1000, max(1, request.args.get("max_results", 100, type=int)))
        everybody = FOLLOWING[X] if owner == ACCOUNT_ID else ()
        found = [user(one.accounts[X]) for one in everybody[start : start + limit]]
        more = {"next_token": str(start + limit)} if start + limit < len(everybody) else {}
        return ({"data": found} if found else {}) | {"meta": {"result_count": len(found)} | more}

    def _search(self, request: Request) -> Json:
        query = request.args.get("query", "")
        if not 1 <= len(query) <= 512:
            raise BadRequest("The query must have 1 to 512 characters.")
        earliest = self._now - SEARCHED
        started = request.args.get("start_time")
        if started and datetime.fromisoformat(started) < earliest:
            raise BadRequest("'start_time' must be later than seven days ago.")
        since = request.args.get("since_id", type=int)
        if since is not None and since < snowflake(earliest, 0):
            raise BadRequest("'since_id' is too old.")
        own = [] if f"-from:{NAME}" in query else [Tweet(post) for post in self._timeline.posts()]
        found = [one for one in (*own, *self._voices()) if _is_found(one, query)]
        recent = [one for one in found if one.time >= earliest]
        return _page(request, _newest_first(recent), 10)

    def _tweet(self, request: Request, number: str) -> Json:
        for one in (*map(Tweet, self._timeline.posts()), *self._voices()):
            if str(one.id) == number:
                fields = request.args.get("tweet.fields", "")
                return {"data": chosen(tweet(one), fields)} | _includes(request, [one])
        return no_post(number)

    def _voices(self) -> list[Tweet]:
        """Return what others wrote, newest first."""
        return [_tweet_of(one) for one in self._others.all()]


def _tweet_of(one: Said) -> Tweet:
    """Make the post of somebody else."""
    return Tweet(one.post, one.handle)


def _is_found(one: Tweet, query: str) -> bool:
    telling = one.posted.telling
    if "-is:retweet" in query and telling.form is Form.SHARE:
        return False
    words = re.findall(r'"([^"]+)"|(#\w+)', query)
    written = f"{telling.text} {' '.join(f'#{tag}' for tag in telling.tags)}".lower()
    return any((phrase or tag).lower() in written for phrase, tag in words)


def _newest_first(found: Iterable[Tweet]) -> list[Tweet]:
    return sorted(found, key=lambda one: one.id, reverse=True)


def _page(request: Request, found: list[Tweet], least: int) -> Json:
    """Cut one page out of posts; its token is the id above which the next one begins."""
    size = request.args.get("max_results", 10, type=int)
    if not least <= size <= 100:
        raise BadRequest(
            f"The `max_results` query parameter value is not between {least} and 100."
        )
    low, high = request.args.get("since_id", 0, type=int), request.args.get("until_id", type=int)
    token = request.args.get("pagination_token", type=int)
    start = datetime.fromisoformat(request.args.get("start_time", "2010-11-06T00:00:01Z"))
    ends = [end for end in (high, token) if end is not None]
    left = [one for one in found if low < one.id < min(ends, default=1 << 63)]
    left = [one for one in left if one.time >= start]
    page = left[:size]
    meta: Json = {"result_count": len(page)}
    if not page:
        return {"meta": meta}
    meta |= {"newest_id": str(page[0].id), "oldest_id": str(page[-1].id)}
    if len(left) > size:
        meta["next_token"] = str(page[-1].id)
    fields = request.args.get("tweet.fields", "")
    return {"data": [chosen(tweet(one), fields) for one in page], "meta": meta} | _includes(
        request, page
    )


def _includes(request: Request, page: list[Tweet]) -> Json:
    expansions = set(request.args.get("expansions", "").split(","))
    others = {one.about.id: one.about for one in page if one.about}
    names = {one.author for one in page} if "author_id" in expansions else set()
    told: Json = {}
    if "referenced_tweets.id" in expansions and others:
        fields = request.args.get("tweet.fields", "")
        told["tweets"] = [chosen(tweet(one), fields) for one in others.values()]
    if "referenced_tweets.id.author_id" in expansions:
        names |= {one.author for one in others.values()}
    if names:
        told["users"] = [profile(request, name) for name in sorted(names)]
    return {"includes": told} if told else {}


def _count(told: Json) -> int:
    """Count the posts and users of an answer, each once."""
    data, includes = told.get("data", []), told.get("includes", {})
    lists = includes.values() if isinstance(includes, dict) else ()
    everything = [*(data if isinstance(data, list) else [data]), *chain.from_iterable(lists)]
    return len({one["id"] for one in everything})
