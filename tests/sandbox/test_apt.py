"""Packages are installed where they are missing; where they can't be, it is said what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sandbox import apt
from sandbox.apt import MissingError

ABSENT = "newsdesk-no-such-package"
APT_WITHOUT_LISTS = """
case "$*" in
    *update*) : > "$0.lists" ;;
    *download*) [ -e "$0.lists" ] || exit 100; : > one.deb ;;
esac
"""


class Machine:
    """A folder of commands that takes the place of the machine's; it notes what was called."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._calls = folder, folder / "calls"

    def has(self, name: str, script: str = "") -> None:
        command = self.folder / name
        command.write_text(f'#!/bin/sh\necho {name} "$@" >> {self._calls}\n{script}\n')
        command.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text().splitlines() if self._calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return Machine(tmp_path)


def test_dpkg_knows_what_is_installed() -> None:
    assert apt.missing(["dpkg", ABSENT, "coreutils"]) == [ABSENT]


def test_what_is_installed_needs_no_apt(machine: Machine) -> None:
    machine.has("dpkg-query", "echo one installed; echo two installed; echo three config-files")
    apt.ensure(["one", "two"])
    assert apt.missing(["one", "three"]) == ["three"]


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.has("dpkg-query", "echo one installed")
    machine.has("apt-get", 'echo "$DEBIAN_FRONTEND" >> "$0.frontend"')
    said: list[str] = []
    apt.ensure(["one", "two"], said.append)
    calls = [call for call in machine.calls if call.startswith("apt-get")]
    assert [call.split()[5:] for call in calls] == [
        ["update", "-q"],
        ["install", "-y", "--no-install-recommends", "two"],
    ]
    assert (machine.folder / "apt-get.frontend").read_text().split() == ["noninteractive"] * 2
    assert said == ["Installing two with apt .."]


def test_who_is_not_root_uses_sudo(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.has("apt-get")
    machine.has("sudo")
    apt.ensure(["two"], lambda _: None)
    assert [call.split()[:2] for call in machine.calls] == [["sudo", "apt-get"]] * 2


def test_without_root_and_sudo_it_says_so(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    machine.has("apt-get")
    with pytest.raises(MissingError, match=r"needs root or sudo.* apt-get install two"):
        apt.ensure(["two"], lambda _: None)


def test_without_apt_it_says_what_is_needed(machine: Machine) -> None:
    with pytest.raises(MissingError, match=r"needs Debian 12.* apt-get install two"):
        apt.ensure(["two"], lambda _: None)


def test_without_a_network_it_says_what_apt_said(machine: Machine) -> None:
    machine.has("apt-get", "echo 'E: Temporary failure resolving' >&2; exit 100")
    with pytest.raises(MissingError, match=r"(?s)network up.*Temporary failure resolving"):
        apt.ensure(["two"], lambda _: None)


def test_unpacking_installs_nothing(machine: Machine, tmp_path: Path) -> None:
    machine.has("apt-get", APT_WITHOUT_LISTS)
    machine.has("dpkg")
    folder = tmp_path / "unpacked"
    apt.unpack(["one"], folder)
    assert [call.split()[5] for call in machine.calls[:3]] == ["download", "update", "download"]
    assert machine.calls[3] == f"dpkg -x {folder}/one.deb {folder}"
    assert not list(folder.iterdir())
