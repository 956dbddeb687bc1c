"""The tables. Every row carries its desk; schema changes are migrations in ``migrations/``."""

from __future__ import annotations

from newsdesk.store.tables.base import metadata
from newsdesk.store.tables.changes import stand, status_change
from newsdesk.store.tables.channels import (
    asked_address,
    follow,
    follower_count,
    match,
    paid_read,
    post,
    post_link,
    post_stream,
    profile,
    remote_session,
    short_link,
    stream,
)
from newsdesk.store.tables.decisions import decided_address, decided_item, pending_decision
from newsdesk.store.tables.desk import (
    desk,
    lease,
    login,
    session,
    submission,
)
from newsdesk.store.tables.drafts import draft
from newsdesk.store.tables.leads import lead
from newsdesk.store.tables.matching import item_key, key_count, matched_item, pair
from newsdesk.store.tables.pages import (
    item,
    item_alias,
    item_edit,
    item_link,
    page,
    revision,
)
from newsdesk.store.tables.round import claim, editor_right, handled, horizon, round_visit
from newsdesk.store.tables.set_up import config_draft, page_facts

__all__ = [
    "asked_address",
    "claim",
    "config_draft",
    "decided_address",
    "decided_item",
    "desk",
    "draft",
    "editor_right",
    "follow",
    "follower_count",
    "handled",
    "horizon",
    "item",
    "item_alias",
    "item_edit",
    "item_key",
    "item_link",
    "key_count",
    "lead",
    "lease",
    "login",
    "match",
    "matched_item",
    "metadata",
    "page",
    "page_facts",
    "paid_read",
    "pair",
    "pending_decision",
    "post",
    "post_link",
    "post_stream",
    "profile",
    "remote_session",
    "revision",
    "round_visit",
    "session",
    "short_link",
    "stand",
    "status_change",
    "stream",
    "submission",
]
