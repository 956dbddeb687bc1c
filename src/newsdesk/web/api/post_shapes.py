"""Posts as the API's models."""

from __future__ import annotations

from collections.abc import Iterable

from newsdesk.domain.channel import Channel
from newsdesk.domain.post import Post, PostForm
from newsdesk.services.own_posts import OwnPost
from newsdesk.web.api import models
from newsdesk.web.views.post import web


def posts(found: Iterable[OwnPost], channels: Iterable[Channel]) -> list[models.Post]:
    """Write posts of these channels in their order."""
    by_id = {one.id: one for one in channels}
    return [post(one, by_id[one.channel_id]) for one in found]


def post(one: OwnPost, channel: Channel) -> models.Post:
    """Write a post of a channel."""
    told = one.post
    return models.Post(
        channel=channel.id,
        name=channel.name,
        url=web(told.url) or None,
        kind=told.form,
        time=told.time,
        edited=told.edited,
        text=told.text,
        html=told.html,
        language=told.language or None,
        warning=told.warning or None,
        links=[link for link in told.links if web(link)],
        shared=_shared(told),
        parts=[_part(part) for part in told.parts],
        items=list(one.items),
        listed=one.listed,
    )


def _shared(told: Post) -> str | None:
    return web(told.shared_url) or None if told.form is PostForm.SHARE else None


def _part(told: Post) -> models.ThreadPart:
    return models.ThreadPart(
        url=web(told.url) or None, time=told.time, text=told.text, html=told.html
    )
