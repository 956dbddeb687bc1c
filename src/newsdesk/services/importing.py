"""Moves an old list of accounts, on a wiki page or pasted, into the configuration."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.domain.config_change import Json, Part, Several
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.submitted import Editor


class Standing(StrEnum):
    """How a proposal compares with what the draft has: new, as it is there, or otherwise."""

    NEW = "new"
    KNOWN = "known"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A followed account or a channel that a list names.

    ``number`` is its place among the proposals of one text; ``key`` names the entry of the draft
    that it would complete, where it differs; ``before`` is that entry.
    """

    number: int
    part: Part
    values: Json
    standing: Standing
    key: str = ""
    before: Json | None = None


def from_text(draft: ConfigDraft, text: str) -> tuple[Proposal, ...]:
    """Find the accounts in wikitext or pasted text, followed accounts first.

    Of a list of links with words behind them the words say what the account is about.
    """
    raise NotImplementedError


def from_page(editor: Editor, title: str) -> str:
    """Return the text of a wiki page, as this user may read it.

    :raises Explained: where there is no such page, or the wiki could not be asked
    """
    raise NotImplementedError


def taken(proposals: Collection[Proposal], numbers: Collection[int]) -> Several:
    """Return the change that takes the chosen proposals into the draft."""
    raise NotImplementedError
