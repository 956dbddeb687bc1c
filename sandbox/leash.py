"""Runs a command in a process group of its own, and ends the group when its starter is gone.

Started as ``python leash.py command ..``. Its standard input is a pipe that the starter holds
open: when that closes, for whatever reason, the whole group is ended. A signal to the command
alone would leave its workers behind. Workers whose parent died become children of this process,
so that it ends only when all of them have.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time

GRACE = 2.0
PR_SET_CHILD_SUBREAPER = 36


def main(command: list[str]) -> int:
    """Run the command until it ends or standard input closes, and end what is left of it.

    Returns its exit status, negative for the signal that ended it.
    """
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stay)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    watched = select.poll()
    watched.register(sys.stdin.fileno(), select.POLLIN | select.POLLHUP)
    watched.register(os.pidfd_open(child.pid), select.POLLIN)
    watched.poll()
    statuses: dict[int, int] = {}
    for name in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, name)
        statuses |= _reap()
    return statuses.get(child.pid, 1)


def _reap() -> dict[int, int]:
    """Wait for the command and for those it left behind, but not for ever."""
    deadline, statuses = time.monotonic() + GRACE, {}
    while time.monotonic() < deadline:
        try:
            ended, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if ended:
            statuses[ended] = os.waitstatus_to_exitcode(status)
        else:
            time.sleep(0.01)
    return statuses


def _stay(*_: object) -> None:
    """Outlive the signal; unlike one that is ignored, it keeps its meaning in the command."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
