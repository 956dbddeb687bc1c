"""Column types that mean the same on SQLite and on MariaDB."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.dialects.mysql import DATETIME, MEDIUMTEXT
from sqlalchemy.types import TypeDecorator

_TEXT = Text().with_variant(MEDIUMTEXT(), "mysql")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond; both databases store it without its zone."""

    impl = DateTime().with_variant(DATETIME(fsp=6), "mysql")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC.

        :raises ValueError: for a moment without a zone
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the stored moment its zone back."""
        return value if value is None else value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text of any length; half surrogate pairs, which no database takes, become ``?``."""

    impl = _TEXT
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Make the text one that can be stored."""
        return value if value is None else _storable(value)


class Json(TypeDecorator[object]):
    """A value as JSON text: MariaDB has no JSON type of its own, only a name for one."""

    impl = _TEXT
    cache_ok = True

    def process_bind_param(self, value: object, _dialect: Dialect) -> str | None:
        """Write the value as JSON; ``None`` is the absence of a value."""
        if value is None:
            return None
        return _storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> object:
        """Read the JSON text."""
        return None if value is None else json.loads(value)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
