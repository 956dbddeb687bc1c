"""How the benchmark of matching reads pairs and counts, and that its rivals are what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.matching import best, counted, main
from bench.matching_pairs import Pair, around, links, read, sides
from bench.matching_rivals import exact, mastodon_twitter_sync, min_hash, token_set, w_ratio
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict

WIKI = Site(name="Practice", server="https://wiki.example")
A = "Harrow 3.8 is out: faster start and a new settings page"


def pair(same: bool, a: str = A, b: str = A, set_: str = "one") -> Pair:
    return Pair(a, b, None, None, same, set_, debatable=False)


def test_unsure_and_differing_pairs_count_as_not_matched() -> None:
    pairs = [pair(same) for same in (True, True, True, False, False)]
    verdicts = [Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERS, Verdict.SAME, None]
    result = counted(pairs, verdicts)
    assert (result.pairs, result.same, result.unsure) == (5, 3, 1)
    assert result.precision == 0.5
    assert result.recall == pytest.approx(1 / 3)
    assert result.f1 == pytest.approx(0.4)


def test_a_file_is_read_and_a_bad_line_named(tmp_path: Path) -> None:
    row = {"a": A, "b": A, "a_date": None, "b_date": "2026-03-02", "same": True, "set": "x"}
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(row) + "\n\n" + json.dumps(row | {"debatable": True}) + "\n")
    first, second = read(path)
    assert (first.a_date, str(first.b_date), first.debatable) == (None, "2026-03-02", False)
    assert second.debatable
    path.write_text(json.dumps(row) + '\n{"a": "x"}\n')
    with pytest.raises(ValueError, match=r"pairs\.jsonl:2"):
        read(path)


def test_links_of_wikitext_and_of_posts() -> None:
    text = "[[Help:Maps|maps]], [[m:Tech/News]], (www.harrow.example), https://a.example/b."
    assert links(text, WIKI) == (
        "https://wiki.example/wiki/Help:Maps",
        "https://wiki.example/wiki/m:Tech/News",
        "https://www.harrow.example",
        "https://a.example/b",
    )


def test_a_day_counts_once_however_many_texts_it_has() -> None:
    said = [pair(True), pair(True, b="Harrow 3.8 is here"), pair(False, b="Soup for all")]
    desk = around(sides(said))
    assert desk.texts == 3
    assert desk.having["harrow"] == 2


def test_the_rivals_compare_as_they_say() -> None:
    cut = "word " * 60
    assert exact(A, A.upper() + "!") == 1
    assert exact(A, A + " too") == 0
    assert token_set(A, "page settings new a and start faster: out is 3.8 Harrow") == 1
    assert w_ratio(A, A) == 1
    assert min_hash(A, A) == 1
    assert min_hash(A, "Something else altogether was said on that day") < 0.2
    assert mastodon_twitter_sync(f"{A} https://a.example/b", f"{A} http://a.example/b") == 1
    assert mastodon_twitter_sync(cut, cut[:239]) == 1
    assert mastodon_twitter_sync(A, "Harrow 3.8 is out") == 0


def test_a_rival_gets_the_threshold_that_suits_it_best() -> None:
    pairs = [pair(True), pair(True, b=A[:-5]), pair(False, b="Soup for all")]
    threshold, scores = best(pairs, token_set)
    assert min(scores[:2]) >= threshold > scores[2]


def test_the_table_has_a_line_for_each_set_and_rival(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parent / "cases" / "pairs.jsonl"
    main(["--pairs", str(path)])
    printed = capsys.readouterr().out
    for name in ("release", "translated", "all, each pair alone", "MinHash", "rapidfuzz WRatio"):
        assert f"\n{name}" in printed
