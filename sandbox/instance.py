"""Where one run keeps its data, so that the next goes on with it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from sandbox.process import free_port


@dataclass(frozen=True, slots=True)
class Instance:
    """A folder that no other run uses now.

    ``number`` counts from 1; ``day`` is the day on which the practice history ends.
    """

    folder: Path
    number: int
    day: date

    def wiki_port(self, preferred: int) -> int:
        """Return a free port, that of the last run if it can be: what is stored names it."""
        kept = self.folder / "wiki.port"
        last = [int(kept.read_text())] if kept.exists() else []
        port = free_port(*last, preferred)
        kept.write_text(str(port))
        return port


@contextmanager
def claimed(var: Path, today: date) -> Iterator[Instance]:
    """Hold the first folder ``sandbox-1``, ``sandbox-2``, .. that no other run holds."""
    for number in count(1):
        folder = var / f"sandbox-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield Instance(folder, number, _day(folder / "day", today))
            return


def _day(path: Path, today: date) -> date:
    """The wiki's pages stay from run to run, so the channels must keep telling the same story."""
    if not path.exists():
        path.write_text(today.isoformat())
    return date.fromisoformat(path.read_text())
