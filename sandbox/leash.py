"""Runs a command in a process group of its own, and ends the group when its starter is gone.

Started as ``python leash.py command ..``. Its standard input is a pipe that the starter holds
open: when that closes, for whatever reason, the whole group is ended. A signal to the command
alone would leave its workers behind.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys

GRACE = 5.0


def main(command: list[str]) -> int:
    """Run the command until it ends or standard input closes; return its exit status."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stay)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    watched = select.poll()
    watched.register(sys.stdin.fileno(), select.POLLIN | select.POLLHUP)
    watched.register(os.pidfd_open(child.pid), select.POLLIN)
    watched.poll()
    return _end(child)


def _stay(*_: object) -> None:
    """Outlive the signal; unlike one that is ignored, it keeps its meaning in the command."""


def _end(child: subprocess.Popen[bytes]) -> int:
    for name in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, name)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(GRACE)
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
