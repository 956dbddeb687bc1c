"""Whether two texts are the same news: same, not the same, or unsure, and why."""

from __future__ import annotations

from newsdesk.sync.judging.judge import judge
from newsdesk.sync.judging.sides import keys, side

__all__ = ["judge", "keys", "side"]
