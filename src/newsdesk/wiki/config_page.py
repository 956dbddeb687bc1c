"""The configuration page: what it says, or every problem that it has, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel

from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.wiki import config_checks
from newsdesk.wiki.config_model import (
    ChannelPart,
    ConfigPart,
    FeedbackPart,
    FollowedPart,
    NewsPart,
    SourcePart,
    schema,
)
from newsdesk.wiki.page_json import parse_object
from newsdesk.wiki.page_shape import Where, in_order, shape

__all__ = ["VERSION", "Reading", "read", "schema"]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a configuration, or problems."""

    config: DeskConfig | None
    problems: tuple[Problem, ...] = ()


def read(revision: PageRevision, site: Site | None = None) -> Reading:
    """Read a revision of the configuration page; whatever it holds, nothing is raised.

    With ``site``, the wiki's own names of namespaces and its interwiki prefixes are known too.
    """
    value, problems = parse_object(revision, VERSION, "newsdesk-config-version")
    if value is None:
        return Reading(None, in_order(problems))
    shaped = shape(ConfigPart, value, _OWN)
    if isinstance(shaped, tuple):
        problems += shaped
    found = tuple(config_checks.problems(value, site))
    known = {p.place for p in problems}
    problems += tuple(p for p in found if p.place not in known)
    if problems or isinstance(shaped, tuple):
        return Reading(None, in_order(problems))
    return Reading(shaped.value())


def _pattern(where: Where) -> Message:
    return msg("newsdesk-config-id" if where[-1] == "id" else "newsdesk-config-address")


_PARTS: dict[str, type[BaseModel]] = {
    "news": NewsPart,
    "channels": ChannelPart,
    "follow": FollowedPart,
    "sources": SourcePart,
    "feedback": FeedbackPart,
}


def _unknown_key(where: Where) -> Message:
    part = _PARTS.get(str(where[0]), ConfigPart) if len(where) > 1 else ConfigPart
    meant = get_close_matches(str(where[-1])[:100], part.model_fields, 1)
    return (
        msg("newsdesk-config-unknown-key-meant", meant[0])
        if meant
        else msg("newsdesk-config-unknown-key")
    )


_OWN = {"extra_forbidden": _unknown_key, "string_pattern_mismatch": _pattern}
