"""Objects of the X API v2, made of posts of the practice story.

https://docs.x.com/x-api/fundamentals/data-dictionary; ids: https://docs.x.com/fundamentals/x-ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.practice.rich_text import Part, parts
from sandbox.practice.timeline import Posted
from sandbox.story import Form
from sandbox.story.people import person

NAME, ACCOUNT_ID = "MediaWiki", "20085132"
QUIET, QUIET_ID = "MediaWikiQuiet", "20085133"
"""An account without posts."""
SUSPENDED = "MediaWikiGone"

LONGEST = 280
_EPOCH_MS = 1_288_834_974_657
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tweet:
    """A post of an account."""

    posted: Posted
    author: str = NAME

    @property
    def time(self) -> datetime:
        """When it was posted first."""
        return self.posted.time

    @property
    def versions(self) -> list[int]:
        """Its ids, one for each edit, the first one first."""
        times = [self.time] + ([self.posted.edited] if self.posted.edited else [])
        return [snowflake(time, self.posted.id) for time in times]

    @property
    def id(self) -> int:
        """The id of its newest version."""
        return self.versions[-1]

    @property
    def about(self) -> Tweet | None:
        """The post that it shares or answers."""
        telling = self.posted.telling
        if telling.form is Form.ORIGINAL:
            return None
        if self.posted.below:
            return Tweet(self.posted.below, self.author)
        return Tweet(self.posted.about, telling.author)


def tweet(one: Tweet) -> Json:
    """Make the object of a post, with every field that it has."""
    text, entities = _written(one)
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    made: Json = {
        "id": str(one.id),
        "text": short,
        "edit_history_tweet_ids": [str(number) for number in one.versions],
        "author_id": user_id(one.author),
        "conversation_id": str(one.id),
        "created_at": stamp(one.posted.edited or one.time),
        "lang": one.posted.telling.language,
        "possibly_sensitive": False,
        "entities": entities if short == text else {},
    }
    if short != text:
        made["note_tweet"] = {"text": text, "entities": entities}
    return made | _references(one)


def user(name: str) -> Json:
    """Make the object of an account, with the public counts."""
    ours = name == NAME
    return {
        "id": user_id(name),
        "username": name,
        "name": "MediaWiki" if ours else person(name).name,
        "public_metrics": {
            "followers_count": 12_345 if ours else 97,
            "following_count": 2,
            "tweet_count": 1500,
            "listed_count": 210,
        },
    }


def user_id(name: str) -> str:
    """Return the id of an account."""
    known = {NAME: ACCOUNT_ID, QUIET: QUIET_ID}
    digest = hashlib.sha256(name.encode()).digest()
    return known.get(name) or str(int.from_bytes(digest[:5]))


def stamp(time: datetime) -> str:
    """Write a moment as X does."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def chosen(one: Mapping[str, object], fields: str) -> Json:
    """Leave of a post what was asked for, and what always comes."""
    wanted = {"id", "text", "edit_history_tweet_ids", *fields.split(",")}
    return {name: value for name, value in one.items() if name in wanted and value}


def snowflake(time: datetime, number: int) -> int:
    """Make an id: milliseconds, then the counter that the practice post has."""
    milliseconds = int(time.timestamp() * 1000) - _EPOCH_MS
    return (milliseconds << 22) | (number & 0xFFFF)


def _references(one: Tweet) -> Json:
    about = one.about
    if about is None:
        return {}
    if one.posted.telling.form is Form.SHARE:
        return {"referenced_tweets": [{"type": "retweeted", "id": str(about.id)}]}
    return {
        "referenced_tweets": [{"type": "replied_to", "id": str(about.id)}],
        "in_reply_to_user_id": user_id(about.author),
    }


def _written(one: Tweet) -> tuple[str, Json]:
    """Write the text as X does, and say what its parts stand for."""
    telling, text = one.posted.telling, ""
    entities: dict[str, list[Json]] = {"urls": [], "mentions": [], "hashtags": []}
    if telling.form is Form.SHARE:
        text = f"RT @{telling.author}: "
    for part in parts(telling, telling.link):
        words = _short(part.link) if part.link else part.text.translate(_ESCAPES)
        real = telling.real_link if part.link == telling.link else part.link
        _note(entities, part, (len(text), len(text) + len(words)), real)
        text += words
    return text, {name: found for name, found in entities.items() if found}


def _note(entities: dict[str, list[Json]], part: Part, ends: tuple[int, int], real: str) -> None:
    place: Json = {"start": ends[0], "end": ends[1]}
    if part.link:
        shown = part.link.partition("://")[2]
        shown = shown if len(shown) <= 26 else f"{shown[:26]}…"
        entities["urls"].append(
            place
            | {"url": _short(part.link), "expanded_url": part.link, "display_url": shown}
            | ({"unwound_url": real, "status": 200} if real != part.link else {})
        )
    elif part.mention:
        name = part.mention
        entities["mentions"].append(place | {"username": name, "id": user_id(name)})
    elif part.tag:
        entities["hashtags"].append(place | {"tag": part.tag})


def _short(link: str) -> str:
    return f"https://t.co/{hashlib.sha256(link.encode()).hexdigest()[:10]}"
