"""Testing a channel before it is saved: it is read now, and what was found is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread

from sqlalchemy import Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message
from newsdesk.domain.post import Post
from newsdesk.infra.settings import Settings
from newsdesk.services.submitted import Editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What a test has come to; more may come until it is ``finished``.

    ``account`` is the account's own name, ``followers`` how many it has, where the network tells;
    ``posts`` are those that were read, newest first, and ``failure`` why it could not be read.
    """

    channel: Channel
    finished: bool
    account: str = ""
    followers: int | None = None
    posts: Sequence[Post] = ()
    failure: Message | None = None


def test_channel(editor: Editor, key: str) -> str:
    """Prepare to read a channel of this person's draft now; return the test's token.

    :raises Explained: where the channel is gone or has problems, or too many are tested
    """
    raise NotImplementedError


def start_reading(editor: Editor, token: str) -> Thread:
    """Read the channel of a test beside the requests; what is read shows at once."""
    raise NotImplementedError


def load(engine: Engine, settings: Settings, token: str) -> Tested | None:
    """Return how far a test has come; ``None`` where there is none, or it is over."""
    raise NotImplementedError
