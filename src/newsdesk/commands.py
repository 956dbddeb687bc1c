"""What the jobs run: ``python -m newsdesk migrate|refresh|prune``; alone, it serves the tool."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from newsdesk.infra import log
from newsdesk.infra.settings import Settings, SettingsError, load
from newsdesk.store import migrate
from newsdesk.store.database import connect


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m newsdesk", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("migrate", help="bring the database's tables up to date")
    parser.parse_args(arguments)
    log.set_up()
    try:
        return _migrate(load())
    except SettingsError as error:
        parser.error(str(error))


def _migrate(settings: Settings) -> int:
    print(migrate.upgrade(connect(settings.database)))
    return 0
