"""What reading a channel costs, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from newsdesk.domain.message import Message, msg
from newsdesk.services.paid_reading import Estimate

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CostView:
    """One fact: what it is, and how much."""

    what: Message
    how_much: Message


def view(estimate: Estimate | None) -> tuple[CostView, ...]:
    """Show what was read and paid for, and what is to be expected."""
    if estimate is None:
        return ()
    facts = {
        "month": _reads(estimate.reads, estimate.cap),
        "cost": _dollars(estimate.cost),
        "expected": msg("newsdesk-costs-reads", estimate.expected_reads),
        "expected-cost": _dollars(estimate.expected_cost),
        "floor": _floor(estimate.floor),
        "next": msg("newsdesk-costs-at", estimate.next_read) if estimate.next_read else None,
    }
    return tuple(
        CostView(msg(f"newsdesk-costs-{name}"), value) for name, value in facts.items() if value
    )


def _reads(count: int, cap: int | None) -> Message:
    if cap is None:
        return msg("newsdesk-costs-reads", count)
    return msg("newsdesk-costs-reads-of", count, cap)


def _dollars(sum_: Decimal | None) -> Message | None:
    return None if sum_ is None else msg("newsdesk-costs-dollars", f"{sum_:.2f}")


def _floor(every: timedelta) -> Message | None:
    return msg("newsdesk-costs-minutes", every // _MINUTE) if every else None
