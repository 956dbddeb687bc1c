"""A desk: one community's wiki, news page, channels, follow list and sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.message import Message


@dataclass(frozen=True, slots=True)
class DeskKey:
    """Which desk a stored row belongs to: the wiki's script address and the configuration page."""

    wiki: str
    page: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A desk's id, its data version, and when its last refresh ended (UTC)."""

    id: int
    version: int
    refreshed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSettings:
    """The ``news`` part of the configuration page; ``within`` is days, ``keep`` counts items."""

    page: str
    basis: str = ""
    within: int = 30
    keep: int | None = None
    archive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An account of the follow list: channel id -> handle on that channel's network."""

    name: str
    about: str = ""
    accounts: tuple[tuple[str, str], ...] = ()


class Holds(StrEnum):
    """What the entries of a source are: news, dated events, or issues that list the news."""

    NEWS = "news"
    EVENTS = "events"
    ISSUES = "issues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place to look for news: a feed, a calendar, a wiki page or a search.

    Without ``holds`` its entries tell what they are, see :mod:`newsdesk.sync.leads`.
    """

    id: str
    kind: str
    url: str = ""
    page: str = ""
    holds: Holds | None = None
    terms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Where people are pointed to instead of being answered on a network."""

    about: str
    url: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConfig:
    """What a valid configuration page says."""

    news: NewsSettings
    channels: tuple[Channel, ...] = ()
    follow: tuple[Followed, ...] = ()
    sources: tuple[Source, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    ideas: str = ""
    suggestions: str = ""
    decisions: str = ""

    def channel(self, channel_id: str) -> Channel | None:
        """Return the channel of that id, if there is one."""
        return next((c for c in self.channels if c.id == channel_id), None)

    @property
    def readable(self) -> tuple[Channel, ...]:
        """The channels that a programme could read: all but the manual ones."""
        return tuple(c for c in self.channels if c.kind is not ChannelKind.MANUAL)

    @property
    def suggestion_pages(self) -> tuple[str, ...]:
        """The wiki pages on which people suggest news: else where channels say to ask."""
        asked = (channel.ask for channel in self.channels if channel.ask)
        return (self.suggestions,) if self.suggestions else tuple(dict.fromkeys(asked))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags to search for, without ``#``, each once."""
        found = (tag.removeprefix("#") for one in self._searches for tag in one.tags)
        return tuple(dict.fromkeys(found))

    @property
    def terms(self) -> tuple[str, ...]:
        """The words to search for, each once."""
        return tuple(dict.fromkeys(term for one in self._searches for term in one.terms))

    @property
    def _searches(self) -> tuple[Source, ...]:
        return tuple(source for source in self.sources if source.kind == "search")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a page that is read, with its place such as ``channels[2].account``."""

    place: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRevision:
    """One revision of a wiki page, as the wiki answered it; ``time`` is UTC.

    ``read`` is when the wiki answered, by its own clock; an edit based on this revision names it.
    """

    title: str
    revid: int
    parent: int
    user: str
    time: datetime
    text: str
    comment: str = ""
    model: str = "wikitext"
    read: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyPage:
    """A page whose newest revision cannot be read, and the revision that stays in force."""

    title: str
    problems: tuple[Problem, ...]
    in_force: PageRevision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """The configuration in force and what is known of the page it came from.

    ``in_force`` is the last valid revision; ``newest`` may be a later, broken one, whose
    ``problems`` are listed. Both are ``None`` on a first run, where no page exists. ``checked``
    is when the wiki was last asked; ``failure`` and ``failed_since`` are set while it cannot be.
    ``faulty`` are the decisions pages that cannot be read, where that was asked for.
    """

    config: DeskConfig | None = None
    in_force: PageRevision | None = None
    newest: PageRevision | None = None
    problems: tuple[Problem, ...] = field(default=())
    checked: datetime | None = None
    failure: Message | None = None
    failed_since: datetime | None = None
    faulty: tuple[FaultyPage, ...] = ()
