"""Handles in a text for a channel: those of its own network, or no handles at all.

A handle of another network is somebody else's here, or nobody's. So it becomes what the follow
list says that account is called here; where the list does not know, or knows two, its plain name,
which reaches nobody wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.follow_list import Person, by_identity, identity, people

_NAME = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
_HANDLE = re.compile(
    rf"(?<![A-Za-z0-9_.@＠/+-])[@＠]({_NAME})(?:[@＠]([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+))?(/?)"
)
"""X takes a full-width sign for one as well: https://github.com/twitter/twitter-text"""

Mention = Callable[[str], str]
"""Writes a handle so that the channel's network links it; empty where it would not."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that a link leads to."""

    kind: ChannelKind
    handle: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a text said of somebody, and what the draft says; ``known`` is whether it is they."""

    said: str
    written: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is who on a channel; ``source`` is where the text comes from, if from a network.

    A list can have hundreds of accounts and a text thousands of handles: ``_known`` remembers who
    is who on the networks that were asked for.
    """

    config: DeskConfig
    channel: Channel
    mention: Mention
    source: Channel | None = None
    _known: dict[str, Mapping[str, Sequence[Person]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def put(self, text: str, accounts: Sequence[Account]) -> tuple[str, tuple[Renamed, ...]]:
        """Put the channel's own handles into a text, for those whom it or its links name."""
        said: dict[str, Renamed] = {}

        def one(found: re.Match[str]) -> str:
            renamed = self._renamed(found)
            said.setdefault(renamed.said, renamed)
            return renamed.written + found[3]

        text = _HANDLE.sub(one, text)
        for account in accounts:
            text = self._by_link(text, account, said)
        return text, tuple(said.values())

    def others(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return whom a text names without a handle: name, and handle here."""
        found = ((one.name, self._written(one)) for one in people(self.config) if one.name)
        named = ((name, handle) for name, handle in found if handle and handle not in text)
        return tuple((name, handle) for name, handle in named if _named(name).search(text))

    def _renamed(self, found: re.Match[str]) -> Renamed:
        name, server, path = found.groups()
        said = found[0].removesuffix("/")
        # What goes on as an address or a package's name does is no mention.
        person = None if path else self._who(f"{name}@{server}" if server else name, server)
        written = self._written(person) if person else ""
        return Renamed(said, written or (person and person.name) or name, bool(written))

    def _who(self, handle: str, server: str | None) -> Person | None:
        """Find whose a handle is: first on the text's own network, else where all agree."""
        sources = [self.source] if self.source else []
        for among in (sources, self.config.channels):
            fitting = [c for c in among if not server or c.kind is ChannelKind.MASTODON]
            found = {one for channel in fitting for one in self._called(handle, channel)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _by_link(self, text: str, account: Account, said: dict[str, Renamed]) -> str:
        """Mention whom a link leads to, at the first place where the text has their name."""
        channels = [one for one in self.config.channels if one.kind is account.kind]
        known = {
            one
            for channel in channels
            for one in self._called(account.handle, channel)
            if one.name
        }
        person = known.pop() if len(known) == 1 else None
        written = self._written(person) if person else ""
        if not person or not written or written in text:
            return text
        changed = _named(person.name).sub(lambda _: written, text, count=1)
        if changed != text:
            said.setdefault(person.name, Renamed(person.name, written, known=True))
        return changed

    def _called(self, handle: str, source: Channel) -> Sequence[Person]:
        """Return whose a handle is on the network of a channel."""
        if source.id not in self._known:
            self._known[source.id] = by_identity(self.config, source)
        return self._known[source.id].get(identity(source, handle), ())

    def _written(self, person: Person) -> str:
        handle = person.handle_on(self.channel)
        return self.mention(handle) if handle else ""


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@]){re.escape(name)}(?!\w)")
