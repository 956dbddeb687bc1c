"""A lead that waits in a round: an event, news of a source, an idea, or a suggestion."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.domain.round import Handled, Thing
from newsdesk.services.round import WaitingLead
from newsdesk.web.views import round_thing
from newsdesk.web.views.post import web
from newsdesk.web.views.round_thing import Around, ThingView


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadThing:
    """A lead that waits; ``today`` is the reminder that an event's day has come.

    ``used`` is how an idea was used last.
    """

    base: ThingView
    lead: Lead
    href: str
    links: tuple[str, ...]
    today: bool
    used: Handled | None
    thing: Thing


def view(number: int, found: WaitingLead, around: Around) -> LeadThing:
    """Show a lead that waits."""
    one = found.lead
    spot = around.spot(number, found.thing, one.title or one.text)
    base = round_thing.thing(spot, found.claim)
    if one.kind is LeadKind.IDEA:
        base = replace(base, aside=None)
    return LeadThing(
        base=base,
        lead=one,
        href=web(one.url),
        links=tuple(link for link in map(web, one.links) if link and link != one.url),
        today=found.today,
        used=found.used,
        thing=found.thing,
    )
