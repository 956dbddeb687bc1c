"""Where in the text of a draft its problems are, for people who see the text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.desk import Problem
from newsdesk.domain.message import Message
from newsdesk.services.configuring import ConfigDraft
from newsdesk.wiki import json_lines


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, and the line of the JSON that it is on, where that is known."""

    problem: Problem
    line: int | None


def faults(draft: ConfigDraft) -> tuple[Fault, ...]:
    """Return a draft's problems with the lines of its JSON."""
    known = json_lines.lines(draft.raw)
    above = draft.text[: max(draft.text.find(draft.raw), 0)].count("\n")

    def fault(problem: Problem) -> Fault:
        message = problem.message
        if message.key == "newsdesk-config-json":
            line, column = message.params
            line = int(str(line)) - above
            told = Message(message.key, (line, column))
            return Fault(replace(problem, message=told), line)
        return Fault(problem, _line(known, problem.place))

    return tuple(map(fault, draft.problems))


def _line(known: dict[str, int], place: str) -> int | None:
    """Return the line of a place, or of what it is missing in."""
    while place:
        if place in known:
            return known[place]
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return None
