"""The invariants that a desk's matching relies on."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Verdict
from newsdesk.sync.judging import judge, side
from newsdesk.sync.side import Side

SITE = Site(name="Practice", server="https://wiki.example")
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
SAID = """
Krita 5.2 5.3 5.3.0-rc1 released workshop on 3 May March 2026 closes video outage fixed ferry
Island #12 week
"""
WORDS = st.lists(st.sampled_from(SAID.split()), max_size=12).map(" ".join)
LINKS = st.lists(
    st.sampled_from(
        ["https://a.example/news/krita-53", "https://a.example", "https://b.example/x"]
    )
)
SIDES = st.builds(
    lambda text, links, days: side(
        text, links=links, moment=NOON + timedelta(days=days), site=SITE
    ),
    WORDS,
    LINKS,
    st.floats(-60, 60),
)


@given(SIDES, SIDES)
def test_it_does_not_matter_which_side_is_which(a: Side, b: Side) -> None:
    one, other = judge(a, b), judge(b, a)
    assert (one.verdict, one.score) == (other.verdict, other.score)


@given(SIDES, SIDES)
def test_sides_without_a_common_key_are_never_the_same(a: Side, b: Side) -> None:
    assert a.keys & b.keys or judge(a, b).verdict is None


def test_the_same_words_and_link_are_the_same() -> None:
    link = "https://a.example/news/2026-11-18-harbour"
    one = side("The harbour museum opens again", links=[link], moment=NOON, site=SITE)
    assert judge(one, one).verdict is Verdict.SAME
