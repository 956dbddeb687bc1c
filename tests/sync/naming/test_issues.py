"""Issues of series, parts of something, and other numbers."""

import pytest

from newsdesk.sync.named import Issue
from newsdesk.sync.naming import named


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Tech News 2026/47", {Issue(47, 2026)}),
        ("[[m:Tech/News/2017/13|Tech News 2017/13]]", {Issue(13, 2017)}),
        ("Tech News: 2026, week 47", {Issue(47, 2026)}),
        ("week 47 of 2026", {Issue(47, 2026)}),
        ("TWIF 2026-W12", {Issue(12, 2026)}),
        ("This Week in Rust 571", {Issue(571)}),
        ("This Week in Rust #571", {Issue(571)}),
        ("issue #12", {Issue(12)}),
        ("Ausgabe 47", {Issue(47)}),
        ("KW 47/2026", {Issue(47, 2026)}),
        ("47. Ausgabe", {Issue(47)}),
        ("numéro 47", {Issue(47)}),
        ("n° 47", {Issue(47)}),
        ("nº 47", {Issue(47)}),
        ("№ 47", {Issue(47)}),
        ("número 47", {Issue(47)}),
        ("12ª edición", {Issue(12)}),
        ("Nr. 47", {Issue(47)}),
        ("No. 3", {Issue(3)}),
        ("the 12th edition", {Issue(12)}),
        ("выпуск 47", {Issue(47)}),
        ("неделя 47", {Issue(47)}),
        ("tydzień 47", {Issue(47)}),
        ("העדכון הטכני, גיליון 47", {Issue(47)}),
        ("العدد ٤٧", {Issue(47)}),
        ("第47号", {Issue(47)}),
        ("第12回", {Issue(12)}),
        ("2026年第47週", {Issue(47, 2026)}),
        ("제47호", {Issue(47)}),
        ("Episode 12", {Issue(12)}),
        ("Wikidata Weekly Summary #650", {Issue(650)}),
        ("Growth newsletter 31", {Issue(31)}),
        ("Heft 3/26", {Issue(3, 2026)}),
        ("Rundbrief 04/2026", {Issue(4, 2026)}),
        ("This Month in GLAM: Volume XV, Issue X", {Issue(10)}),
        ("Ausgabe XIV (2026)", {Issue(14, 2026)}),
        ("weekly summary 700", {Issue(700)}),
        ("See you next week at stand 12!", set()),
        ("This week in Berlin with 300 guests", set()),
        ("weeklyOSM 799 ist da", {Issue(799)}),
        ("Community Newsletter 2025 #3", {Issue(3, 2025)}),
        ("edition 2026, #2026", set()),
        ("3 weeks, 12 episodes, 2 issues", set()),
    ],
)
def test_an_issue_of_a_series(text: str, issues: set[Issue]) -> None:
    found = named(text)
    assert found.issues == issues
    assert not found.versions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Day 2 of FOSDEM", {2}),
        ("Tag 2", {2}),
        ("the 2nd day", {2}),
        ("2日目", {2}),
        ("Part II", {2}),
        ("Teil 3", {3}),
        ("Session IV", {4}),
        ("Глава 5", {5}),
        ("Q3 2026", {3}),
        ("Season 2", {2}),
        ("3 days", set()),
        ("A day in May", set()),
    ],
)
def test_a_part_of_something(text: str, parts: set[int]) -> None:
    assert named(text).parts == parts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,400+ organisms", {"1400"}),
        ("1.400 Organismen", {"1400"}),
        ("1 400 organismes", {"1400"}),
        ("1\u202f400\u00a0organismes", {"1400"}),
        ("1'234'567", {"1234567"}),
        ("2,5 million", {"2.5"}),
        ("2.5 million", {"2.5"}),
        ("12% and 3.5 %", {"12%", "3.5%"}),
        ("the 4th annual party", {"4"}),
        ("5-6 people, 10–20 minutes", {"5", "6", "10", "20"}),
        ("GPT-5", set()),
        ("5G, T12345, CVE-2026-1234", set()),
        ("192.168.0.1 and 8.8.8.8", set()),
        ("call +49 30 1234567", set()),
        ("(1/3) and 2/3\n3/", set()),
        ("a thread 🧵 1/4", set()),
        ("007", {"7"}),
        ("1️⃣ first", set()),
        ("MediaWiki 1.44 on 18 November at 17:00, week 47, GUADEC 2026", set()),
    ],
)
def test_a_number_is_written_one_way(text: str, numbers: set[str]) -> None:
    assert named(text).numbers == numbers
