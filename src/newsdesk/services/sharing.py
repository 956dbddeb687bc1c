"""Where somebody shares another person's post with the network's own function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.channels.composing import composer
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.post import Post, PostKey
from newsdesk.services import desk
from newsdesk.services.originals import Elsewhere, original_elsewhere
from newsdesk.store import desks


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A page of the network: ``at_once`` asks to share, else it shows the post to be shared.

    ``account`` is who has to be logged in there.
    """

    url: str
    at_once: bool
    account: str


def writable(config: DeskConfig) -> tuple[Channel, ...]:
    """Return the channels that people write posts for."""
    return tuple(one for one in config.channels if composer(one) is not None)


def share(channel: Channel, post: Post) -> Share | None:
    """Return where a post is shared from a channel; ``None`` where its network has no such page.

    Nothing is asked of the network.
    """
    knows = composer(channel)
    url = knows.share_url(channel, post) if knows else ""
    if knows is None or not url:
        return None
    return Share(url=url, at_once=knows.SHARES_AT_ONCE, account=knows.as_account(channel))


def elsewhere(
    engine: Engine, desk_id: int, met: Iterable[tuple[Channel, Post]]
) -> Mapping[PostKey, tuple[Elsewhere, ...]]:
    """Say where else the authors of posts are, and their own original there if it is stored."""
    some = tuple(met)
    if not some:
        return {}
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        site = desks.site(connection, desk_id)
        if config is None or site is None:
            return {}
        return original_elsewhere(connection, desk_id, config, site, some)
