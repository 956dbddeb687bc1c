"""What people paste where an account is asked for: its address, or its name with an @."""

from __future__ import annotations

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.wiki import account_links


def understood(typed: str) -> Channel | None:
    """Return the channel that a pasted address leads to, if it is an account's or a feed's."""
    found = account_links.find(typed)
    return found[0] if len(found) == 1 else None


def account(kind: ChannelKind, typed: str) -> str:
    """Return an account's name in its network's own form, also where its address was typed."""
    found = understood(typed)
    if found and found.kind is kind and found.account:
        return found.account
    return typed.removeprefix("@")
