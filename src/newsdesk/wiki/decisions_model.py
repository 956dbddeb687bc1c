"""The shape of a decisions page. What it does not know is a later version's, and stays."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from newsdesk.domain.decision import Snapshot
from newsdesk.domain.decisions import OPEN, Decisions, ItemDecisions, Settled
from newsdesk.infra.text import one_line

MAX_TEXT = 500
"""Characters of a snapshot's text and of a reason that are written; twice that is still read."""
MAX_ADDRESS = 2000
MAX_LINKS = 20
MAX_ADDRESSES = 1000

_Text = Annotated[str, Field(max_length=2 * MAX_TEXT)]
_Address = Annotated[str, Field(min_length=1, max_length=MAX_ADDRESS)]
_Addresses = Annotated[tuple[_Address, ...], Field(max_length=MAX_ADDRESSES)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class SnapshotPart(_Part):
    """An item as it stood when something was decided of it."""

    date: date
    text: _Text = ""
    links: Annotated[tuple[_Address, ...], Field(max_length=MAX_ADDRESSES)] = ()

    def value(self) -> Snapshot:
        """Return the snapshot that this describes."""
        return Snapshot(date=self.date, text=one_line(self.text), links=self.links)


class SettledPart(_Part):
    """What was decided of an item on one channel."""

    same: _Addresses = ()
    not_same: _Addresses = Field((), alias="not")
    exempt: _Text = ""
    posted: Annotated[str, Field(max_length=MAX_ADDRESS)] = ""

    def value(self) -> Settled:
        """Return the decisions that this describes."""
        return Settled(
            same=tuple(sorted(set(self.same))),
            not_same=tuple(sorted(set(self.not_same))),
            exempt=one_line(self.exempt),
            posted=self.posted,
        )


class ItemPart(_Part):
    """What was decided of an item."""

    snapshot: SnapshotPart
    channels: dict[str, SettledPart] = Field(default_factory=dict)

    def value(self) -> ItemDecisions:
        """Return the decisions that this describes."""
        settled = {name: part.value() for name, part in self.channels.items()}
        return ItemDecisions(
            snapshot=self.snapshot.value(),
            channels=MappingProxyType({name: one for name, one in settled.items() if one != OPEN}),
        )


class DecisionsPart(_Part):
    """A decisions page."""

    version: Literal[1] = 1
    items: dict[str, ItemPart] = Field(default_factory=dict)
    posts: dict[_Address, Literal["not-news"]] = Field(default_factory=dict)

    def value(self) -> Decisions:
        """Return the decisions that this describes."""
        items = {name: part.value() for name, part in self.items.items()}
        return Decisions(
            items=MappingProxyType({name: one for name, one in items.items() if one.channels}),
            not_news=frozenset(self.posts),
        )
