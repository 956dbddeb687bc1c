"""Whether two texts are the same news: same, not the same, or unsure, and why."""

from __future__ import annotations

from newsdesk.sync.judging.judge import MUCH, judge
from newsdesk.sync.judging.sides import keys, side

__all__ = ["MUCH", "judge", "keys", "side"]
