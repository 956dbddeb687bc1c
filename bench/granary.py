"""granary in an environment of its own, for comparison alone: no requirement names it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sandbox.cache import cache_folder, once

VERSION = "11.0"
_WORKER = Path(__file__).with_name("granary_rate.py")


class MissingError(Exception):
    """It cannot be installed here; the text says why."""


def install() -> Path:
    """Return the interpreter of the environment, which is made the first time.

    :raises MissingError: where that fails
    """
    try:
        return once(cache_folder() / f"granary-{VERSION}", _make) / "bin" / "python"
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise MissingError(said[-1] if said else str(error)) from None


def ask(interpreter: Path, folder: Path, wanted: str) -> Any:
    """Let granary check or convert the recorded answers in a folder."""
    # Isolated, so that no module of ours is taken for one of granary's.
    command = [str(interpreter), "-I", str(_WORKER), str(folder), wanted]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def _make(path: Path) -> None:
    print(f"installing granary {VERSION}, once ..", flush=True)
    for command in (
        [sys.executable, "-m", "venv", str(path)],
        [str(path / "bin" / "pip"), "install", "--quiet", f"granary=={VERSION}"],
    ):
        subprocess.run(command, check=True, capture_output=True, text=True)
