"""A story of the practice community, and how it was told on each channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

MASTODON, BLUESKY, BLOG, LIST = "mastodon", "bluesky", "blog", "announce"


class Form(StrEnum):
    """How a telling came to be."""

    ORIGINAL = "original"
    SHARE = "share"
    REPLY = "reply"


class Visibility(StrEnum):
    """Who can see a telling; only Mastodon knows more than ``public``."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One post: ``after`` is hours from the story's morning (09:00 UTC) to the post.

    ``link`` is the real address, ``shown`` a shorter form that the text shows instead of it.
    ``thread`` are further posts of the same author below it. ``author`` is whose post was
    shared, as ``name@server``.
    """

    channel: str
    text: str
    link: str = ""
    shown: str = ""
    after: float = 3.0
    form: Form = Form.ORIGINAL
    visibility: Visibility = Visibility.PUBLIC
    language: str = "en"
    tags: tuple[str, ...] = ()
    warning: str = ""
    author: str = ""
    edited_after: float | None = None
    thread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Something that happened; ``news`` is its wikitext on the news page, empty if it is none."""

    day: date
    news: str = ""
    tellings: tuple[Telling, ...] = field(default=())
    marked: bool = True

    def time_of(self, telling: Telling) -> datetime:
        """Return when a telling was posted, in UTC."""
        return datetime.combine(self.day, time(9), UTC) + timedelta(hours=telling.after)


def tracked(link: str, source: str) -> str:
    """Return the link as a scheduler would post it: with tracking parameters."""
    return f"{link}{'&' if '?' in link else '?'}utm_source={source}&utm_medium=social"


def spoken(day: date) -> str:
    """Write a day as the news page does: ``18 November 2026``."""
    return f"{day.day} {day:%B %Y}"
