"""What people decided, by the post that they decided about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from newsdesk.domain.decision import Place
from newsdesk.domain.decisions import Decisions, Settled
from newsdesk.domain.links import address_key
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post

CONFIRMED = msg("newsdesk-evidence-decided")
BY_HAND = msg("newsdesk-evidence-by-hand")


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which items a post is about, which it is not about, and whether it is news at all.

    ``by_hand`` are those of the items that it is about of which people said that they posted them
    there.
    """

    same: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    news: bool = True

    def __or__(self, other: Ruling) -> Ruling:
        """Return what both say together: that a post is about an item comes first."""
        same = self.same | other.same
        return Ruling(
            same=same,
            by_hand=self.by_hand | other.by_hand,
            never=(self.never | other.never) - same,
            news=self.news and other.news,
        )

    @property
    def settled(self) -> bool:
        """Whether it is known which items the post is about, or that it is about none."""
        return bool(self.same) or not self.news

    def evidence(self, item_id: str) -> Message:
        """Say who says that the post is about this item."""
        return BY_HAND if item_id in self.by_hand else CONFIRMED


FREE = Ruling()
"""Nothing was decided of a post."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings on the posts of a desk, by the keys of their addresses (:func:`address_key`)."""

    by_place: Mapping[Place, Ruling] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, decisions: Decisions) -> Rulings:
        """Turn decisions, whose items are today's, into rulings.

        An item that was posted by hand at an address is the same as a post that stands there.
        """
        found: dict[Place, Ruling] = {}
        for place, ruling in _each(decisions):
            found[place] = found.get(place, FREE) | ruling
        return cls(MappingProxyType(found))

    def on(self, channel_id: str, post: Post) -> Ruling:
        """Return what was decided of a post, or of a part of a thread.

        A share has the address of what it shares, and so the same holds of it.
        """
        ruling = FREE
        if self.by_place:
            for one in (post, *post.parts):
                address = address_key(one.url)
                for place in ((channel_id, address), ("", address)):
                    ruling |= self.by_place.get(place, FREE)
        return ruling


def _each(decisions: Decisions) -> Iterator[tuple[Place, Ruling]]:
    for address in decisions.not_news:
        yield ("", address_key(address)), Ruling(news=False)
    for item_id, one in decisions.items.items():
        for channel_id, settled in one.channels.items():
            for address, ruling in _of(item_id, settled):
                yield (channel_id, address_key(address)), ruling


def _of(item_id: str, settled: Settled) -> Iterator[tuple[str, Ruling]]:
    item = frozenset({item_id})
    for address in settled.same:
        yield address, Ruling(same=item)
    if settled.posted:
        yield settled.posted, Ruling(same=item, by_hand=item)
    for address in settled.not_same:
        yield address, Ruling(never=item)
