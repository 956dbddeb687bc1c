"""The fields of each part of the set-up, in the order in which people fill them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.desk import Holds
from newsdesk.domain.kinds import KINDS
from newsdesk.domain.message import Message, msg

TITLE, TEXT, ADDRESS = 255, 500, 2000
"""Characters that a title, a text and an address may have."""
_LINES = 60_000
SOURCES = ("feed", "calendar", "wiki-page", "search")
"""The kinds of places to look."""


class Widget(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DAY = "date"
    RADIO = "radio"
    SELECT = "select"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a field that offers some; ``says`` is what it means."""

    value: str
    label: Message | str
    says: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its ``key`` in the part, such as ``account`` or ``accounts.mastodon``.

    ``without`` is what a part without the key is taken to say. ``plain`` text runs from left to
    right in every language, as addresses and accounts do.
    """

    key: str
    label: Message | str
    help: Message | None = None
    widget: Widget = Widget.TEXT
    most: int = TEXT
    required: bool = False
    plain: bool = False
    without: str = ""
    choices: tuple[Choice, ...] = ()


def channel(kind: ChannelKind, part: Mapping[str, object]) -> tuple[Field, ...]:
    """Return the fields of a channel of this kind; ``part`` is what it says so far."""
    return (
        *_where(kind, part),
        _EXPECTS,
        _field("channel", "since", widget=Widget.DAY),
        _field("channel", "posters", widget=Widget.LINES, most=_LINES),
        _field("channel", "ask", most=TITLE),
    )


def source(kind: str) -> tuple[Field, ...]:
    """Return the fields of a place to look of this kind."""
    address = {"required": True, "plain": True, "most": ADDRESS}
    of_kind: dict[str, tuple[Field, ...]] = {
        "feed": (_field("source", "url", "feed", **address), _HOLDS),
        "calendar": (_field("source", "url", "calendar", **address),),
        "wiki-page": (_field("source", "page", most=TITLE, required=True), _HOLDS),
        "search": (
            _field("source", "terms", widget=Widget.LINES, most=_LINES),
            _field("source", "tags", widget=Widget.LINES, most=_LINES),
        ),
    }
    return of_kind.get(kind, ())


def followed(
    channels: Iterable[Mapping[str, object]], part: Mapping[str, object]
) -> tuple[Field, ...]:
    """Return the fields of a followed account: one for each channel on a network with accounts.

    Accounts on what is no such channel are shown as they stand.
    """
    names = {
        str(one.get("id")): str(one.get("name") or KINDS[ChannelKind(str(one["kind"]))].name)
        for one in channels
        if has_accounts(one.get("kind"))
    }
    accounts = part.get("accounts")
    others = accounts if isinstance(accounts, dict) else {}
    shown = names | {one: one for one in others if one not in names}
    return (
        _field("follow", "name", required=True),
        _field("follow", "about"),
        *(
            Field(
                key=f"accounts.{one}",
                label=msg("newsdesk-form-follow-account", name),
                help=msg("newsdesk-form-follow-account-help"),
                plain=True,
            )
            for one, name in shown.items()
        ),
    )


def feedback() -> tuple[Field, ...]:
    """Return the fields of a feedback channel: a place by its page, or by its address."""
    return (
        _field("feedback", "about", required=True),
        _field("feedback", "page", most=TITLE),
        _field("feedback", "url", plain=True, most=ADDRESS),
    )


def news(channels: Iterable[Mapping[str, object]]) -> tuple[Field, ...]:
    """Return the fields of what is said of the news page."""
    offered = (
        Choice(value=str(one.get("id")), label=str(one.get("name") or one.get("id")))
        for one in channels
    )
    basis = (Choice(value="", label=msg("newsdesk-form-news-basis-none")), *offered)
    return (
        _field("news", "page", most=TITLE, required=True),
        _field("news", "basis", widget=Widget.SELECT, choices=basis),
        _field("news", "within", widget=Widget.NUMBER, most=9, without="30"),
        _field("news", "keep", widget=Widget.NUMBER, most=9),
        _field("news", "archive", most=TITLE),
    )


def pages() -> tuple[Field, ...]:
    """Return the fields for the pages that the tool reads or writes beside the news page."""
    keys = ("ideas", "suggestions", "decisions")
    return tuple(_field("pages", key, most=TITLE) for key in keys)


def has_accounts(kind: object) -> bool:
    """Tell whether a channel of this kind is an account on a network."""
    return str(kind) in set(ChannelKind) and KINDS[ChannelKind(str(kind))].account is not None


def _where(kind: ChannelKind, part: Mapping[str, object]) -> Iterator[Field]:
    """Say which channel it is, in its network's own form, and what it is called."""
    needed = KINDS[kind].needs
    plain: dict[str, Any] = {"plain": True, "most": ADDRESS}
    if needed == "account":
        yield _field("channel", "account", kind.value, required=True, plain=True)
    elif needed == "page":
        yield _field("channel", "page", most=TITLE, required=True)
    elif needed == "url":
        yield _field("channel", "url", "feed", required=True, **plain)
    yield _field(
        "channel", "name", "manual" if needed == "name" else "", required=needed == "name"
    )
    if needed != "url" and (needed == "name" or "url" in part):
        yield _field("channel", "url", **plain)


def _field(part: str, key: str, of: str = "", **more: Any) -> Field:
    """Make a field of the messages named after it, and after what it is a field ``of``."""
    name = f"{part}-{key}-{of}" if of else f"{part}-{key}"
    label, told = msg(f"newsdesk-form-{part}-{key}"), msg(f"newsdesk-form-{name}-help")
    return Field(key=key, label=label, help=told, **more)


_EXPECTS = _field(
    "channel",
    "expects",
    widget=Widget.RADIO,
    without=Expects.WANTED.value,
    choices=tuple(
        Choice(
            value=one.value,
            label=msg(f"newsdesk-form-expects-{one.value}"),
            says=msg(f"newsdesk-form-expects-{one.value}-says"),
        )
        for one in Expects
    ),
)
_HOLDS = _field(
    "source",
    "holds",
    widget=Widget.RADIO,
    choices=tuple(
        Choice(value=one, label=msg(f"newsdesk-form-holds-{one or 'any'}")) for one in ("", *Holds)
    ),
)
