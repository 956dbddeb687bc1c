"""Where a link was announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsdesk.domain.channel import Channel
from newsdesk.domain.message import Message, msg
from newsdesk.services.announced import MOST, Announced
from newsdesk.web.views import post
from newsdesk.web.views.item_table import TableView
from newsdesk.web.views.post import PostView


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """What there is of an address; ``clauses`` are the answer, empty where nothing was found.

    ``most`` is set where only so many are shown.
    """

    address: str
    leads: str
    clauses: tuple[Message, ...]
    table: TableView | None
    posts: tuple[PostView, ...]
    most: int


def view(found: Announced, channels: Iterable[Channel], table: TableView | None) -> LinkView:
    """Show where an address was announced; ``table`` holds the items."""
    by_id = {one.id: one for one in channels}
    counts = (("items", len(found.items)), ("posts", len(found.posts)))
    return LinkView(
        address=found.address,
        leads=post.web(found.leads),
        clauses=tuple(msg(f"newsdesk-link-{what}-count", n) for what, n in counts if n),
        table=table,
        posts=tuple(post.view(by_id[one.channel_id], one.post) for one in found.posts),
        most=MOST if MOST in {n for _, n in counts} else 0,
    )
