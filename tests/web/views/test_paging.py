"""Pages of long lists: every entry is on one page, and each page leads to its neighbours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.web.views.paging import Turns, turn


@given(total=st.integers(0, 50), length=st.integers(1, 20))
def test_each_entry_is_on_exactly_one_page(total: int, length: int) -> None:
    entries = list(range(total))
    seen: list[int] = []
    page, older = 1, "first"
    while older:
        stretch, turns = turn(total, length, page, str)
        assert len(entries[stretch]) <= length
        assert (turns.first - 1, turns.last, turns.total) == (stretch.start, stretch.stop, total)
        assert turns.newer == ("" if page == 1 else str(page - 1))
        seen += entries[stretch]
        page, older = page + 1, turns.older
    assert seen == entries


def test_beyond_the_last_page_is_the_last_one() -> None:
    assert turn(5, 2, 99, str) == (
        slice(4, 5),
        Turns(newer="2", older="", first=5, last=5, total=5),
    )
