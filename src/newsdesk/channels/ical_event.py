"""One occurrence of an event of a calendar as a lead.

See https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import escape

from icalendar import Event

from newsdesk.channels.feed_parts import native_id
from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.infra.html import safe_link, sanitise
from newsdesk.infra.text import one_line

LONGEST_TITLE = 300

_LENGTH = "X-NEWSDESK-LENGTH"
_MARKUP = re.compile(r"</?(?:a|b|br|div|em|i|li|ol|p|span|strong|ul)\b[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,:;!?)\]'…]")


def is_public(event: Event) -> bool:
    """Tell whether an event takes place and is for everybody to know."""
    cancelled = _line(event, "STATUS").upper() == "CANCELLED"
    return not cancelled and _line(event, "CLASS").upper() in {"", "PUBLIC"}


def lead(event: Event, source_id: str, identity: str, zone_written: str, now: datetime) -> Lead:
    """Make a lead of an occurrence; ``zone_written`` is a zone's name that nobody knows.

    :raises ValueError: where the event does not say what it is
    """
    body = sanitise("".join(_paragraphs(event)))
    title = _line(event, "SUMMARY") or one_line(body.text)
    if not title:
        raise ValueError("an event without words")
    url = safe_link(_line(event, "URL"))
    return Lead(
        source_id=source_id,
        native_id=native_id(identity),
        kind=LeadKind.EVENT,
        title=title[:LONGEST_TITLE],
        text=body.text,
        html=body.html,
        url=url or next(iter(body.links), ""),
        links=tuple(dict.fromkeys(filter(None, (url, *body.links)))),
        time=now,
        when=_when(event, zone_written),
    )


def keep_length(event: Event) -> None:
    """Note how long an event really takes, for its occurrences: the clocks may change in one.

    Days are counted by the calendar, and hours as they pass; see
    https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5.3
    """
    start, end = (event.decoded(name, None) for name in ("DTSTART", "DTEND"))
    length = event.decoded("DURATION", None)
    if end is not None and _has_zone(start) and _has_zone(end):
        length = end.astimezone(UTC) - start.astimezone(UTC)
    if isinstance(length, timedelta) and length % timedelta(days=1) and "RDATE" not in event:
        event[_LENGTH] = str(length // timedelta(seconds=1))


def _when(event: Event, zone_written: str) -> When:
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    if _LENGTH in event and _has_zone(start):
        end = start.astimezone(UTC) + timedelta(seconds=int(str(event[_LENGTH])))
        end = end.astimezone(start.tzinfo)
    return when(start, end, zone_written)


def _has_zone(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def when(start: date, end: date, zone_written: str = "") -> When:
    """Say when an occurrence is; the end of one that takes whole days is the day after."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        first, after = _day(start), _day(end)
        return When(first=first, last=max(first, after - timedelta(days=1)))
    if start.tzinfo is None or end.tzinfo is None:
        last = max(start, end - timedelta.resolution).date()
        return When(first=start.date(), last=last, clock=_clock(start, end, zone_written))
    # In one zone, two times are compared as the clock shows them, which it may do twice.
    starts, ends = start.astimezone(UTC), end.astimezone(UTC)
    last_moment = max(starts, ends - timedelta.resolution)
    return When(
        first=start.date(),
        last=last_moment.astimezone(start.tzinfo).date(),
        starts=starts,
        ends=ends if ends > starts else None,
        zone="UTC" if start.tzinfo is UTC else str(getattr(start.tzinfo, "key", "")),
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _clock(start: datetime, end: datetime, zone: str) -> str:
    until = f"–{end:%H:%M}" if start < end and start.date() == end.date() else ""
    return f"{start:%H:%M}{until}" + (f" ({zone})" if zone else "")


def _paragraphs(event: Event) -> tuple[str, ...]:
    """Return what the event says below its title, as HTML: its description, where it is."""
    where = _linked(_line(event, "LOCATION"))
    said = str(event.get("DESCRIPTION") or "")
    lines = _linked(said).replace("\n", "<br>")
    body = said if _MARKUP.search(said) else f"<p>{lines}</p>" if said else ""
    return body, f"<p>{where}</p>" if where else ""


def _linked(text: str) -> str:
    """Write plain text as HTML, with its addresses as links."""
    at, parts = 0, []
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        parts += [escape(text[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join((*parts, escape(text[at:])))


def _line(event: Event, name: str) -> str:
    """Return a property on one line; of one that stands there twice, the first."""
    value = event.get(name)
    return one_line(str(value[0] if isinstance(value, list) else value or ""))
