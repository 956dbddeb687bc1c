"""How posts of others get picked up: what the set-up has people look through, and what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from newsdesk.channels.adapter import Feature
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.site import Site
from newsdesk.infra.credentials import Credential
from newsdesk.services import desk
from newsdesk.services.channel import address
from newsdesk.services.reach import Reach, Standing, reaches
from newsdesk.services.sources import SourceState, overview
from newsdesk.store import desks

_NOBODY = frozenset({ChannelKind.FEED, ChannelKind.WIKI_PAGE})
"""Kinds of channels that are no account of anybody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen on a channel: its address, and how mentions and searches are read there.

    ``mentions`` is ``None`` where nobody can be mentioned.
    """

    channel: Channel
    address: str
    mentions: Standing | None
    searched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """Where people look, as the set-up says."""

    config: DeskConfig
    site: Site
    channels: tuple[Seen, ...]
    sources: tuple[SourceState, ...]


def load(engine: Engine, desk_id: int, credentials: Sequence[Credential]) -> Pickup | None:
    """Read where people look; ``None`` as long as there is no set-up, or nothing was read."""
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        site = desks.site(connection, desk_id)
        if config is None or site is None:
            return None
        found = reaches(connection, desk_id, config.channels, config, credentials, accounts=False)
        return Pickup(
            config=config,
            site=site,
            channels=tuple(_seen(channel, reach, site) for channel, reach in found),
            sources=tuple(overview(connection, desk_id, config)),
        )


def _seen(channel: Channel, reach: Reach, site: Site) -> Seen:
    standings = {one.feature: one.standing for one in reach.features}
    mentions = standings.get(Feature.MENTIONS, Standing.ABSENT)
    searches = (standings.get(one) for one in (Feature.TAGS, Feature.TERMS))
    return Seen(
        channel=channel,
        address=address(channel, site),
        mentions=None if channel.kind in _NOBODY else mentions,
        searched=any(one in {Standing.READ, Standing.WAITING} for one in searches),
    )
