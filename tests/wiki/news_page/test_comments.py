"""Comments go, whatever else the text holds, and in time."""

from __future__ import annotations

import time

import pytest

from newsdesk.wiki.news_page.comments import (
    without_comments,
    without_comments_after,
    without_comments_before,
)


def test_comments_go_with_the_space_that_is_theirs() -> None:
    text = "* <!-- a\nb --> x <!----> y"
    assert without_comments(text) == "*  x  y"
    assert without_comments_before(text) == "* x y"
    assert without_comments_after(text) == "* x y"


def test_the_space_after_the_last_comment_goes_too() -> None:
    assert without_comments_before("a<!-- b -->\n\nc") == "a\nc"


@pytest.mark.parametrize("text", ["", "-->", "a --> <!-- b", "<!-- a", "<!-->", "<!--->"])
def test_what_is_no_comment_stays(text: str) -> None:
    assert without_comments(text) == text


@pytest.mark.parametrize("text", ["<!--" * 500_000, "<!-- -->" * 100_000 + "<!--" * 400_000])
def test_two_megabytes_of_beginnings_take_no_time(text: str) -> None:
    began = time.thread_time()
    assert "-->" not in without_comments(text)
    assert without_comments_before(text) == without_comments_after(text)
    assert time.thread_time() - began < 5
