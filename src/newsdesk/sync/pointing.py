"""Which feedback channel a post should be pointed to, by its words.

A question goes to where questions are answered, also one about an error; what only reports an
error, or says that something is broken, goes to where bugs are reported. Else a channel is likely
if the post has a word of what the channel is about. It is no more than an order: a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.domain.desk import Feedback
from newsdesk.domain.message import Message, msg


class _Need(StrEnum):
    SUPPORT = "support"
    ERROR = "error"
    BUG = "bug"


_SAYS = {
    _Need.SUPPORT: re.compile(
        r"[?\uff1f\u061f]|\b(?:how (?:do|can|to)|help|any ?(?:one|body) (?:know|else)|hilfe|"
        r"wie (?:kann|geht)|comment faire|ayuda|c[oó]mo)\b",
        re.IGNORECASE,
    ),
    _Need.ERROR: re.compile(
        r"\b(?:errors?|exceptions?|fatal|stack ?trace|traceback|fehler(?:meldung)?|erreur)\b",
        re.IGNORECASE,
    ),
    _Need.BUG: re.compile(
        r"\b(?:bugs?|broken|crash(?:es|ed)?|fail(?:s|ed|ing)?|regression|kaputt|"
        r"(?:does ?n[o'\u2019]t|not|stopped) work(?:ing)?)\b",
        re.IGNORECASE,
    ),
}
"""Tried in this order. Addresses are left out before: many hold a question mark."""
_PLACES = {
    _Need.SUPPORT: re.compile(r"support|help|question|hilfe|frag", re.IGNORECASE),
    _Need.ERROR: re.compile(r"bug|defect|issue|phabricator|fehler", re.IGNORECASE),
    _Need.BUG: re.compile(r"bug|defect|issue|phabricator|fehler", re.IGNORECASE),
}
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A feedback channel to point to; ``reason`` says why it is likely, where it is."""

    feedback: Feedback
    reason: Message | None = None


def pointers(text: str, feedback: Sequence[Feedback]) -> tuple[Pointer, ...]:
    """Return every feedback channel for a post of that plain text, the likely one first."""
    found = _likely(_ADDRESS.sub(" ", text), feedback)
    rest = (Pointer(one) for one in feedback if found is None or one != found.feedback)
    return (found, *rest) if found else tuple(rest)


def _likely(text: str, feedback: Sequence[Feedback]) -> Pointer | None:
    need = next((need for need, says in _SAYS.items() if says.search(text)), None)
    if need:
        for one in feedback:
            if _PLACES[need].search(f"{one.about} {one.page} {one.url}"):
                return Pointer(one, msg(f"newsdesk-pointer-{need}"))
    words = {word.casefold() for word in _WORD.findall(text)}
    for one in feedback:
        for word in _WORD.findall(one.about):
            if word.casefold() in words:
                return Pointer(one, msg("newsdesk-pointer-word", word))
    return None
