"""Servers as child processes that never outlive the process that started them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sandbox.apt import MissingError

_LEASH = Path(__file__).with_name("leash.py")
PATIENCE = 90.0
"""Seconds for what takes one or two: a machine may have much else to do."""


class Command:
    """A command in a process group of its own; ``env`` is its whole environment."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.log = log
        with log.open("ab") as out:
            self._leash = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_LEASH), *command],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                env=env,
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether the command is still running."""
        return self._leash.poll() is None

    def succeeds(self) -> bool:
        """Wait until the command has ended; tell whether it says that all went well."""
        return self._leash.wait() == 0

    def wait_until(self, ready: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Return once the command is ready.

        :raises MissingError: when it ended, or was not ready in time
        """
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.alive or time.monotonic() > deadline:
                self.stop()
                raise MissingError(f"A server did not start; see {self.log}\n{self._said()}")
            time.sleep(0.01)

    def kill(self) -> None:
        """Kill the command and everything it started at once, as a failing machine does."""
        leash = self._leash.pid
        for child in Path(f"/proc/{leash}/task/{leash}/children").read_text().split():
            os.killpg(int(child), signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        """End the command and everything it started, and wait until they are gone."""
        if self._leash.stdin is not None:
            self._leash.stdin.close()
        self._leash.wait()

    def _said(self) -> str:
        """Return the end of the log, which may be gone with its folder by when it is read."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-10:])


class Server(Command):
    """A command that listens on a loopback port."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        port: int,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        super().__init__(command, log=log, env=env, cwd=cwd)
        self._port = port

    def wait_until_listening(self) -> None:
        """Return once the port takes connections.

        :raises MissingError: when the command ended, or did not listen in time
        """
        self.wait_until(lambda: _listens(self._port))


def free_port(*preferred: int) -> int:
    """Return the first of the preferred ports that nobody listens on, else any free one."""
    for port in (*preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise MissingError("There is no free port on 127.0.0.1.")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
