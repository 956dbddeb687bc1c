"""Fetches Codex and copies its styles to ``static/codex``, as the Build Service's Node step does.

``python -m sandbox.codex``; see :file:`package.json` and :file:`static/build.mjs`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sandbox.apt import MissingError
from sandbox.npm import npm

ROOT = Path(__file__).parent.parent
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps")
_BUILD = ("run", "--silent", "build")


def main() -> int:
    """Build the styles; return the exit code."""
    try:
        build()
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def build() -> None:
    """Install the pinned packages and copy the styles.

    :raises MissingError: without npm, or where it does not reach its registry
    """
    print("Fetching the Codex styles ..", flush=True)
    for words in (_INSTALL, _BUILD):
        npm(*words, folder=ROOT, failed="The Codex styles could not be fetched.")


if __name__ == "__main__":
    sys.exit(main())
