"""A lead that waits in a round: an event, news of a source, an idea, or a suggestion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.message import Message, msg
from newsdesk.domain.round import Handled, Thing
from newsdesk.infra.clock import UTC_ZONE
from newsdesk.services.news_origin import Origin
from newsdesk.services.round import WaitingLead
from newsdesk.services.things import LEAD_STEPS
from newsdesk.sync import upcoming
from newsdesk.web.views import round_thing
from newsdesk.web.views.post import web
from newsdesk.web.views.round_thing import Around, ThingView


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadThing:
    """A lead that waits; ``today`` is the reminder that an event's day has come.

    ``when`` says when an event is, in UTC where it is at a moment; ``nearby`` says that once more
    in the viewer's zone, where it is another one. ``used`` is how an idea was used last; ``thing``
    is what drafts are of, ``origin`` names what an item is made from.
    """

    base: ThingView
    lead: Lead
    what: Message
    name: str
    href: str
    links: tuple[str, ...]
    when: Message | None
    nearby: Message | None
    starts: datetime | None
    today: bool
    used: Handled | None
    used_href: str
    thing: Thing
    origin: str

    @property
    def is_text(self) -> bool:
        """Whether its text, which has its links, begins with its name: that is not said again."""
        return bool(self.lead.html) and self.lead.text.startswith(self.lead.title)


def view(number: int, found: WaitingLead, around: Around) -> LeadThing:
    """Show a lead that waits."""
    one = found.lead
    name = one.title or one.text
    base = round_thing.thing(around.spot(number, found.thing, name), found.claim)
    return LeadThing(
        base=replace(base, aside=None) if one.kind is LeadKind.IDEA else base,
        lead=one,
        what=msg(f"newsdesk-round-lead-{one.kind}"),
        name=name,
        href=web(one.url),
        links=tuple(link for link in map(web, one.links) if link and link != one.url),
        when=upcoming.in_words(one.when, UTC_ZONE) if one.when else None,
        nearby=_nearby(one, around.zone),
        starts=one.when.starts if one.when else None,
        today=found.today,
        used=found.used,
        used_href=web(found.used.url) if found.used else "",
        thing=one.thing,
        origin=str(Origin(LEAD_STEPS[one.kind], found.thing)),
    )


def _nearby(one: Lead, zone: ZoneInfo) -> Message | None:
    """Say when an event is in the viewer's zone, where that is not what UTC says."""
    if one.when is None or one.when.starts is None:
        return None
    there = upcoming.in_words(one.when, zone)
    return there if there != upcoming.in_words(one.when, UTC_ZONE) else None
