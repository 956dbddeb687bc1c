"""What the wiki takes for its own news page, beside what the board takes."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

from bench import server, story
from bench.table import timed
from sandbox.prepared import prepare
from sandbox.wiki import Wiki


def news_page(day: date) -> None:
    """Print how long the practice wiki takes to show the news page to somebody logged out."""
    path = "/wiki/" + quote(story.PAGE.replace(" ", "_"))
    with tempfile.TemporaryDirectory() as folder:
        prepared = prepare(day)
        with Wiki(prepared, Path(folder), "http://127.0.0.1") as wiki:
            timed("for comparison: the wiki's news page", partial(server.fetch, wiki.port, path))
