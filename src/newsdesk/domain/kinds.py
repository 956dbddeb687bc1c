"""What is known of each kind of channel before any is read: one row a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsdesk.domain.channel import ChannelKind

HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
"""What a public host name looks like, in lower case."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of channel.

    ``needs`` is the key of the configuration page that says which channel it is; ``name`` is the
    network's own, empty where the kind is no network; ``account`` is the form of an account's
    name, whose first group is the host in it, if there is one.
    """

    needs: str
    name: str = ""
    account: re.Pattern[str] | None = None


def _network(name: str, account: str) -> Kind:
    return Kind("account", name, re.compile(account, re.IGNORECASE | re.ASCII))


KINDS: Mapping[ChannelKind, Kind] = {
    ChannelKind.MASTODON: _network("Mastodon", rf"[a-z0-9_.-]{{1,100}}@({HOST})"),
    ChannelKind.BLUESKY: _network("Bluesky", rf"did:plc:[a-z2-7]{{24}}|({HOST})"),
    ChannelKind.X: _network("X", r"[a-z0-9_]{1,15}()"),
    ChannelKind.FACEBOOK: _network("Facebook", r"[a-z0-9.-]{1,75}()"),
    ChannelKind.TELEGRAM: _network("Telegram", r"[a-z][a-z0-9_]{3,31}()"),
    ChannelKind.FEED: Kind("url"),
    ChannelKind.WIKI_PAGE: Kind("page"),
    ChannelKind.MANUAL: Kind("name"),
}
