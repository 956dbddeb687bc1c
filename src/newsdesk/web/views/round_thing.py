"""What all things of a round have in common on their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import PostKey
from newsdesk.domain.round import Claim, Handling, Step, Thing
from newsdesk.domain.site import Site
from newsdesk.services.originals import Elsewhere
from newsdesk.services.side_by_side import Twins
from newsdesk.web.views import cell
from newsdesk.web.views.cell import Note
from newsdesk.web.views.post import short
from newsdesk.web.views.round_press import Spot
from newsdesk.web.views.settle import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the views of a page of a queue need besides: the step, who looks, and when.

    ``may`` is whether the viewer can deal with things; they post on the channels ``can_post``,
    and drafts are for ``channels``; ``count`` things are on the page.
    ``elsewhere`` tells of posts where else their authors are, ``twins`` which of these posts
    wait, too.
    """

    step: Step
    user: str
    may: bool
    can_post: frozenset[str]
    site: Site
    today: date
    zone: ZoneInfo
    channels: tuple[Channel, ...]
    count: int
    elsewhere: Mapping[PostKey, tuple[Elsewhere, ...]]
    twins: Twins

    def spot(self, number: int, thing: Thing, about: str, ends: int = 1) -> Spot:
        """Return the place of one thing, counted from 1, with which so many end waiting."""
        return Spot(
            thing=thing,
            step=self.step,
            number=number,
            followed=number <= self.count - ends,
            about=short(about),
            may=self.may,
            user=self.user,
        )

    def people(self, channel: Channel) -> tuple[Note, ...]:
        """Name who posts on a channel, where the viewer is not one of them."""
        return () if channel.id in self.can_post else cell.ask(channel, self.site)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """A thing that waits: its place on the page, who is on it, and what ends its waiting.

    ``about`` names it where it is only heard.
    ``mine`` is whether it is the viewer who is on it.
    """

    id: str
    about: str
    claim: Claim | None
    mine: bool
    aside: Press | None
    on_it: Press | None


def thing(spot: Spot, claim: Claim | None, channel: str = "") -> ThingView:
    """Show what a thing has in common with all others; ``channel`` is where it was met."""
    return ThingView(
        id=spot.id,
        about=spot.about,
        claim=claim,
        mine=claim is not None and claim.user == spot.user,
        aside=spot.handling(Handling.ASIDE, channel=channel),
        on_it=spot.claiming(claim),
    )
