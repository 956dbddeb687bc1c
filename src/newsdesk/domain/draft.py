"""A draft: what somebody is about to post on one channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.round import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft of a thing for a channel, as it was last saved.

    ``user`` holds it: others read it and take it over. ``alt`` has a text for each image;
    ``language`` is a BCP 47 code; ``version`` grows with each saving, so that nobody overwrites
    what they have not seen. ``changed`` is UTC.
    """

    thing: Thing
    channel_id: str
    text: str
    user: str
    changed: datetime
    alt: tuple[str, ...] = ()
    language: str = ""
    version: int = 0
