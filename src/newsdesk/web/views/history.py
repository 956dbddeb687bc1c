"""What happened to a news item: edits of the wiki, and posts on the channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import Deed, ItemEdit
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Cell
from newsdesk.web.views import post


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """Something that happened, and where it can be seen: a post, or the difference of an edit.

    ``user`` is who edited, with the address of their page; both are empty for a post, and
    ``hidden`` says that the wiki does not name them.
    """

    time: datetime
    what: Message
    post_href: str = ""
    diff_href: str = ""
    user: str = ""
    user_href: str = ""
    hidden: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceView:
    """Since when an item is on its page, and the difference that put it there."""

    time: datetime
    diff_href: str


def since(edits: Sequence[ItemEdit], page: str, site: Site) -> SinceView | None:
    """Say since when an item is on a page; ``None`` where the history does not reach back."""
    added = [one for one in edits if one.deed is Deed.ADDED and one.page == page]
    if not added:
        return None
    return SinceView(time=added[-1].time, diff_href=_diff(added[-1], site))


def events(
    edits: Iterable[ItemEdit],
    cells: Iterable[Cell],
    channels: Mapping[str, Channel],
    site: Site,
) -> tuple[EventView, ...]:
    """List the edits and posts of an item, oldest first."""
    posted = (
        _posted(channels[one.channel_id], found)
        for one in cells
        for found in (*((one.post,) if one.post else ()), *(other for _, other in one.others))
    )
    happened = [*(_edited(one, site) for one in edits), *posted]
    return tuple(sorted(happened, key=lambda event: event.time))


def _edited(edit: ItemEdit, site: Site) -> EventView:
    return EventView(
        time=edit.time,
        what=msg(f"newsdesk-event-{edit.deed}", edit.page),
        diff_href=_diff(edit, site),
        user=edit.user,
        user_href=site.page_url(f"User:{edit.user}") if edit.user else "",
        hidden=not edit.user,
        comment=edit.comment,
    )


def _posted(channel: Channel, found: Post) -> EventView:
    key = "newsdesk-event-shared" if found.form is PostForm.SHARE else "newsdesk-event-posted"
    return EventView(time=found.time, what=msg(key, channel.name), post_href=post.web(found.url))


def _diff(edit: ItemEdit, site: Site) -> str:
    return site.action_url(edit.page, diff="prev", oldid=edit.revid)
