"""The databases of the network: a PostgreSQL and a Redis of its own, empty at each start."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sandbox.apt import MissingError
from sandbox.process import Command, Server, free_port

POSTGRES = Path("/usr/lib/postgresql")
"""Where Debian puts each version's programs."""


@dataclass(frozen=True, slots=True)
class Databases:
    """Addresses of the two; the password is that of Redis."""

    postgres: str
    redis: str
    redis_password: str


def start(stack: ExitStack, folder: Path) -> Databases:
    """Start both, to be stopped with the stack, with their data in the folder.

    :raises MissingError: when one does not start
    """
    postgres = _postgres(stack, _Home.make(folder, "postgres"))
    redis, password = _redis(stack, _Home.make(folder, "redis"))
    return Databases(postgres, redis, password)


@dataclass(frozen=True, slots=True)
class _Home:
    """A folder of one database's own; ``alone`` starts a command as the folder's owner.

    The owner is never root, as whom PostgreSQL refuses to run.
    """

    folder: Path
    alone: tuple[str, ...]

    @classmethod
    def make(cls, parent: Path, name: str) -> _Home:
        folder = parent / name
        folder.mkdir(mode=0o700)
        if os.geteuid() != 0:
            return cls(folder, ())
        shutil.chown(folder, name, name)
        return cls(folder, ("setpriv", f"--reuid={name}", f"--regid={name}", "--clear-groups"))


def _postgres(stack: ExitStack, home: _Home) -> str:
    """Start PostgreSQL, reachable by its socket alone, and return its address."""
    programs = f"{_newest(POSTGRES)}/bin"
    data = f"--pgdata={home.folder}/data"
    quick = ("--no-sync", "--no-locale", "--encoding=UTF8")
    answer = subprocess.run(
        [*home.alone, f"{programs}/initdb", data, *quick, "--username=tests", "--auth=trust"],
        cwd=home.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise MissingError(f"initdb failed:\n{answer.stdout}")
    server = Command(
        [
            *home.alone,
            f"{programs}/postgres",
            f"-D{home.folder}/data",
            f"-k{home.folder}",
            "-clisten_addresses=",
            "-F",
        ],
        log=home.folder / "log",
        cwd=home.folder,
        env=plain_environment(),
    )
    stack.callback(server.stop)
    asking = [f"{programs}/pg_isready", "--quiet", f"--host={home.folder}"]
    server.wait_until(lambda: subprocess.run(asking, check=False).returncode == 0)
    return f"postgresql://tests@/postgres?host={home.folder}"


def _redis(stack: ExitStack, home: _Home) -> tuple[str, str]:
    """Start Redis, which knows no sockets in this use, behind a password; return both."""
    port, password = free_port(), secrets.token_urlsafe()
    settings = home.folder / "settings"
    settings.write_text(f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\n')
    server = Server(
        [*home.alone, "redis-server", str(settings)],
        port=port,
        log=home.folder / "log",
        cwd=home.folder,
        env=plain_environment(),
    )
    stack.callback(server.stop)
    server.wait_until_listening()
    return f"127.0.0.1:{port}", password


def plain_environment() -> dict[str, str]:
    """Return an environment in which no one's own settings change how a server runs."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def _newest(folder: Path) -> Path:
    versions = [path for path in folder.glob("*") if (path / "bin/postgres").exists()]
    if not versions:
        raise MissingError(f"PostgreSQL is installed, but not in {folder}, where Debian puts it.")
    return max(versions, key=lambda path: int(path.name))
