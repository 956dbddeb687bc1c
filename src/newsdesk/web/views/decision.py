"""Decisions in words."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.message import Message, msg
from newsdesk.web.views.post import short

_OF_ITEM = {choice: f"newsdesk-decision-{choice}" for choice in Choice}
_NEWS = "newsdesk-decision-news"
KEYS = frozenset({*_OF_ITEM.values(), _NEWS})
"""The messages that say what was decided; all their parameters are texts."""

Names = Mapping[str, str]
"""The channels' names by their ids."""


def words(decision: Decision, names: Names) -> Message:
    """Say what a decision settles; the address of its post stands beside that."""
    if not decision.item_id:
        return msg(_NEWS if decision.choice is Choice.OPEN else _OF_ITEM[Choice.NOT_NEWS])
    text = decision.snapshot.text if decision.snapshot else decision.item_id
    channel = names.get(decision.channel_id, decision.channel_id)
    reason = (decision.reason,) if decision.choice is Choice.EXEMPT else ()
    return msg(_OF_ITEM[decision.choice], short(text), channel, *reason)
