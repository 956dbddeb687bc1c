"""The head of a round's pages, and one page of what waits at a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.round import Step
from newsdesk.services.reach import Standing
from newsdesk.services.round import PAGE, Queue, Round, WaitingItem, WaitingPost
from newsdesk.services.round_gaps import NotRead
from newsdesk.web.views import freshness, round_item, round_lead, round_post
from newsdesk.web.views.paging import Turns, turn
from newsdesk.web.views.post import web
from newsdesk.web.views.round_item import ItemThing, OptionalItem
from newsdesk.web.views.round_lead import LeadThing
from newsdesk.web.views.round_post import PostThing, Words
from newsdesk.web.views.round_thing import Around

AWAY = timedelta(days=21)
"""After so long without a round the first sentence is about what is still worth posting."""
OLD = timedelta(days=14)
"""What is older is offered to be set aside at once."""

_OF_OTHERS = frozenset({Step.MENTIONS, Step.TIMELINE, Step.SOURCES})
"""The steps at which old things count as past."""
_TOGETHER = frozenset({Step.TIMELINE, Step.SOURCES})
"""The steps where most of what comes is only looked at."""

Address = Callable[[Step, int], str]
Ago = Callable[[timedelta], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step: its number from 1, how much waits there, and whether it is the one shown."""

    step: Step
    number: int
    name: Message
    help: Message
    count: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """A channel, or a source, that is not read: what, why, and where a person can look."""

    channel_id: str
    name: str
    what: Message
    why: Message | None
    then: Message | None
    href: str
    failing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A page of a round.

    ``intro`` is sentences; ``next`` is the next step at which something waits; ``optional`` are
    items that do not wait; ``lacks`` says which part of the set-up a step needs and has not.
    ``together`` is what is sent to set the page's things aside at once. Nothing from before
    ``past`` waits at this step.
    """

    intro: tuple[Message, ...]
    steps: tuple[StepView, ...]
    here: StepView
    next: StepView | None
    total: int
    things: tuple[PostThing | LeadThing | ItemThing, ...]
    optional: tuple[OptionalItem, ...]
    together: tuple[str, ...]
    turns: Turns
    gaps: tuple[GapView, ...]
    lacks: Message | None
    old: date
    past: date | None
    away: bool


def view(
    found: Round,
    queue: Queue,
    around: Around,
    gaps: tuple[NotRead, ...],
    *,
    now: datetime,
    address: Address,
    ago: Ago,
    words: Words,
) -> RoundView:
    """Show one page of a step's queue, with the head of the round."""
    steps = _steps(found, queue.step, address)
    here = next(one for one in steps if one.here)
    after = [*steps[here.number :], *steps[: here.number - 1]]
    things = _things(found, queue, around, words)
    _, turns = turn(queue.total, PAGE, queue.page, lambda n: address(queue.step, n))
    return RoundView(
        intro=tuple(intro(found, around.user, now, ago)),
        steps=steps,
        here=here,
        next=next((one for one in after if one.count), None),
        total=found.total,
        things=things,
        optional=tuple(round_item.optional(one, around) for one in queue.optional),
        together=_together(queue.step, things),
        turns=turns,
        gaps=tuple(_gap(one, now.date()) for one in gaps),
        lacks=lacks(found.config, queue.step),
        old=(now - OLD).date(),
        past=found.past.date() if queue.step in _OF_OTHERS else None,
        away=_is_away(found, now),
    )


def _steps(found: Round, here: Step, address: Address) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            step=step,
            number=number,
            name=msg(f"newsdesk-round-step-{step}"),
            help=msg(f"newsdesk-round-help-{step}"),
            count=found.counts.get(step, 0),
            href=address(step, 1),
            here=step is here,
        )
        for number, step in enumerate(Step, start=1)
    )


def intro(found: Round, user: str, now: datetime, ago: Ago) -> list[Message]:
    """Say when the last round was and what came since, without a reproach."""
    latest, last = found.last_of_any, found.last if user else found.last_of_any
    if latest is None:
        return [msg("newsdesk-round-first")]
    if _is_away(found, now):
        worth = found.counts.get(Step.CHANNELS, 0)
        return [
            msg("newsdesk-round-away", ago(now - latest)),
            msg("newsdesk-round-worth", worth),
        ]
    if last is None:
        said = msg("newsdesk-round-none-yours", ago(now - latest))
    else:
        key = "newsdesk-round-last" if user else "newsdesk-round-last-any"
        said = msg(key, Brief(last, now.date()), ago(now - last))
    return [said, msg("newsdesk-round-came", found.came_in), *_dealt(found, user)]


def lacks(config: DeskConfig, step: Step) -> Message | None:
    """Say which key of the set-up a step needs and has not, so that nothing can ever wait there.

    Suggestions are left out, whose page may also be one that does not exist.
    """
    parts = {
        Step.MENTIONS: ("channels", config.channels),
        Step.TIMELINE: ("follow", config.follow),
        Step.SOURCES: ("sources", config.sources),
        Step.NEWS: ("news.basis", config.news.basis),
        Step.CHANNELS: ("channels", config.channels),
    }
    key, named = parts.get(step, ("", True))
    return None if named else msg("newsdesk-round-lacks", key)


def _is_away(found: Round, now: datetime) -> bool:
    return found.last_of_any is not None and now - found.last_of_any >= AWAY


def _dealt(found: Round, user: str) -> list[Message]:
    """Say who else dealt with how much."""
    return [
        msg("newsdesk-round-dealt", name, count)
        for name, count in found.dealt.items()
        if name and name != user
    ]


def _things(
    found: Round, queue: Queue, around: Around, words: Words
) -> tuple[PostThing | LeadThing | ItemThing, ...]:
    shown: list[PostThing | LeadThing | ItemThing] = []
    for number, one in enumerate(queue.things, start=1):
        if isinstance(one, WaitingPost):
            shown.append(round_post.view(number, one, around, found.config.feedback, words))
        elif isinstance(one, WaitingItem):
            shown.append(round_item.view(number, one, around))
        else:
            shown.append(round_lead.view(number, one, around))
    return tuple(shown)


def _together(step: Step, things: Sequence[PostThing | LeadThing | ItemThing]) -> tuple[str, ...]:
    """Name what can be set aside at once: not what another one is on, nor less than two."""
    free = (one.base for one in things if one.base.claim is None or one.base.mine)
    found = tuple(base.aside.value for base in free if base.aside)
    return found if step in _TOGETHER and len(found) > 1 else ()


def _gap(gap: NotRead, today: date) -> GapView:
    stream, since = gap.stream, gap.stream.failed_since if gap.stream else None
    failing = gap.standing is Standing.FAILING and since is not None
    if failing and since:
        what = msg("newsdesk-channel-unread-since", gap.name, Brief(since, today))
    else:
        what = msg(
            f"newsdesk-reach-{gap.standing}" if gap.standing else "newsdesk-round-gap-manual"
        )
    return GapView(
        channel_id=gap.channel_id,
        name=gap.name,
        what=what,
        why=stream.failure if stream and failing else None,
        then=freshness.then(stream, today) if stream and failing else None,
        href=web(gap.address),
        failing=failing,
    )
