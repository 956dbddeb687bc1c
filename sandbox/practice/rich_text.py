"""A post's text as its parts: plain words, the link, mentions and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.story import Telling

_SPECIAL = re.compile(
    r"(?<!\S)(?:(?P<link>https?://\S+)|@(?P<mention>\w(?:[\w.-]*\w)?(?:@[\w.-]*\w)?)|#(?P<tag>[^\s#.,!?]+))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text; at most one of the others says what it stands for."""

    text: str
    link: str = ""
    mention: str = ""
    tag: str = ""


def parts(telling: Telling, shown: str) -> Iterator[Part]:
    """Yield the parts of a post in order; ``shown`` is what its link looks like."""
    at = 0
    tags = "".join(f" #{tag}" for tag in telling.tags)
    for found in _SPECIAL.finditer(telling.text):
        yield Part(telling.text[at : found.start()])
        yield _special(found)
        at = found.end()
    yield Part(telling.text[at:])
    if telling.link:
        yield Part(" ")
        yield Part(shown, link=telling.link)
    for found in _SPECIAL.finditer(tags):
        yield Part(" ")
        yield _special(found)


def _special(found: re.Match[str]) -> Part:
    return Part(
        found[0],
        link=found["link"] or "",
        mention=found["mention"] or "",
        tag=found["tag"] or "",
    )
