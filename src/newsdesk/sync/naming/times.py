"""Times of the day that a text names: "17:00", "5 pm", "17h30", "17.30 Uhr", "1700 UTC", "17時".

They are read as they are said, without their zone: two texts often say one hour in two zones, so
another time is weak evidence against, and the same time weak evidence for the same event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.sync.naming.taking import take

_ZONE = r"(?:UTC|GMT|CES?T|E[DS]T|P[DS]T|BST|IST|JST|hrs)"
_TIME = re.compile(
    r"(?<![\w.:/,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?(?P<p>[ap])\.?m\b)?"
    r"|(?<![\w.:/,])(?P<h1>1?\d)(?:\.(?P<m1>[0-5]\d))?\s?(?P<p1>[ap])\.?m\b"
    r"|(?<![\w.:/,])(?P<h2>[01]?\d|2[0-4])(?:\s?h\s?(?P<m2>[0-5]\d)?|[.:](?P<m3>[0-5]\d)\s?h)(?!\w)"
    r"|(?<![\w.:/,])(?P<h3>[01]?\d|2[0-4])(?:[.:](?P<m4>[0-5]\d))?\s?Uhr\b"
    r"|\bkl(?:\.|o|okken)?\s(?P<h4>[01]?\d|2[0-4])(?:[.:](?P<m5>[0-5]\d))?(?![\d.])"
    rf"|(?<![\w.:/,])(?P<h5>[01]\d|2[0-4])(?P<m6>[0-5]\d)\s?{_ZONE}\b"
    rf"|(?<![\w.:/,])(?P<h6>[01]?\d|2[0-4])(?:\.(?P<m7>[0-5]\d))?\s?{_ZONE}\b"
    r"|(?<![\w.:/,])(?P<h7>[01]?\d|2[0-4])\s?[時时시](?:\s?(?P<m8>[0-5]\d)\s?[分분])?",
    re.IGNORECASE,
)


def times(text: str) -> tuple[frozenset[str], str]:
    """Read the times of the day; return with them what is left of the text."""
    found: set[str] = set()
    text = take(_TIME, text, _time, found)
    return frozenset(found), text


def _time(found: re.Match[str]) -> Iterator[str]:
    said = {key[0]: value for key, value in found.groupdict().items() if value}
    hour = int(said["h"])
    half = said.get("p", "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    yield f"{hour:02}:{said.get('m', '00')}"
