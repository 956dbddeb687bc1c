"""The texts that the decisions pages would have once somebody's decisions were on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from newsdesk.domain.decision import Choice, Decision, Decisions
from newsdesk.domain.desk import DeskConfig, PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.services.decision_summary import summary
from newsdesk.store.decided import Entry
from newsdesk.wiki import decisions_page

NOTHING = Decisions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The decisions pages as the wiki has them now, by title; ``None``: there is none yet.

    ``page_of`` tells on which page what is decided stands, by item id or else by address.
    ``former`` are entries about the same items under ids, or on pages, of former days.
    """

    config: DeskConfig
    site: Site
    pages: Mapping[str, PageRevision | None]
    page_of: Mapping[str, str]
    former: Sequence[Entry]
    asked: datetime
    refusal: EditResult | None = None

    def page(self, decision: Decision) -> str:
        """Return the title of the page on which a decision stands."""
        return self.page_of[decision.item_id or decision.address]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One decision that is published, and what the wiki says of its subject until then.

    ``contradicts`` is whether somebody published that after this was shown to its person.
    """

    decision: Decision
    before: Decision
    page: str
    contradicts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The edits, one a page, and what they change; ``held`` stands on the wiki already."""

    edits: tuple[PageEdit, ...]
    changes: tuple[Change, ...]
    held: tuple[Decision, ...]


def said(revision: PageRevision | None) -> Decisions:
    """Return what a revision says, nothing where it can't be read."""
    return (decisions_page.read(revision).decisions if revision else None) or NOTHING


def plan(ground: Ground, decisions: Sequence[Decision], user: str, words: Translator) -> Plan:
    """Apply decisions to the pages by their meaning; ``words`` speaks the wiki's language.

    :raises Explained: where a page cannot be read as it is, so that it cannot be written over
    """
    before = {title: _readable(title, page) for title, page in ground.pages.items()}
    changes = _changes(ground, _gathered(ground, before), decisions)
    subjects = {one.decision.subject for one in changes}
    items = {one.decision.item_id for one in changes}
    after = {
        title: page.after(one.decision for one in changes if one.page == title)
        for title, page in _gathered(ground, before, items).items()
    }
    return Plan(
        edits=tuple(
            _edit(ground, title, after[title], user, _summary(ground, title, changes, words))
            for title in sorted(before)
            if any(differs(before[title], after[title]))
        ),
        changes=changes,
        held=tuple(one for one in decisions if one.subject not in subjects),
    )


def differs(
    before: Decisions, after: Decisions
) -> tuple[frozenset[Decision], frozenset[Decision]]:
    """Return what came and what went."""
    one, other = (frozenset(side.each().values()) for side in (before, after))
    return other - one, one - other


def written(title: str, decisions: Decisions, over: PageRevision | None) -> str:
    """Return the text of a page that says this, in place of what it says.

    :raises Explained: where the page is broken, or has no room
    """
    _readable(title, over)
    try:
        return decisions_page.write(decisions, over)
    except ValueError as problem:
        raise Explained(msg("newsdesk-publish-full", title), str(problem)) from None


def intact(before: Decisions, after: Decisions, changes: Sequence[Change]) -> bool:
    """Tell whether a merged page says what was decided, and all that it said besides."""
    mine = {change.decision.subject for change in changes}
    _, gone = differs(before, after)
    return all(after.holds(change.decision) for change in changes) and all(
        one.subject in mine for one in gone
    )


def _changes(
    ground: Ground, pages: Mapping[str, Decisions], decisions: Sequence[Decision]
) -> tuple[Change, ...]:
    """Return those decisions that the pages do not hold yet, with what they hold instead."""
    standing = {subject: one for page in pages.values() for subject, one in page.each().items()}
    return tuple(
        Change(
            decision=one,
            before=standing.get(one.subject, taken_back(one)),
            page=ground.page(one),
        )
        for one in decisions
        if not pages[ground.page(one)].holds(one)
    )


def taken_back(decision: Decision) -> Decision:
    """Return the decision that nothing stands on the subject of this one."""
    item_id, channel_id, address = decision.subject
    return Decision(choice=Choice.OPEN, item_id=item_id, channel_id=channel_id, address=address)


def _gathered(
    ground: Ground, said: Mapping[str, Decisions], items: Collection[str] | None = None
) -> dict[str, Decisions]:
    """Bring what was decided of items (all, or these) to their ids and pages of today."""
    pages = {title: dict(one.items) for title, one in said.items()}
    for former in ground.former:
        wanted = items is None or former.current_id in items
        older = pages[former.page].pop(former.item_id, None) if wanted else None
        if older is not None:
            there = pages[ground.page_of[former.current_id]]
            known = there.get(former.current_id)
            there[former.current_id] = known.over(older) if known else older
    return {
        title: Decisions(items=MappingProxyType(pages[title]), not_news=one.not_news)
        for title, one in said.items()
    }


def _edit(ground: Ground, title: str, after: Decisions, user: str, summary: str) -> PageEdit:
    revision = ground.pages[title]
    return PageEdit(
        title=title,
        text=written(title, after, revision),
        summary=summary,
        user=user,
        base=revision.revid if revision else 0,
        started=(revision.read if revision else None) or ground.asked,
        model=revision.model if revision else "json",
    )


def _summary(ground: Ground, title: str, changes: Sequence[Change], words: Translator) -> str:
    here = [one for one in changes if one.page == title] or changes
    names = {channel.id: channel.name for channel in ground.config.channels}
    return summary([one.decision for one in here], names, ground.site, words)


def _readable(title: str, revision: PageRevision | None) -> Decisions:
    if revision is None:
        return NOTHING
    found = decisions_page.read(revision)
    if found.decisions is None:
        first = found.problems[0]
        raise Explained(msg("newsdesk-publish-broken", title, first.place, first.message))
    return found.decisions
