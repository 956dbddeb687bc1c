"""All that was decided: of each item on each channel, and of posts that are no news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from newsdesk.domain.decision import Choice, Decision, Place, Snapshot, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was decided of one item on one channel; addresses in the order of the alphabet."""

    same: tuple[str, ...] = ()
    not_same: tuple[str, ...] = ()
    exempt: str = ""
    posted: str = ""

    def after(self, decision: Decision) -> Settled:
        """Return what holds once this was decided too."""
        address = decision.address
        if decision.subject[2] == "":
            return replace(
                self,
                exempt=decision.reason if decision.choice is Choice.EXEMPT else "",
                posted=address if decision.choice is Choice.POSTED else "",
            )
        same, not_same = ({*these} - {address} for these in (self.same, self.not_same))
        if decision.choice is Choice.SAME:
            same.add(address)
        elif decision.choice is Choice.NOT:
            not_same.add(address)
        return replace(self, same=tuple(sorted(same)), not_same=tuple(sorted(not_same)))

    def at(self, addresses: Mapping[str, str]) -> Settled:
        """Return the same with other addresses for posts: former -> new one."""
        same, not_same = (
            tuple(sorted({addresses.get(one, one) for one in these}))
            for these in (self.same, self.not_same)
        )
        posted = addresses.get(self.posted, self.posted)
        return replace(self, same=same, not_same=not_same, posted=posted)

    def without(self, addresses: Collection[str]) -> Settled:
        """Return the same without what was said of the posts at some addresses."""
        same, not_same = (
            tuple(one for one in these if one not in addresses)
            for these in (self.same, self.not_same)
        )
        posted = "" if self.posted in addresses else self.posted
        return replace(self, same=same, not_same=not_same, posted=posted)

    def each(self, item_id: str, channel_id: str) -> Iterator[Decision]:
        """Yield the decisions that this consists of."""
        of_posts = ((Choice.SAME, self.same), (Choice.NOT, self.not_same))
        here = Decision(choice=Choice.OPEN, item_id=item_id, channel_id=channel_id)
        for choice, addresses in of_posts:
            yield from (replace(here, choice=choice, address=one) for one in addresses)
        if self.exempt:
            yield replace(here, choice=Choice.EXEMPT, reason=self.exempt)
        if self.posted:
            yield replace(here, choice=Choice.POSTED, address=self.posted)

    def over(self, older: Settled) -> Settled:
        """Return what holds where something was decided twice: this, and what it leaves open."""
        instead = self if self.exempt or self.posted else older
        return Settled(
            same=tuple(sorted({*self.same, *older.same} - {*self.not_same})),
            not_same=tuple(sorted({*self.not_same, *older.not_same} - {*self.same})),
            exempt=instead.exempt,
            posted=instead.posted,
        )


OPEN = Settled()
"""Nothing was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecisions:
    """What was decided of one item, by channel id."""

    snapshot: Snapshot
    channels: Mapping[str, Settled] = field(default_factory=lambda: MappingProxyType({}))

    def over(self, older: ItemDecisions) -> ItemDecisions:
        """Return what holds where one item has two entries, as when it was reworded between."""
        names = older.channels.keys() | self.channels.keys()
        return replace(
            self,
            channels=MappingProxyType(
                {
                    name: self.channels.get(name, OPEN).over(older.channels.get(name, OPEN))
                    for name in sorted(names)
                }
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything that was decided: by item id, and the addresses of posts that are no news."""

    items: Mapping[str, ItemDecisions] = field(default_factory=lambda: MappingProxyType({}))
    not_news: frozenset[str] = frozenset()

    def of(self, item_id: str, channel_id: str) -> Settled:
        """Return what was decided of an item on a channel."""
        one = self.items.get(item_id)
        return one.channels.get(channel_id, OPEN) if one else OPEN

    def each(self) -> dict[Subject, Decision]:
        """Return every single decision that stands, by what it is about; without snapshots."""
        news = (Decision(choice=Choice.NOT_NEWS, address=one) for one in self.not_news)
        settled = (
            one
            for item_id, item in self.items.items()
            for channel_id, there in item.channels.items()
            for one in there.each(item_id, channel_id)
        )
        return {one.subject: one for one in (*news, *settled)}

    def holds(self, decision: Decision) -> bool:
        """Tell whether this is what was decided already, so that it would change nothing."""
        if not decision.item_id:
            meant = decision.choice is Choice.NOT_NEWS
            return (decision.address in self.not_news) == meant
        settled = self.of(decision.item_id, decision.channel_id)
        return settled.after(decision) == settled

    @property
    def places(self) -> frozenset[Place]:
        """Where the posts are of which something was decided."""
        return frozenset(one.place for one in self.each().values() if one.address)

    def at(self, addresses: Mapping[Place, str]) -> Decisions:
        """Return the same with other addresses for posts."""
        if not addresses:
            return self
        of_channel: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for (channel_id, former), address in addresses.items():
            of_channel[channel_id][former] = address
        items = {
            item_id: replace(
                one,
                channels=MappingProxyType(
                    {name: settled.at(of_channel[name]) for name, settled in one.channels.items()}
                ),
            )
            for item_id, one in self.items.items()
        }
        not_news = frozenset(addresses.get(("", one), one) for one in self.not_news)
        return Decisions(items=MappingProxyType(items), not_news=not_news)

    def after(self, decisions: Iterable[Decision]) -> Decisions:
        """Return what holds once these were decided too, in their order.

        What nothing is left of is left out. The newest snapshot of an item stays.

        :raises ValueError: where the first decision of an item comes without a snapshot
        """
        items, not_news = dict(self.items), set(self.not_news)
        for one in decisions:
            if not one.item_id:
                not_news.discard(one.address)
                not_news |= {one.address} if one.choice is Choice.NOT_NEWS else set()
            elif (changed := _changed(items.pop(one.item_id, None), one)) is not None:
                items[one.item_id] = changed
        return Decisions(items=MappingProxyType(items), not_news=frozenset(not_news))


NOTHING = Decisions()
"""Nobody decided anything."""


def _changed(before: ItemDecisions | None, decision: Decision) -> ItemDecisions | None:
    snapshot = decision.snapshot or (before.snapshot if before else None)
    channels = dict(before.channels) if before else {}
    settled = channels.pop(decision.channel_id, OPEN).after(decision)
    if settled != OPEN:
        channels[decision.channel_id] = settled
    if not channels:
        return None
    if snapshot is None:
        raise ValueError(f"nothing tells how {decision.item_id} is found again")
    return ItemDecisions(snapshot=snapshot, channels=MappingProxyType(channels))
