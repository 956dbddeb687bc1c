"""The other accounts that the practice community has to do with."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.story.telling import BLUESKY, MASTODON, TELEGRAM, X


@dataclass(frozen=True, slots=True)
class Person:
    """An account on Mastodon (``key@people.example``), Bluesky and X (``key``).

    ``telegram`` names a channel there, where there is one.
    """

    key: str
    name: str
    about: str = ""
    telegram: str = ""

    @property
    def accounts(self) -> dict[str, str]:
        """The account's handle by channel."""
        return {
            MASTODON: f"{self.key}@people.example",
            BLUESKY: f"{self.key}.people.example",
            X: self.key,
        } | ({TELEGRAM: self.telegram} if self.telegram else {})


TECH = Person(
    "tech", "Wikimedia Tech", "technical news of Wikimedia's software projects", "wikitech_news"
)
WIKIPEDIA = Person("wikipedia", "Wikipedia", "the wiki that everybody knows")
ADA = Person("ada", "Ada Example", "writes on the parser")
GRACE = Person("grace", "Grace Sample")
COOK = Person("cook", "Cooking with Wikis")
READER = Person("reader", "A reader")
EVERYBODY = (TECH, WIKIPEDIA, ADA, GRACE, COOK, READER)

FOLLOWED = (TECH, WIKIPEDIA, ADA)
"""Whom the configuration page wants followed."""
FOLLOWING = {
    MASTODON: (TECH, ADA, GRACE),
    BLUESKY: (TECH, WIKIPEDIA, ADA),
    X: (TECH, WIKIPEDIA, COOK),
}
"""Whom the accounts really follow: on Mastodon and X one is missing, and one is too many."""


def person(handle: str) -> Person:
    """Return whose handle it is, on either network; a stranger is called by it."""
    known = (one for one in EVERYBODY if handle in one.accounts.values())
    return next(known, Person(handle, handle))
