"""What the API answers: the one shape of every JSON of the tool.

Times are UTC as RFC 3339 has them, dates are ISO 8601. Everything named ``text`` or ``message``
is plain text for people, in the language asked for; ``html`` alone is HTML, and sanitised.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from newsdesk.domain.post import PostForm
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.services.own_posts import Listed

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


class Changes(Listing[Change]):
    """Changes of statuses, newest first."""
