"""Prepares the wiki of the tests: ``python -m sandbox.install``.

Done before the tests start, so that parallel ones find everything in its place.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from sandbox.apt import MissingError
from sandbox.prepared import prepare


def main() -> int:
    """Prepare everything; return the exit code."""
    try:
        prepare(datetime.now(UTC).date())
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
