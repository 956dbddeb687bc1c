"""What the API answers: the one shape of every JSON of the tool.

Times are UTC as RFC 3339 has them, dates are ISO 8601. Everything named ``text`` or ``message``
is plain text for people, in the language asked for; ``html`` alone is HTML, and sanitised.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.post import PostForm
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services.own_posts import Listed
from newsdesk.sync.follows import FollowStatus

ChannelId = Annotated[str, Field(description="A channel's id in the set-up.", examples=["x"])]
ItemId = Annotated[
    str,
    Field(description="An item's id.", examples=["2026-11-18-mediawiki-1-45-2-released"]),
]
WebAddress = Annotated[str, Field(description="An https or http address.")]


class Model(BaseModel):
    """Something that is answered and never changed."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Cell(Model):
    """Where a news item stands on one channel."""

    channel: ChannelId
    name: str = Field(description="The channel's name.", examples=["X"])
    status: SyncStatus = Field(description="The sync status.")
    text: str = Field(description="The status in words.", examples=["Posted 18 Nov"])
    url: WebAddress | None = Field(
        description="The post: where the status is `unsure` or `differs`, the one in question."
    )
    posted: datetime | None = Field(description="When that post was posted or shared.")
    reason: str | None = Field(description="Why the item is not for this channel: `exempt`.")
    needs_work: bool = Field(
        description="Whether a person is needed: `missing`, `unsure` and `differs`."
    )


class Item(Model):
    """A news item, and where it stands on every channel."""

    id: ItemId
    date: date
    text: str = Field(description="Plain text without the date.")
    page: str = Field(description="The title of the wiki page that the item stands on.")
    links: list[WebAddress] = Field(description="What the item links to, in order.")
    url: WebAddress = Field(description="The item's own page in the tool, which lasts.")
    channels: list[Cell] = Field(description="One for each channel, in the set-up's order.")


class Words(Model):
    """What a programme needs to say beside the items of a page; `$1` stands for channels.

    In `count`, `$1` and `$2` stand for numbers of channels: posted on, and expected on.
    """

    open: str
    heading: str
    count: str
    posted_on: str
    missing_on: str


class Page(Model):
    """A wiki page that holds news items, or a translation of it."""

    title: str
    url: WebAddress = Field(description="The page on the wiki.")
    language: str = Field(description="The language of the texts in this answer.")
    dir: str = Field(description="The direction of that language.", examples=["ltr", "rtl"])
    words: Words
    read: datetime = Field(description="When the wiki was last asked for the page.")
    items: list[Item] = Field(description="In the order of the page.")


class ThreadPart(Model):
    """A later post of a thread."""

    url: WebAddress | None
    time: datetime
    text: str
    html: str


class Post(Model):
    """A post of one of our own accounts, or a share by one."""

    channel: ChannelId
    name: str = Field(description="The channel's name.")
    url: WebAddress | None
    kind: PostForm
    time: datetime = Field(description="When it was posted, or shared.")
    edited: datetime | None
    text: str = Field(
        description="Plain text, of a whole thread; of a share, what the original says."
    )
    html: str = Field(
        description="Sanitised HTML of the post without `parts`: links, paragraphs and the like."
    )
    language: str | None = Field(description="A language tag, where the network tells one.")
    warning: str | None = Field(description="The content warning that stands before it.")
    links: list[WebAddress] = Field(description="What it links to, in order.")
    shared: WebAddress | None = Field(description="The original, of a share.")
    parts: list[ThreadPart] = Field(description="The rest of its thread, oldest first.")
    items: list[ItemId] = Field(
        description="The news items that it matches, also where a person has to check that."
    )
    listed: Listed = Field(
        description="Whether it matches any; `set-aside` is what people said to be no news."
    )


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


class Change(Model):
    """A news item's status on a channel that became another one; told for 180 days."""

    id: str = Field(description="Names the change for ever.")
    time: datetime = Field(description="When the tool noticed.")
    item: ItemId
    item_text: str = Field(description="What the item said then.")
    item_url: WebAddress
    channel: ChannelId
    name: str
    before: SyncStatus | None = Field(description="None for an item that is new.")
    after: SyncStatus
    url: WebAddress | None = Field(description="The post, where there is one.")
    text: str = Field(description="The status after the change in words.")


class Link(Model):
    """Whether an address was announced, and where."""

    address: WebAddress
    announced: bool = Field(description="Whether any news item or post of ours links there.")
    url: WebAddress = Field(description="The tool's own page that says the same.")
    items: list[Item] = Field(description="News items that link there, newest first.")
    posts: list[Post] = Field(description="Posts of ours that link there, newest first.")


class Problem(Model):
    """A parameter that cannot be understood."""

    parameter: str
    message: str


class ErrorDetail(Model):
    """What happened, and what to do."""

    code: str = Field(description="For programmes.", examples=["not-found"])
    message: str = Field(description="What happened.")
    do: str = Field(description="What to do now.")
    problems: list[Problem] = Field(default=[], description="Of `invalid-parameters` only.")
    reference: str | None = Field(default=None, description="Finds the request in the tool's log.")


class Error(Model):
    """Every error of the API has this shape."""

    error: ErrorDetail


T = TypeVar("T")


class Listing(Model, Generic[T]):
    """Part of a list, in an order that stays."""

    items: list[T]
    next: WebAddress | None = Field(description="The next part's address; none after the last.")


class Items(Listing[Item]):
    """News items, newest first; those of one day by their ids."""


class Posts(Listing[Post]):
    """Posts of our own accounts, newest first."""


class Channels(Model):
    """Every channel, in the set-up's order."""

    items: list[Channel]


class Follows(Listing[Followed]):
    """The follow list in its order, then who is followed and not on it, channel by channel."""


class Changes(Listing[Change]):
    """Changes of statuses, newest first."""
