"""How long ago something was, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.infra.spans import ago


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(minutes=60), "1 hour ago"),
        (timedelta(hours=23, minutes=10), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=35), "5 weeks ago"),
        (timedelta(days=100), "3 months ago"),
    ],
)
def test_the_largest_unit_that_says_enough_is_named(span: timedelta, words: str) -> None:
    assert ago(span, "en") == words


def test_other_languages_have_their_own_words() -> None:
    four = timedelta(days=4)
    assert ago(four, "de") == "vor 4 Tagen"
    assert ago(four, "ar") == "قبل 4 أيام"
    assert ago(four, "qqx") == "4"
