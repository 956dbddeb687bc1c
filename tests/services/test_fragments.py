"""The cache of fragments: made once, bounded in bytes, the least used go first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from newsdesk.infra import clock
from newsdesk.services.fragments import Fragments, Glance


def counting(text: str) -> tuple[Callable[[], str], list[str]]:
    made: list[str] = []

    def make() -> str:
        made.append(text)
        return text

    return make, made


def test_a_fragment_is_made_once_for_its_key() -> None:
    cache = Fragments[str]()
    make, made = counting("board")
    assert [cache.get(("desk", 1), make) for _ in range(3)] == ["board"] * 3
    assert len(made) == 1


def test_another_version_is_another_fragment() -> None:
    cache = Fragments[str]()
    assert cache.get(("desk", 1), lambda: "old") == "old"
    assert cache.get(("desk", 2), lambda: "new") == "new"


def test_the_least_used_go_when_the_limit_is_reached() -> None:
    text = "x" * 1000
    size = text.__sizeof__()
    cache = Fragments[str](limit=2 * size)
    cache.get("a", lambda: text)
    cache.get("b", lambda: text)
    cache.get("a", lambda: "never made")
    cache.get("c", lambda: text)
    assert cache.held == 2 * size
    make, made = counting(text)
    cache.get("a", make)
    assert made == []
    cache.get("b", make)
    assert len(made) == 1


def test_what_is_larger_than_the_whole_cache_is_not_kept() -> None:
    cache = Fragments[str](limit=1000)
    cache.get("small", lambda: "s")
    assert cache.get("big", lambda: "x" * 5000) == "x" * 5000
    make, made = counting("s")
    cache.get("small", make)
    assert made == []


def test_a_fragment_of_wide_characters_counts_with_its_bytes() -> None:
    cache = Fragments[str]()
    cache.get("arabic", lambda: "\u0627" * 1000)
    assert cache.held >= 2000


def test_a_forgotten_fragment_is_made_again() -> None:
    cache = Fragments[str]()
    cache.get("a", lambda: "old")
    cache.clear()
    assert cache.held == 0
    assert cache.get("a", lambda: "new") == "new"


def test_a_glance_looks_again_only_when_time_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 100.0
    monkeypatch.setattr(clock, "ticks", lambda: moment)
    seen = iter("abc")
    glance = Glance[str](seconds=1)

    def look() -> str:
        return next(seen)

    assert [glance.get(look), glance.get(look)] == ["a", "a"]
    moment = 101.0
    assert [glance.get(look), glance.get(look)] == ["b", "b"]


def test_threads_that_ask_at_once_wait_for_the_one_that_makes_it() -> None:
    cache = Fragments[str]()
    asked = Barrier(8)
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "board"

    def ask(_: int) -> str:
        asked.wait(timeout=30)
        return cache.get("key", make)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == ["board"] * 8
    assert made == ["made"]


def test_what_could_not_be_made_is_tried_again() -> None:
    cache = Fragments[str]()

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        cache.get("key", fail)
    assert cache.get("key", lambda: "made") == "made"


def test_threads_that_ask_at_once_leave_the_count_right() -> None:
    cache = Fragments[str](limit=200_000)

    def ask(n: int) -> str:
        return cache.get(n % 50, lambda: str(n % 50) * 5000)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(400))) == [str(n % 50) * 5000 for n in range(400)]
    assert cache.held <= 200_000
