"""Edit summaries of decisions: how many of what or, where it is one, of which item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.services.summaries import subject, tool_link

_NAMED = 3
"""Channels that a summary names; where there are more, it counts them."""
_ID = re.compile(r"[\w-]{1,100}")
"""What ids of items are made of; on a page that anybody may edit any text can stand as one."""
_COUNTED = (Choice.SAME, Choice.NOT, Choice.POSTED, Choice.NOT_NEWS, Choice.OPEN)


def summary(
    decisions: Sequence[Decision], channels: Mapping[str, str], site: Site, words: Translator
) -> str:
    """Say what was decided; ``channels`` are names by id, ``words`` the wiki's own language."""
    if len(decisions) == 1:
        return words.plain(_one(decisions[0], channels, site))
    parts = reduce(
        lambda one, more: msg("newsdesk-summary-and", one, more), _parts(decisions, channels)
    )
    return words.plain(msg("newsdesk-summary-decided", parts, tool_link(site)))


def _one(decision: Decision, channels: Mapping[str, str], site: Site) -> Message:
    if not decision.item_id:
        news = "open" if decision.choice is Choice.OPEN else "not"
        return msg(f"newsdesk-summary-decided-post-{news}", tool_link(site))
    item = decision.snapshot.text if decision.snapshot else decision.item_id
    path = f"/item/{decision.item_id}" if _ID.fullmatch(decision.item_id) else ""
    return msg(
        f"newsdesk-summary-decided-one-{decision.choice}",
        subject(item),
        _name(decision.channel_id, channels),
        tool_link(site, path),
    )


def _parts(decisions: Iterable[Decision], channels: Mapping[str, str]) -> Iterator[Message]:
    counts = Counter(one.choice for one in decisions)
    for choice in _COUNTED:
        if counts[choice]:
            yield msg(f"newsdesk-summary-decided-{choice}", counts[choice])
    exempt = Counter(one.channel_id for one in decisions if one.choice is Choice.EXEMPT)
    if len(exempt) > _NAMED:
        yield msg("newsdesk-summary-decided-exempt-many", exempt.total(), len(exempt))
        return
    for channel_id, count in sorted(exempt.items()):
        yield msg("newsdesk-summary-decided-exempt", count, _name(channel_id, channels))


def _name(channel_id: str, channels: Mapping[str, str]) -> str:
    return subject(channels.get(channel_id, channel_id))
