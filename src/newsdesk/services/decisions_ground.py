"""The wiki's decisions pages as they are now, for what somebody is about to publish."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from newsdesk.domain.decision import Decision
from newsdesk.infra import clock
from newsdesk.services import decided, login_ended, submitted
from newsdesk.services.decisions_plan import Ground
from newsdesk.services.submitted import Editor
from newsdesk.store import posts
from newsdesk.wiki import pages, rights


def ground(editor: Editor, decisions: Sequence[Decision]) -> Ground:
    """Read the pages that decisions concern, and ask whether this user could edit them.

    :raises Explained: when the wiki could not be asked, or there is no set-up
    """
    config, site = submitted.desk_of(editor)
    its_desk = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        writes = {
            one.subject: decided.targets(
                connection, its_desk, config, one, _year(connection, its_desk, one)
            )
            for one in decisions
        }
    titles = sorted({title for some in writes.values() for title, _ in some})
    wiki = editor.wiki()
    with login_ended.watched(editor):
        found = pages.current(wiki, titles)
        refusals = (rights.refusal(wiki, title) for title in titles)
        refusal = next((one for one in refusals if one is not None), None)
    return Ground(
        config=config,
        site=site,
        pages=found,
        writes=writes,
        asked=clock.now(),
        refusal=refusal,
    )


def _year(connection: Connection, desk_id: int, decision: Decision) -> int:
    """Return the year of a post, this one where it is not known."""
    known = posts.at(connection, desk_id, decision.address) if not decision.item_id else {}
    return min((one.time for one in known.values()), default=clock.now()).year
