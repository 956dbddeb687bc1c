"""What takes long to build, kept between runs: folders named by what they are made of.

They are built under a lock and put in place by a rename, so that several processes can ask for
them at once, and one that is killed leaves nothing half done behind.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

KEEP_DAYS = 7


def cache_folder() -> Path:
    """Return where all of them are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsdesk"


def key(parts: object) -> str:
    """Return a short name for what a folder is made of, given as JSON has it."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def once(place: Path, build: Callable[[Path], None]) -> Path:
    """Build a folder unless it is there, and note that it is in use.

    :param build: makes the folder it is given, which does not exist yet
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        with _locked(place.with_suffix(".lock")):
            if not place.exists():
                unfinished = place.with_suffix(".new")
                shutil.rmtree(unfinished, ignore_errors=True)
                build(unfinished)
                _forget_old(place.parent)
                unfinished.rename(place)
    os.utime(place)
    return place


def _forget_old(cache: Path) -> None:
    """Remove what no run has used for days: made of what is no longer wanted."""
    oldest = time.time() - KEEP_DAYS * 86400
    for path in cache.glob("*-*"):
        if path.suffix != ".lock" and path.stat().st_mtime < oldest:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes for the time of the block."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
