"""Starts the network, and ends it with everything it is made of."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from sandbox.bluesky_network import databases
from sandbox.bluesky_network.install import HERE, install
from sandbox.process import Command

SECONDS = 120
"""How long the network may take to start, or to know everywhere what was written."""


@dataclass(frozen=True, slots=True)
class BlueskyNetwork:
    """The addresses of a running network: what everybody reads, and the accounts' server."""

    app_view: str
    pds: str
    settled: str

    def settle(self) -> None:
        """Return once the AppView knows all that was written to the accounts' server."""
        requests.post(self.settled, timeout=SECONDS).raise_for_status()


@contextmanager
def start() -> Iterator[BlueskyNetwork]:
    """Run a network without any account for the time of the block; several can run at once.

    :raises MissingError: when it cannot be installed, or does not start
    """
    installed = install()
    folder = Path(tempfile.mkdtemp(prefix="newsdesk-bluesky-"))
    # The databases are other users', and reach their own folders through it.
    folder.chmod(0o711)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        found = databases.start(stack, folder)
        addresses = folder / "addresses.json"
        server = Command(
            [str(installed.node), str(HERE / "network.mjs"), str(installed.folder)],
            log=folder / "log",
            cwd=folder,
            env=databases.plain_environment()
            | {
                "DB_POSTGRES_URL": found.postgres,
                "REDIS_HOST": found.redis,
                "REDIS_PASSWORD": found.redis_password,
                "NETWORK_ADDRESSES": str(addresses),
            },
        )
        stack.callback(server.stop)
        server.wait_until(addresses.exists, SECONDS)
        yield BlueskyNetwork(**json.loads(addresses.read_text()))
