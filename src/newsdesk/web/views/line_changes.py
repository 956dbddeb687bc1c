"""Two texts compared line by line, where the wiki is not asked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 2000
"""Lines of both sides that are compared here: comparing takes the longer the more there are."""
_AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line of a comparison: ``lineno``, ``context``, ``deletedline`` or ``addedline``."""

    kind: str
    text: str

    @property
    def marker(self) -> str:
        """The sign in front of it."""
        return {"deletedline": "−", "addedline": "+"}.get(self.kind, "")


def compare(before: str, after: str) -> tuple[LineView, ...]:
    """Compare two texts line by line."""
    # Lines as they are counted: there are other characters at which Python would end them.
    old, new = before.split("\n"), after.split("\n")
    lines: list[LineView] = []
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(_AROUND):
        lines.append(LineView(kind="lineno", text=str(group[0][1] + 1)))
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += [LineView(kind="context", text=line) for line in old[a:b]]
            else:
                lines += [LineView(kind="deletedline", text=line) for line in old[a:b]]
                lines += [LineView(kind="addedline", text=line) for line in new[c:d]]
    return tuple(lines)
