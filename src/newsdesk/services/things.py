"""What a form names: whether it is there at that step, and what is remembered of it.

Nothing is taken from the form but names: what it was about is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.lead import LeadKind
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.infra.text import one_line
from newsdesk.services import matching
from newsdesk.store import items, leads, waiting

MOST_ABOUT = 200
"""Characters that are remembered of what a thing said."""

STREAMS: Mapping[Step, StreamName] = {
    Step.MENTIONS: StreamName.MENTION,
    Step.TIMELINE: StreamName.TIMELINE,
    Step.SOURCES: StreamName.SEARCH,
    Step.NEWS: StreamName.OWN,
}
"""The stream that the posts of a step come from."""

_USES = frozenset({Handling.SHARED, Handling.DRAFTED, Handling.ADDED, Handling.ASIDE})
DEEDS: Mapping[Step, frozenset[Handling]] = {
    Step.MENTIONS: _USES | {Handling.POINTED},
    Step.TIMELINE: _USES,
    Step.SOURCES: _USES | {Handling.POSTED},
    Step.SUGGESTIONS: _USES | {Handling.POSTED, Handling.ANSWERED},
    Step.NEWS: frozenset({Handling.ADDED, Handling.NOT_NEWS, Handling.ASIDE}),
    Step.CHANNELS: frozenset({Handling.POSTED, Handling.SHARED, Handling.DRAFTED, Handling.ASIDE}),
}
"""What can be done at each step."""

LEAD_STEPS: Mapping[LeadKind, Step] = dict.fromkeys(LeadKind, Step.SOURCES) | {
    LeadKind.SUGGESTION: Step.SUGGESTIONS
}
"""The step at which leads are met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is remembered of a thing: its words, its address, and where it was met.

    ``again`` is whether it can be used any number of times, as ideas can.
    """

    text: str
    url: str = ""
    channel_id: str = ""
    again: bool = False


def known_as(
    connection: Connection,
    desk_id: int,
    config: DeskConfig,
    thing: Thing,
    step: Step,
    *,
    what: Handling | None = None,
    channel_id: str = "",
) -> About:
    """Return what is remembered of a thing at a step.

    :raises Explained: where it is not there, that cannot be done to it, or there is no such
        channel
    """
    if what is not None and what not in DEEDS[step]:
        raise Explained(msg("newsdesk-handling-impossible"))
    if channel_id and config.channel(channel_id) is None:
        raise Explained(msg("newsdesk-decide-no-channel", channel_id))
    match thing.parts[0]:
        case "item":
            found = _item(connection, desk_id, config, thing, step)
        case "lead":
            found = _lead(connection, desk_id, thing, step)
        case _:
            found = _post(connection, desk_id, thing, step)
    if found is None:
        raise Explained(msg("newsdesk-handling-gone"))
    about = replace(found, text=one_line(found.text)[:MOST_ABOUT])
    return replace(about, channel_id=channel_id) if channel_id else about


def _post(connection: Connection, desk_id: int, thing: Thing, step: Step) -> About | None:
    stream = STREAMS.get(step)
    found = stream and waiting.met(connection, desk_id, thing, stream)
    if not found:
        return None
    channel, post = found
    return About(text=post.text, url=post.url, channel_id=channel)


def _lead(connection: Connection, desk_id: int, thing: Thing, step: Step) -> About | None:
    found = leads.named(connection, desk_id, thing)
    if found is None or step is not LEAD_STEPS[found.kind]:
        return None
    again = found.kind is LeadKind.IDEA
    return About(text=found.title or found.text, url=found.url, again=again)


def _item(
    connection: Connection, desk_id: int, config: DeskConfig, thing: Thing, step: Step
) -> About | None:
    _, item_id, channel_id = thing.parts
    if step is not Step.CHANNELS or (channel_id and config.channel(channel_id) is None):
        return None
    found = items.with_ids(connection, desk_id, matching.pages(config), [item_id])
    return About(text=found[0].text, channel_id=channel_id) if found else None
