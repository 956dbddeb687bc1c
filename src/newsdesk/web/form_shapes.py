"""What the form of each part of the set-up asks, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.config_change import Part
from newsdesk.domain.message import Message, msg
from newsdesk.services import account_address
from newsdesk.services.configuring import ConfigDraft
from newsdesk.web.views import form_fields
from newsdesk.web.views.form_fields import SOURCES, Field
from newsdesk.web.views.form_rows import kind_of_source, name_of

Json = Mapping[str, Any]

SLUGS = {
    "channel": Part.CHANNELS,
    "follow": Part.FOLLOW,
    "source": Part.SOURCES,
    "feedback": Part.FEEDBACK,
}
"""What the lists are called in addresses."""
KINDS = {
    Part.CHANNELS: tuple(kind.value for kind in ChannelKind),
    Part.SOURCES: SOURCES,
}
"""The kinds of the entries that have one: it is chosen first."""
_IN_PATHS = re.compile(r"[\w@'.() -]+")
_OTHERWISE = "-"
"""Stands in an address in the place of a key that can't, which is then in the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The form of one part: what it asks, beside its title and what explains it."""

    title: Message
    fields: tuple[Field, ...]
    told: tuple[Message, ...] = ()


def slug_of(part: Part) -> str:
    """Return what a list is called in addresses."""
    return next(slug for slug, one in SLUGS.items() if one is part)


def address(part: Part, key: str) -> str:
    """Return where an entry is changed; a name may hold what a path can't."""
    slug = slug_of(part)
    if _IN_PATHS.fullmatch(key) and key.strip(".") and key not in {"new", _OTHERWISE}:
        return url_for("set_up_part.show", slug=slug, key=key)
    return url_for("set_up_part.show", slug=slug, key=_OTHERWISE, entry=key)


def key_of(in_path: str, in_query: str) -> str:
    """Return the key that an address names."""
    return in_query if in_path == _OTHERWISE else in_path


def of_entry(draft: ConfigDraft, part: Part, value: Json, *, new: bool) -> Shape:
    """Return the form of an entry; ``value`` has its kind, where it has one."""
    slug = slug_of(part)
    title = (
        msg(f"newsdesk-form-add-{slug}")
        if new
        else msg(f"newsdesk-form-title-{slug}", name_of(part, value))
    )
    kind = str(value.get("kind"))
    if part is Part.CHANNELS and kind in KINDS[part]:
        fields = form_fields.channel(ChannelKind(kind), value)
        return Shape(title=title, fields=fields, told=_told(msg(f"newsdesk-kind-{kind}"), kind))
    if part is Part.SOURCES and kind in KINDS[part]:
        told = (msg("newsdesk-form-kind-is", kind_of_source(kind)),)
        return Shape(title=title, fields=form_fields.source(kind), told=told)
    if part is Part.FOLLOW:
        channels = [one.value for one in draft.entries(Part.CHANNELS)]
        fields = form_fields.followed(channels, value)
        return Shape(title=title, fields=fields, told=(msg("newsdesk-form-follow-what"),))
    if part is Part.FEEDBACK:
        told = (msg("newsdesk-form-feedback-what"),)
        return Shape(title=title, fields=form_fields.feedback(), told=told)
    return Shape(title=title, fields=(), told=(msg("newsdesk-form-no-kind"),))


def of_settings(draft: ConfigDraft, name: str) -> Shape:
    """Return the form of what stands outside of the lists: ``news`` or ``pages``."""
    channels = [one.value for one in draft.entries(Part.CHANNELS)]
    fields = form_fields.news(channels) if name == "news" else form_fields.pages()
    return Shape(title=msg(f"newsdesk-form-{name}"), fields=fields)


def understood(
    draft: ConfigDraft, part: Part | None, value: Json, typed: Mapping[str, str]
) -> dict[str, str]:
    """Put pasted addresses of accounts into the form that their networks give them."""
    kinds = {"account": value.get("kind")} if part is Part.CHANNELS else {}
    if part is Part.FOLLOW:
        channels = (one.value for one in draft.entries(Part.CHANNELS))
        kinds = {f"accounts.{one.get('id')}": one.get("kind") for one in channels}
    return {
        key: account_address.account(ChannelKind(str(kinds[key])), text)
        if form_fields.has_accounts(kinds.get(key))
        else text
        for key, text in typed.items()
    }


def _told(name: Message, kind: str) -> tuple[Message, ...]:
    return (msg("newsdesk-form-kind-reads", name, msg(f"newsdesk-reads-{kind}")),)
