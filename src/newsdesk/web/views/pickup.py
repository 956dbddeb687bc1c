"""How posts get picked up, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsdesk.domain.desk import Feedback
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.pickup import Pickup, Seen
from newsdesk.services.reach import Standing
from newsdesk.web.views import cell, source
from newsdesk.web.views.cell import Note
from newsdesk.web.views.post import web
from newsdesk.web.views.source import SourceView

_TOLD = frozenset({Standing.READ, Standing.FAILING, Standing.RESTING, Standing.WAITING})


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a name, and where it is."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account of ours: how it is mentioned, whether that is seen, and who posts there."""

    id: str
    channel: str
    account: Place
    seen: Message
    people: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupView:
    """Everything on the page; lists are empty where the set-up names nothing."""

    set_up: Place
    accounts: tuple[AccountView, ...]
    tags: tuple[str, ...]
    terms: tuple[str, ...]
    searched: tuple[str, ...]
    followed: tuple[str, ...]
    sources: tuple[SourceView, ...]
    suggestions: tuple[Place, ...]
    ideas: Place | None
    feedback: tuple[Place, ...]


def view(found: Pickup, set_up: str, today: date) -> PickupView:
    """Show where people look; ``set_up`` is the title of the page that says so."""
    config, site = found.config, found.site
    return PickupView(
        set_up=_page(set_up, site),
        accounts=tuple(_account(one, site) for one in found.channels),
        tags=tuple(f"#{tag}" for tag in config.tags),
        terms=config.terms,
        searched=tuple(one.channel.name for one in found.channels if one.searched),
        followed=tuple(one.name for one in config.follow),
        sources=tuple(source.view(one, site, today) for one in found.sources),
        suggestions=tuple(_page(title, site) for title in config.suggestion_pages),
        ideas=_page(config.ideas, site) if config.ideas else None,
        feedback=tuple(_places(config.feedback, site)),
    )


def _page(title: str, site: Site) -> Place:
    return Place(title, site.page_url(title))


def _places(feedback: Iterable[Feedback], site: Site) -> Iterable[Place]:
    return (Place(one.about, web(one.url) or site.page_url(one.page)) for one in feedback)


def _account(one: Seen, site: Site) -> AccountView:
    channel = one.channel
    name = f"@{channel.handle}" if channel.account else channel.page or channel.name
    return AccountView(
        id=channel.id,
        channel=channel.name,
        account=Place(name, web(one.address)),
        seen=_seen(one.mentions),
        people=cell.ask(channel, site),
    )


def _seen(mentions: Standing | None) -> Message:
    if mentions is None:
        return msg("newsdesk-pickup-seen-none")
    told = mentions if mentions in _TOLD else "no"
    return msg(f"newsdesk-pickup-seen-{told}")
