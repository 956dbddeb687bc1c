"""The Debian packages of the two commands, installed at once: ``python3 -m sandbox.packages run``.

It needs nothing but Python itself, as it runs before there is a virtual environment. Who may not
install anything is told everything that is missing, not one thing after the other.
"""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

from sandbox.apt import MissingError, ensure

PHP = "php8.2"
PHP_PACKAGES = (
    *(f"{PHP}-{part}" for part in ("cli", "sqlite3", "xml", "mbstring", "intl")),
    "php-luasandbox",
)
TEST_PACKAGES = (
    "chromium",
    "curl",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "jq",
    "libatomic1",
    "mariadb-server",
    "newsboat",
)


def main(command: str) -> int:
    """Install what ``run`` or ``test`` needs; return the exit code."""
    try:
        ensure(needed(command))
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def needed(command: str) -> list[str]:
    """Name the packages of a command; those of a Python or npm from elsewhere are not needed."""
    venv = () if find_spec("ensurepip") else ("python3-venv",)
    npm = () if shutil.which("npm") else ("nodejs", "npm")
    return [*venv, *npm, *PHP_PACKAGES, *(TEST_PACKAGES if command == "test" else ())]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
