"""Whether something can be decided, and what exactly is then decided.

Only posts of the desk's own channels: what strangers said is never written to the wiki.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice, Decision, Decisions, Pending, Snapshot
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.links import canonical, without_tracking
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.infra.addresses import looks_public
from newsdesk.infra.text import one_line
from newsdesk.services import desk, items, matching
from newsdesk.store import desks, pending, posts

MOST_REASON = 200
"""Characters of a reason: it stands in a cell of the board."""
_MOST_WORDS, _MOST_LINKS = 300, 10
"""Characters and links of a snapshot: enough to find an item again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a decision is checked against; ``waiting`` is what this person decided already."""

    connection: Connection
    desk_id: int
    config: DeskConfig
    site: Site
    published: Decisions
    waiting: tuple[Pending, ...]

    @classmethod
    def of(cls, connection: Connection, desk_id: int, user: str) -> Ground:
        """Read what there is.

        :raises Explained: where there is no set-up yet
        """
        config = desk.set_up(connection, desk_id).config
        site = desks.site(connection, desk_id)
        if config is None or site is None:
            raise Explained(msg("newsdesk-edit-no-set-up"))
        return cls(
            connection=connection,
            desk_id=desk_id,
            config=config,
            site=site,
            published=Decisions(),
            waiting=pending.of_user(connection, desk_id, user),
        )

    def has(self, channels: Iterable[Channel], address: str) -> bool:
        """Tell whether one of the channels has a post at an address."""
        known = posts.at(self.connection, self.desk_id, address)
        return any(channel.id in known for channel in channels)

    def spelled(self, address: str) -> str:
        """Write an address as it was written before, so that there is one subject, not two."""
        wanted = canonical(address, self.site)
        return next(
            (one for one in self._addresses() if canonical(one, self.site) == wanted),
            without_tracking(address.strip()),
        )

    def _addresses(self) -> Iterable[str]:
        yield from self.published.not_news
        yield from (one.decision.address for one in self.waiting)
        for item in self.published.items.values():
            for settled in item.channels.values():
                yield from (*settled.same, *settled.not_same)


def checked(ground: Ground, decision: Decision) -> Decision:
    """Return a decision with its item's present id and snapshot, and its address as known.

    To take something back needs no more than to name it.

    :raises Explained: where this cannot be decided
    """
    if decision.choice is Choice.NOT_NEWS or not decision.item_id:
        return _of_post(ground, decision)
    pages = matching.pages(ground.config)
    item = items.find(ground.connection, ground.desk_id, pages, decision.item_id)
    if item is not None:
        decision = replace(decision, item_id=item.id, snapshot=snapshot_of(item))
    if decision.choice is Choice.OPEN:
        return replace(decision, address=decision.address and ground.spelled(decision.address))
    if item is None and decision.item_id not in ground.published.items:
        raise Explained(msg("newsdesk-decide-no-item", decision.item_id))
    channel = ground.config.channel(decision.channel_id)
    if channel is None:
        raise Explained(msg("newsdesk-decide-no-channel", decision.channel_id))
    return _of_item(ground, channel, decision)


def snapshot_of(item: NewsItem) -> Snapshot:
    """Return what an item is found by again when its wording has changed."""
    text = one_line(item.text)[:_MOST_WORDS]
    return Snapshot(date=item.date, text=text, links=item.links[:_MOST_LINKS])


def _of_item(ground: Ground, channel: Channel, decision: Decision) -> Decision:
    if decision.choice is Choice.EXEMPT:
        return replace(decision, address="", reason=_reason(channel, decision.reason))
    address = decision.address.strip()
    if decision.choice is Choice.POSTED:
        mine = address.startswith("https://") and looks_public(address)
    else:
        mine = ground.has([channel], address)
    if not mine:
        raise Explained(msg("newsdesk-decide-foreign", address, channel.name))
    return replace(decision, address=ground.spelled(address), reason="")


def _of_post(ground: Ground, decision: Decision) -> Decision:
    """Say what a post is, whatever item or channel it was named with."""
    address, choice = decision.address.strip(), decision.choice
    if choice is Choice.NOT_NEWS and not ground.has(ground.config.channels, address):
        raise Explained(msg("newsdesk-decide-foreign-any", address))
    return Decision(choice=choice, address=ground.spelled(address))


def _reason(channel: Channel, typed: str) -> str:
    reason = one_line(typed)
    if not reason:
        raise Explained(msg("newsdesk-decide-no-reason", channel.name))
    if len(reason) > MOST_REASON:
        raise Explained(msg("newsdesk-decide-long-reason", len(reason), MOST_REASON))
    return reason
