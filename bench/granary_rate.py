"""Converts recorded answers with granary, in an environment of its own: nothing of ours is there.

``granary_rate.py FOLDER check`` prints which of the items in ``mastodon.json`` and
``bluesky.json`` it takes for wrong; ``granary_rate.py FOLDER rate`` prints how many posts a
second it converts of the pages in ``*-pages.json``. See https://granary.readthedocs.io/
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granary import bluesky, mastodon, rss  # type: ignore[import-not-found]

_SERVER = mastodon.Mastodon("https://wikis.world", access_token="none", user_id="109")

Convert = Callable[[Any], Any]


def main() -> None:
    """Do what the command line says."""
    folder, wanted = Path(sys.argv[1]), sys.argv[2]
    logging.disable()
    print(json.dumps(_check(folder) if wanted == "check" else _rate(folder)))


def _status(status: Any) -> object:
    return _SERVER.status_to_as1_activity(status)


def _view(item: Any) -> object:
    return bluesky.to_as1(item, type="app.bsky.feed.defs#feedViewPost")


_ITEMS: dict[str, Convert] = {"mastodon": _status, "bluesky": _view}


def _check(folder: Path) -> dict[str, list[int]]:
    def refused(name: str, convert: Convert) -> list[int]:
        items = json.loads((folder / f"{name}.json").read_text())
        return [number for number, item in enumerate(items) if not _takes(convert, item)]

    return {name: refused(name, convert) for name, convert in _ITEMS.items()}


def _takes(convert: Convert, item: Any) -> bool:
    try:
        return bool(convert(item))
    except Exception:
        return False


def _rate(folder: Path) -> dict[str, float]:
    def whole(convert: Convert) -> Convert:
        return lambda page: [convert(item) for item in json.loads(page)]

    makers = {name: whole(convert) for name, convert in _ITEMS.items()} | {"rss": rss.to_as1}
    return {name: _of(folder, name, convert) for name, convert in makers.items()}


def _of(folder: Path, name: str, convert: Convert) -> float:
    pages = json.loads((folder / f"{name}-pages.json").read_text())
    convert(pages[0])
    began = time.perf_counter()
    posts = sum(len(convert(page)) for page in pages)
    return posts / (time.perf_counter() - began)


main()
