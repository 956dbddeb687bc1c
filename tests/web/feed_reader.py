"""Readers of feeds that nobody here wrote: feedparser, as it comes, and newsboat."""

from __future__ import annotations

import importlib
import io
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Response


@cache
def _feedparser() -> Any:
    """Import feedparser anew, as the tool sets limits of its own to the one that it reads with."""
    ours = _loaded()
    for name in ours:
        del sys.modules[name]
    untouched = importlib.import_module("feedparser")
    for name in _loaded():
        del sys.modules[name]
    sys.modules.update(ours)
    return untouched


def _loaded() -> dict[str, Any]:
    return {name: it for name, it in sys.modules.items() if name.split(".")[0] == "feedparser"}


def parse(answer: Response) -> Any:
    """Return a feed as feedparser takes it, which must find nothing to complain of."""
    assert answer.status_code == 200
    headers = {name.lower(): value for name, value in answer.headers}
    found = _feedparser().parse(io.BytesIO(answer.data), response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


def newsboat(folder: Path, urls: Sequence[str]) -> list[Mapping[str, Any]]:
    """Let newsboat fetch feeds into a folder of its own; return the entries that it then has.

    See https://newsboat.org/releases/2.21/docs/newsboat.html#_command_line_options
    """
    (folder / "urls").write_text("".join(f"{one}\n" for one in urls), encoding="utf-8")
    (folder / "config").write_text(f'error-log "{folder}/errors"\n', encoding="utf-8")
    own = {"-u": "urls", "-C": "config", "-c": "cache.db"}
    files = [word for option, name in own.items() for word in (option, str(folder / name))]
    done = subprocess.run(
        ["newsboat", "-q", *files, "-x", "reload"],
        capture_output=True,
        text=True,
        env={"HOME": str(folder), "LANG": "C.UTF-8", "TERM": "dumb"},
        timeout=60,
        check=True,
    )
    errors = folder / "errors"
    said = done.stdout + done.stderr + (errors.read_text() if errors.exists() else "")
    assert not said.strip(), said
    with closing(sqlite3.connect(folder / "cache.db")) as cache_:
        cache_.row_factory = sqlite3.Row
        rows = cache_.execute("SELECT * FROM rss_item ORDER BY pubDate DESC, id").fetchall()
    return [dict(row) for row in rows]
