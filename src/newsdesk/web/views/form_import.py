"""The accounts that an old list names, beside what the draft says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.domain.config_change import Part
from newsdesk.domain.message import Message, msg
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.importing import Proposal, Standing
from newsdesk.web.views.form_rows import Says, name_of, says_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """An account that can be taken; ``before`` is what the draft says of it, where it differs."""

    number: int
    name: str
    says: tuple[Says, ...]
    standing: Standing
    told: Message
    before: tuple[Says, ...]

    @property
    def chosen(self) -> bool:
        """Whether it is offered as chosen: what is new is."""
        return self.standing is Standing.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """All that was found; ``open`` is how much of it is not in the draft as it is."""

    rows: tuple[tuple[Part, tuple[FoundRow, ...]], ...]
    open: int


def found(draft: ConfigDraft, proposals: Sequence[Proposal]) -> FoundView:
    """Show proposals, those of one list together."""
    channels = [one.value for one in draft.entries(Part.CHANNELS)]
    return FoundView(
        rows=tuple(_parts(proposals, channels)),
        open=sum(one.standing is not Standing.KNOWN for one in proposals),
    )


def _parts(
    proposals: Sequence[Proposal], channels: Sequence[object]
) -> Iterator[tuple[Part, tuple[FoundRow, ...]]]:
    for part in (Part.CHANNELS, Part.FOLLOW):
        rows = tuple(_row(one, channels) for one in proposals if one.part is part)
        if rows:
            yield part, rows


def _row(one: Proposal, channels: Sequence[object]) -> FoundRow:
    return FoundRow(
        number=one.number,
        name=name_of(one.part, one.values),
        says=says_of(one.part, one.values, channels),
        standing=one.standing,
        told=msg(f"newsdesk-form-standing-{one.standing}"),
        before=says_of(one.part, one.before, channels) if one.before else (),
    )
