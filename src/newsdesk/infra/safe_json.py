"""JSON that strangers wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class NotJson:
    """The text is no JSON, or is nested too deeply to be meant well."""


def parse(body: bytes) -> object:
    """Return the value, or :class:`NotJson`; never raises, however broken or deep the text is."""
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return NotJson()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
