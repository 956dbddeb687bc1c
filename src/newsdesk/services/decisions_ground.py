"""The wiki's decisions pages as they are now, for what somebody is about to publish."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from newsdesk.domain.decision import Decision
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.item_id import date_of
from newsdesk.infra import clock
from newsdesk.services import login_ended, submitted
from newsdesk.services.decisions_plan import Ground
from newsdesk.services.submitted import Editor
from newsdesk.store import decided, posts
from newsdesk.wiki import decisions_page, pages, rights


def ground(editor: Editor, decisions: Sequence[Decision]) -> Ground:
    """Read the pages that decisions concern, and ask whether this user could edit them.

    :raises Explained: when the wiki could not be asked, or there is no set-up
    """
    config, site = submitted.desk_of(editor)
    its_desk = submitted.desk_id(editor)
    years = _Years(editor, config, its_desk)
    with editor.engine.connect() as connection:
        items = {one.item_id for one in decisions} - {""}
        page_of = {one: years.of_item(one) for one in items}
        former = [
            one
            for one in decided.entries(connection, its_desk, items)
            if (one.page, one.item_id) != (page_of[one.current_id], one.current_id)
        ]
        page_of |= years.of_posts(
            connection, {one.address for one in decisions if not one.item_id}
        )
    written = sorted(set(page_of.values()))
    wiki = editor.wiki()
    with login_ended.watched(editor):
        found = pages.current(wiki, sorted({*written, *(one.page for one in former)}))
        refusals = (rights.refusal(wiki, title) for title in written)
        refusal = next((one for one in refusals if one is not None), None)
    return Ground(
        config=config,
        site=site,
        pages=found,
        page_of=page_of,
        former=former,
        asked=clock.now(),
        refusal=refusal,
    )


@dataclass(frozen=True, slots=True)
class _Years:
    """Which page is whose year's."""

    editor: Editor
    config: DeskConfig
    desk_id: int

    def of_item(self, item_id: str) -> str:
        return self._title(date_of(item_id) or clock.now())

    def of_posts(self, connection: Connection, addresses: Collection[str]) -> dict[str, str]:
        """Say on which page posts stand: where they do already, else their years'."""
        return {one: self._of_post(connection, one) for one in addresses}

    def _of_post(self, connection: Connection, address: str) -> str:
        if there := decided.pages_with(connection, self.desk_id, address):
            return there[0]
        known = posts.at(connection, self.desk_id, address).values()
        return self._title(min((one.time for one in known), default=clock.now()))

    def _title(self, day: date) -> str:
        return decisions_page.title(self.config, self.editor.settings.config_page, day.year)
