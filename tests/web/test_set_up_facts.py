"""The set-up says who may edit its page, who did, and warns where that is everybody."""

from __future__ import annotations

import pytest

from newsdesk.domain.page_facts import Edited, PageFacts, Protection
from newsdesk.store import desks, page_facts
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.board_app import app_over

EDITED = Edited(
    revid=7, parent=6, user="Example admin", time=story.NOW, comment="Add Bluesky", size=40
)
OPEN = "Everybody may edit this page, also people without an account"


@pytest.mark.parametrize(
    ("protection", "who"),
    [(None, "Everybody"), (Protection(level="sysop"), "Administrators")],
)
def test_it_shows_who_may_edit_and_who_did(
    desk: Desk, protection: Protection | None, who: str
) -> None:
    facts = PageFacts(asked=story.NOW, exists=True, protection=protection, revisions=(EDITED,))
    with writing(desk.engine) as connection:
        page_facts.save(connection, desk.id, facts)
        desks.bump(connection, desk.id)
    shown = app_over(desk).test_client().get("/setup").text
    assert f"<dt>Who may edit</dt><dd>{who}</dd>" in shown
    assert (OPEN in shown) == (protection is None)
    assert "Add Bluesky" in shown
    assert "diff=7" in shown
