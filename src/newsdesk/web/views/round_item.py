"""A news item that waits in a round, as it is missing on channels."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.round import Claim, Thing
from newsdesk.services.round import Missing, WaitingItem
from newsdesk.web.views import round_thing
from newsdesk.web.views.cell import LOOKS, Look, Note
from newsdesk.web.views.round_thing import Around, ThingView


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A channel that an item is missing on, and who posts there if it is not the viewer."""

    thing: Thing
    channel: Channel
    look: Look
    label: Message
    people: tuple[Note, ...]
    claim: Claim | None
    can_post: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemThing:
    """A news item that waits, with the channels that it is missing on."""

    base: ThingView
    item: NewsItem
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionalItem:
    """A news item that waits for nobody, and could be posted on these channels."""

    item: NewsItem
    places: tuple[PlaceView, ...]


def optional(found: WaitingItem, around: Around) -> OptionalItem:
    """Show a news item that is expected nowhere where it is missing."""
    places = tuple(_place(one, around) for one in found.missing)
    return OptionalItem(item=found.item, places=places)


def view(number: int, found: WaitingItem, around: Around) -> ItemThing:
    """Show a news item that waits."""
    spot = around.spot(number, found.thing, found.item.text)
    return ItemThing(
        base=round_thing.thing(spot, found.claim),
        item=found.item,
        places=tuple(_place(one, around) for one in found.missing),
    )


def _place(one: Missing, around: Around) -> PlaceView:
    status = one.cell.status
    return PlaceView(
        thing=one.thing,
        channel=one.channel,
        look=LOOKS[status],
        label=msg(f"newsdesk-status-{status}"),
        people=around.people(one.channel),
        claim=one.claim,
        can_post=one.channel.id in around.can_post,
    )
