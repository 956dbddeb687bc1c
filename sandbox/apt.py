"""Debian packages: installs what is missing, or says what to do where it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Say = Callable[[str], None]

_OPTIONS = ("-o", "APT::Sandbox::User=root", "-o", "DPkg::Lock::Timeout=300")


class MissingError(Exception):
    """Something that the machine lacks; the text says what, and what to do."""


def tell(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def ensure(packages: Iterable[str], say: Say = tell) -> None:
    """Install those of the packages that are not installed.

    :raises MissingError: without apt, without the right to use it, or without a network
    """
    wanted = missing(packages)
    if not wanted:
        return
    say(f"Installing {', '.join(wanted)} with apt ..")
    update(wanted)
    _apt("install", "-y", "--no-install-recommends", *wanted, root=True, wanted=wanted)


def missing(packages: Iterable[str]) -> list[str]:
    """Return those of the packages that dpkg does not know as installed."""
    names = list(packages)
    if shutil.which("dpkg-query") is None:
        return names
    answer = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {line.removesuffix(" installed") for line in answer.stdout.splitlines()}
    return [name for name in names if name not in installed]


def unpack(packages: Sequence[str], into: Path) -> None:
    """Download packages and unpack their files into a folder, without installing them.

    :raises MissingError: as :func:`ensure`
    """
    into.mkdir(parents=True, exist_ok=True)
    try:
        _download(packages, into)
    except MissingError:
        update(packages)
        _download(packages, into)
    for package in sorted(into.glob("*.deb")):
        subprocess.run(["dpkg", "-x", package, into], check=True)
        package.unlink()


def update(wanted: Sequence[str]) -> None:
    """Fetch apt's lists of packages, as a machine that was never used has none."""
    _apt("update", "-q", root=True, wanted=wanted)


def _download(packages: Sequence[str], into: Path) -> None:
    _apt("download", "-q", *packages, root=False, wanted=packages, cwd=into)


def _apt(*words: str, root: bool, wanted: Sequence[str], cwd: Path | None = None) -> None:
    by_hand = (
        f"As root: apt-get update && apt-get install {' '.join(wanted)}\n"
        "Then run the same command again."
    )
    if shutil.which("apt-get") is None:
        raise MissingError(
            f"There is no apt-get here; this needs Debian 12 or its like. {by_hand}"
        )
    answer = subprocess.run(
        [*_as_root(root, by_hand), "apt-get", *_OPTIONS, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )
    if answer.returncode:
        said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()[-4:]
        raise MissingError(
            f"apt-get {words[0]} failed. May you use sudo, is the network up, and is this "
            f"Debian 12? {by_hand}\napt-get said:\n  " + "\n  ".join(said)
        )


def _as_root(needed: bool, by_hand: str) -> list[str]:
    if not needed or os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        raise MissingError(f"Installing needs root or sudo, and there is neither. {by_hand}")
    return ["sudo"]
