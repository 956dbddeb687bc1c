"""The addresses of drafts: each names a thing and a channel."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, abort, url_for

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.round import Thing

_MOST = 2_000
_FIELDS = ("item", "source", "lead", "kind", "origin", "id", "channel")


def init_app(app: Flask) -> None:
    """Let templates link to drafts."""
    app.jinja_env.globals["draft_href"] = href


def href(thing: Thing, channel_id: str, endpoint: str = "draft.show") -> str:
    """Return the address of the draft of a thing for a channel, or of what is asked about it."""
    named = fields(thing, channel_id)
    return url_for(endpoint, **named)  # type: ignore[arg-type]


def of_item(item_id: str, channel_id: str) -> str:
    """Return the address of the draft of a news item for a channel."""
    return href(Thing.of_item(item_id), channel_id)


def fields(thing: Thing, channel_id: str) -> dict[str, str]:
    """Name a thing and a channel, for an address or a form."""
    kind, first, second = thing.parts
    match kind:
        case "item":
            named = {"item": first}
        case "lead":
            named = {"source": first, "lead": second}
        case _:
            named = {"kind": kind, "origin": first, "id": second}
    return {**named, "channel": channel_id}


def named(given: Mapping[str, str]) -> tuple[Thing, str]:
    """Read which thing and channel an address or a form names; none is no page."""
    told = {name: given.get(name, "")[:_MOST] for name in _FIELDS}
    if not told["channel"]:
        abort(404)
    if told["item"]:
        return Thing.of_item(told["item"]), told["channel"]
    if told["source"] and told["lead"]:
        return Thing.of_lead(told["source"], told["lead"]), told["channel"]
    if told["kind"] not in set(ChannelKind) or not told["id"]:
        abort(404)
    return Thing((told["kind"], told["origin"], told["id"])), told["channel"]
