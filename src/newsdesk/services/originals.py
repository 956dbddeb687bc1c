"""The author's own original of a post, on another network: what is shared there, if anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from newsdesk.channels import registry
from newsdesk.channels.adapter import Adapter, Feature
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.follow_list import Person, identity, people
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict
from newsdesk.store import by_author
from newsdesk.store.codec import author_hash
from newsdesk.sync.comparing import kept_side
from newsdesk.sync.judging import judge

APART = timedelta(days=3)
"""How far apart people say the same on two networks."""
NEAREST = 5
"""Posts of an author, the nearest in time first, that one is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where an author is on the network of a channel, and the same post there if it is known.

    ``url`` is the post's address, else that of their account.
    """

    channel: Channel
    handle: str
    url: str
    post: Post | None = None


def original_elsewhere(
    connection: Connection,
    desk_id: int,
    config: DeskConfig,
    site: Site,
    met: Sequence[tuple[Channel, Post]],
) -> Mapping[PostKey, tuple[Elsewhere, ...]]:
    """Say where else the authors of posts are, each post met on a channel.

    One query, however many posts there are; nothing of who is not on the follow list.
    """
    known = _known(config)
    places = {post.key: _places(config, known, channel, post) for channel, post in met}
    hashes = {_author(place) for found in places.values() for place in found}
    if not hashes:
        return {}
    times = [post.time for _, post in met]
    said: dict[str, list[Post]] = defaultdict(list)
    span = min(times) - APART, max(times) + APART
    for one in by_author.said(connection, desk_id, hashes, *span):
        said[author_hash(one.key.kind, one.author.handle)].append(one)
    return {
        post.key: tuple(_found(post, place, said[_author(place)], site) for place in found)
        for _, post in met
        if (found := places[post.key])
    }


def _known(config: DeskConfig) -> Mapping[tuple[ChannelKind, str], Sequence[Person]]:
    """Return who has which handle: asking the whole list for each post would take long."""
    known: dict[tuple[ChannelKind, str], list[Person]] = defaultdict(list)
    for person in people(config):
        for channel, name in person.accounts:
            known[channel.kind, identity(channel, name)].append(person)
    return known


def _places(
    config: DeskConfig,
    known: Mapping[tuple[ChannelKind, str], Sequence[Person]],
    source: Channel,
    post: Post,
) -> list[Elsewhere]:
    """Return the author's accounts on the networks of our other channels."""
    persons = known.get((source.kind, identity(source, post.author.handle)), ())
    found = []
    for target in config.channels:
        adapter = registry.adapter(target.kind)
        if target.kind is source.kind or adapter is None or not _is_network(adapter):
            continue
        handle = next(filter(None, (one.handle_on(target) for one in persons)), "")
        if handle:
            url = adapter.profile_url(replace(target, account=handle, url=""))
            found.append(Elsewhere(channel=target, handle=handle, url=url))
    return found


def _is_network(adapter: Adapter) -> bool:
    return Feature.TIMELINE in adapter.OFFERS


def _author(place: Elsewhere) -> str:
    return author_hash(place.channel.kind, place.handle)


def _found(post: Post, place: Elsewhere, said: Iterable[Post], site: Site) -> Elsewhere:
    """Return the same post at that place, where it is stored."""
    near = sorted((abs(one.time - post.time), str(one.key), one) for one in said)[:NEAREST]
    for apart, _, one in near:
        same = apart <= APART and judge(kept_side(post, site), kept_side(one, site)).verdict
        if same is Verdict.SAME:
            return replace(place, url=one.url, post=one)
    return place
