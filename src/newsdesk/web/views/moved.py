"""An account that is called otherwise than the set-up says, or has moved."""

from __future__ import annotations

from newsdesk.domain.message import Message, msg
from newsdesk.services.channel_state import ChannelState


def name(state: ChannelState) -> Message | None:
    """Say what a channel's account is called now, if the set-up does not know.

    A feed has no name but its address, which is too long to be said in passing.
    """
    profile = state.profile
    if profile is None or not state.channel.account or moved(state) is None:
        return None
    return msg("newsdesk-channel-now-called", profile.moved_to or profile.handle)


def moved(state: ChannelState) -> Message | None:
    """Say where a channel's account has gone, if the set-up does not know."""
    channel, profile = state.channel, state.profile
    named = channel.account or channel.url
    if profile is None or not named or profile.moved_to == named:
        return None
    if profile.moved_to:
        return msg("newsdesk-channel-moved", channel.name, profile.moved_to, named)
    if profile.is_called(named):
        return None
    return msg("newsdesk-channel-renamed", channel.name, profile.handle, named)
