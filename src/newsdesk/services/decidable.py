"""Whether something can be decided, and what exactly is then decided.

Only posts of the desk's own channels: what strangers said is never written to the wiki.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice, Decision, Pending, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.links import address_key, without_tracking
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.infra.text import one_line
from newsdesk.services import desk, items, matching
from newsdesk.services.addresses import belonging, post_at, posts_named
from newsdesk.store import decided, desks, pending, posts

MOST_REASON = 200
"""Characters of a reason: it stands in a cell of the board."""
_MOST_WORDS, _MOST_LINKS = 300, 10
"""Characters and links of a snapshot: enough to find an item again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a decision is checked against.

    ``item`` is the one that it is about, as it is today, if there is one; ``published`` is what
    the wiki says of that item and of posts, ``waiting`` what this person decided already.
    """

    connection: Connection
    desk_id: int
    config: DeskConfig
    site: Site
    item: NewsItem | None
    published: Decisions
    waiting: tuple[Pending, ...]

    @classmethod
    def of(cls, connection: Connection, desk_id: int, user: str, item_id: str) -> Ground:
        """Read what there is of an item, or of none where the decision is about a post.

        :raises Explained: where there is no set-up yet
        """
        config = desk.config(connection, desk_id)
        site = desks.site(connection, desk_id)
        if config is None or site is None:
            raise Explained(msg("newsdesk-edit-no-set-up"))
        found = item_id and items.find(connection, desk_id, matching.pages(config), item_id)
        return cls(
            connection=connection,
            desk_id=desk_id,
            config=config,
            site=site,
            item=found or None,
            published=in_force(connection, desk_id, found.id if found else item_id),
            waiting=pending.of_user(connection, desk_id, user),
        )

    def has(self, channels: Iterable[Channel], *spellings: str) -> bool:
        """Tell whether an address is that of a post of one of the channels."""
        places = [(channel.id, address) for channel in channels for address in spellings]
        return bool(belonging(self.connection, self.desk_id, channels, places))

    def spelled(self, address: str) -> str:
        """Write an address as it was written before, so that there is one subject, not two."""
        before = list(self._addresses(address))
        places = {("", one) for one in (address, *before)}
        named = posts_named(self.connection, self.desk_id, self.config.channels, places)

        def meant(one: str) -> set[object]:
            return {address_key(one), *named["", one].values()}

        wanted = meant(address)
        return next((one for one in before if wanted & meant(one)), without_tracking(address))

    def _addresses(self, address: str) -> Iterable[str]:
        for item in self.published.items.values():
            for settled in item.channels.values():
                yield from (*settled.same, *settled.not_same)
        yield from sorted(self.published.not_news)
        yield from (one.decision.address for one in self.waiting)
        yield from (post.url for post in posts.at(self.connection, self.desk_id, address).values())


def in_force(connection: Connection, desk_id: int, item_id: str) -> Decisions:
    """Return what the wiki says of an item, as it is called today, and of posts."""
    if item_id:
        return decided.every(connection, desk_id, item_id=item_id)
    return Decisions(not_news=decided.not_news(connection, desk_id))


def checked(ground: Ground, decision: Decision) -> Decision:
    """Return a decision with its item's present id and snapshot, and its address as known.

    To take something back needs no more than to name it.

    :raises Explained: where this cannot be decided
    """
    decision = replace(decision, address=decision.address.strip())
    if not decision.item_id:
        if decision.choice not in {Choice.NOT_NEWS, Choice.OPEN}:
            raise Explained(msg("newsdesk-decide-no-item", decision.item_id))
        return _of_post(ground, decision)
    if ground.item is not None:
        snapshot = snapshot_of(ground.item)
        decision = replace(decision, item_id=ground.item.id, snapshot=snapshot)
    if decision.choice is Choice.OPEN:
        return replace(decision, address=decision.address and ground.spelled(decision.address))
    if ground.item is None:
        raise Explained(msg("newsdesk-decide-no-item", decision.item_id))
    return _of_item(ground, decision)


def snapshot_of(item: NewsItem) -> Snapshot:
    """Return what an item is found by again when its wording has changed."""
    text = one_line(item.text)[:_MOST_WORDS]
    return Snapshot(date=item.date, text=text, links=item.links[:_MOST_LINKS])


def _of_item(ground: Ground, decision: Decision) -> Decision:
    channel = ground.config.channel(decision.channel_id)
    if channel is None:
        raise Explained(msg("newsdesk-decide-no-channel", decision.channel_id))
    if decision.choice is Choice.EXEMPT:
        return replace(decision, address="", reason=_reason(channel, decision.reason))
    if not decision.address:
        raise Explained(msg("newsdesk-decide-no-address", channel.name))
    stored = post_at(ground.connection, ground.desk_id, channel, decision.address.strip())
    address = ground.spelled(stored.url if stored else decision.address)
    if not (stored or ground.has([channel], decision.address, address)):
        raise Explained(msg("newsdesk-decide-foreign", decision.address, channel.name))
    return replace(decision, address=address, reason="")


def _of_post(ground: Ground, decision: Decision) -> Decision:
    """Say that a post is no news, or take that back."""
    address, choice = ground.spelled(decision.address), decision.choice
    if choice is Choice.OPEN:
        return Decision(choice=choice, address=address)
    if not ground.has(ground.config.channels, decision.address, address):
        raise Explained(msg("newsdesk-decide-foreign-any", decision.address))
    return Decision(choice=choice, address=address)


def _reason(channel: Channel, typed: str) -> str:
    reason = one_line(typed)
    if not reason:
        raise Explained(msg("newsdesk-decide-no-reason", channel.name))
    if len(reason) > MOST_REASON:
        raise Explained(msg("newsdesk-decide-long-reason", len(reason), MOST_REASON))
    return reason
