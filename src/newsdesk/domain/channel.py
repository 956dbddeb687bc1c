"""A channel: one account on one network where news is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChannelKind(StrEnum):
    """The networks and other places that a channel can be on."""

    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    X = "x"
    FACEBOOK = "facebook"
    TELEGRAM = "telegram"
    FEED = "feed"
    WIKI_PAGE = "wiki-page"
    MANUAL = "manual"


class Expects(StrEnum):
    """What a channel owes the news page."""

    EVERYTHING = "everything"
    WANTED = "wanted"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel as the configuration page describes it."""

    id: str
    kind: ChannelKind
    name: str
    account: str = ""
    url: str = ""
    page: str = ""
    expects: Expects = Expects.WANTED
    since: date | None = None
    posters: tuple[str, ...] = ()
    ask: str = ""

    @property
    def handle(self) -> str:
        """The account's name without the @ that people may write before it."""
        return self.account.removeprefix("@")
