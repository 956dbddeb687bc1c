"""Two runs at once never share a folder, and one after the other do."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

from sandbox.instance import claimed
from sandbox.process import free_port

DAY, LATER = date(2026, 11, 21), date(2026, 12, 24)


def test_each_run_holds_a_folder_of_its_own(tmp_path: Path) -> None:
    with claimed(tmp_path, DAY) as first, claimed(tmp_path, DAY) as second:
        assert (first.number, second.number) == (1, 2)
        assert first.folder == tmp_path / "sandbox-1"
        assert second.folder == tmp_path / "sandbox-2"
    with claimed(tmp_path, DAY) as again:
        assert again == first


def test_the_story_of_a_folder_keeps_its_day(tmp_path: Path) -> None:
    with claimed(tmp_path, DAY) as first:
        assert first.day == DAY
        with claimed(tmp_path, LATER) as second:
            assert second.day == LATER
    with claimed(tmp_path, LATER) as again:
        assert again.day == DAY


def test_the_wiki_keeps_its_port_unless_that_is_taken(tmp_path: Path) -> None:
    port = free_port()
    with claimed(tmp_path, DAY) as first:
        assert first.wiki_port(port) == port
    with claimed(tmp_path, DAY) as again, socket.socket() as other:
        assert again.wiki_port(free_port()) == port
        other.bind(("127.0.0.1", port))
        other.listen()
        moved = again.wiki_port(port)
        assert moved != port
    with claimed(tmp_path, DAY) as later:
        assert later.wiki_port(port) == moved
