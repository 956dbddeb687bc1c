"""Starts the tool on a practice wiki on this machine, and stops all of it again."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType

from sandbox import practice
from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from sandbox.apt import MissingError, tell
from sandbox.consumers import Consumer
from sandbox.gateway import Gateway
from sandbox.installing import install
from sandbox.instance import Instance, claimed
from sandbox.practice.credentials import credentials
from sandbox.prepared import prepare
from sandbox.process import Command, Server, free_port
from sandbox.wiki import Wiki

ROOT = Path(__file__).parent.parent
TOOL_PORT, WIKI_PORT = 8000, 8080
CONSUMER = "newsdesk-practice"
LOOK_SECONDS = 0.5
STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Run until Ctrl-C, SIGTERM or SIGHUP; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--var", type=Path, default=ROOT / "var", help="where data is kept")
    var = parser.parse_args().var.resolve()
    for name in STOP:
        signal.signal(name, _stop)
    try:
        with ExitStack() as stack:
            _serve(stack, var, datetime.now(UTC).date())
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        # A terminal that was closed cannot be told.
        with suppress(OSError):
            tell("\nStopped. What you did on the wiki is kept for the next start.")
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    for name in STOP:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def _serve(stack: ExitStack, var: Path, today: date) -> None:
    instance = stack.enter_context(claimed(var, today))
    prepared = prepare(instance.day)
    tell("Starting the wiki and its login ..")
    wiki_port = instance.wiki_port(WIKI_PORT + instance.number - 1)
    tool_port = free_port(TOOL_PORT + instance.number - 1)
    wiki = Wiki(prepared, instance.folder, f"http://127.0.0.1:{wiki_port}")
    stack.callback(wiki.close)
    gateway = stack.enter_context(Gateway(wiki, instance.folder, wiki_port))
    url = f"http://127.0.0.1:{tool_port}/"
    consumer = gateway.consumers.register(url, key=CONSUMER, prefix=True)
    tell("Starting the practice channels ..")
    channels = stack.enter_context(practice.start(instance.day, wiki=wiki.server))
    front_port = stack.enter_context(practice.front(channels.servers))
    # What is stored belongs to one address of the wiki.
    database = instance.folder / f"newsdesk-{wiki_port}.sqlite"
    env = _environment(instance, wiki, consumer, url, channels.origins) | {
        "NEWSDESK_DATABASE": f"sqlite:///{database}"
    }
    _install_pages(wiki, env)
    _prepare_database(stack, instance, env, new=not database.exists())
    tell("Starting Newsdesk ..")
    tool = _tool(instance, env, tool_port)
    stack.callback(tool.stop)
    tool.wait_until_listening()
    browser = practice.command(front_port, url, f"{instance.folder}/browser")
    _introduce(instance, url, wiki, channels.control, browser)
    while tool.alive and wiki.alive:
        time.sleep(LOOK_SECONDS)
    raise MissingError(f"A server ended by itself; see the logs in {instance.folder}")


def _environment(
    instance: Instance,
    wiki: Wiki,
    consumer: Consumer,
    url: str,
    origins: Mapping[str, str],
) -> dict[str, str]:
    """Make the tool's settings, whatever settings this process was started with."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    return own | {
        "NEWSDESK_WIKI": f"{wiki.server}/w/",
        "NEWSDESK_URL": url,
        "NEWSDESK_CONSUMER_KEY": consumer.key,
        "NEWSDESK_CONSUMER_SECRET": consumer.secret,
        "NEWSDESK_VAR": str(instance.folder),
        "NEWSDESK_PRACTICE_ORIGINS": json.dumps(dict(origins)),
        "NEWSDESK_CREDENTIALS": json.dumps(credentials()),
    }


def _install_pages(wiki: Wiki, env: Mapping[str, str]) -> None:
    tell("Installing Newsdesk's pages on the wiki ..")
    words = [sys.executable, "-m", "newsdesk", "wiki-pages"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False, env=env, cwd=ROOT)
    if answer.returncode:
        raise MissingError(f"That did not work:\n{answer.stderr}")
    install(wiki, json.loads(answer.stdout))


def _prepare_database(
    stack: ExitStack, instance: Instance, env: Mapping[str, str], *, new: bool
) -> None:
    tell("Preparing the database ..")
    if not _command(stack, instance, env, "migrate").succeeds():
        raise MissingError(f"That did not work; see {instance.folder}/migrate.log")
    refresh = _command(stack, instance, env, "refresh")
    # An old database has something to show already, so nobody has to wait for what is new.
    if new:
        tell("Reading the wiki and the channels ..")
        if not refresh.succeeds():
            tell(f"  That did not work; see {instance.folder}/refresh.log")


def _command(stack: ExitStack, instance: Instance, env: Mapping[str, str], name: str) -> Command:
    words, log = [sys.executable, "-m", "newsdesk", name], instance.folder / f"{name}.log"
    command = Command(words, log=log, env=env, cwd=ROOT)
    stack.callback(command.stop)
    return command


def _tool(instance: Instance, env: Mapping[str, str], port: int) -> Server:
    return Server(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "app:app"],
        port=port,
        log=instance.folder / "tool.log",
        env=env,
        cwd=ROOT,
    )


def _introduce(instance: Instance, url: str, wiki: Wiki, control: str, browser: str) -> None:
    people = (
        (EDITOR, "can edit"),
        (SYSOP, "can edit protected pages, too"),
        (BLOCKED, "can log in, and is blocked from editing"),
    )
    accounts = "\n".join(
        f"    {account.name:<22}{account.password:<20}{what}" for account, what in people
    )
    tell(f"""
  Newsdesk      {url}
  Practice wiki {wiki.server}/
  Channels      {control} (post on them, or let them fail)

  Links to a network ("Open on Mastodon") lead to addresses that only the practice knows. Paste
  one into the page of the channels to open it, or look at the tool in a browser that takes the
  practice networks for the real ones:
    {browser}

  Accounts (log in with one of them):
{accounts}

  The practice history ends on {instance.day}. To begin anew, stop and delete
  {instance.folder}
  Press Ctrl-C to stop.
""")
