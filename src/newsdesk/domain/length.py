"""How long a post may be on its channel, and how long it is as the network counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NEAR = 20
"""How much is left when people should know that it is nearly full."""


class Unit(StrEnum):
    """What a network counts."""

    CHARACTERS = "characters"
    GRAPHEMES = "graphemes"
    WEIGHTED = "weighted"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLimits:
    """What a server says of its own posts: the most characters, and what each address counts."""

    characters: int
    per_url: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A text's length: ``most`` is ``None`` where there is no limit.

    ``usual`` says that the server was not asked yet, and the network's usual limit stands.
    """

    used: int
    most: int | None
    unit: Unit = Unit.CHARACTERS
    usual: bool = False

    @property
    def left(self) -> int | None:
        """How much more fits; negative where it is too long."""
        return None if self.most is None else self.most - self.used

    @property
    def fits(self) -> bool:
        """Whether the network takes it."""
        return self.left is None or self.left >= 0

    @property
    def near(self) -> bool:
        """Whether hardly any more fits, or nothing any more."""
        return self.left is not None and self.left <= NEAR
