"""Reads how long posts may be on a server of Mastodon's API.

https://docs.joinmastodon.org/entities/Instance/#max_characters, and for servers without that
https://docs.joinmastodon.org/entities/V1_Instance/#max_characters, which is of the same shape.
"""

from __future__ import annotations

from newsdesk.channels.mastodon_api import Api
from newsdesk.channels.shape import at, count_at
from newsdesk.domain.length import PostLimits
from newsdesk.infra.fetch_errors import FetchError

_METHODS = ("v2/instance", "v1/instance")
_MOST = 10_000_000
"""Characters; a server that says more is not believed."""


def read_limits(api: Api) -> PostLimits | None:
    """Return the server's limits; ``None`` where it does not tell them, which is no failure."""
    return next(filter(None, (_read(api, method) for method in _METHODS)), None)


def _read(api: Api, method: str) -> PostLimits | None:
    try:
        told = at(api.entity(method), "configuration", "statuses")
    except FetchError:
        return None
    characters = count_at(told, "max_characters") or 0
    per_url = count_at(told, "characters_reserved_per_url")
    if not 0 < characters <= _MOST:
        return None
    return PostLimits(
        characters=characters,
        per_url=per_url if per_url is None or per_url <= characters else None,
    )
