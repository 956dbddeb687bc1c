"""A draft: what somebody is about to post on one channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.message import Message
from newsdesk.domain.round import Thing


class DraftState(StrEnum):
    """What became of a draft: only an open one waits for somebody."""

    OPEN = "open"
    DISCARDED = "discarded"
    POSTED = "posted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A text that its writer could not save, as somebody else had taken the draft over (UTC)."""

    user: str
    text: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody asked for a channel to be read again, to find what was posted; times are UTC.

    ``ended`` is when that came to an end, ``until`` before when the network is not to be asked;
    ``failure`` says why it could not be read, ``candidate`` is a post that may be the one.
    """

    user: str
    asked: datetime
    ended: datetime | None = None
    until: datetime | None = None
    failure: Message | None = None
    candidate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft of a thing for a channel, as it was last saved.

    ``user`` holds it: others read it and take it over. ``alt`` has a text for each image;
    ``language`` is a BCP 47 code; ``version`` grows with each saving, so that nobody overwrites
    what they have not seen. ``basis`` is what the thing said when it was begun, ``left`` the texts
    of those from whom it was taken over meanwhile. ``url`` is where it was posted. ``changed`` is
    UTC.
    """

    thing: Thing
    channel_id: str
    text: str
    user: str
    changed: datetime
    alt: tuple[str, ...] = ()
    language: str = ""
    basis: str = ""
    version: int = 0
    state: DraftState = DraftState.OPEN
    left: tuple[Left, ...] = ()
    look: Look | None = None
    url: str = ""
