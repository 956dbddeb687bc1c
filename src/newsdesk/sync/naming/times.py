"""Times of the day that a text names: "17:00", "5 pm", "17h30", "17.30 Uhr", "1700 UTC", "17時".

They are read as they are said, without their zone: two texts often say one hour in two zones, so
another time is weak evidence against, and the same time weak evidence for the same event. "17.30"
is one behind a word for "at" or "from" and with minutes that end in 0 or 5; "17.00" everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsdesk.sync.naming.tagging import UNIT
from newsdesk.sync.naming.taking import take

_MINUTES = r"[0-5]\d"
_ZONE = r"(?:(?-i:UTC|GMT|CES?T|E[DS]T|P[DS]T|BST|IST|JST)|Uhr|hrs)\b"
_HALF = r"(?P<{}>[ap])\.?m\b"
_NEAR = 8
_AFTERNOON = ("오후", "午後", "下午", "晚上", "مساء")
_TIME = re.compile(
    r"(?P<h>\d(?<![\w.:/,]\d)\d?)(?:"
    rf":(?P<m>{_MINUTES})(?::{_MINUTES})?(?![\d:])(?:\s?{_HALF.format('p')}|\s?h\b)?"
    rf"|(?:\.(?P<m1>{_MINUTES}))?\s?(?:{_HALF.format('p1')}|{_ZONE}|hs?\b)"
    rf"|\.(?P<m5>00)(?![\w%]|[.,]\d|\s?[€$£{UNIT}])"
    rf"|\s?h\s?(?P<m2>{_MINUTES})(?!\d)"
    rf"|(?P<m3>{_MINUTES})\s?{_ZONE}"
    rf"|\s?[時时시點点](?:\s?(?P<m4>{_MINUTES})\s?[分분])?"
    ")",
    re.IGNORECASE,
)
_BEFORE_WORDS = """
um ab od alle dalle om fra från v в о от ora ore klo godz kl klokken las às saat pukul jam
الساعة ساعت בשעה
"""
_BEFORE = frozenset(_BEFORE_WORDS.split())
"""Words behind which a time stands."""
_SAID = re.compile(
    r"\b(?:(?:[uU]m|[aA]b|[oO]d|[dD]?alle|om|fra|från|v|в|о|от)\s"
    r"(?P<h>[6-9]|1\d|2[0-3])\.(?P<m>[0-5][05])"
    r"|(?:[oO]r[ea]|[kK]lo|godz|kl|klokken|las|às|saat|pukul|jam|الساعة|ساعت|בשעה)\.?\s"
    rf"(?P<h1>[01]?\d|2[0-4])(?:[.:](?P<m1>{_MINUTES}))?)"
    r"(?![\w%]|\.\d|\s?[€$£])"
)


def times(text: str, said: Sequence[str]) -> tuple[frozenset[str], str]:
    """Read the times of the day; return with them what is left of the text.

    ``said`` are the text's words, see :func:`.scripts.spoken`.
    """
    found: set[str] = set()
    if not _BEFORE.isdisjoint(said):
        text = take(_SAID, text, _time, found)
    text = take(_TIME, text, _time, found)
    return frozenset(found), text


def _is_afternoon(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _NEAR) : found.start()]
    after = found.string[found.end() : found.end() + _NEAR]
    return before.rstrip().endswith(_AFTERNOON) or after.lstrip().startswith(_AFTERNOON)


def _time(found: re.Match[str]) -> Iterator[str]:
    said = {key[0]: value for key, value in found.groupdict().items() if value}
    hour = int(said["h"])
    half = said.get("p", "").lower()
    if not half and _is_afternoon(found):
        half = "p"
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    if hour <= 24:
        yield f"{hour:02}:{said.get('m', '00')}"
