"""The parts of a configuration that somebody changes, each as a row with what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.config_change import NAMED_BY, Part
from newsdesk.domain.desk import Holds
from newsdesk.domain.kinds import KINDS
from newsdesk.domain.message import Message, msg
from newsdesk.web.views.form_fields import SOURCES

Json = Mapping[str, Any]
Says = Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """An entry of a list: what it is called, what else it says, what is wrong with it.

    ``anchor`` is its place on the page; without ``href`` it can only be changed as text.
    """

    key: str
    name: str
    says: tuple[Says, ...]
    anchor: str
    href: str
    wrong: tuple[Message, ...] = ()
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One list of the configuration; ``new`` is where an entry is added."""

    part: Part
    slug: str
    rows: tuple[RowView, ...]
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value outside of the lists; ``value`` is empty where nothing is said."""

    label: Message
    value: Says


def name_of(part: Part, entry: object) -> str:
    """Return what an entry is called on screen; its own words as they stand on the page."""
    if not isinstance(entry, Mapping):
        return str(entry)[:60]
    kind = str(entry.get("kind"))
    if part is Part.CHANNELS and not entry.get("name") and kind in set(ChannelKind):
        return KINDS[ChannelKind(kind)].name or str(entry.get("id") or "")
    keys = ("name", "page", "id") if part in {Part.CHANNELS, Part.SOURCES} else ()
    found = (entry.get(key) for key in (*keys, NAMED_BY[part], "kind"))
    return next((str(one) for one in found if one), "")


def says_of(part: Part, entry: object, channels: Sequence[object]) -> tuple[Says, ...]:
    """Return what an entry says beside its name."""
    if not isinstance(entry, Mapping):
        return ()
    says = {
        Part.CHANNELS: _channel,
        Part.SOURCES: _source,
        Part.FEEDBACK: _feedback,
    }
    if part is Part.FOLLOW:
        return tuple(_followed(entry, channels))
    return tuple(says[part](entry))


def news_facts(news: object, channels: Sequence[object]) -> tuple[Fact, ...]:
    """Return what is said of the news page."""
    told = news if isinstance(news, Mapping) else {}
    names = dict(channel_names(channels))
    basis = told.get("basis")
    values: dict[str, object] = {**told, "basis": names.get(str(basis), basis)}
    values.setdefault("within", 30)
    return tuple(
        Fact(label=msg(f"newsdesk-form-news-{key}"), value=str(values.get(key) or ""))
        for key in ("page", "basis", "within", "keep", "archive")
    )


def page_facts(config: Json) -> tuple[Fact, ...]:
    """Return which pages the tool reads or writes beside the news page."""
    return tuple(
        Fact(label=msg(f"newsdesk-form-pages-{key}"), value=str(config.get(key) or ""))
        for key in ("ideas", "suggestions", "decisions")
    )


def channel_names(channels: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Yield the ids of channels with what they are called."""
    for one in channels:
        if isinstance(one, Mapping) and one.get("id"):
            yield str(one["id"]), name_of(Part.CHANNELS, one)


def _channel(entry: Json) -> Iterator[Says]:
    kind = str(entry.get("kind"))
    if kind in set(ChannelKind) and str(entry.get("name")).casefold() != kind:
        yield msg(f"newsdesk-kind-{kind}")
    if where := entry.get("account") or entry.get("page") or entry.get("url"):
        yield str(where)
    expects = str(entry.get("expects") or Expects.WANTED)
    if expects in set(Expects):
        yield msg("newsdesk-form-row-expects", msg(f"newsdesk-expects-{expects}"))


def _source(entry: Json) -> Iterator[Says]:
    kind = str(entry.get("kind"))
    if kind in SOURCES:
        yield kind_of_source(kind)
    if entry.get("url"):
        yield str(entry["url"])
    for key, sign in (("terms", ""), ("tags", "#")):
        words = entry.get(key)
        if isinstance(words, list) and words:
            yield ", ".join(f"{sign}{word}" for word in words)
    if entry.get("holds") in set(Holds):
        yield msg(f"newsdesk-source-holds-{entry['holds']}")


def kind_of_source(kind: str) -> Message:
    """Say what kind of place to look it is."""
    return msg("newsdesk-form-search" if kind == "search" else f"newsdesk-source-{kind}")


def _followed(entry: Json, channels: Sequence[object]) -> Iterator[Says]:
    if entry.get("about"):
        yield str(entry["about"])
    accounts, names = entry.get("accounts"), dict(channel_names(channels))
    for one, account in accounts.items() if isinstance(accounts, Mapping) else ():
        yield msg("newsdesk-form-row-account", names.get(one, str(one)), str(account))


def _feedback(entry: Json) -> Iterator[Says]:
    if where := entry.get("page") or entry.get("url"):
        yield str(where)
