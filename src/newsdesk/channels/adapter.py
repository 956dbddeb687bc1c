"""What a module must offer so that channels of its network can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from newsdesk.channels.address import PostAddress
from newsdesk.channels.line import Line
from newsdesk.domain.channel import Channel
from newsdesk.domain.fetch import Fetched, FetchFailed, FetchResult, ReadResult, StreamState
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import FetchError


class Feature(StrEnum):
    """What people can be told of a channel, if its network has it."""

    OWN = "own"
    MENTIONS = "mentions"
    TAGS = "tags"
    TERMS = "terms"
    TIMELINE = "timeline"
    FOLLOWS = "follows"
    FOLLOWERS = "followers"


class Need(StrEnum):
    """What reading a feature takes: ``better`` works without a credential, and more with one.

    ``review`` is what a network grants only after it has looked at who asks: nobody has it.
    """

    NOTHING = "nothing"
    BETTER = "better"
    CREDENTIAL = "credential"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to read: a stream of a channel, as far as ``oldest`` the first time (UTC).

    ``state`` is what is remembered of the stream; ``native_id`` is the account's id on the
    network where an earlier reading of the profile has told it, else empty. ``tags`` (without
    ``#``) and ``terms`` are what the stream ``search`` looks for; where a network lists no
    mentions for strangers, they are looked for among the posts with a tag. For the stream
    ``timeline`` the channel is somebody's account on the follow list: of its posts, replies
    need not be told, and a result may name the account's profile where that was asked for.
    """

    channel: Channel
    stream: StreamName = StreamName.OWN
    state: StreamState = field(default_factory=StreamState)
    oldest: datetime | None = None
    now: datetime
    native_id: str = ""
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What earlier readings told of a channel: its account, and the hosts of its posts."""

    profile: Profile | None = None
    hosts: frozenset[str] = frozenset()

    @property
    def native_id(self) -> str:
        """The account's id on the network, empty while it is not known."""
        return self.profile.native_id if self.profile else ""

    def names(self, channel: Channel) -> frozenset[str]:
        """Return what the account is called, in lower case: in the set-up, and now."""
        now = [self.profile.handle] if self.profile else []
        return frozenset(name.lower() for name in (channel.handle, *now))


class Adapter(Protocol):
    """Reads the channels of one network; a module of functions is one."""

    @property
    def OFFERS(self) -> Mapping[Feature, Need]:  # noqa: N802  # a constant of the module
        """What can be read; what is not there, the network does not have."""
        ...

    @property
    def NOTICES_DELETIONS(self) -> bool:  # noqa: N802  # a constant of the module
        """Whether reading our own posts again tells that one was deleted."""
        ...

    def origin(self, channel: Channel) -> str:
        """Return the https origin that issues the ids of this channel's posts."""
        ...

    def profile_url(self, channel: Channel) -> str:
        """Return the address where people see the channel."""
        ...

    def follow_url(self, channel: Channel, handle: str) -> str:
        """Return where a person who is logged in as the channel follows or unfollows a handle.

        Empty where nobody follows anybody.
        """
        ...

    def token_origin(self, channel: Channel) -> str:
        """Return where a credential for such an account is sent to, as a rule: an https origin.

        Empty where none is of use. People are told so; :meth:`accepts` decides.
        """
        ...

    def accepts(self, channel: Channel, credential: Credential) -> bool:
        """Tell whether a credential is for the origin that this channel's requests go to.

        Its kind and account have been compared already.
        """
        ...

    def read(self, line: Line, wanted: Wanted) -> ReadResult:
        """Read what is new in a stream; the first time back to ``wanted.oldest``.

        Posts for ``own``, ``mention``, ``search`` and ``timeline``, else the profile or the
        follows. Never raises for what the network answered: a failure is a value too. Is asked
        only for streams of which ``OFFERS`` has a feature that the line's credential suffices for.
        """
        ...


class Network(Adapter, Protocol):
    """An adapter that also finds a post by its address, as each of the registry does."""

    def post_id(self, channel: Channel, known: Known, address: PostAddress) -> str | None:
        """Return the id of the channel's own post at an address, ``None`` for any other address.

        Empty where the address does not tell it. Nothing is asked for: an address that names no
        account is taken for the channel's, one that names another's is not.
        """
        ...

    def read_post(self, line: Line, wanted: Wanted, native_id: str) -> FetchResult:
        """Read the one post of this id, which :meth:`post_id` told, if it is the channel's own.

        No post where it is not there, not public, or somebody else's. Never raises for what the
        network answered. Is asked only where ``OFFERS`` lets the channel's own posts be read.
        """
        ...


def one_post(found: Post | None) -> Fetched:
    """Make a result of a post that was asked for by its id, or of none."""
    return Fetched(posts=(found,) if found else ())


def bad_account(channel: Channel, example: str) -> FetchFailed:
    """Say that a channel's account is no name on its network, which one such as ``example`` is."""
    reason = msg("newsdesk-fetch-bad-account", channel.account, example)
    return FetchFailed(reason=reason, permanent=True)


def failed(error: FetchError) -> FetchFailed:
    """Turn an error of the door into the failure of a channel."""
    return FetchFailed(
        reason=error.message,
        permanent=error.permanent,
        resting=error.resting,
        retry_after=error.retry_after,
    )
