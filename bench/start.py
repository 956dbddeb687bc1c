"""How long ``make run`` takes until its address is there, when everything was prepared before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.table import middle, row, seconds
from sandbox.run import ROOT

TIMES = 3
LAST_LINE = "Press Ctrl-C to stop."


def main() -> None:
    """Measure, and print the table."""
    row("python -m sandbox, until it is ready", "s", "range")
    with TemporaryDirectory() as folder:
        var = Path(folder)
        row("the first start of a clone", *middle([_started(var)], 1))
        row("later ones", *middle([_started(var) for _ in range(TIMES)], 1))


def _started(var: Path) -> float:
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "--var", str(var)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src:."},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        return seconds(lambda: _wait(process))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()


def _wait(process: subprocess.Popen[str]) -> None:
    said = process.stdout or ()
    if not any(LAST_LINE in line for line in said):
        raise RuntimeError("the sandbox did not start")
