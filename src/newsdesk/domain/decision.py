"""A decision: what somebody settled about a post or a news item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Subject = tuple[str, str, str]
"""What a decision is about: item id, channel id, address of a post; of one subject one stands."""

Place = tuple[str, str]
"""A channel's id and the address of a post there; no channel where it may be any one's."""


class Choice(StrEnum):
    """What a person can settle.

    ``same`` and ``not``: this post does, or does not, say what this item says. ``exempt``: the
    item is not for this channel, for a reason. ``posted``: it was posted there by hand, at an
    address. ``not-news``: this post is no news. ``open`` takes back what was settled before.
    """

    SAME = "same"
    NOT = "not"
    EXEMPT = "exempt"
    POSTED = "posted"
    NOT_NEWS = "not-news"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An item as it stood when something was decided of it, by which it is found again."""

    date: date
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that a person settled.

    ``address`` is the post's (``same``, ``not``, ``posted``, ``not-news``); ``reason`` is why an
    item is ``exempt``; ``snapshot`` is the item's. An ``open`` one with an address is about that
    post, else about what stands instead of posts: ``exempt`` and ``posted``.
    """

    choice: Choice
    item_id: str = ""
    channel_id: str = ""
    address: str = ""
    reason: str = ""
    snapshot: Snapshot | None = None

    @property
    def subject(self) -> Subject:
        """What this is about: a later decision on the same subject takes its place."""
        of_channel = self.choice in {Choice.EXEMPT, Choice.POSTED}
        return self.item_id, self.channel_id, "" if of_channel else self.address

    @property
    def place(self) -> Place:
        """Where the post is that this is about, if it is about one."""
        return self.channel_id, self.address


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision that its person has not published yet, and when they made it."""

    decision: Decision
    created: datetime
