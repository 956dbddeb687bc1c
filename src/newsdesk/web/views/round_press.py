"""The buttons of a round, and what they send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from newsdesk.domain.message import msg
from newsdesk.domain.round import Claim, Handled, Handling, Horizon, Step, Thing
from newsdesk.web.views.settle import Press

BY_HAND = (Handling.SHARED, Handling.POINTED, Handling.ASIDE, Handling.NOT_NEWS)
"""What somebody says they did; the rest is known from what they did in the tool."""
CLAIM, UNCLAIM = "claim", "unclaim"
UNDO, UNDO_THESE = "undo", "undo-these"
UNDO_BEFORE, UNDO_FINISH = "undo-before", "undo-finish"
UNDOING = frozenset({UNDO, UNDO_THESE, UNDO_BEFORE, UNDO_FINISH})
KEYS = frozenset(
    {
        *(f"newsdesk-round-said-{what}" for what in BY_HAND),
        *(f"newsdesk-round-before-{what}" for what in Handling),
        "newsdesk-round-said-before",
        "newsdesk-round-said-claim",
        "newsdesk-round-said-claimed",
        "newsdesk-round-said-finish",
        "newsdesk-round-said-not-finished",
        "newsdesk-round-said-not-undone",
        "newsdesk-round-said-these",
        "newsdesk-round-said-these-rest",
        "newsdesk-round-said-unclaim",
        "newsdesk-round-said-undone",
    }
)
"""The messages that say what a press came to; all their parameters are texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A thing's place in its queue: once it is dealt with, the next one stands there.

    ``may`` is whether the viewer can deal with it; ``about`` names it where it is only heard.
    """

    thing: Thing
    step: Step
    number: int
    followed: bool
    about: str
    may: bool
    user: str

    @property
    def id(self) -> str:
        """The place's name on the page."""
        return f"thing-{self.number}"

    @property
    def next(self) -> str:
        """Where to go on once the thing is dealt with."""
        return self.id if self.followed else "waiting"

    def handling(self, what: Handling, *, channel: str = "") -> Press | None:
        """Return the button that says what was done; none for who only reads."""
        if not self.may:
            return None
        sent = value(what, self.step, self.thing, at=self.next, channel=channel)
        return Press(label=msg(f"newsdesk-round-press-{what}"), value=sent, about=self.about)

    def everywhere(self, others: Sequence[tuple[Thing, str]]) -> Press | None:
        """Return the button that sets this and others aside, each with where it was met."""
        if not self.may or not others:
            return None
        sent = (value(Handling.ASIDE, self.step, one, channel=met) for one, met in others)
        label = msg("newsdesk-round-press-aside-all", len(others))
        return Press(label=label, value=" ".join(sent), about=self.about)

    def claiming(self, claim: Claim | None) -> Press | None:
        """Return the button that says "I'm on it", or takes that back; none if another one is."""
        if not self.may or (claim and claim.user != self.user):
            return None
        what = UNCLAIM if claim else CLAIM
        sent = value(what, self.step, self.thing, at=self.id)
        return Press(label=msg(f"newsdesk-round-press-{what}"), value=sent, about=self.about)


def value(what: str, step: Step, thing: Thing, **more: str) -> str:
    """Write what a button sends: nobody reads it but :mod:`newsdesk.web.round_form`."""
    kind, origin, native = thing.parts
    said = {"what": what, "step": step, "kind": kind, "origin": origin, "native": native, **more}
    return urlencode({name: str(one) for name, one in said.items() if one})


def undo(handled: Handled) -> str:
    """Write what takes back that a thing was dealt with."""
    return value(UNDO, handled.step, handled.thing, time=handled.time.isoformat())


def undo_these(step: Step, time: datetime) -> str:
    """Write what takes back that things of a page were set aside at once."""
    return urlencode({"what": UNDO_THESE, "step": step.value, "time": time.isoformat()})


def undo_before(horizon: Horizon) -> str:
    """Write what takes back that everything was set aside at once."""
    moments = {"before": horizon.before, "time": horizon.time}
    return _whole(UNDO_BEFORE, moments, horizon.user)


def undo_finish(finished: datetime) -> str:
    """Write what takes back that the viewer's round is finished."""
    return _whole(UNDO_FINISH, {"time": finished})


def _whole(what: str, moments: dict[str, datetime], user: str = "") -> str:
    times = {name: moment.isoformat() for name, moment in moments.items()}
    return urlencode({"what": what, "user": user, **times})
