"""The one place that asks what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

UTC_ZONE = ZoneInfo("UTC")
"""UTC as a zone of IANA's, which has a name; for who is in no other one."""


def now() -> datetime:
    """Return the present moment in UTC, to the microsecond."""
    return datetime.now(UTC)


def ticks() -> float:
    """Return seconds that only ever grow, for deadlines; their zero means nothing."""
    return time.monotonic()
