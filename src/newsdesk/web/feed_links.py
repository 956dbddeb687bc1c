"""Which feeds go with a page."""

from __future__ import annotations

from typing import Protocol

from flask import Flask, url_for

from newsdesk.domain.message import Message, msg


class _Channel(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


def init_app(app: Flask) -> None:
    """Give templates the feeds of the whole tool, or of a channel: address and words."""
    app.jinja_env.globals.update(feeds=_feeds)


def _feeds(channel: _Channel | None = None) -> tuple[tuple[str, Message], ...]:
    if channel is not None:
        words = msg("newsdesk-feed-link-work-channel", channel.name)
        return ((url_for("feed.work_on", channel_id=channel.id), words),)
    return tuple(
        (url_for(f"feed.{name}"), msg(f"newsdesk-feed-link-{name}"))
        for name in ("news", "work", "changes")
    )
