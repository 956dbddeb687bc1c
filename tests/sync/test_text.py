"""What a text is read to name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.sync.text import LONGEST, named


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("MediaWiki 1.45.2, 1.44.4 and 1.43.7 released", {"1.45.2", "1.44.4", "1.43.7"}),
        ("1.27.5 / 1.29.3 / 1.30.1", {"1.27.5", "1.29.3", "1.30.1"}),
        ("MediaWiki v1.44.0 is here", {"1.44"}),
        ("1.44.0-rc.1 is ready for testing", {"1.44-rc.1"}),
        ("1.44.0 RC 1 is ready for testing", {"1.44-rc.1"}),
        ("MediaWiki 1.44 release candidate 1 is ready", {"1.44-rc.1"}),
        ("1.44-alpha", {"1.44-alpha.0"}),
        ("1.46.0-wmf.12 is on the train.", {"1.46-wmf.12"}),
        ("Upgrade to 1.45.2.", {"1.45.2"}),
        ("see https://example.org/1.45.2 for more", set()),
        ("no version here", set()),
    ],
)
def test_versions(text: str, versions: set[str]) -> None:
    assert named(text).versions == versions


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Tech News 2026/46 is out", {"46"}),
        ("Tech News: 2026, week 46", {"46"}),
        ("Tech News issue 46", {"46"}),
        ("Newsletter #7", {"7"}),
        ("on 2026-11-18", set()),
        ("on 2026/11/18", set()),
    ],
)
def test_issues(text: str, issues: set[str]) -> None:
    assert named(text).issues == issues


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 26 November, 17:00 UTC", {(11, 26)}),
        ("on November 26", {(11, 26)}),
        ("on Nov. 26th, 2026", {(11, 26)}),
        ("on 2026-11-26", {(11, 26)}),
        ("Sept 23, 17:00 UTC", {(9, 23)}),
        ("the 3rd of May and May 5", {(5, 3), (5, 5)}),
        ("It may 10 times be said", {(5, 10)}),
        ("in November 2026", set()),
    ],
)
def test_days(text: str, days: set[tuple[int, int]]) -> None:
    assert named(text).days == days


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cut memory by 30%", {"30%"}),
        ("1,000 extensions", {"1,000"}),
        ("in 2026 at 17:00", set()),
        ("MediaWiki 1.45.2", set()),
        ("Tech News 2026/46, 26 November", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert named(text).numbers == numbers


def test_words_leave_out_addresses_handles_and_case() -> None:
    assert named("Read @mw@wikis.example: https://a.example/x ÉTÉ #MediaWiki").words == (
        "read été mediawiki"
    )


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert named(text) == named(text)
    assert named(text).words == named(text).words.casefold()


def test_of_a_whole_article_the_beginning_counts() -> None:
    article = "1.45.2 " + "word " * LONGEST
    assert named(article) == named(article + " 1.46")
    assert named(article).versions == {"1.45.2"}
    assert len(named(article).words) <= LONGEST
