from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.wiki.page_section import parts, with_section

OURS = "== Week 2026-W47 ==\nDone.\n"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", OURS),
        ("Intro.", f"Intro.\n\n{OURS}"),
        ("== Week 2026-W46 ==\nOld.\n", f"== Week 2026-W46 ==\nOld.\n\n{OURS}"),
        ("== 2026-W47 ==\nOther words.\n=== Deeper ===\nx", OURS),
        (
            "A\n== 2026-W47 ==\nOld\n== 2026-W46 ==\nOlder\n",
            f"A\n\n{OURS}\n== 2026-W46 ==\nOlder\n",
        ),
        ("<!--\n== 2026-W47 ==\n-->", f"<!--\n== 2026-W47 ==\n-->\n\n{OURS}"),
        ("=== 2026-W47 ===\nx", f"=== 2026-W47 ===\nx\n\n{OURS}"),
        ("== Woche 2026-W47 (16. bis 22. November) ==\nx", OURS),
        (
            "== Complaints about 2026-W47 ==\nToo loud. --Somebody\n",
            f"== Complaints about 2026-W47 ==\nToo loud. --Somebody\n\n{OURS}",
        ),
        ("== 2026-W47: a protest ==\nx", f"== 2026-W47: a protest ==\nx\n\n{OURS}"),
    ],
)
def test_the_section_of_a_week_is_put_in_or_exchanged(text: str, whole: str) -> None:
    assert with_section(text, "2026-W47", OURS) == whole
    assert with_section(whole, "2026-W47", OURS) == whole


def test_a_heading_in_other_words_is_found_again() -> None:
    reworded = "== What we did in 2026-W47, and why ==\nDone.\n"
    whole = with_section("== Other ==\nx", "2026-W47", reworded)
    assert with_section(whole, "2026-W47", reworded) == whole


@given(st.text(alphabet="=2026-W47 \nab<!>", max_size=80))
def test_all_else_on_the_page_stays(text: str) -> None:
    before = parts(text, "2026-W47")
    assert before.before + before.section + before.after == text
