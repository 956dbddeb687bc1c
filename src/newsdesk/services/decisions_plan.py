"""The texts that the decisions pages would have once somebody's decisions were on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsdesk.domain.decision import Choice, Decision, Subject
from newsdesk.domain.decisions import NOTHING, Decisions
from newsdesk.domain.desk import DeskConfig, PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.services.decision_summary import summary
from newsdesk.wiki import decisions_page

Write = tuple[str, Decision]
"""The title of a page, and what is written there so that a decision holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The decisions pages as the wiki has them now, by title; ``None``: there is none yet.

    ``writes`` tells what is written where so that a decision on a subject holds.
    """

    config: DeskConfig
    site: Site
    pages: Mapping[str, PageRevision | None]
    writes: Mapping[Subject, Sequence[Write]]
    asked: datetime
    refusal: EditResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One decision that is published, and what the wiki says of its subject until then.

    ``contradicts`` is whether somebody published that after this was shown to its person.
    """

    decision: Decision
    before: Decision
    writes: tuple[Write, ...]
    contradicts: bool = False

    def on(self, title: str) -> Iterator[Decision]:
        """Yield what is written on a page."""
        yield from (one for page, one in self.writes if page == title)


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
    changes = _changes(ground, before, decisions)
    subjects = {one.decision.subject for one in changes}
    after = {title: page.after(on_page(changes, title)) for title, page in before.items()}
    return Plan(
        edits=tuple(
            _edit(ground, title, after[title], user, _summary(ground, title, changes, words))
            for title in sorted(before)
            if any(differs(before[title], after[title]))
        ),
        changes=changes,
        held=tuple(one for one in decisions if one.subject not in subjects),
    )


def on_page(changes: Iterable[Change], title: str) -> list[Decision]:
    """Return what is written on a page."""
    return [one for change in changes for one in change.on(title)]


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


def intact(before: Decisions, after: Decisions, meant: Collection[Decision]) -> bool:
    """Tell whether a merged page says what was decided, and all that it said besides."""
    mine = {one.subject for one in meant}
    _, gone = differs(before, after)
    return all(map(after.holds, meant)) and all(one.subject in mine for one in gone)


def _changes(
    ground: Ground, pages: Mapping[str, Decisions], decisions: Sequence[Decision]
) -> tuple[Change, ...]:
    """Return those decisions that the pages do not hold yet, with what they hold instead."""
    standing = {title: page.each() for title, page in pages.items()}
    changes = []
    for one in decisions:
        writes = tuple(ground.writes[one.subject])
        if not all(pages[title].holds(there) for title, there in writes):
            found = (standing[title].get(there.subject) for title, there in reversed(writes))
            before = next((old for old in found if old is not None), taken_back(one))
            before = replace(before, item_id=one.item_id)
            changes.append(Change(decision=one, before=before, writes=writes))
    return tuple(changes)


def taken_back(decision: Decision) -> Decision:
    """Return the decision that nothing stands on the subject of this one."""
    item_id, channel_id, address = decision.subject
    return Decision(choice=Choice.OPEN, item_id=item_id, channel_id=channel_id, address=address)


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
    here = [one for one in changes if any(one.on(title))]
    names = {channel.id: channel.name for channel in ground.config.channels}
    return summary([one.decision for one in here], names, ground.site, words)


def _readable(title: str, revision: PageRevision | None) -> Decisions:
    if revision is None:
        return NOTHING
    found = decisions_page.read(revision)
    if found.decisions is None:
        raise Explained(msg("newsdesk-publish-broken", title))
    return found.decisions
