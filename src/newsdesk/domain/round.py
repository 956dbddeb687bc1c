"""A round: what waits at each of its steps, who deals with it, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.post import PostKey


class Step(StrEnum):
    """The steps of a round, in order; the values stand in addresses."""

    MENTIONS = "mentions"
    TIMELINE = "timeline"
    SOURCES = "sources"
    SUGGESTIONS = "suggestions"
    NEWS = "news"
    CHANNELS = "channels"


class Handling(StrEnum):
    """What somebody did with a thing so that it does not wait any more."""

    SHARED = "shared"
    POINTED = "pointed"
    ASIDE = "aside"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    ADDED = "added"
    NOT_NEWS = "not-news"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Thing:
    """What waits in a round, named so that it is the same one when it is read again.

    ``parts`` are those of a post's key, or a word that is no kind of channel and two ids. Stored
    by their fingerprint, which for a post is the hash of its key.
    """

    parts: tuple[str, str, str]

    @classmethod
    def of_post(cls, key: PostKey) -> Thing:
        """Name a mention, a post of the timeline, or one of ours."""
        return cls((key.kind.value, key.origin, key.native_id))

    @classmethod
    def of_lead(cls, source_id: str, native_id: str) -> Thing:
        """Name what was found at a source."""
        return cls(("lead", source_id, native_id))

    @classmethod
    def of_day(cls, source_id: str, native_id: str) -> Thing:
        """Name the reminder of an event on its day, which its announcement does not settle."""
        return cls(("lead", source_id, f"{native_id}#day"))

    @classmethod
    def of_item(cls, item_id: str, channel_id: str = "") -> Thing:
        """Name a news item, or what it is to be on one channel."""
        return cls(("item", item_id, channel_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """Somebody dealt with a thing; without a ``user`` the tool saw on the network that it is done.

    ``about`` and ``url`` say what it was, also once it is not stored any more; ``time`` is UTC.
    ``channel_id`` is where the thing was met, or what it is for.
    """

    thing: Thing
    step: Step
    what: Handling
    user: str
    time: datetime
    about: str = ""
    url: str = ""
    channel_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody is on it, until a moment (UTC)."""

    thing: Thing
    user: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Everything of a round that is older than ``before`` was set aside at once (UTC)."""

    before: datetime
    user: str
    time: datetime
