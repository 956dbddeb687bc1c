"""What a refresh pays for matching all that is stored, without the network."""

from __future__ import annotations

from bench import story
from bench.table import row, seconds, timed
from newsdesk.infra import clock
from newsdesk.sync.matching import match

TIMES = 5


def main() -> None:
    """Measure, and print the table."""
    news, found = story.told(clock.now())
    row("matching items with posts", "p50 ms", "p95 ms")
    first = seconds(lambda: match(news, found, story.SITE))
    row("in a new process", f"{first * 1000:.1f}")
    timed("again, texts known", lambda: match(news, found, story.SITE), TIMES)
