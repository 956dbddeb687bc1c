"""One list of posts of the X API v2, read page by page within what may be paid for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from newsdesk.channels.adapter import Wanted
from newsdesk.channels.line import Line
from newsdesk.channels.shape import UnreadableError, at, items_at, text_at, understood
from newsdesk.channels.since import Batch, Span
from newsdesk.channels.x_api import HOST, ask, missing
from newsdesk.channels.x_posts import Included, id_time, included, post
from newsdesk.domain.post import Post, StreamName

SEARCHED = timedelta(days=7) - timedelta(minutes=10)
"""How far back recent search goes: seven days, less the time until a question arrives."""

PER_POST = 3
"""What a post costs at most, as a rule: itself, the one it shares, and that one's author."""

_PAGE = {
    StreamName.OWN: (5, 100),
    StreamName.MENTION: (5, 100),
    StreamName.TIMELINE: (5, 100),
    StreamName.SEARCH: (10, 100),
}
"""The fewest and most posts that may be asked for at once."""

_POST_FIELDS = {
    "tweet.fields": "attachments,author_id,created_at,edit_history_tweet_ids,entities,"
    "in_reply_to_user_id,lang,note_tweet,referenced_tweets",
    "expansions": "attachments.media_keys,author_id,referenced_tweets.id,"
    "referenced_tweets.id.author_id",
    "media.fields": "alt_text,type,url",
    "user.fields": "name,username",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One list of posts of the API; ``keep`` is asked with each post and its author's id."""

    line: Line
    wanted: Wanted
    path: str
    keep: Callable[[Post, str], bool] = lambda _post, _author: True
    query: Mapping[str, str] = field(default_factory=dict)

    def batch(self, span: Span, token: str) -> Batch:
        """Read one page of a span, no larger than what is left to be paid for.

        :raises FetchError: where that cannot be done
        """
        bounds = self._bounds(span)
        if bounds is None:
            return Batch()
        least, most = _PAGE[self.wanted.stream]
        left = most * PER_POST if self.line.left is None else self.line.left
        size = str(max(least, min(most, left // PER_POST)))
        paging = {"max_results": size, "pagination_token": token}
        query = {**self.query, **_POST_FIELDS, **bounds, **paging}
        told = ask(self.line, self.path, query, least=least * PER_POST)
        if at(told, "meta") is None:
            raise missing(told, self.wanted.channel.account)
        return self._understood(told)

    def _bounds(self, span: Span) -> dict[str, str] | None:
        """Say where a span begins and ends; ``None`` for one that nobody can search any more."""
        earliest = self.wanted.now - SEARCHED
        start, since = span.start, span.since
        if self.wanted.stream is StreamName.SEARCH:
            if span.until and id_time(span.until) <= earliest:
                return None
            if since and id_time(since) <= earliest:
                start, since = earliest, ""
        moment = f"{start:%Y-%m-%dT%H:%M:%SZ}" if start else ""
        return {"since_id": since, "until_id": span.until, "start_time": moment}

    def _understood(self, told: object) -> Batch:
        tweets, more = items_at(told, "data"), included(told)
        ids = [text_at(tweet, "id") for tweet in tweets]
        kept = [made for tweet in tweets if (made := self._post(tweet, more)) is not None]
        with understood(HOST):
            ends = sorted((id_time(one), one) for one in ids)
        if not ends:
            return Batch(token=text_at(told, "meta", "next_token"))
        return Batch(
            posts=tuple(kept),
            count=len(ids),
            newest=ends[-1][1],
            lowest=ends[0][1],
            reached=ends[0][0],
            token=text_at(told, "meta", "next_token"),
        )

    def _post(self, tweet: object, more: Included) -> Post | None:
        """Read one post; one that cannot be understood is left out, as it would be paid again."""
        try:
            made = post(tweet, more)
        except UnreadableError as error:
            log.warning("post not understood", extra={"host": HOST, "lacks": str(error)})
            return None
        return made if self.keep(made, text_at(tweet, "author_id")) else None


def read_one(line: Line, wanted: Wanted, native_id: str) -> Post | None:
    """Read a post by its id; ``None`` where it is not there, or not the account's own.

    :raises FetchError: where that cannot be done
    """
    told = ask(line, f"tweets/{native_id}", _POST_FIELDS, least=PER_POST)
    tweet, more = at(told, "data"), included(told)
    if tweet is None and items_at(told, "errors"):
        return None
    with understood(HOST):
        found = post(tweet, more)
    ours = text_at(tweet, "author_id") == wanted.native_id
    name = text_at(more.users.get(text_at(tweet, "author_id")), "username")
    return found if ours or name.lower() == wanted.channel.handle.lower() else None
