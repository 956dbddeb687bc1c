"""What was done in the last days, by whom, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.message import Message, msg
from newsdesk.domain.round import Handled, Horizon
from newsdesk.services.round import Done, Round
from newsdesk.web.views import round_press
from newsdesk.web.views.post import short, web
from newsdesk.web.views.settle import Press

_LABEL = msg("newsdesk-round-press-undo")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedView:
    """What somebody did with a thing; without a ``user`` the tool saw that it is done."""

    what: Message
    user: str
    about: str
    href: str
    channel: str
    time: datetime
    undo: Press | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneView:
    """A page of what was done, the last first, and what was set aside at once."""

    deeds: tuple[DeedView, ...]
    horizons: tuple[DeedView, ...]
    page: int
    more: bool


def view(deeds: Done, found: Round, *, may: bool) -> DoneView:
    """Show what was done; ``may`` is whether the viewer can take it back."""
    names = {one.id: one.name for one in found.config.channels}
    horizons = found.horizons if deeds.page == 1 else ()
    return DoneView(
        deeds=tuple(
            _deed(one, names.get(one.channel_id, ""), may=may) for one in _once(deeds.handled)
        ),
        horizons=tuple(_horizon(one, may=may) for one in horizons),
        page=deeds.page,
        more=deeds.more,
    )


def _once(some: Iterable[Handled]) -> Iterable[Handled]:
    """Name what the tool saw once: several servers call one post by several numbers."""
    seen = {one.thing if one.user else (one.url or one.thing, one.time): one for one in some}
    return seen.values()


def _deed(one: Handled, channel: str, *, may: bool) -> DeedView:
    about = short(one.about)
    key = f"newsdesk-round-did-{one.what}" if one.user else "newsdesk-round-seen"
    return DeedView(
        what=msg(key),
        user=one.user,
        about=about,
        href=web(one.url),
        channel=channel,
        time=one.time,
        undo=Press(label=_LABEL, value=round_press.undo(one), about=about) if may else None,
    )


def _horizon(one: Horizon, *, may: bool) -> DeedView:
    return DeedView(
        what=msg("newsdesk-round-did-before", one.before),
        user=one.user,
        about="",
        href="",
        channel="",
        time=one.time,
        undo=Press(label=_LABEL, value=round_press.undo_before(one), about="") if may else None,
    )
