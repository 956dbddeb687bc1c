"""Servers end with everything they started, however their starter ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.apt import MissingError
from sandbox.process import Command, Server, free_port
from tests.fixtures.waiting import is_running, until

# A server with a worker that takes no notice of SIGTERM and notes both process ids.
STUBBORN = """
import os, signal, socket, sys
port, note = int(sys.argv[1]), sys.argv[2]
parent = os.getpid()
child = os.fork()
if not child:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with open(note + ".new", "w") as file:
        file.write(f"{parent} {os.getpid()}")
    os.rename(note + ".new", note)
    signal.pause()
with socket.create_server(("127.0.0.1", port)):
    signal.pause()
"""
STARTER = """
import sys
from pathlib import Path
from sandbox.process import Server
command, port, folder = sys.argv[1:4]
server = Server([sys.executable, "-c", command, port, folder + "/pids"],
                port=int(port), log=Path(folder, "log"))
server.wait_until_listening()
print("listening", flush=True)
sys.stdin.read()
"""


def pids_in(folder: Path) -> list[int]:
    note = folder / "pids"
    until(note.exists, "the worker never started")
    return [int(pid) for pid in note.read_text().split()]


def stubborn(folder: Path, port: int) -> Server:
    command = [sys.executable, "-c", STUBBORN, str(port), str(folder / "pids")]
    return Server(command, port=port, log=folder / "log")


def test_stop_ends_the_command_and_its_workers(tmp_path: Path) -> None:
    server = stubborn(tmp_path, free_port())
    server.wait_until_listening()
    pids = pids_in(tmp_path)
    assert all(is_running(pid) for pid in pids)
    server.stop()
    assert not server.alive
    assert not any(is_running(pid) for pid in pids)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_all_end_when_the_starter_is_killed(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-c", STARTER, STUBBORN, str(free_port()), str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout
        assert starter.stdout.readline() == "listening\n"
        pids = pids_in(tmp_path)
        starter.send_signal(signal.Signals[name])
        starter.communicate()
    until(lambda: not any(is_running(pid) for pid in pids), "workers were left behind")


def test_a_command_that_ends_is_noticed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('cannot start')"]
    server = Server(command, port=free_port(), log=tmp_path / "log")
    with pytest.raises(MissingError, match=r"did not start; see .*log"):
        server.wait_until_listening()
    assert "cannot start" in (tmp_path / "log").read_text()


@pytest.mark.parametrize(("code", "good"), [("pass", True), ("exit(3)", False)])
def test_it_is_known_how_a_command_ended(tmp_path: Path, code: str, good: bool) -> None:
    command = Command([sys.executable, "-c", code], log=tmp_path / "log")
    assert command.succeeds() is good
    command.stop()


def test_a_server_that_dies_takes_its_workers_along(tmp_path: Path) -> None:
    server = stubborn(tmp_path, free_port())
    server.wait_until_listening()
    main, worker = pids_in(tmp_path)
    subprocess.run(["kill", "-9", str(main)], check=True)
    until(lambda: not server.alive, "nobody noticed")
    assert not is_running(worker)
    server.stop()


def test_kill_ends_the_command_and_its_workers_at_once(tmp_path: Path) -> None:
    server = stubborn(tmp_path, free_port())
    server.wait_until_listening()
    pids = pids_in(tmp_path)
    server.kill()
    assert not server.alive
    assert not any(is_running(pid) for pid in pids)


def test_a_preferred_port_is_taken_when_it_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        other = free_port(port)
        assert other != port
        assert free_port(port, other) == other
    assert free_port(port) == port
