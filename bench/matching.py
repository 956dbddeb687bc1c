"""``python -m bench.matching --pairs FILE.jsonl``: how well pairs are judged, beside others.

A line of the file is an object with ``a``, ``b``, ``a_date``, ``b_date``, ``a_role``, ``b_role``,
``same``, ``set`` and ``debatable``; dates can be null. Debatable pairs are left out. What is
unsure, or found to differ, counts as not matched. How rare a word or address is, is counted over
the file's texts, as the tool counts it over a desk's, and never over its labels; the second line
of the table judges each pair with no desk around, from what words usually are.
Without ``--pairs`` the project's own cases are measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.matching_pairs import Pair, around, read, sides
from bench.matching_rivals import RIVALS
from bench.table import row
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.judging import judge
from newsdesk.sync.side import Around, Side

OWN = Path(__file__).parent.parent / "tests" / "sync" / "cases"
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Result:
    """How the pairs of one set were judged, as counts."""

    pairs: int
    same: int
    unsure: int
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of the matched that are the same; 1 where nothing was matched."""
        matched = self.right + self.wrong
        return self.right / matched if matched else 1.0

    @property
    def recall(self) -> float:
        """Share of the same that were matched; 1 where there are none."""
        return self.right / self.same if self.same else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.right + self.wrong + self.same or 1)


def counted(pairs: Sequence[Pair], verdicts: Sequence[Verdict | None]) -> Result:
    """Count how pairs were judged."""
    matched = [pair.same for pair, v in zip(pairs, verdicts, strict=True) if v is Verdict.SAME]
    return Result(
        pairs=len(pairs),
        same=sum(pair.same for pair in pairs),
        unsure=sum(verdict is Verdict.UNSURE for verdict in verdicts),
        right=sum(matched),
        wrong=len(matched) - sum(matched),
    )


def judged(read_sides: Sequence[tuple[Side, Side]], desk: Around) -> list[Verdict | None]:
    """Judge every pair by itself."""
    return [judge(a, b, desk).verdict for a, b in read_sides]


def best(pairs: Sequence[Pair], rival: Callable[[str, str], float]) -> tuple[float, list[float]]:
    """Find the threshold with which a rival does best on these very labels."""
    scores = [rival(pair.a, pair.b) for pair in pairs]
    steps = [step / _STEPS for step in range(1, _STEPS + 1)]
    return max(steps, key=lambda t: counted(pairs, _at(scores, t)).f1), scores


def _at(scores: Iterable[float], threshold: float) -> list[Verdict | None]:
    return [Verdict.SAME if score >= threshold else None for score in scores]


def table(pairs: Sequence[Pair]) -> None:
    """Print how each set and all pairs are judged, and how others judge them."""
    read_sides = sides(pairs)
    desk = around(read_sides)
    row("", "pairs", "same", "decided", "unsure", "precision", "recall", "F1")
    began = perf_counter()
    verdicts = judged(read_sides, desk)
    taken = (perf_counter() - began) / max(len(pairs), 1)
    for name in sorted({pair.set for pair in pairs}):
        chosen = [at for at, pair in enumerate(pairs) if pair.set == name]
        _print(name, counted([pairs[at] for at in chosen], [verdicts[at] for at in chosen]))
    _print("all", counted(pairs, verdicts))
    _print("all, each pair alone", counted(pairs, judged(read_sides, Around())))
    for name, rival in RIVALS.items():
        threshold, scores = best(pairs, rival)
        _print(f"{name} (from {threshold:.2f})", counted(pairs, _at(scores, threshold)))
    print(f"{taken * 1e6:.0f} µs a pair")


def _print(name: str, result: Result) -> None:
    parts = (result.precision, result.recall, result.f1)
    decided = result.pairs - result.unsure
    row(
        name,
        *(str(n) for n in (result.pairs, result.same, decided, result.unsure)),
        *(f"{part:.3f}" for part in parts),
    )


def main(arguments: Sequence[str] = ()) -> None:
    """Read the files that are named, or the project's own cases, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching")
    parser.add_argument("--pairs", type=Path, nargs="+", default=sorted(OWN.glob("*.jsonl")))
    paths = parser.parse_args(arguments).pairs
    pairs = [pair for path in paths for pair in read(path)]
    left = [pair for pair in pairs if not pair.debatable]
    print(f"\nmatching of {len(left)} pairs; {len(pairs) - len(left)} debatable ones left out")
    table(left)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
