"""What the jobs run: python -m newsdesk migrate, refresh or prune; with none, it serves.

``wiki-pages`` prints the pages that the tool offers to wikis.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Engine

from newsdesk.infra import log, messages
from newsdesk.infra.settings import Settings, SettingsError, load
from newsdesk.services import upkeep
from newsdesk.services.refresh import RefreshReport, refresh
from newsdesk.services.wiki_pages import texts

OK, FAILED, BEHIND = 0, 1, 3
"""Exit codes; 2 is argparse's own, for a wrong call or wrong settings."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    A channel that cannot be read is no failure of the refresh: the board says so.
    """
    parser = _parser()
    chosen = parser.parse_args(arguments)
    log.set_up()
    try:
        settings = load()
    except SettingsError as error:
        parser.error(str(error))
    if chosen.command is None:
        _serve()
    if chosen.command == "wiki-pages":
        print(json.dumps([asdict(page) for page in texts(settings, messages.load())], indent=1))
        return OK
    with upkeep.database(settings) as engine:
        if chosen.command == "migrate":
            print(f"The database has migration {upkeep.migrate(engine)}.")
            return OK
        if not upkeep.is_current(engine):
            print("The database is behind: run python -m newsdesk migrate.", file=sys.stderr)
            return BEHIND
        return _prune(engine) if chosen.command == "prune" else _refresh(settings, engine, chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m newsdesk",
        description="Newsdesk. Without a command it is served by gunicorn, on $PORT or 8000.",
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("migrate", help="bring the database's tables up to date")
    reading = commands.add_parser("refresh", help="read the wiki and the channels that are due")
    reading.add_argument("--force", action="store_true", help="read what is not yet due as well")
    commands.add_parser("wiki-pages", help="print the pages to install on the wiki, as JSON")
    commands.add_parser("prune", help="delete logins, sessions and submissions that are over")
    return parser


def _serve() -> None:
    """Become gunicorn, which finds its configuration in the folder that this is called from."""
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "app:app"])  # noqa: S606 - no shell is wanted


def _prune(engine: Engine) -> int:
    print(f"Deleted {upkeep.prune(engine)} rows that were over.")
    return OK


def _refresh(settings: Settings, engine: Engine, chosen: argparse.Namespace) -> int:
    report = refresh(settings, engine, force=chosen.force)
    print(in_words(report))
    return FAILED if report.wiki else OK


def in_words(report: RefreshReport) -> str:
    """Say in one line what a refresh came to, for the logs of the jobs."""
    if not report.ran:
        return "Another refresh is at work."
    changed = sum(channel.changed for channel in report.channels)
    failed = [f"{c.channel_id} ({c.failure.key})" for c in report.channels if c.failure]
    wiki = f"could not be read ({report.wiki.key})" if report.wiki else "read"
    words = f"Wiki {wiki}; {len(report.channels)} channels were due, {changed} changes"
    return f"{words}; failed: {', '.join(failed)}." if failed else f"{words}."
