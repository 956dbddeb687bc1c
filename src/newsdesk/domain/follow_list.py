"""The follow list's handles: when two are the same account, and who that is elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig

_LONGEST = 255
"""Characters of an id; no network has names that reach so far."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the follow list, or we ourselves: then without a name; the handle by channel."""

    name: str
    accounts: tuple[tuple[Channel, str], ...]

    def has(self, handle: str, source: Channel) -> bool:
        """Tell whether it is theirs on the network of a channel."""
        wanted = identity(source, handle)
        there = (name for channel, name in self.accounts if _alike(channel, source))
        return wanted in (identity(source, name) for name in there)

    def handle_on(self, target: Channel) -> str:
        """Return what they are called on the network of a channel; empty where nobody says."""
        found = [one for one in self.accounts if _alike(one[0], target)]
        exact = [one for one in found if one[0].id == target.id]
        return whole(*(exact or found)[0]) if found else ""


def identity(channel: Channel, handle: str) -> str:
    """Return a handle as it is compared among those of a channel's network.

    Case and a leading ``@`` make no difference on any network. On Mastodon a handle without a
    server is one of the channel's own, which may go by two names: that of its accounts and that
    of its address. See https://docs.joinmastodon.org/spec/webfinger/
    """
    plain = whole(channel, handle).casefold()
    if channel.kind is not ChannelKind.MASTODON:
        return plain
    name, _, server = plain.rpartition("@")
    own = (urlsplit(channel.url).hostname or "").casefold()
    return f"{name}@{_server(channel).casefold()}" if server == own else plain


def whole(channel: Channel, handle: str) -> str:
    """Return a handle without ``@`` in front, and with its server where handles have one.

    No handle stays none.
    """
    plain = handle.strip().removeprefix("@")
    server = _server(channel)
    local = channel.kind is ChannelKind.MASTODON and plain and "@" not in plain and server
    return f"{plain}@{server}" if local else plain


def followed(config: DeskConfig, channel: Channel) -> tuple[Channel, ...]:
    """Return the accounts of the list on a channel's network, each as a channel to be read.

    Their ids begin with that channel's and an ``@``, which is in no channel's own id. Our own
    accounts are left out.
    """
    ours = {identity(one, one.account) for one in config.channels if one.kind is channel.kind}
    handles = (name for one in config.follow for id, name in one.accounts if id == channel.id)
    by_identity = {identity(channel, name): whole(channel, name) for name in handles}
    return tuple(
        replace(channel, id=f"{channel.id}@{key}"[:_LONGEST], account=name, url="")
        for key, name in by_identity.items()
        if name and key not in ours
    )


def people(config: DeskConfig) -> Iterator[Person]:
    """Yield who we are ourselves, then each entry of the list."""
    own = ((channel, channel.account) for channel in config.channels if channel.account)
    yield Person("", tuple(own))
    channels = {channel.id: channel for channel in config.channels}
    for entry in config.follow:
        named = ((channels[one], name) for one, name in entry.accounts if one in channels)
        yield Person(entry.name, tuple(named))


def by_identity(config: DeskConfig, source: Channel) -> Mapping[str, Sequence[Person]]:
    """Return whose each handle on a channel's network is, by the handle as it is compared."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people(config):
        there = (name for channel, name in person.accounts if _alike(channel, source))
        for handle in {identity(source, name) for name in there}:
            found[handle].append(person)
    return found


def _alike(one: Channel, other: Channel) -> bool:
    """Tell whether a handle on one channel's network is one on the other's too."""
    return one.kind is other.kind and (one.kind is not ChannelKind.MANUAL or one.id == other.id)


def _server(channel: Channel) -> str:
    return channel.account.rpartition("@")[2] if "@" in channel.account else ""
