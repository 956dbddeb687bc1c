from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.domain.lead import Lead, LeadKind
from newsdesk.sync.idea_uses import FEW, Said, last_uses

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
A, B, MAIN = "https://x.org/a", "https://x.org/b", "https://wiki.example/wiki/Main_Page"
TITLE = "Somebody runs a wiki on a lighthouse"


def idea(name: str, *links: str, title: str = "") -> Lead:
    return Lead(
        source_id="ideas:I",
        native_id=name,
        kind=LeadKind.IDEA,
        title=title or name,
        text=title or name,
        time=WHEN,
        links=links,
    )


def said(days: int, text: str = "", *links: str) -> Said:
    return Said(WHEN - timedelta(days=days), text, links)


@pytest.mark.parametrize(
    ("one", "others", "days"),
    [
        (idea("i", A), [], None),
        (idea("i", A), [said(3, "", A), said(1, "", B), said(2, "", A)], 2),
        (idea("i", A), [said(3, "", "http://www.x.org/a/?utm_source=y")], 3),
        (idea("i", A, B), [said(3, "", A), said(1, "", B)], 1),
        (idea("i", MAIN), [said(3, "", MAIN)], None),
        (idea("i", A), [said(n, "", A) for n in range(FEW + 1)], None),
        (idea("i", A), [said(n, "", A) for n in range(FEW)], 0),
        (idea("i", title=TITLE), [said(4, f"News: {TITLE.upper()}! Read on.")], 4),
        (idea("i", title=TITLE), [said(4, f"{TITLE}s")], None),
        (idea("i", title="A few words"), [said(4, "A few words")], None),
        (idea("i", A, title=TITLE), [said(4, TITLE), said(5, "", A)], 4),
    ],
)
def test_an_idea_was_used_by_what_says_or_links_the_same(
    one: Lead, others: list[Said], days: int | None
) -> None:
    found = last_uses([one], others, [MAIN])
    assert found == ({"i": next(o for o in others if o.time == WHEN - timedelta(days=days))}
                     if days is not None else {})  # fmt: skip


def test_a_link_of_several_ideas_tells_of_none() -> None:
    ideas = [idea(str(n), A) for n in range(FEW + 1)]
    assert last_uses(ideas, [said(1, "", A)]) == {}
    assert len(last_uses(ideas[:FEW], [said(1, "", A)])) == FEW
