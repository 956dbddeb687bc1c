"""When a server wants to be asked again, read from its headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)
"""No server can silence a channel for longer than this with one answer."""

_EPOCH = 10**9
"""Smaller numbers are seconds from now, larger ones seconds since 1970."""


def retry_after(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when to ask again (UTC), or ``None`` where the server does not say.

    ``Retry-After`` is a number of seconds or a date
    (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). Where a limit is used up, its
    reset counts as well: ISO time at Mastodon (https://docs.joinmastodon.org/api/rate-limits/),
    seconds since 1970 elsewhere. Header names are lower case.
    """
    when = _moment(headers.get("retry-after", ""), now)
    if when is None and (status == 429 or _used_up(headers)):
        resets = (headers.get("x-ratelimit-reset"), headers.get("ratelimit-reset"))
        when = next((m for r in resets if r and (m := _moment(r, now))), None)
    return None if when is None else min(max(when, now), now + LONGEST)


def _used_up(headers: Mapping[str, str]) -> bool:
    return "0" in {headers.get("x-ratelimit-remaining"), headers.get("ratelimit-remaining")}


def _moment(value: str, now: datetime) -> datetime | None:
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        number = int(value)
        try:
            return (
                datetime.fromtimestamp(number, UTC)
                if number >= _EPOCH
                else now + timedelta(seconds=number)
            )
        except (OverflowError, ValueError, OSError):
            return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(value)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
