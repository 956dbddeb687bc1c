"""Installs what the network is made of: ``python -m sandbox.bluesky_network.install``.

Node itself is one of the npm packages, as Debian's is too old. No package's own install script
is run, as npm would ask a person first; the one part that needs compiling is compiled here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sandbox import apt
from sandbox.apt import MissingError, Say
from sandbox.cache import cache_folder, key, once
from sandbox.npm import npm

HERE = Path(__file__).parent
MANIFESTS = ("package.json", "package-lock.json")
DEBIAN_PACKAGES = ("build-essential", "postgresql", "redis-server")
_COMPILED = "better-sqlite3"


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder with the npm packages, ready to run."""

    folder: Path

    @property
    def node(self) -> Path:
        """The node that is one of the packages: the one for this machine, with its C headers.

        :raises MissingError: where there is none for such a machine
        """
        for node in self.folder.glob("node_modules/node-linux-*/bin/node"):
            return node
        raise MissingError("The Bluesky network runs on Linux alone, on x64 or arm64.")


def main() -> int:
    """Install everything; return the exit code."""
    try:
        install()
    except MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def install(say: Say = apt.tell) -> Installed:
    """Install what is still missing, and return where it is.

    :raises MissingError: when something cannot be installed
    """
    apt.ensure(DEBIAN_PACKAGES, say)
    name = f"bluesky-network-{key([(HERE / name).read_text() for name in MANIFESTS])}"
    return Installed(once(cache_folder() / name, lambda folder: _build(folder, say)))


def _build(folder: Path, say: Say) -> None:
    say("Installing a Bluesky network with npm, which takes some minutes ..")
    folder.mkdir()
    for name in MANIFESTS:
        shutil.copy(HERE / name, folder)
    install_only = ("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    npm(*install_only, folder=folder, failed="The Bluesky network could not be fetched.")
    _compile(Installed(folder))


def _compile(installed: Installed) -> None:
    modules, node = installed.folder / "node_modules", installed.node
    gyp = (str(node), f"{modules}/node-gyp/bin/node-gyp.js")
    answer = subprocess.run(
        [*gyp, "rebuild", "--release", "--jobs=max", f"--nodedir={node.parents[1]}"],
        cwd=modules / _COMPILED,
        env=os.environ | {"PATH": f"{node.parent}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode:
        said = "\n  ".join(answer.stdout.strip().splitlines()[-12:])
        raise MissingError(f"{_COMPILED} could not be compiled; node-gyp said:\n  {said}")


if __name__ == "__main__":
    sys.exit(main())
