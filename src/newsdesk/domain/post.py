"""A post: one message on a channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.channel import ChannelKind


class PostForm(StrEnum):
    """How a post came to be."""

    ORIGINAL = "original"
    SHARE = "share"
    REPLY = "reply"


class StreamName(StrEnum):
    """In which stream of a channel a post was seen."""

    OWN = "own"
    MENTION = "mention"
    FOLLOW = "follow"
    TAG = "tag"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, order=True)
class PostKey:
    """What identifies a post: network kind, the https origin that issued the id, the id itself.

    ``native_id`` is compared byte by byte and need not be a number.
    """

    kind: ChannelKind
    origin: str
    native_id: str

    def __str__(self) -> str:
        return f"{self.kind} {self.origin} {self.native_id}"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post: the name shown, the handle without ``@``, the profile's address."""

    name: str
    handle: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A public or unlisted post as it was last read.

    ``html`` is sanitised, ``text`` is its plain text; ``links`` are the real addresses, in
    order, without the network's own (mentions, tags). A share carries the original's author,
    address, text and links; ``time`` is then when it was shared. All times are UTC.
    """

    key: PostKey
    url: str
    author: Author
    time: datetime
    html: str
    text: str
    links: tuple[str, ...] = ()
    form: PostForm = PostForm.ORIGINAL
    shared_url: str = ""
    language: str = ""
    edited: datetime | None = None
    deleted: datetime | None = None
