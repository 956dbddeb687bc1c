"""Runs npm, and says what to do where it fails."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from sandbox.apt import MissingError, ensure


def npm(*words: str, folder: Path, failed: str) -> None:
    """Run npm in a folder; npm itself is installed where it is missing.

    :param failed: a sentence that says what could not be done
    :raises MissingError: where npm is not to be had, or does not reach its registry
    """
    if shutil.which("npm") is None:
        ensure(["nodejs", "npm"])
    answer = subprocess.run(
        ["npm", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        said = "\n  ".join(answer.stderr.strip().splitlines()[-4:])
        raise MissingError(
            f"{failed} Check that npm reaches its registry, then run the same command again.\n"
            f"npm {words[0]} said:\n  {said}"
        )
