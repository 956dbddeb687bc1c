"""What reading a stream of a channel came to, or a failure that is data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from newsdesk.domain.desk import Holds
from newsdesk.domain.lead import Lead
from newsdesk.domain.length import PostLimits
from newsdesk.domain.message import Message
from newsdesk.domain.post import Post
from newsdesk.domain.profile import Profile

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""``complete_since`` of a stream that was read back to its very first post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamState:
    """What is remembered of a stream between two reads.

    ``complete_since`` is how far back the stream is complete (UTC; ``None``: nothing read yet),
    and of follows ``BEGINNING`` where all are known; ``newest`` the native id of the newest
    post; ``older`` where to go on reading back, if that was interrupted; ``etag`` and
    ``last_modified`` are the validators of the last answer; ``failure`` and ``failed_since`` are
    set while reading fails; ``next_try`` is when the network may be asked again. ``resting``
    says that nothing is wrong: paid reads stopped of themselves. ``mark`` is that of the
    credential which was used, empty for none.
    """

    complete_since: datetime | None = None
    newest: str = ""
    older: str = ""
    etag: str = ""
    last_modified: str = ""
    last_read: datetime | None = None
    failure: Message | None = None
    failed_since: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    permanent: bool = False
    resting: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A successful read: posts newest first, and the state to remember.

    ``complete_since``, ``newest`` and ``older`` are as in :class:`StreamState` and replace what
    is remembered. ``unchanged`` says that the network answered that nothing is new; there are
    no posts then. All posts that the network has later than ``whole_since`` are in ``posts``:
    a stored one of this stream, later than that and not among them, was deleted there.
    ``profile`` is what the same answer said of the account, where it says anything.
    """

    posts: tuple[Post, ...] = ()
    complete_since: datetime | None = None
    newest: str = ""
    older: str = ""
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    whole_since: datetime | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """A failed read: why, whether trying again can help without a person, and when to try.

    ``resting`` says that nothing is wrong: what may be read and paid for is used up.
    """

    reason: Message
    permanent: bool = False
    resting: bool = False
    retry_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedFollows:
    """Whom an account follows, all of them; ``complete`` is false where the network stopped."""

    follows: tuple[Profile, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedProfile:
    """What a network says of the channel's own account, and its server of the posts it takes.

    Without ``limits`` those that were read before stay.
    """

    profile: Profile
    limits: PostLimits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedLeads:
    """What a source was found to hold, and of its answer what is remembered as of a stream's.

    ``whole`` says that it has no other leads; of a feed of news, old ones are just no longer in
    it. There are none where the answer is ``unchanged``.
    """

    answer: Fetched
    leads: tuple[Lead, ...] = ()
    holds: Holds | None = None
    whole: bool = True


FetchResult = Fetched | FetchFailed
"""What reading a stream of posts came to."""

ReadResult = Fetched | FetchedFollows | FetchedProfile | FetchFailed
