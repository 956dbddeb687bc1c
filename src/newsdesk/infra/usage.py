"""How much of its limits Facebook says is used, and until when it then refuses.

See https://developers.facebook.com/docs/graph-api/overview/rate-limiting
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from newsdesk.infra.safe_json import parse

_HOUR = timedelta(hours=1)
"""The limit of an app is one of the last hour's calls."""
_FULL = 100
_SHARES = ("call_count", "total_time", "total_cputime")


def used_up_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return until when nothing more is answered (UTC), ``None`` where something is left.

    ``X-App-Usage`` is an object of percentages, ``X-Business-Use-Case-Usage`` one of lists of
    such objects, with ``estimated_time_to_regain_access`` in minutes. Header names are lower
    case.
    """
    waits = [_wait(one) for one in _objects(headers)]
    return max((now + wait for wait in waits if wait), default=None)


def _objects(headers: Mapping[str, str]) -> Iterator[Mapping[str, object]]:
    for name in ("x-app-usage", "x-business-use-case-usage"):
        value = parse(headers.get(name, "").encode())
        if not isinstance(value, dict):
            continue
        yield value
        for some in value.values():
            if isinstance(some, list):
                yield from (one for one in some if isinstance(one, dict))


def _wait(usage: Mapping[str, object]) -> timedelta:
    minutes = _number(usage.get("estimated_time_to_regain_access"))
    if minutes > 0:
        return timedelta(minutes=min(minutes, 1e6))
    full = any(_number(usage.get(share)) >= _FULL for share in _SHARES)
    return _HOUR if full else timedelta(0)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    try:
        return float(value)
    except OverflowError:
        return 0.0
