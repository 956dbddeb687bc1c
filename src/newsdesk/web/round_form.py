"""What was pressed on a page of a round, and where to come back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

from flask import abort, request

from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.services import accounts
from newsdesk.services.round import PAGE
from newsdesk.web.views.round_press import BY_HAND, CLAIM, UNCLAIM, UNDO, UNDO_THESE

_AT_A_STEP = frozenset({CLAIM, UNCLAIM, UNDO, UNDO_THESE, *BY_HAND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A press: ``what`` is a handling done by hand, or a word of the views' round_press.

    ``back`` is the page where it was pressed, ``at`` a place on it.
    """

    what: str
    back: str
    said: Mapping[str, str] = field(repr=False)

    @property
    def thing(self) -> Thing:
        """What it is about."""
        said = self.said
        return Thing((said.get("kind", ""), said.get("origin", ""), said.get("native", "")))

    @property
    def step(self) -> Step:
        """The step at which it was met."""
        return Step(self.said.get("step", ""))

    @property
    def handling(self) -> Handling | None:
        """What was done, where this says so."""
        return Handling(self.what) if self.what in set(Handling) else None

    @property
    def channel(self) -> str:
        """The channel where it was met, or empty."""
        return self.said.get("channel", "")

    @property
    def origin(self) -> str:
        """Where to come back to: that page, at the next thing."""
        return f"{self.back}#{quote(self.said['at'])}" if self.said.get("at") else self.back

    def moment(self, name: str = "time") -> datetime:
        """Return a moment that it names."""
        try:
            found = datetime.fromisoformat(self.said.get(name, ""))
            return found.astimezone(UTC) if found.tzinfo else abort(400)
        except (ValueError, OverflowError):  # the first or last day of all in another zone
            abort(400)


def pressed() -> Pressed:
    """Read the form that was sent: its button says it all."""
    return _pressed(request.form.get("press", ""))


def put_together() -> list[Pressed]:
    """Read the form that names things of a page, to be set aside at once."""
    sent = " ".join(request.form.getlist("press")).split()
    found = [_pressed(one) for one in sent]
    one_step = len({one.said.get("step") for one in found}) == 1
    if not one_step or len(found) > PAGE or {one.handling for one in found} != {Handling.ASIDE}:
        abort(400)
    return found


def _pressed(sent: str) -> Pressed:
    said = dict(parse_qsl(sent))
    what = said.get("what", "")
    if what in _AT_A_STEP and said.get("step") not in set(Step):
        abort(400)
    return Pressed(what=what, back=came_from(), said=said)


def came_from() -> str:
    """Return the page of this tool where a form was sent."""
    return accounts.inside(request.form.get("back", "/round"))
