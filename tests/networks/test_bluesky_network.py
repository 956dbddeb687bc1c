"""Several networks run beside each other, and end whatever happens to who started them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk.domain.fetch import FetchFailed
from newsdesk.domain.message import msg
from sandbox.bluesky_network.network import BlueskyNetwork
from tests.channels.asking import fetched
from tests.fixtures.waiting import is_running, until
from tests.networks.conftest import Desk
from tests.networks.people import Person

STARTER = """
import json, sys
from dataclasses import asdict
from sandbox.bluesky_network.network import start
with start() as network:
    print(json.dumps(asdict(network)), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where a network keeps its data; others' users must be able to enter."""
    made = Path(tempfile.mkdtemp(prefix="newsdesk-second-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


def processes_in(folder: Path) -> list[int]:
    """Return the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            place = (process / "cwd").readlink()
        except OSError:
            continue
        if place.is_relative_to(folder):
            found.append(int(process.name))
    return found


def test_two_networks_are_two_and_one_that_is_killed_leaves_nothing_running(
    bluesky: BlueskyNetwork, folder: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER],
        env=os.environ | {"TMPDIR": str(folder), "PYTHONPATH": ":".join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as starter:
        assert starter.stdout
        second = BlueskyNetwork(**json.loads(starter.stdout.readline()))
        only = Person(second, "only-second.test")
        made = only.post("Nobody else reads this")
        assert fetched(Desk(second).read(only.handle)).newest == made.uri
        assert Desk(bluesky).read(only.handle) == FetchFailed(
            reason=msg("newsdesk-fetch-no-account", only.handle), permanent=True
        )
        running = processes_in(folder)
        assert len(running) > 5
        starter.send_signal(signal.SIGKILL)
        starter.communicate()
    until(lambda: not any(is_running(pid) for pid in running), "servers were left behind")
