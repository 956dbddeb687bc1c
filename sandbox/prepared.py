"""A prepared wiki: a code tree and a filled data folder, kept in a cache for all copies.

Both are kept under a name made of what they are made of, so that a changed recipe or seed makes
a new one. They are built under a lock and put in place by a rename, so that several processes
can ask for them at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox import apt, seed
from sandbox.accounts import SYSOP
from sandbox.apt import MissingError, Say
from sandbox.packages import PHP, PHP_PACKAGES

RECIPE = Path(__file__).with_name("mediawiki")
WIKI_PACKAGES = ("mediawiki", "mediawiki-classes")
KEEP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Prepared:
    """A wiki ready to be copied: ``root`` holds the code as ``w``, ``data`` the filled databases.

    The code is shared by all copies, the data is not.
    """

    root: Path
    data: Path

    def run(self, script: Path | str, *words: str, data: Path, stdin: str = "") -> str:
        """Run one of MediaWiki's maintenance scripts on a data folder; return what it printed.

        :raises MissingError: when the script fails, with what it said
        """
        answer = subprocess.run(
            [PHP, self.root / "w" / script, *words],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(data, "http://127.0.0.1"),
        )
        if answer.returncode:
            raise MissingError(f"{script} failed:\n{answer.stdout}{answer.stderr}")
        return answer.stdout

    def environment(self, data: Path, server: str) -> dict[str, str]:
        """Return the environment in which the code tree serves this data at this address."""
        return {
            **os.environ,
            "MW_CONFIG_FILE": str(RECIPE / "LocalSettings.php"),
            "MW_INSTALL_PATH": str(self.root / "w"),
            "WIKI_DATA": str(data),
            "WIKI_SERVER": server,
        }


def cache_folder() -> Path:
    """Return where prepared wikis are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsdesk"


def prepare(now: date, say: Say = apt.tell) -> Prepared:
    """Return the wiki filled as of a day; install, unpack and fill it where that is still to do.

    :raises MissingError: when something can't be installed
    """
    apt.ensure(PHP_PACKAGES, say)
    cache = cache_folder()
    root = _once(cache / f"mediawiki-{_key(WIKI_PACKAGES)}", lambda path: _unpack(path, say))
    plan = json.dumps(seed.plan(now), ensure_ascii=False)
    recipe = [path.read_text() for path in sorted(RECIPE.iterdir())]
    wiki = Prepared(root, cache / f"wiki-{_key([root.name, *recipe, plan])}")
    _once(wiki.data, lambda path: _fill(wiki, path, plan, say))
    return wiki


def _key(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _once(place: Path, build: Callable[[Path], None]) -> Path:
    """Build a folder unless it is there, and note that it is in use."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        with locked(place.with_suffix(".lock")):
            if not place.exists():
                unfinished = place.with_suffix(".new")
                shutil.rmtree(unfinished, ignore_errors=True)
                build(unfinished)
                _forget_old(place.parent)
                unfinished.rename(place)
    os.utime(place)
    return place


def _unpack(place: Path, say: Say) -> None:
    say("Unpacking MediaWiki from Debian's packages ..")
    apt.unpack(WIKI_PACKAGES, place)
    code = place / "w"
    (place / "usr/share/mediawiki").rename(code)
    for path in code.iterdir():
        if path.is_symlink():
            path.unlink()
    (code / "extensions-core").rename(code / "extensions")
    (code / "images").mkdir()
    (place / "words").mkdir()
    for rest in ("usr", "etc", "var"):
        shutil.rmtree(place / rest)


def _fill(wiki: Prepared, place: Path, plan: str, say: Say) -> None:
    say("Installing the practice wiki and filling it ..")
    place.mkdir()
    settings = {
        "dbtype": "sqlite",
        "dbpath": place,
        "dbname": "wiki",
        "scriptpath": "/w",
        "server": "http://127.0.0.1",
        "pass": SYSOP.password,
        "confpath": place,
    }
    options = [f"--{name}={value}" for name, value in settings.items()]
    install = [
        PHP,
        str(wiki.root / "w/maintenance/install.php"),
        *options,
        "Practice wiki",
        "Installer",
    ]
    answer = subprocess.run(install, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise MissingError(f"MediaWiki's installer failed:\n{answer.stdout}{answer.stderr}")
    (place / "LocalSettings.php").unlink()
    wiki.run(RECIPE / "seed.php", data=place, stdin=plan)


def _forget_old(cache: Path) -> None:
    """Remove what no run has used for days: filled wikis of other days and recipes."""
    oldest = time.time() - KEEP_DAYS * 86400
    for path in cache.glob("*-*"):
        if path.suffix != ".lock" and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes for the time of the block."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
