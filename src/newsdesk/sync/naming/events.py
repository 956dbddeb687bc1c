"""What a text says has happened or will: read from words and phrases of many languages.

The rules:

1. Words alone say it, whatever the language of the rest; the longest phrase counts, and its words
   are not read again: "release candidate" is no release, "release notes" and "press release" say
   nothing at all.
2. A stem with a star stands for all words that begin so ("veröffentlich*").
3. A text can say several things; which of them is news is a question for the comparison.
4. In scripts without spaces, and in Korean with its endings, a phrase counts wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from newsdesk.sync.named import Event
from newsdesk.sync.naming.event_words import NOTHING, PHRASES
from newsdesk.sync.naming.procedure_words import PROCEDURES
from newsdesk.sync.naming.scripts import UNSPACED, WORD

_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEAST = 4
"""Letters that a stem has at least."""
_Phrases = dict[str, list[tuple[list[str], Event | None]]]
_Unspaced = list[tuple[str, Event | None]]
_Stems = dict[str, list[tuple[str, Event]]]


def events(text: str, said: Sequence[str]) -> frozenset[Event]:
    """Return what a plain text says has happened or will.

    ``said`` are the text's words, see :func:`.scripts.spoken`.
    """
    phrases, stems, unspaced = _lists()
    telling = phrases.keys() & said
    telling.update([word for word in said if word[:_LEAST] in stems])
    found: set[Event | None] = set(_spaced(said, telling, phrases, stems)) if telling else set()
    if not text.isascii() and _UNSPACED.search(text):
        found.update(_unspaced(text, unspaced))
    return frozenset([event for event in found if event])


def _spaced(
    said: Sequence[str], telling: Set[str], phrases: _Phrases, stems: _Stems
) -> Iterator[Event | None]:
    """Look where telling words stand for phrases, and for stems where there is none."""
    read = 0
    for at, word in enumerate(said):
        if word in telling and at >= read:
            for phrase, event in phrases.get(word, ()):
                if said[at : at + len(phrase)] == phrase:
                    yield event
                    read = at + len(phrase)
                    break
            else:
                of_stem = stems.get(word[:_LEAST], ())
                yield from (event for stem, event in of_stem if word.startswith(stem))


def _unspaced(text: str, phrases: _Unspaced) -> Iterator[Event]:
    """Look for phrases anywhere; what one that says nothing is made of is not read again."""
    for phrase, event in phrases:
        if phrase in text:
            if event:
                yield event
            else:
                text = text.replace(phrase, " ")


@lru_cache(maxsize=1)
def _lists() -> tuple[_Phrases, _Stems, _Unspaced]:
    """Sort the lists: phrases by their first word, longest first; stems; unspaced phrases."""
    phrases: _Phrases = defaultdict(list)
    stems: _Stems = defaultdict(list)
    unspaced: _Unspaced = []
    said: list[tuple[Event | None, str]] = [
        (None, NOTHING),
        *PHRASES.items(),
        *PROCEDURES.items(),
    ]
    for event, text in said:
        for phrase in filter(None, (p.strip() for p in text.casefold().split(","))):
            if _UNSPACED.match(phrase):
                unspaced.append((phrase, event))
            elif event and phrase.endswith("*"):
                stems[phrase[:_LEAST]].append((phrase[:-1], event))
            else:
                words = WORD.findall(phrase)
                phrases[words[0]].append((words, event))
    for of_word in phrases.values():
        of_word.sort(key=lambda one: -len(one[0]))
    return dict(phrases), dict(stems), unspaced
