"""What reading a channel once has shown."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.message import Message
from newsdesk.services.testing import ChannelFound
from newsdesk.web.views import post
from newsdesk.web.views.post import PostView

_SHOWN = 5
"""Posts that are shown; it is enough to know the account again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """A test: ``count`` posts were read, of which the newest are shown."""

    name: str
    where: str
    href: str
    finished: bool
    account: str
    followers: int | None
    count: int
    posts: tuple[PostView, ...]
    failure: Message | None


def view(found: ChannelFound) -> FoundView:
    """Show a test."""
    channel, page = found.channel, found.page
    profile = page.state.profile
    return FoundView(
        name=channel.name,
        where=channel.account or channel.page or channel.url,
        href=post.web(page.address),
        finished=found.finished,
        account=profile.name if profile else "",
        followers=profile.followers if profile else None,
        count=found.number,
        posts=tuple(post.view(channel, one) for one in page.posts[:_SHOWN]),
        failure=found.failure,
    )
