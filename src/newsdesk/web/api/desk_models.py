"""What the API says of a desk: its channels, whom it follows, how fresh all is, what is left."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.sync.follows import FollowStatus
from newsdesk.web.api.models import ChannelId, Listing, Model, WebAddress


class Reading(StrEnum):
    """Whether something is read, and if not, why."""

    READ = "read"
    FAILING = "failing"
    RESTING = "resting"
    NEVER = "never"
    UNREADABLE = "unreadable"
    MANUAL = "manual"


class Freshness(Model):
    """How fresh is what the tool knows of one channel."""

    channel: ChannelId
    name: str
    reading: Reading = Field(
        description=(
            "`resting`: paid reads stopped for a while; `unreadable`: a credential is missing; "
            "`manual`: no programme can read it."
        )
    )
    text: str = Field(description="The same in words.", examples=["Read 14:20 UTC"])
    read: datetime | None = Field(description="When it was last read.")
    whole_since: datetime | None = Field(
        description="How far back every post is known: 1970 where all are."
    )
    failing_since: datetime | None
    next_try: datetime | None
    why: str | None = Field(description="Why it cannot be read, in words.")


class AllFreshness(Model):
    """How fresh is what the tool knows of the wiki and of every channel."""

    refreshed: datetime | None = Field(description="When the last refresh ended.")
    stale: bool = Field(description="Whether that is too long ago.")
    wiki_read: datetime | None = Field(description="When the wiki's set-up was last read.")
    wiki_failing_since: datetime | None
    channels: list[Freshness] = Field(description="In the set-up's order.")


class Channel(Model):
    """An account on which news is published."""

    id: ChannelId
    name: str
    kind: ChannelKind
    account: str | None = Field(description="The account's name on its network.")
    url: WebAddress | None = Field(description="Where people see it.")
    tool_url: WebAddress = Field(description="The channel's own page in the tool.")
    expects: Expects = Field(
        description="Whether every news item is `wanted` there, owed (`everything`), or neither."
    )
    since: date | None = Field(description="Items that are older are not missed.")
    posters: list[str] = Field(description="User names of those who can post there.")
    ask: str | None = Field(description="The title of the wiki page on which to ask for a post.")
    last_post: datetime | None
    freshness: Freshness


class FollowedStatus(StrEnum):
    """Whether one of our accounts follows another, and whether the list says it should."""

    FOLLOWED = FollowStatus.FOLLOWED.value
    RENAMED = FollowStatus.RENAMED.value
    MOVED = FollowStatus.MOVED.value
    MISSING = FollowStatus.MISSING.value
    UNKNOWN = FollowStatus.UNKNOWN.value
    NOT_LISTED = "not-listed"
    NOT_READ = "not-read"


class FollowedAccount(Model):
    """Somebody's account on the network of one channel."""

    channel: ChannelId
    name: str
    handle: str
    now: str | None = Field(description="What it is called now, if that is something else.")
    url: WebAddress | None
    status: FollowedStatus = Field(
        description=(
            "`not-listed` is drift: followed, but not on the list; `not-read`: the network tells "
            "nobody whom an account follows."
        )
    )
    text: str = Field(description="The status in words.")


class Followed(Model):
    """An entry of the follow list, or somebody who is followed and not on it."""

    name: str
    about: str | None
    listed: bool = Field(description="Whether the follow list has it; if not, it is drift.")
    accounts: list[FollowedAccount]


class PartKind(StrEnum):
    """What a clause of the status counts."""

    MISSING = "missing"
    CHECK = "check"
    DIFFERS = "differs"
    UNREAD = "unread"
    UNLISTED = "unlisted"


class StatusPart(Model):
    """One clause of the status."""

    kind: PartKind
    count: int | None = Field(description="Of how many items or posts; none of `unread`.")
    channel: ChannelId | None = Field(description="Where it is about one channel.")
    text: str = Field(examples=["2 items are missing on Facebook"])
    url: WebAddress = Field(description="The tool's page that shows exactly those.")


class Status(Model):
    """What is left to do, in short."""

    todo: int = Field(description="How many statuses need a person: the sum over `parts`.")
    text: str = Field(description="All of `parts` in words.")
    parts: list[StatusPart]
    besides: list[StatusPart] = Field(description="What is good to know and not counted.")
    url: WebAddress = Field(description="The board.")
    read: datetime = Field(description="When the wiki was last asked for the news page.")
    within_days: int = Field(description="How far back this counts.")


class Channels(Model):
    """Every channel, in the set-up's order."""

    items: list[Channel]


class Follows(Listing[Followed]):
    """The follow list in its order, then who is followed and not on it, channel by channel."""
