"""A post as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import Post, PostKey


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post: ``html`` is sanitised, ``language`` a language tag or empty."""

    key: PostKey
    channel: str
    author: str
    handle: str
    time: datetime
    url: str
    html: str
    language: str


def view(channel: Channel, post: Post) -> PostView:
    """Show a post of a channel."""
    return PostView(
        key=post.key,
        channel=channel.name,
        author=post.author.name,
        handle=post.author.handle,
        time=post.time,
        url=web(post.url),
        html=post.html,
        language=post.language,
    )


def web(url: str) -> str:
    """Return an address only if a browser opens it as a web page."""
    return url if url.startswith(("https://", "http://")) else ""
