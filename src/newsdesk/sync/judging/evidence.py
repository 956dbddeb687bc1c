"""Puts what was weighed into words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from newsdesk.domain.message import Message, msg
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.side import Side


def evidence(a: Side, b: Side, verdict: Verdict | None) -> tuple[Message, ...]:
    """Say what speaks for a verdict; for one that is unsure or ``None`` also what against."""
    return tuple(_for(a, b)) if verdict else ()


def _for(a: Side, b: Side) -> Iterator[Message]:
    if a.links & b.links:
        yield msg("newsdesk-evidence-link")
    versions = a.named.versions & b.named.versions
    if versions:
        yield msg(
            "newsdesk-evidence-versions", ", ".join(map(str, sorted(versions, reverse=True)))
        )
    if a.moment and b.moment:
        apart = abs(a.moment - b.moment)
        if apart < timedelta(days=1):
            yield msg("newsdesk-evidence-hours", int(apart / timedelta(hours=1)))
        else:
            yield msg("newsdesk-evidence-days", apart.days)
