"""Shortens a text to what a network takes, where a reader would have stopped, too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from newsdesk.domain import graphemes

ELLIPSIS = "…"

_URL = r"https?://\S*[^\s.,:;!?)\]}'\"»”…]"
_LINK = regex.compile(_URL, regex.IGNORECASE)
_TAIL_WORD = regex.compile(rf"{_URL}|[#＃][\w·-]+", regex.IGNORECASE)
_WHOLE = regex.compile(
    rf"{_URL}|(?<![\w/])[@#＃＠](?:[@.·-]*+\w++)++"
    r"|[@#＃＠][@.·-]++(*SKIP)(*FAIL)",  # where no name begins, none begins later in these signs
    regex.IGNORECASE,
)
_SENTENCE = regex.compile(
    r"""(?<![.!?…])[.!?…]++["'”’»)\]]*(?=\s+[^\s\p{Ll}])"""
    r"""|[。！？｡؟۔।॥]["'”’»)\]」』）]*|[^\s](?=\s*\n)"""
)
_WORD = regex.compile(r"\b", regex.WORD)
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Yi}]"
)
_PAUSE = r"\p{Ps}\p{Pi}\p{Pd},;:、，；：،؛"
_DANGLING = regex.compile(rf"[\s{_PAUSE}]")
_WORD_END = regex.compile(rf"[{_PAUSE}]*+(?:\s|$)")
_CLOSES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"} | dict.fromkeys(
    "\u202a\u202b\u202d\u202e", "\u202c"
)
"""What ends a stretch of text with a direction of its own (https://www.unicode.org/reports/tr9/)."""


def shorten(text: str, fits: Callable[[str], bool]) -> str:
    """Return a text that fits: the same, or its beginning with what has to stay at its end.

    Cut at the end of a sentence if that keeps at least half of what would fit, else after a word
    with an ellipsis; never within what readers see as one character, a link, a mention or a tag.
    Scripts without spaces are cut between characters. The links and tags at the end are kept
    whole, as is the last link from elsewhere; tags are given up where else no word would be left.
    Empty where nothing fits.
    """
    if fits(text):
        return text
    start = _tail_start(text)
    body, tail = text[:start].rstrip(), text[start:].rstrip()
    *_, last = (None, *_LINK.finditer(text))
    link = last[0] if last else ""
    inside = last.end() if last and not tail else len(text) + 1
    gap = text[len(body) : start] if tail else " "
    tails = tuple(dict.fromkeys((tail or link, link)))
    cuts = [_Cut(body, _Tail(gap, one, inside), fits) for one in tails]
    attempts = (way(cut) for way in (_Cut.at_words, _Cut.anywhere) for cut in cuts)
    return next(filter(None, attempts), "") or next(filter(fits, tails), "")


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the cut, after ``gap``; a body longer than ``inside`` has it already."""

    gap: str
    text: str
    inside: int

    def after(self, kept: str, end: int) -> str:
        return kept + self.gap + self.text if self.text and end < self.inside else kept


class _Cut:
    """Cuts the body of a text so that it fits together with its tail."""

    def __init__(self, body: str, tail: _Tail, fits: Callable[[str], bool]) -> None:
        self._body, self._tail, self._fits = body, tail, fits
        self._whole = {found.end(): found.start() for found in _WHOLE.finditer(body)}
        self._places = self._find_places()

    def at_words(self) -> str:
        """Cut at the end of a sentence or after a word; empty where not even one word fits."""
        word = self._longest([end for end in self._places if self._ends_word(end)], ELLIPSIS)
        ends = {found.end() for found in _SENTENCE.finditer(self._body)} & set(self._places)
        sentence = self._longest(sorted(ends | {len(self._body)}), "")
        if sentence and sentence * 2 >= word:
            return self._made(sentence, "")
        return self._made(word, ELLIPSIS)

    def anywhere(self) -> str:
        """Cut within a word that is too long by itself."""
        return self._made(self._longest(self._places, ELLIPSIS), ELLIPSIS)

    def _find_places(self) -> list[int]:
        """Return where the body may be cut at all, in order."""
        whole = {place for end, start in self._whole.items() for place in range(start + 1, end)}
        return [
            end
            for end in graphemes.ends(self._body)
            if end not in whole and not _DANGLING.match(self._body, end - 1)
        ]

    def _ends_word(self, end: int) -> bool:
        if _WORD_END.match(self._body, end):
            return True
        beside = self._body[end - 1 : end + 1]
        return bool(_UNSPACED.search(beside) and _WORD.match(self._body, end))

    def _made(self, end: int, mark: str) -> str:
        kept = self._body[:end]
        if not kept.strip():
            return ""
        if mark and _LINK.match(kept, self._whole.get(end, end)):
            mark = f" {mark}"  # or networks take it for a part of the link
        return self._tail.after(kept + mark + _closing(kept), end)

    def _longest(self, ends: Sequence[int], mark: str) -> int:
        """Return the last place to cut at that fits, 0 where none does.

        Looked for by halves, as a longer text is hardly ever counted as shorter, then one by one.
        """
        near = bisect_left(ends, True, key=lambda end: not self._fits(self._made(end, mark)))
        made = ((end, self._made(end, mark)) for end in reversed(ends[:near]))
        return next((end for end, text in made if text and self._fits(text)), 0)


def _tail_start(text: str) -> int:
    """Return where the links and tags begin that a text ends with."""
    start = len(text)
    for found in reversed(list(regex.finditer(r"\S+", text))):
        if not _TAIL_WORD.fullmatch(found[0]):
            break
        start = found.start()
    return start


def _closing(kept: str) -> str:
    """End the stretches with a direction of their own that were cut through."""
    open_ones: list[str] = []
    for character in kept:
        if character in _CLOSES:
            open_ones.append(_CLOSES[character])
        elif open_ones and character == open_ones[-1]:
            open_ones.pop()
    return "".join(reversed(open_ones))
