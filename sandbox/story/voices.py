"""What others write about the practice community: they name its account, or carry its tag."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.story.people import ADA, COOK, GRACE, READER, Person
from sandbox.story.series import DEV


@dataclass(frozen=True, slots=True)
class Voice:
    """A post of somebody else; ``{us}`` stands for the community's account on the network."""

    days: int
    person: Person
    text: str
    link: str = ""
    tags: tuple[str, ...] = ()


VOICES = (
    Voice(1, READER, "Thank you {us}, the upgrade took five minutes 🎉"),
    Voice(2, GRACE, "My favourite skins of the year", f"{DEV}/skins-of-the-year", ("MediaWiki",)),
    Voice(4, COOK, "{us} can an infobox hold a recipe? We have 4,000 of them."),
    Voice(5, READER, "Our village archive runs on MediaWiki now, and it is lovely."),
    Voice(3, ADA, "Tonight we show {us} to a hall of students", tags=("MediaWiki",)),
)

ANSWERS = (
    Voice(1, GRACE, "Does it need a newer PHP?"),
    Voice(6, COOK, "{us} that worked, thank you!"),
)
"""What others write below the account's newest post of that time."""

QUOTES = (Voice(3, ADA, "This is the one that I waited for."),)
"""What others write who quote the account's newest post of that time."""

HIDDEN = (Voice(2, COOK, "{us} please keep this between us: our cook book has mice"),)
"""What others write to the account alone, on Mastodon: it must never be stored."""
