"""A person with a wiki account, and the token with which they let the tool act for them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RequestToken:
    """The temporary token of one login that is under way."""

    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """The token that a user granted; the wiki hands out the same one at each login."""

    key: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who logged in, as the wiki says; ``rights`` are the account's, not only the granted ones."""

    user_id: int
    name: str
    blocked: bool = False
    groups: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
