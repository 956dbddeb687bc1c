"""A lead: what was found at a source and may become news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from newsdesk.domain.round import Thing


class LeadKind(StrEnum):
    """What a lead is: it decides where a round shows it, and what can be done with it."""

    NEWS = "news"
    EVENT = "event"
    IDEA = "idea"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an event is: on days, at a moment, or at a time of the clock without a zone.

    ``first`` and ``last`` (inclusive) are days of the event's own zone. ``starts`` and ``ends``
    are UTC where the event names a zone, whose IANA name is ``zone``; an all-day event has
    neither. ``clock`` is what an event without a zone says ("14:00"), for whoever is there.
    """

    first: date
    last: date
    starts: datetime | None = None
    ends: datetime | None = None
    zone: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead as it was last read.

    ``native_id`` is the same at each reading of the source; ``html`` is sanitised, ``text`` its
    plain text; ``links`` are absolute https addresses; ``time`` is when it was published or
    first found (UTC); ``section`` is the heading it stands under; ``answered`` names who answered
    a suggestion on its page.
    """

    source_id: str
    native_id: str
    kind: LeadKind
    title: str
    text: str
    time: datetime
    html: str = ""
    url: str = ""
    links: tuple[str, ...] = ()
    when: When | None = None
    author: str = ""
    section: str = ""
    answered: tuple[str, ...] = ()

    @property
    def thing(self) -> Thing:
        """What waits in a round for it."""
        return Thing.of_lead(self.source_id, self.native_id)
