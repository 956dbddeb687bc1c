"""What reading one channel came to: posts, or a failure that is data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.message import Message
from newsdesk.domain.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamState:
    """What is remembered of a stream between two reads.

    ``complete_since`` is how far back the stream is complete (UTC; ``None``: nothing read yet);
    ``newest`` the native id or cursor to go on from; ``etag`` and ``last_modified`` are the
    validators of the last answer; ``failure`` and ``failed_since`` are set while reading fails;
    ``next_try`` is when the network may be asked again.
    """

    complete_since: datetime | None = None
    newest: str = ""
    etag: str = ""
    last_modified: str = ""
    last_read: datetime | None = None
    failure: Message | None = None
    failed_since: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    permanent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A successful read: posts newest first, and the state to remember.

    ``complete_since`` is as in :class:`StreamState`. ``unchanged`` says that the network
    answered that nothing is new. ``gone`` are native ids that the network no longer has.
    """

    posts: tuple[Post, ...] = ()
    complete_since: datetime | None = None
    newest: str = ""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """A failed read: why, whether trying again can help without a person, and when to try."""

    reason: Message
    permanent: bool = False
    retry_after: datetime | None = None


FetchResult = Fetched | FetchFailed
