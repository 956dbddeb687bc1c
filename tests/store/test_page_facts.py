from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from newsdesk.domain.page_facts import Edited, PageFacts, Protection
from newsdesk.store import page_facts
from tests.store.values import NOW

EDITED = Edited(revid=2, parent=1, user="Ä", time=NOW, comment="ﷺ 😀", size=-3)
FACTS = PageFacts(
    asked=NOW,
    exists=True,
    protection=Protection(level="sysop", until=NOW + timedelta(days=9), source="Main Page"),
    revisions=(EDITED, replace(EDITED, revid=1, size=None)),
)


def test_what_was_said_last_is_kept(connection: Connection, desk_id: int, other_desk: int) -> None:
    assert page_facts.get(connection, desk_id) is None
    page_facts.save(connection, desk_id, FACTS)
    assert page_facts.get(connection, desk_id) == FACTS
    later = PageFacts(asked=NOW + timedelta(hours=1), exists=False)
    page_facts.save(connection, desk_id, later)
    assert page_facts.get(connection, desk_id) == later
    assert page_facts.get(connection, other_desk) is None
    forever = replace(FACTS, protection=Protection(level="sysop"))
    page_facts.save(connection, desk_id, forever)
    assert page_facts.get(connection, desk_id) == forever
