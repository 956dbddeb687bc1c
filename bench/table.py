"""What every benchmark shares: taking times, and printing them in columns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles


def timed(name: str, make: Callable[[], object], times: int = 25) -> None:
    """Print p50 and p95 of what ``make`` takes, and how long its answer is where it is bytes."""
    made = make()
    taken = [seconds(make) for _ in range(times)]
    size = f"{len(made) / 1000:.0f}" if isinstance(made, bytes) else ""
    row(name, *percentiles(taken), size)


def seconds(make: Callable[[], object]) -> float:
    """Return how long ``make`` took once."""
    began = time.perf_counter()
    make()
    return time.perf_counter() - began


def percentiles(taken: Sequence[float]) -> tuple[str, str]:
    """Write the median and the 95th of a hundred, in milliseconds."""
    return f"{median(taken) * 1000:.1f}", f"{quantiles(taken, n=20)[-1] * 1000:.1f}"


def middle(values: Sequence[float], digits: int = 2) -> tuple[str, str]:
    """Write the median of rounds, and the range that they spread over."""
    low, high = min(values), max(values)
    return f"{median(values):.{digits}f}", f"{low:.{digits}f}-{high:.{digits}f}"


def row(name: str, *cells: str) -> None:
    """Print one line of a table."""
    print(f"{name:<40}" + "".join(f"{cell:>12}" for cell in cells), flush=True)
