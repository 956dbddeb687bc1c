"""Changes of the configuration page, as a person makes them in its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.domain.message import Explained, Message

Json = Mapping[str, object]
"""An object as it stands on the page: texts, numbers, lists of texts, objects of texts."""


class Part(StrEnum):
    """The lists of the configuration page, by their keys there."""

    CHANNELS = "channels"
    FOLLOW = "follow"
    SOURCES = "sources"
    FEEDBACK = "feedback"


NAMED_BY: Mapping[Part, str] = {
    Part.CHANNELS: "id",
    Part.FOLLOW: "name",
    Part.SOURCES: "id",
    Part.FEEDBACK: "about",
}
"""The key by which the entries of a list are told apart."""


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry at the end of a list; a channel or source without an id is given one."""

    part: Part
    values: Json


@dataclass(frozen=True, slots=True)
class Replace:
    """Give an entry the values of a form; what has no field in the form stays.

    An empty value takes the key away. ``seen`` is the entry as the form showed it: what others
    changed since stays, too. A channel's new id is followed by all that names it.
    """

    part: Part
    key: str
    values: Json
    seen: Json | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Move an entry by so many places: up where that is negative."""

    part: Part
    key: str
    by: int


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an entry, and of a channel also what names it."""

    part: Part
    key: str


@dataclass(frozen=True, slots=True)
class Set:
    """Set values outside the lists by their places, such as ``news.within`` or ``ideas``.

    An empty value takes the key away. ``seen`` are the values as the form showed them.
    """

    values: Json
    seen: Json | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """Replace the JSON text by what somebody typed, broken or not.

    ``version`` is the draft's that was shown: a text typed over an older one is refused.
    """

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Several:
    """Make several changes at once, all or none."""

    changes: Sequence[Change]


Change = Add | Replace | Move | Remove | Set | Raw | Several


class ChangedSince(Explained):
    """What a form was about is gone, or another window gave it another value."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two configurations differ, in words, with its place in the newer one."""

    place: str
    message: Message


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One place that two people gave other values; ``None`` is the absence of a value.

    ``mine`` is what the merged configuration says there.
    """

    place: str
    base: object
    mine: object
    theirs: object
