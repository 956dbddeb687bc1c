"""What the practice channels say and how they fail, for those who start them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from werkzeug.wrappers import Request, Response

from sandbox.practice.bluesky_logins import Logins
from sandbox.practice.faults import Failing, Fault
from sandbox.practice.others import Others
from sandbox.practice.timeline import Timeline
from sandbox.story.people import EVERYBODY


@dataclass(eq=False)
class Practice:
    """The running practice channels.

    ``origins`` maps public origins to loopback ones, ``servers`` to what answers there;
    ``timelines`` are the posts by channel id, ``others`` what people write on that network;
    ``asked`` counts the requests by public origin, ``billed`` what was answered and is paid for
    by token; ``logins`` are those on the practice PDS of Bluesky; ``control`` is the address of
    the page that does over HTTP what the methods here do.
    """

    timelines: Mapping[str, Timeline]
    others: Mapping[str, Others]
    origins: dict[str, str] = field(default_factory=dict)
    servers: dict[str, Callable[[Request], Response]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    billed: Counter[str] = field(default_factory=Counter)
    logins: Logins = field(default_factory=Logins)
    control: str = ""
    _failing: dict[str, Failing] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def failing(self) -> dict[str, Fault]:
        """Which public origins fail now, and how."""
        with self._lock:
            return {origin: failing.fault for origin, failing in self._failing.items()}

    def fail(self, origin: str, fault: Fault, *, seconds: int = 3600) -> None:
        """Let a public origin fail from now on; a 429 asks to wait so many seconds."""
        self.recover(origin)
        with self._lock:
            self._failing[origin] = Failing(fault, seconds)

    def recover(self, origin: str | None = None) -> None:
        """Let one origin, or all of them, answer again; hanging answers end."""
        with self._lock:
            names = [origin] if origin else list(self._failing)
            over = [self._failing.pop(name) for name in names if name in self._failing]
        for failing in over:
            failing.cleared.set()

    def add_post(
        self, channel: str, text: str, *, link: str = "", time: datetime | None = None
    ) -> int:
        """Post on a channel, by default now; return the post's number."""
        return self.timelines[channel].add(text, time=time or datetime.now(UTC), link=link)

    def say(self, channel: str, key: str, text: str, *, link: str = "") -> int:
        """Let somebody post now on a channel's network; ``{us}`` stands for the account there.

        :raises KeyError: when there is nobody of that key
        """
        who = {one.key: one for one in EVERYBODY}[key]
        return self.others[channel].add(who.accounts.get(channel, key), text, link=link)

    def edit_post(
        self, channel: str, number: int, text: str, *, time: datetime | None = None
    ) -> None:
        """Change the text of a post, by default now.

        :raises KeyError: when there is none of that number
        """
        self.timelines[channel].edit(number, text, time=time or datetime.now(UTC))

    def delete_post(self, channel: str, number: int) -> None:
        """Take a post away.

        :raises KeyError: when there is none of that number
        """
        self.timelines[channel].delete(number)

    def failure(self, origin: str, request: Request) -> Response | None:
        """Count a request at a public origin; return the failure to answer with, if one is set."""
        with self._lock:
            self.asked[origin] += 1
            failing = self._failing.get(origin)
        return failing.answer(request.full_path) if failing else None
