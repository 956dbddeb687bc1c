"""A follow: an account that one of ours follows on its network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """An account that a channel follows, as it was last read.

    ``formerly`` are the handles that the same account was seen under before, the latest first;
    ``first_seen`` is when it was first read under any of them (UTC).
    """

    profile: Profile
    first_seen: datetime
    formerly: tuple[str, ...] = ()
