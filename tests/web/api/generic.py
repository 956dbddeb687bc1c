"""A generic client of any API, which nobody here wrote, let loose on ours: schemathesis.

It reads the description and asks all that it allows, and much that it does not. See
https://schemathesis.readthedocs.io/
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from newsdesk.infra.files import ROOT

EXAMPLES = 5
"""Requests of each address that are made up at random, always the same ones."""
_PATH = os.pathsep.join((str(ROOT / "src"), str(Path(__file__).parent)))


def run(folder: Path, tool: str, checks: str, *, phases: str) -> str:
    """Ask everything, and check every answer; return what was found, empty where all is right."""
    answer = subprocess.run(
        [
            Path(sys.executable).with_name("st"),
            *("run", f"{tool}api/v1/openapi.json", "--generation-deterministic", "--no-color"),
            *("--mode", "all", "--max-examples", str(EXAMPLES), "--phases", phases),
            *("--checks", checks, "--continue-on-failure", "--suppress-health-check", "all"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "generic_hooks", "PYTHONPATH": _PATH},
    )
    return "" if answer.returncode == 0 else answer.stdout + answer.stderr
