"""The follow list's handles: when two are the same account, and who that is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig


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


def counterpart(config: DeskConfig, handle: str, source: Channel, target: Channel) -> str:
    """Return what whoever has a handle on one channel's network is called on another's.

    Empty where neither the follow list nor the set-up's own accounts tell.
    """
    wanted = identity(source, handle)
    for accounts in _people(config):
        names = [name for channel, name in accounts if _alike(channel, source)]
        if wanted not in (identity(source, name) for name in names):
            continue
        found = [(channel, name) for channel, name in accounts if _alike(channel, target)]
        if found:
            exact = [one for one in found if one[0].id == target.id]
            return whole(*(exact or found)[0])
    return ""


def _people(config: DeskConfig) -> Iterator[list[tuple[Channel, str]]]:
    """Yield our own accounts, then those of each entry of the list: channel and handle there."""
    yield [(channel, channel.account) for channel in config.channels if channel.account]
    channels = {channel.id: channel for channel in config.channels}
    for entry in config.follow:
        yield [(channels[one], name) for one, name in entry.accounts if one in channels]


def _alike(one: Channel, other: Channel) -> bool:
    """Tell whether a handle on one channel's network is one on the other's too."""
    return one.kind is other.kind and (one.kind is not ChannelKind.MANUAL or one.id == other.id)


def _server(channel: Channel) -> str:
    return channel.account.rpartition("@")[2] if "@" in channel.account else ""
