"""How long ago something was, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from babel.dates import format_timedelta

from newsdesk.infra.languages import QQX, locale

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_ENOUGH = 1.2
"""Of a larger unit, before it is named: five weeks are more telling than a month."""


def ago(span: timedelta, language: str) -> str:
    """Write how long ago something was, in the largest unit that says enough."""
    if language == QQX:
        return str(span.days)
    unit: Literal["day", "hour", "minute"]
    unit = "day" if span.days else "hour" if span >= _HOUR else "minute"
    return format_timedelta(
        -max(span, _MINUTE),
        granularity=unit,
        threshold=_ENOUGH,
        add_direction=True,
        locale=locale(language),
    )
