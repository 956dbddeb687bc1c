"""A channel as the list and its own page show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.services.channel import ChannelPage
from newsdesk.services.channel_state import ChannelState
from newsdesk.services.reach import Reach
from newsdesk.web.views import cell, costs, freshness, growth, post, reach
from newsdesk.web.views.cell import Note
from newsdesk.web.views.costs import CostView
from newsdesk.web.views.freshness import FailureView
from newsdesk.web.views.growth import GrowthView
from newsdesk.web.views.moved import moved
from newsdesk.web.views.post import PostView
from newsdesk.web.views.reach import ReachView


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
    """One channel: what is read of it, who posts there, who follows, and the last posts.

    ``moved`` says that the set-up names an account that is called otherwise now; ``name`` is
    what the account calls itself. ``misses_deletions`` says that what is deleted there stays
    here. ``mentions`` and ``found`` are other people's posts.
    """

    row: RowView
    account: str
    profile: str
    name: str
    moved: Message | None
    failure: FailureView | None
    reads: Message
    misses_deletions: bool
    reach: ReachView
    costs: tuple[CostView, ...]
    people: tuple[Note, ...]
    follows: int
    growth: GrowthView | None
    posts: tuple[PostView, ...]
    deleted: int
    mentions: tuple[PostView, ...]
    found: tuple[PostView, ...]


def row(state: ChannelState, today: date) -> RowView:
    """Show a channel in the list."""
    channel = state.channel
    return RowView(
        id=channel.id,
        name=channel.name,
        kind=msg(f"newsdesk-kind-{channel.kind}"),
        fresh=freshness.head(state, today).lines[0],
        failing=state.stream.failed_since is not None and not state.stream.resting,
        last_post=state.last_post,
        expects=msg(f"newsdesk-expects-{channel.expects}"),
    )


def view(page: ChannelPage, site: Site | None, today: date) -> ChannelView:
    """Show one channel."""
    state = page.state
    return ChannelView(
        row=row(state, today),
        account=state.channel.account or state.channel.url or state.channel.page,
        profile=post.web(page.address),
        name=state.profile.name if state.profile else "",
        moved=moved(state),
        failure=freshness.failure(state, today),
        reads=_reads(state, page.reach),
        misses_deletions=state.readable and not page.reach.notices_deletions,
        reach=reach.view(state.channel, page.reach, today),
        costs=costs.view(page.estimate),
        people=_people(state.channel, site),
        follows=page.follows,
        growth=growth.view(page.followers),
        posts=_posts(state.channel, page.posts),
        deleted=page.deleted,
        mentions=_posts(state.channel, page.mentions),
        found=_posts(state.channel, page.found),
    )


def _posts(channel: Channel, found: tuple[Post, ...]) -> tuple[PostView, ...]:
    return tuple(post.view(channel, one) for one in found)


def _reads(state: ChannelState, what: Reach) -> Message:
    """Say what a programme can read of a channel of that kind."""
    if state.channel.kind is ChannelKind.MANUAL:
        return msg("newsdesk-reads-manual")
    if not state.readable:
        locked = what.wants_credential
        return msg("newsdesk-reads-locked" if locked else "newsdesk-reads-unreadable")
    return msg(f"newsdesk-reads-{state.channel.kind}")


def _people(channel: Channel, site: Site | None) -> tuple[Note, ...]:
    return cell.ask(channel, site) if site else ()
