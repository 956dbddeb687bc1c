"""Installs what the tests need beyond Python: ``python -m sandbox.install``.

Done before the tests start, so that parallel ones find everything in its place.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from sandbox.apt import MissingError, ensure
from sandbox.prepared import PHP_PACKAGES, prepare

TEST_PACKAGES = (
    "chromium",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "libatomic1",
    "mariadb-server",
)


def main() -> int:
    """Install and prepare everything; return the exit code."""
    try:
        ensure([*PHP_PACKAGES, *TEST_PACKAGES])
        prepare(datetime.now(UTC).date(), print)
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
