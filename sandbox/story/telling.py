"""A story of the practice community, and how it was told on each channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

MASTODON, BLUESKY, X, FACEBOOK = "mastodon", "bluesky", "x", "facebook"
BLOG, LIST, PLANET, TELEGRAM = "blog", "announce", "planet", "telegram"
WIKI = "https://wiki.practice.example"
"""Stands in every text for the practice wiki, whose address is only known once it is served."""
FIRST_DAYS = {MASTODON: 1300, BLUESKY: 620, TELEGRAM: 400}
"""How many days ago a channel had its first post; the others are older than the story."""


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

    ``link`` is put below the text, which shows it as ``shown`` where the network allows that;
    ``leads`` is where a short link really leads. ``thread`` are further posts of the same author
    below it. ``author`` is whose post was shared or answered, as ``name@server`` on Mastodon and
    as a handle on Bluesky. Of a post that is ``gone``, its author's answers to it are left.
    """

    channel: str
    text: str
    link: str = ""
    shown: str = ""
    leads: str = ""
    after: float = 3.0
    form: Form = Form.ORIGINAL
    visibility: Visibility = Visibility.PUBLIC
    language: str = "en"
    tags: tuple[str, ...] = ()
    warning: str = ""
    author: str = ""
    edited_after: float | None = None
    thread: tuple[str, ...] = ()
    gone: bool = False

    @property
    def real_link(self) -> str:
        """Where the link leads in the end."""
        return self.leads or self.link


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Something that happened; ``news`` is its wikitext on the news page, empty if it is none.

    ``before`` is how the item was first worded, where it was reworded since; ``marked`` says
    whether a translation administrator has marked it.
    """

    day: date
    news: str = ""
    tellings: tuple[Telling, ...] = ()
    marked: bool = True
    before: str = ""

    def time_of(self, telling: Telling) -> datetime:
        """Return when a telling was posted, in UTC."""
        return datetime.combine(self.day, time(9), UTC) + timedelta(hours=telling.after)


def tracked(link: str, source: str) -> str:
    """Return the link as a scheduler would post it: with tracking parameters."""
    return f"{link}{'&' if '?' in link else '?'}utm_source={source}&utm_medium=social"


def page_link(title: str) -> str:
    """Return the address of a page of the practice wiki."""
    return f"{WIKI}/wiki/{title.replace(' ', '_')}"


def spoken(day: date) -> str:
    """Write a day as the news page does: ``18 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def short(day: date) -> str:
    """Write a day as posts do: ``18 Nov``."""
    return f"{day.day} {day:%b}"
