"""A channel as the list and its own page show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.board import ChannelState
from newsdesk.services.channel import ChannelPage
from newsdesk.web.views import cell, freshness, post
from newsdesk.web.views.cell import Note
from newsdesk.web.views.freshness import FailureView
from newsdesk.web.views.post import PostView


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A channel in the list; ``failing`` is whether it could not be read last time."""

    id: str
    name: str
    kind: Message
    fresh: Message
    failing: bool
    last_post: datetime | None
    expects: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel: what is read of it and how far back, who posts there, its last posts."""

    row: RowView
    account: str
    profile: str
    failure: FailureView | None
    reads: Message
    last_read: datetime | None
    complete_since: datetime | None
    people: tuple[Note, ...]
    posts: tuple[PostView, ...]


def row(state: ChannelState, today: date) -> RowView:
    """Show a channel in the list."""
    channel = state.channel
    return RowView(
        id=channel.id,
        name=channel.name,
        kind=msg(f"newsdesk-kind-{channel.kind}"),
        fresh=freshness.head(state, today).lines[0],
        failing=state.stream.failed_since is not None,
        last_post=state.last_post,
        expects=msg(f"newsdesk-expects-{channel.expects}"),
    )


def view(page: ChannelPage, site: Site | None, today: date) -> ChannelView:
    """Show one channel."""
    state = page.state
    return ChannelView(
        row=row(state, today),
        account=state.channel.account or state.channel.url or state.channel.page,
        profile=post.web(page.profile),
        failure=freshness.failure(state, today),
        reads=_reads(state),
        last_read=state.stream.last_read,
        complete_since=state.stream.complete_since,
        people=_people(state.channel, site),
        posts=tuple(post.view(state.channel, one) for one in page.posts),
    )


def _reads(state: ChannelState) -> Message:
    """Say what a programme can read of a channel of that kind."""
    if state.channel.kind is ChannelKind.MANUAL:
        return msg("newsdesk-reads-manual")
    if not state.readable:
        return msg("newsdesk-reads-unreadable")
    return msg(f"newsdesk-reads-{state.channel.kind}")


def _people(channel: Channel, site: Site | None) -> tuple[Note, ...]:
    return cell.ask(channel, site) if site else ()
