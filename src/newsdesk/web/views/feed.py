"""Atom feeds, as https://www.rfc-editor.org/rfc/rfc4287 has them.

What a feed and an entry are called has to stay for ever: a reader takes one of another name for
a new one. So names are tags (https://www.rfc-editor.org/rfc/rfc4151) of the wiki, where the news
are at home: neither another address of the tool nor a lost database changes them. An item goes by
its first id, however it was reworded since. What needs somebody, is done and needs somebody again
is new to a reader, so its name then tells since when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra.html import safe_link
from newsdesk.infra.text import cut
from newsdesk.services.feeds import Changed, Entry, Feed, News, Unread, Work
from newsdesk.web.api.voice import Voice
from newsdesk.web.views.cell import SETTLED, ask

_SINCE = 2026
"""The year in which names began to be given; it says whose the host was then, no more."""
_LONGEST = 250
"""Characters of an item's text that a title has."""


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about: a ``term`` of a list of such, and the same for people."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry; ``language`` is that of all its words, empty for the feed's own.

    Its content is the item's ``text`` with ``links``, then ``lines``, then the post.
    """

    id: str
    title: str
    published: str
    updated: str
    href: str
    language: str = ""
    categories: tuple[Category, ...] = ()
    text: str = ""
    links: tuple[str, ...] = ()
    lines: tuple[Message, ...] = ()
    asks: tuple[tuple[Message, str], ...] = ()
    post_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed; ``href`` is the page that shows the same, ``author`` the wiki."""

    id: str
    title: Message
    updated: str
    href: str
    author: str
    author_href: str
    text_language: str
    entries: tuple[EntryView, ...]


def news(feed: Feed, voice: Voice, page: str) -> FeedView:
    """Show the news; ``page`` is the title of the configuration page."""
    return _Writer(feed, voice, page).feed(
        ("news",), msg("newsdesk-feed-news-title", feed.site.name), voice.board({})
    )


def work(feed: Feed, voice: Voice, page: str) -> FeedView:
    """Show what needs somebody."""
    writer, channel = _Writer(feed, voice, page), feed.channel
    if channel is None:
        title = msg("newsdesk-feed-work-title", feed.site.name)
        return writer.feed(("work",), title, voice.board({"show": "todo"}))
    title = msg("newsdesk-feed-work-channel-title", channel.name, feed.site.name)
    return writer.feed(("work", channel.id), title, voice.channel(channel.id))


def changes(feed: Feed, voice: Voice, page: str) -> FeedView:
    """Show how statuses changed."""
    title = msg("newsdesk-feed-changes-title", feed.site.name)
    return _Writer(feed, voice, page).feed(("changes",), title, voice.board({}))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts one feed into words and names."""

    source: Feed
    voice: Voice
    page: str

    def feed(self, name: tuple[str, ...], title: Message, href: str) -> FeedView:
        site = self.source.site
        return FeedView(
            id=self._tag("feed", *name),
            title=title,
            updated=_moment(self.source.updated),
            href=href,
            author=site.name,
            author_href=site.page_url(site.main_page),
            text_language=site.language,
            entries=tuple(map(self._entry, self.source.entries)),
        )

    def _entry(self, entry: Entry) -> EntryView:
        match entry:
            case News():
                return self._news(entry)
            case Work():
                return self._work(entry)
            case Unread():
                return self._unread(entry)
            case Changed():
                return self._changed(entry)

    def _news(self, entry: News) -> EntryView:
        item, origin = entry.item, entry.origin
        return EntryView(
            id=self._tag("item", origin.name),
            title=_beginning(item.text) or item.date_text,
            published=_moment(origin.published),
            updated=_moment(origin.updated),
            href=self.voice.item(item.id),
            language=self.source.site.language,
            text=item.text,
            links=tuple(filter(None, map(safe_link, item.links))),
        )

    def _work(self, entry: Work) -> EntryView:
        item, channel, began = entry.item, entry.channel, entry.stand.began
        again = (_compact(began),) if began else ()
        missing = entry.stand.status is SyncStatus.MISSING
        asks = ask(channel, self.source.site) if missing else ()
        return EntryView(
            id=self._tag("work", channel.id, entry.origin.name, *again),
            title=self._title(channel, entry.stand.status, item.text or item.date_text),
            published=_moment(entry.published),
            updated=_moment(entry.updated),
            href=f"{self.voice.item(item.id)}#{quote(channel.id)}",
            categories=self._categories(channel, entry.stand.status),
            text=item.text,
            links=tuple(filter(None, map(safe_link, item.links))),
            lines=(_label(entry.stand.status, channel),),
            asks=tuple((one.message, one.href) for one in asks),
            post_href=safe_link(entry.stand.url),
        )

    def _unread(self, entry: Unread) -> EntryView:
        channel, since = entry.channel, _moment(entry.since)
        what = msg("newsdesk-channel-unread-since", channel.name, entry.since)
        return EntryView(
            id=self._tag("unread", channel.id, _compact(entry.since)),
            title=self.voice.say(what),
            published=since,
            updated=since,
            href=self.voice.channel(channel.id),
            categories=self._categories(channel, SyncStatus.UNKNOWN),
            lines=(msg("newsdesk-feed-unread"),),
        )

    def _changed(self, entry: Changed) -> EntryView:
        change = entry.change
        channel = entry.channel or _gone(change.channel_id)
        before = change.before and _label(change.before, channel)
        time = _moment(change.time)
        return EntryView(
            id=self._tag("change", channel.id, change.item_id, _compact(change.time)),
            title=self._title(channel, change.after, change.text or change.day.isoformat()),
            published=time,
            updated=time,
            href=f"{self.voice.item(entry.item_id)}#{quote(channel.id)}",
            categories=self._categories(channel, change.after),
            text=change.text,
            lines=(
                msg("newsdesk-feed-changed", _label(change.after, channel), before)
                if before
                else msg("newsdesk-feed-new", _label(change.after, channel)),
            ),
            post_href=safe_link(change.url),
        )

    def _title(self, channel: Channel, status: SyncStatus, text: str) -> str:
        label = _label(status, channel)
        return self.voice.say(msg("newsdesk-feed-entry", channel.name, label, _beginning(text)))

    def _categories(self, channel: Channel, status: SyncStatus) -> tuple[Category, ...]:
        label = self.voice.say(_label(status, channel))
        return (
            Category(channel.id, self._tag("channels"), channel.name),
            Category(status.value, self._tag("statuses"), label),
        )

    def _tag(self, *parts: str) -> str:
        page = quote(self.page.replace(" ", "_"), safe="")
        path = "/".join(quote(part, safe="") for part in parts)
        return f"tag:{_host(self.source.site)},{_SINCE}:newsdesk/{page}/{path}"


def _host(site: Site) -> str:
    return urlsplit(site.server).hostname or ""


def _gone(channel_id: str) -> Channel:
    """Stand in for a channel that the set-up no longer has."""
    return Channel(id=channel_id, kind=ChannelKind.MANUAL, name=channel_id)


def _label(status: SyncStatus, channel: Channel) -> Message:
    key = f"newsdesk-status-{status}"
    if status in SETTLED:
        return msg(f"{key}-undated")
    return msg(key, channel.name) if status is SyncStatus.EXEMPT else msg(key)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return cut(line, _LONGEST, " …")


def _moment(time: datetime) -> str:
    """Write a moment as https://www.rfc-editor.org/rfc/rfc3339#section-5.6 has it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _compact(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
