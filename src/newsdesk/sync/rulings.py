"""What people decided, by the post that they decided about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from newsdesk.domain.decision import Decisions, Settled
from newsdesk.domain.links import address_key
from newsdesk.domain.post import Post

Place = tuple[str, str]
"""A channel's id and the key of an address there; no channel for what holds on all of them."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Which items a post is about, which it is not about, and whether it is news at all."""

    same: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    news: bool = True

    def __or__(self, other: Ruling) -> Ruling:
        """Return what both say together."""
        same = self.same | other.same
        return Ruling(same, (self.never | other.never) - same, self.news and other.news)


FREE = Ruling()
"""Nothing was decided of a post."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings on the posts of a desk."""

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
        """Return what was decided of a post, or of a part of a thread."""
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
    for address in (*settled.same, settled.posted):
        if address:
            yield address, Ruling(same=item)
    for address in settled.not_same:
        yield address, Ruling(never=item)
