"""Decisions in words."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.domain.decision import Choice, Decision
from newsdesk.domain.message import Message, msg
from newsdesk.web.views.post import short

_OF_ITEM = {choice: f"newsdesk-decision-{choice}" for choice in Choice}
_NEWS = "newsdesk-decision-news"
_STANDS = "newsdesk-decision-stands"
_NOT_NEWS = _OF_ITEM[Choice.NOT_NEWS]
KEYS = frozenset({*_OF_ITEM.values(), _NEWS, _STANDS, f"{_NEWS}-of", f"{_NOT_NEWS}-of"})
"""The messages that say what was decided; all their parameters are texts."""

Names = Mapping[str, str]
"""The channels' names by their ids."""


def words(decision: Decision, names: Names, post: str = "") -> Message:
    """Say what a decision settles; the address of its post stands beside that.

    ``post`` is the text of the post that it is about, where that is known.
    """
    if not decision.item_id:
        key = _NEWS if decision.choice is Choice.OPEN else _NOT_NEWS
        return msg(f"{key}-of", short(post)) if post else msg(key)
    reason = (decision.reason,) if decision.choice is Choice.EXEMPT else ()
    return msg(_OF_ITEM[decision.choice], *_about(decision, names), *reason)


def stands(decision: Decision, names: Names) -> Message:
    """Say that what is published of a decision's subject counts again."""
    if not decision.item_id:
        return msg(_OF_ITEM[Choice.NOT_NEWS])
    return msg(_STANDS, *_about(decision, names))


def _about(decision: Decision, names: Names) -> tuple[str, str]:
    text = decision.snapshot.text if decision.snapshot else decision.item_id
    return short(text), names.get(decision.channel_id, decision.channel_id)
