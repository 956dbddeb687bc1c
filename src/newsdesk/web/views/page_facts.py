"""Who may edit the set-up's page, and who did last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.message import Message, msg
from newsdesk.domain.page_facts import Edited, PageFacts, Protection
from newsdesk.domain.site import Site

_LEVELS = frozenset({"sysop", "autoconfirmed"})
"""Those that every wiki has: https://www.mediawiki.org/wiki/Manual:$wgRestrictionLevels"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedView:
    """One revision, with where the wiki compares it; ``user`` is empty where it is hidden."""

    time: datetime
    user: str
    user_href: str
    comment: str
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsView:
    """Who may edit (``who``), whether that is everybody (``open``), and who did."""

    who: Message
    open: bool
    revisions: tuple[EditedView, ...]


def view(facts: PageFacts | None, title: str, site: Site | None) -> FactsView | None:
    """Show what is known of the page; ``None`` where the wiki was never asked."""
    if facts is None or site is None:
        return None
    return FactsView(
        who=_who(facts.protection),
        open=facts.protection is None,
        revisions=tuple(_edited(one, title, site) for one in facts.revisions),
    )


def _who(protection: Protection | None) -> Message:
    if protection is None:
        return msg("newsdesk-form-everybody")
    level = protection.level
    who = (
        msg(f"newsdesk-form-level-{level}")
        if level in _LEVELS
        else msg("newsdesk-form-level", level)
    )
    if protection.until:
        who = msg("newsdesk-form-until", who, protection.until)
    return msg("newsdesk-form-cascade", who, protection.source) if protection.source else who


def _edited(one: Edited, title: str, site: Site) -> EditedView:
    return EditedView(
        time=one.time,
        user=one.user,
        user_href=site.page_url(f"User:{one.user}"),
        comment=one.comment,
        diff=site.action_url(title, diff=one.revid, oldid=one.parent)
        if one.parent
        else site.action_url(title, oldid=one.revid),
    )
