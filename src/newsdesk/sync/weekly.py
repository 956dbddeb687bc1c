"""What was done in a week, of data that are in memory: for a summary that people can read.

Of strangers nothing is in it but how many: what they say is theirs, not the wiki's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.follow_list import people
from newsdesk.domain.month import day_begin
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.round import Handled, Handling

_NAME = re.compile(r"(20\d{2})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, from a Monday on, whose days are those of UTC."""

    first: date

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week that a day is in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def named(cls, name: str) -> Week | None:
        """Read a name such as ``2026-W47``; ``None`` for what names no week."""
        found = _NAME.fullmatch(name)
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1)) if found else None
        except ValueError:
            return None

    @property
    def name(self) -> str:
        """The name as ISO 8601 writes it."""
        year, week, _ = self.first.isocalendar()
        return f"{year:04}-W{week:02}"

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def begins(self) -> datetime:
        """The moment at which it begins."""
        return day_begin(self.first)

    @property
    def ends(self) -> datetime:
        """The moment at which the next one begins."""
        return self.begins + timedelta(days=7)

    def by(self, weeks: int) -> Week | None:
        """Return the one so many weeks later; ``None`` before 2000 or after 2099."""
        return Week.named(Week(self.first + timedelta(weeks=weeks)).name)

    def has(self, moment: date | datetime) -> bool:
        """Tell whether a day or moment (UTC) is in it."""
        day = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class OnChannel:
    """What was done on a channel: our posts, how many we shared, ``names`` of the follow list."""

    channel: Channel
    posts: tuple[Post, ...] = ()
    shares: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StillMissing:
    """An item, and the channels that it is missing on."""

    item: NewsItem
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What was done in a week; ``missing`` is what is still to be done of it."""

    week: Week
    items: tuple[NewsItem, ...] = ()
    channels: tuple[OnChannel, ...] = ()
    answered: tuple[Handled, ...] = ()
    aside: int = 0
    missing: tuple[StillMissing, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        done = (self.items, self.channels, self.answered, self.missing)
        return not any(done) and not self.aside


def weekly(
    week: Week,
    config: DeskConfig,
    *,
    items: Sequence[NewsItem],
    posts: Mapping[str, Sequence[Post]],
    handled: Sequence[Handled],
    missing: Sequence[StillMissing],
) -> Weekly:
    """Put together what was done in a week; ``posts`` are the channels' own.

    A share that somebody reported counts also where its channel could not be read.
    """
    done = [one for one in handled if week.has(one.time)]
    channels = (
        _on_channel(week, config, channel, posts.get(channel.id, ()), done)
        for channel in config.channels
    )
    return Weekly(
        week=week,
        items=tuple(one for one in items if week.has(one.date)),
        channels=tuple(one for one in channels if one.posts or one.shares),
        answered=tuple(one for one in done if one.what is Handling.ANSWERED and one.about),
        aside=sum(one.what is Handling.ASIDE for one in done),
        missing=tuple(one for one in missing if week.has(one.item.date)),
    )


def _on_channel(
    week: Week,
    config: DeskConfig,
    channel: Channel,
    posts: Sequence[Post],
    done: Sequence[Handled],
) -> OnChannel:
    ours = [one for one in posts if week.has(one.time) and one.deleted is None]
    shares = [one for one in ours if one.form is PostForm.SHARE]
    reported = sum(o.what is Handling.SHARED and o.channel_id == channel.id for o in done)
    names = Counter(name for one in shares if (name := _followed(config, channel, one)))
    return OnChannel(
        channel=channel,
        posts=tuple(
            sorted((o for o in ours if o.form is PostForm.ORIGINAL), key=lambda one: one.time)
        ),
        shares=max(len(shares), reported),
        names=tuple(sorted(names)),
    )


def _followed(config: DeskConfig, channel: Channel, post: Post) -> str:
    """Return what the follow list calls a post's author; empty for anybody else."""
    whose = (one.name for one in people(config) if one.has(post.author.handle, channel))
    return next(whose, "")
