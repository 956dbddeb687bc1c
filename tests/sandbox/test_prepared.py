"""Prepared wikis are built once, under a name made of what is in them."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from sandbox.apt import MissingError
from sandbox.cache import cache_folder
from sandbox.prepared import Prepared, prepare
from tests.fixtures.wiki import TODAY

TOMORROW = date(2026, 11, 22)


@pytest.fixture
def cache(prepared_wiki: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own that has MediaWiki's code already, but no filled wiki."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    folder.mkdir()
    (folder / prepared_wiki.root.name).symlink_to(prepared_wiki.root)
    return folder


def test_a_wiki_is_prepared_once_by_all_who_ask_at_the_same_time(cache: Path) -> None:
    said: list[str] = []
    with ThreadPoolExecutor(3) as pool:
        wikis = list(pool.map(lambda _: prepare(TODAY, said.append), range(3)))
    assert len(set(wikis)) == 1
    assert said == ["Installing the practice wiki and filling it .."]
    assert wikis[0].data.parent == cache
    assert prepare(TOMORROW, said.append).data != wikis[0].data
    assert not list(cache.glob("*.new"))


def test_a_build_clears_away_what_was_cut_short_or_not_used_for_days(
    cache: Path, prepared_wiki: Prepared
) -> None:
    half = cache / f"{prepared_wiki.data.name}.new"
    half.mkdir()
    (half / "wiki.sqlite").write_text("half")
    for name, age in (("wiki-old", 8), ("wiki-recent", 6)):
        (cache / name).mkdir()
        then = (cache / name).stat().st_mtime - age * 86400
        os.utime(cache / name, (then, then))
    with sqlite3.connect(prepare(TODAY, lambda _: None).data / "wiki.sqlite") as database:
        assert database.execute("SELECT count(*) FROM page").fetchone()[0] > 1
    database.close()
    assert not half.exists()
    assert not (cache / "wiki-old").exists()
    assert (cache / "wiki-recent").exists()


def test_a_script_that_fails_is_reported_with_what_it_said(prepared_wiki: Prepared) -> None:
    with pytest.raises(MissingError, match="Argument <user> required"):
        prepared_wiki.run("maintenance/createBotPassword.php", data=prepared_wiki.data)
