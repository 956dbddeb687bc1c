"""``python -m sandbox`` starts everything, keeps what was done, and leaves no process behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from sandbox.accounts import BLOCKED, EDITOR, SYSOP
from sandbox.run import ROOT
from tests.fixtures.waiting import is_running, until
from tests.fixtures.wiki import TIMEOUT

LAST_LINE = "Press Ctrl-C to stop."
READS_FIRST = "Reading the wiki and the channels"


class Run:
    """A sandbox that was started as people start it, and what it printed until it was ready."""

    def __init__(self, var: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sandbox", "--var", str(var)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": "src:."},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if LAST_LINE in line:
                break
        addresses = list(dict.fromkeys(re.findall(r"http://127\.0\.0\.1:\d+/", self.said)))
        assert len(addresses) == 2, self.said
        self.tool, self.wiki = addresses
        self.children = descendants(self.process.pid)

    def end(self, name: signal.Signals) -> str:
        """Send a signal; return what was said until the end."""
        self.process.send_signal(name)
        rest, _ = self.process.communicate(timeout=TIMEOUT)
        return str(rest)


@contextmanager
def running(var: Path) -> Iterator[Run]:
    run = Run(var)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.end(signal.SIGINT)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the runs keep their data, one after the other."""
    return tmp_path_factory.mktemp("runs") / "var"


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *descendants(child)]
    return found


def stops(run: Run, name: str) -> None:
    """Check that a signal ends all that a run started."""
    assert len(run.children) > 5
    assert "Stopped." in run.end(signal.Signals[name])
    assert run.process.returncode == 0
    assert not any(is_running(pid) for pid in run.children)


def test_it_starts_everything_names_the_accounts_and_goes_on_with_what_was_done(var: Path) -> None:
    with running(var) as first:
        assert requests.get(f"{first.tool}healthz", timeout=TIMEOUT).ok
        board = requests.get(first.tool, timeout=TIMEOUT)
        page = requests.get(f"{first.wiki}wiki/Main_Page", timeout=TIMEOUT)
        assert edit_anonymously(first.wiki, "Kept page")
        stops(first, "SIGINT")
    assert board.ok
    assert "Mailing list" in board.text, "the channels of the set-up page were read"
    assert "What is new with MediaWiki" in page.text
    for account in (EDITOR, SYSOP, BLOCKED):
        assert re.search(rf"{account.name} +{account.password} ", first.said)
    assert READS_FIRST in first.said
    with running(var) as second:
        page = requests.get(f"{second.wiki}wiki/Kept_page", timeout=TIMEOUT)
        stops(second, "SIGTERM")
    assert "Still here" in page.text
    assert READS_FIRST not in second.said, "nobody waits for what is stored already"


def test_everything_ends_when_it_is_killed_and_a_wiki_that_has_to_move_is_read_anew(
    var: Path,
) -> None:
    killed = Run(var)
    killed.end(signal.SIGKILL)
    until(lambda: not any(is_running(pid) for pid in killed.children), "a server was left behind")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", urlsplit(killed.wiki).port))
        other.listen()
        with running(var) as moved:
            board = requests.get(moved.tool, timeout=TIMEOUT)
            stops(moved, "SIGHUP")
    assert moved.wiki != killed.wiki
    assert READS_FIRST in moved.said
    assert "Mailing list" in board.text


def test_two_at_once_are_two_and_one_whose_server_ends_says_so_and_stops(var: Path) -> None:
    with running(var) as first, running(var) as second:
        addresses = {first.tool, first.wiki, second.tool, second.wiki}
        answers = [requests.get(f"{run.tool}healthz", timeout=TIMEOUT) for run in (first, second)]
        php = next(pid for pid in second.children if command_of(pid).startswith("php"))
        os.kill(php, signal.SIGKILL)
        rest, _ = second.process.communicate(timeout=TIMEOUT)
        assert requests.get(f"{first.tool}healthz", timeout=TIMEOUT).ok
    assert len(addresses) == 4
    assert all(answer.ok for answer in answers)
    assert {path.name for path in var.iterdir()} == {"sandbox-1", "sandbox-2"}
    assert "A server ended by itself" in rest
    assert second.process.returncode == 1
    assert not any(is_running(pid) for pid in second.children)


def test_without_apt_it_says_what_to_do(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "sandbox", "--var", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src:.", "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "There is no apt-get here" in answer.stderr
    assert "apt-get install php8.2-cli" in answer.stderr
    assert "Traceback" not in answer.stderr


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def edit_anonymously(wiki: str, title: str) -> bool:
    post = {"action": "edit", "title": title, "text": "Still here", "token": "+\\"}
    answer = requests.post(f"{wiki}w/api.php?format=json", post, timeout=TIMEOUT)
    return bool(answer.json()["edit"]["result"] == "Success")
