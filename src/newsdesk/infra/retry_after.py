"""When a server wants to be asked again, read from its headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from newsdesk.infra import usage

LONGEST = timedelta(days=1)
"""No server can silence a channel for longer than this with one answer."""

_EPOCH = 10**9
"""Smaller numbers are seconds from now, larger ones seconds since 1970."""


_LIMITS = ("x-ratelimit", "x-rate-limit", "ratelimit")
"""What the headers of Mastodon, X and Bluesky begin with."""


def retry_after(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when to ask again (UTC), or ``None`` where the server does not say.

    ``Retry-After`` is a number of seconds or a date
    (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). Where a limit is used up, its
    reset counts as well: ISO time at Mastodon (https://docs.joinmastodon.org/api/rate-limits/),
    seconds since 1970 at X (https://docs.x.com/x-api/fundamentals/rate-limits) and elsewhere.
    Facebook tells how much of its limits is used. Header names are lower case.
    """
    when = _moment(headers.get("retry-after", ""), now)
    if when is None:
        resets = (_reset(status, headers, name, now) for name in _LIMITS)
        found = [one for one in (*resets, usage.used_up_until(headers, now)) if one]
        when = max(found, default=None)
    return None if when is None else min(max(when, now), now + LONGEST)


def _reset(status: int, headers: Mapping[str, str], name: str, now: datetime) -> datetime | None:
    """Return when a limit that is used up begins anew; its remainder may be left out."""
    used_up = headers.get(f"{name}-remaining", "0" if status == 429 else "")
    reset = headers.get(f"{name}-reset", "")
    return _moment(reset, now) if reset and used_up.strip() == "0" else None


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
