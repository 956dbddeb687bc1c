"""The places to look for news as the set-up's page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.sources import SourceState
from newsdesk.web.views import freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One place: what it is, what was read there, and why it cannot be read, if it cannot."""

    name: str
    href: str
    lines: tuple[Message, ...]
    failure: Message | None = None
    then: Message | None = None


def view(found: SourceState, site: Site | None, today: date) -> SourceView:
    """Show a place to look."""
    source, state = found.source, found.state
    holds = (msg(f"newsdesk-source-holds-{found.holds}"),) if found.holds else ()
    page = site.page_url(source.page) if site and source.page else ""
    return SourceView(
        name=source.page or source.id,
        href=source.url or page,
        lines=(msg(f"newsdesk-source-{source.kind}"), *holds, *_freshness(found, today)),
        failure=state.failure,
        then=freshness.then(state, today) if state.failure else None,
    )


def _freshness(found: SourceState, today: date) -> tuple[Message, ...]:
    state, entries = found.state, msg("newsdesk-source-leads", found.leads)
    if state.failed_since:
        return msg("newsdesk-channel-failing", Brief(state.failed_since, today)), entries
    if state.last_read is None:
        return (msg("newsdesk-channel-never-read"),)
    return freshness.read(state.last_read, today), entries
