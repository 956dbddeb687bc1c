"""A post: one message on a channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from newsdesk.domain.channel import ChannelKind

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,:;!?)\]…]")


class PostForm(StrEnum):
    """How a post came to be."""

    ORIGINAL = "original"
    SHARE = "share"
    REPLY = "reply"


class StreamName(StrEnum):
    """What is read of a channel: each stream has a state of its own.

    ``own``, ``mention`` and ``search`` (the tags and terms of the set-up) are posts;
    ``timeline`` is what the accounts of the follow list say; ``follows`` is whom the account
    follows, ``profile`` what the network says of the account.
    """

    OWN = "own"
    MENTION = "mention"
    SEARCH = "search"
    TIMELINE = "timeline"
    FOLLOWS = "follows"
    PROFILE = "profile"


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


MediumKind = Literal["image", "video", "audio", "file"]


@dataclass(frozen=True, slots=True)
class Medium:
    """What is attached to a post: its kind, its alt text (empty: none), its address."""

    kind: MediumKind
    alt: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Another post that a post quotes: whose it is, where it stands, what it says."""

    author: Author
    url: str
    text: str = ""

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses in what it says: who quotes them has brought them to our readers, too."""
        return tuple(dict.fromkeys(_ADDRESS.findall(self.text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A public or unlisted post as it was last read.

    ``html`` is sanitised, ``text`` is its plain text; ``links`` are the real addresses, in
    order, without the network's own (mentions, tags). A share carries the original's author,
    address, text and links; ``time`` is then when it was shared. All times are UTC.
    ``warning`` is the content warning that its author put before it; ``text`` begins with it,
    ``html`` is without it. ``continues`` is the native id of the same author's post that this
    one goes on, in a thread; ``parts`` are the later posts of a thread, which are never stored:
    see :mod:`newsdesk.domain.thread`.
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
    warning: str = ""
    media: tuple[Medium, ...] = ()
    quote: Quote | None = None
    continues: str = ""
    edited: datetime | None = None
    deleted: datetime | None = None
    parts: tuple[Post, ...] = ()
