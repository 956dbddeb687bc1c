"""A prepared wiki: a code tree and a filled data folder, kept in a cache for all copies.

A changed recipe or seed makes a new one: see :mod:`sandbox.cache`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox import apt, seed
from sandbox.accounts import SYSOP
from sandbox.apt import MissingError, Say
from sandbox.cache import cache_folder, key, once
from sandbox.packages import PHP, PHP_PACKAGES

RECIPE = Path(__file__).with_name("mediawiki")
WIKI_PACKAGES = ("mediawiki", "mediawiki-classes")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A wiki ready to be copied: ``root`` holds the code as ``w``, ``data`` the filled databases.

    The code is shared by all copies, the data is not.
    """

    root: Path
    data: Path

    @property
    def php(self) -> list[str]:
        """The words that start PHP, which keeps what it compiled for the next start.

        See https://www.php.net/manual/opcache.configuration.php#ini.opcache.file-cache
        """
        compiled = self.root / "compiled"
        compiled.mkdir(exist_ok=True)
        return [PHP, "-d", "opcache.enable_cli=1", "-d", f"opcache.file_cache={compiled}"]

    def run(self, script: Path | str, *words: str, data: Path, stdin: str = "") -> str:
        """Run one of MediaWiki's maintenance scripts on a data folder; return what it printed.

        :raises MissingError: when the script fails, with what it said
        """
        answer = subprocess.run(
            [*self.php, self.root / "w" / script, *words],
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


def prepare(now: date, say: Say = apt.tell) -> Prepared:
    """Return the wiki filled as of a day; install, unpack and fill it where that is still to do.

    :raises MissingError: when something can't be installed
    """
    apt.ensure(PHP_PACKAGES, say)
    cache = cache_folder()
    code = key([*WIKI_PACKAGES, *PHP_PACKAGES])
    root = once(cache / f"mediawiki-{code}", lambda path: _unpack(path, say))
    plan = json.dumps(seed.plan(now), ensure_ascii=False)
    recipe = [path.read_text() for path in sorted(RECIPE.iterdir())]
    wiki = Prepared(root, cache / f"wiki-{key([root.name, *recipe, plan])}")
    once(wiki.data, lambda path: _fill(wiki, path, plan, say))
    return wiki


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
        *wiki.php,
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
