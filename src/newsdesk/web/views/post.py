"""A post as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Author, Medium, Post, PostForm, PostKey, Quote
from newsdesk.infra.text import cut

EXCERPT = 80
"""Characters by which a post or an item is named in passing."""


@dataclass(frozen=True, slots=True)
class MediumView:
    """A picture, film or sound in words, with the address where it is; nothing is loaded."""

    words: Message
    href: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A post that another one quotes."""

    by: str
    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post: ``html`` is sanitised, ``language`` a language tag or empty.

    Where it was ``shared``, ``by`` is whose it is; ``parts`` are the rest of its thread.
    """

    key: PostKey
    channel: str
    by: str
    time: datetime
    url: str
    html: str
    language: str
    warning: str
    media: tuple[MediumView, ...]
    quote: QuoteView | None
    shared: bool
    reply: bool
    edited: datetime | None
    parts: tuple[PostView, ...]


def view(channel: Channel, post: Post) -> PostView:
    """Show a post of a channel."""
    return PostView(
        key=post.key,
        channel=channel.name,
        by=_name(post.author),
        time=post.time,
        url=web(post.url),
        html=post.html,
        language=post.language,
        warning=post.warning,
        media=tuple(map(_medium, post.media)),
        quote=_quote(post.quote) if post.quote else None,
        shared=post.form is PostForm.SHARE,
        reply=post.form is PostForm.REPLY and not post.continues,
        edited=post.edited,
        parts=tuple(view(channel, part) for part in post.parts),
    )


def web(url: str) -> str:
    """Return an address only if a browser opens it as a web page."""
    return url if url.startswith(("https://", "http://")) else ""


def short(text: str) -> str:
    """Return the beginning of a text, without breaking a word."""
    line = " ".join(text.split())
    return cut(line, EXCERPT, " …")


def _name(author: Author) -> str:
    return f"@{author.handle}" if author.handle else author.name


def _medium(medium: Medium) -> MediumView:
    alt = medium.alt.strip() or msg("newsdesk-medium-no-alt")
    return MediumView(msg(f"newsdesk-medium-{medium.kind}", alt), web(medium.url))


def _quote(quote: Quote) -> QuoteView:
    return QuoteView(_name(quote.author), web(quote.url), quote.text)
