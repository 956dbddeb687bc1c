"""One section of a page that several people write: put in, or exchanged, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsdesk.wiki.news_page.view import Line, view
from newsdesk.wiki.news_page.walk import SECTION, level_of

_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """A page's text taken apart: the section is empty where the page has none of that name."""

    before: str
    section: str
    after: str

    @property
    def others(self) -> tuple[str, str]:
        """All besides the section."""
        return self.before.strip(), self.after.strip()


def parts(text: str, name: str, own: str = "") -> Parts:
    """Find the section of level 2 that is of a name, up to the next of its level.

    Its heading says that name and hardly more, or what the one with the name in ``own`` says: what
    others have to say about the name has its own section, and keeps it.
    """
    high, called = _headings(text), {_words(one.body) for one in _headings(own)}
    alone = re.compile(rf"(?:\w+ )?{re.escape(name)} ?(?:\([^()]*\))?")
    for index, line in enumerate(high):
        words = _words(line.body)
        ours = alone.fullmatch(words) or words in called
        if ours and name in words and level_of(line.body) == _LEVEL:
            following = [one.start for one in high[index + 1 :]]
            end = following[0] if following else len(text)
            return Parts(text[: line.start], text[line.start : end], text[end:])
    return Parts(text, "", "")


def _headings(text: str) -> list[Line]:
    page = view(text, lambda _: False, included=False)
    return [one for one in page.lines if SECTION.match(one.body) and level_of(one.body) <= _LEVEL]


def _words(heading: str) -> str:
    return " ".join(heading.strip().strip("=").split())


def with_section(text: str, name: str, section: str) -> str:
    """Return a page's text with a section in place of the one of that name, or at its end."""
    found = parts(text, name, section)
    whole = (found.before.rstrip(), section.strip(), found.after.strip())
    return "\n\n".join(part for part in whole if part) + "\n"
