"""Which addresses that somebody named are those of a channel's own posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Engine

from newsdesk.channels import registry
from newsdesk.channels.adapter import Known
from newsdesk.channels.address import read
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.decision import Place
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.links import address_key, host_of
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.services import desk
from newsdesk.store import decided, desks, listed, post_totals, posts, profiles


def belonging(
    connection: Connection, desk_id: int, channels: Iterable[Channel], places: Iterable[Place]
) -> frozenset[Place]:
    """Return those places whose address belongs to the channel named with it.

    One does by its form, see :func:`post_id`, or where a post that was read of the channel
    stands at it: a share stands where the original does. Any other is for showing as text only.
    """
    asked: dict[str, set[str]] = {}
    for channel_id, address in places:
        asked.setdefault(channel_id, set()).add(address)
    return frozenset(
        (channel.id, address)
        for channel in channels
        if channel.id in asked
        for address in _belonging(connection, desk_id, channel, asked[channel.id])
    )


def post_at(connection: Connection, desk_id: int, channel: Channel, address: str) -> Post | None:
    """Return the channel's own stored post at an address, in whichever form it is written."""
    if found := posts.at(connection, desk_id, address).get(channel.id):
        return found
    url = stored_at(connection, desk_id, [channel], [(channel.id, address)])
    return next((posts.at(connection, desk_id, one)[channel.id] for one in url.values()), None)


def decided_at(
    connection: Connection, desk_id: int, channels: Collection[Channel], decisions: Decisions
) -> dict[Place, str]:
    """Return the addresses of stored posts that published decisions name by another form."""
    places = decisions.places
    if not places:
        return {}
    unread = decided.unread(connection, desk_id)
    return stored_at(connection, desk_id, channels, (one for one in places if one[1] in unread))


def stored_at(
    connection: Connection,
    desk_id: int,
    channels: Collection[Channel],
    places: Iterable[Place],
) -> dict[Place, str]:
    """Return the addresses of the channels' own stored posts by other forms of these.

    A form that tells the network's id of a post is enough, see :func:`post_id`.
    """
    wanted = posts_named(connection, desk_id, channels, places)
    keys = {key for named in wanted.values() for key in named.values()}
    stored = listed.with_keys(connection, desk_id, keys)
    urls = {(channel_id, one.key): one.url for channel_id, own in stored.items() for one in own}
    return {
        place: urls[found]
        for place, named in wanted.items()
        for found in named.items()
        if found in urls
    }


def posts_named(
    connection: Connection,
    desk_id: int,
    channels: Collection[Channel],
    places: Iterable[Place],
) -> dict[Place, dict[str, PostKey]]:
    """Return which post of which channel, by its id, addresses name by their form alone."""
    told = profiles.every(connection, desk_id)
    known = [(channel, Known(profile=told.get(channel.id))) for channel in channels]
    return {
        (where, address): {
            channel.id: key
            for channel, told_of_it in known
            if where in ("", channel.id) and (key := _key(channel, told_of_it, address))
        }
        for where, address in places
    }


def _key(channel: Channel, known: Known, address: str) -> PostKey | None:
    adapter = registry.adapter(channel.kind)
    native_id = post_id(channel, known, None, address)
    if adapter is None or not native_id:
        return None
    return PostKey(channel.kind, adapter.origin(channel), native_id)


def texts(engine: Engine, desk_id: int, urls: Collection[str]) -> dict[str, str]:
    """Return what the stored posts say that stand at some addresses."""
    if not urls:
        return {}
    with engine.connect() as connection:
        found = listed.at_addresses(connection, desk_id, urls)
    said = {address_key(one.url): one.text for some in found.values() for one in some}
    return {url: said[address_key(url)] for url in urls if address_key(url) in said}


def openable(engine: Engine, desk_id: int, places: Iterable[Place]) -> frozenset[Place]:
    """Return those places whose address can be a link; one without a channel may be any one's."""
    asked = tuple(places)
    if not asked:
        return frozenset()
    with engine.connect() as connection:
        config = desk.config(connection, desk_id)
        channels = config.channels if config else ()
        every = tuple(
            (channel.id, address)
            for where, address in asked
            for channel in channels
            if where in ("", channel.id)
        )
        found = belonging(connection, desk_id, channels, every)
    known = {address for _, address in found}
    return frozenset(one for one in asked if one in found or (not one[0] and one[1] in known))


def post_id(channel: Channel, known: Known, site: Site | None, address: str) -> str | None:
    """Return the network's id of the channel's post at an address; empty where it tells none.

    ``None`` for an address that is none of this channel's by its form: https at a host of the
    network or, where no programme reads the channel, at the host of its own address; and where
    it names an account, this channel's.
    """
    if channel.kind is ChannelKind.WIKI_PAGE:
        return "" if site and address.startswith(f"{site.server}/") else None
    found, adapter = read(address), registry.adapter(channel.kind)
    if found is None:
        return None
    if adapter is not None:
        return adapter.post_id(channel, known, found)
    here = host_of(channel.url)
    return "" if here and host_of(f"https://{found.host}") == here else None


def _belonging(
    connection: Connection, desk_id: int, channel: Channel, addresses: Collection[str]
) -> set[str]:
    """Ask what was stored of the posts only where the form alone does not tell."""
    site = desks.site(connection, desk_id)
    known = Known(profile=profiles.get(connection, desk_id, channel.id))
    found = {one for one in addresses if post_id(channel, known, site, one) is not None}
    rest = {one for one in set(addresses) - found if read(one)}
    own = listed.at_addresses(connection, desk_id, rest).get(channel.id, ())
    stored = {address_key(one.url) for one in own}
    found |= {one for one in rest if address_key(one) in stored}
    if channel.kind is ChannelKind.FEED and rest - found:
        known = Known(hosts=post_totals.hosts(connection, desk_id, channel.id))
        found |= {one for one in rest if post_id(channel, known, site, one) is not None}
    return found
