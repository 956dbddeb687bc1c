"""What a person decided is respected by every refresh, whatever becomes of item and database.

On a real wiki, with a Mastodon server's answers in the shape of
https://docs.joinmastodon.org/entities/Status/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import board, desk
from newsdesk.services.refresh import refresh
from newsdesk.store import migrate
from newsdesk.store.database import connect
from newsdesk.wiki import decisions_page
from tests.fixtures.answers import AnsweringServer, Asked, Reply
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import MASTODON, config

TEXT = "* 18 November 2026: [[MediaWiki 1.45]] is released.\n* 3 November 2026: Gadgets survey.\n"
REWORDED = TEXT.replace("[[MediaWiki 1.45]] is released", "The release of [[MediaWiki 1.45]]")
CORRECTED = TEXT.replace("18 November", "19 November")
ADDRESS = "https://social.example/@mediawiki/113"
STATUS = {
    "id": "113",
    "url": ADDRESS,
    "created_at": "2026-11-18T10:00:00.000Z",
    "visibility": "public",
    "content": "<p>MediaWiki 1.45 is released.</p>",
    "account": {"acct": "mediawiki", "url": "https://social.example/@mediawiki"},
}
RELEASED = Snapshot(date=date(2026, 11, 18), text="MediaWiki 1.45 is released.")
NOT = Decision(
    choice=Choice.NOT,
    item_id="2026-11-18-mediawiki-1-45-is-released",
    channel_id=MASTODON.id,
    address=ADDRESS,
    snapshot=RELEASED,
)
SURVEY = Decision(
    choice=Choice.SAME,
    item_id="2026-11-03-gadgets-survey",
    channel_id=MASTODON.id,
    address=ADDRESS,
    snapshot=Snapshot(date=date(2026, 11, 3), text="Gadgets survey."),
)


class Story:
    """A desk on the practice wiki, whose database can be lost."""

    engine: Engine

    def __init__(self, wiki: PracticeWiki, answers: AnsweringServer, folder: Path) -> None:
        self.wiki, self.answers, self.folder = wiki, answers, folder
        self.above = f"Project:{folder.name}"
        self.news = f"{self.above}/News"
        text = config(MASTODON, page=self.news)
        wiki.edit(f"{self.above}.json", text, contentmodel="json")
        wiki.edit(self.news, TEXT)
        self.open_database(0)

    def lose_database(self, number: int = 1) -> None:
        """Go on with an empty one."""
        self.engine.dispose()
        self.open_database(number)

    def open_database(self, number: int) -> None:
        self.settings = Settings(
            wiki=self.wiki.url,
            url="http://127.0.0.1:8000/",
            config_page=f"{self.above}.json",
            secret="s" * 32,
            database=f"sqlite:///{self.folder}/{number}.sqlite",
            practice_origins={"https://social.example": self.answers.url},
        )
        self.engine = connect(self.settings.database)
        migrate.upgrade(self.engine)

    def publish(self, *decisions: Decision) -> None:
        text = decisions_page.write(Decisions().after(decisions))
        self.wiki.edit(f"{self.above}/Decisions/2026.json", text, contentmodel="json")

    def refreshed(self) -> dict[str, SyncStatus]:
        """Return each item's status on the channel, by the item's last word, after a refresh."""
        self.answers.replies.clear()
        self.answers.replies.extend([_answer] * 10)
        assert refresh(self.settings, self.engine, force=True).ran
        found = board.load(
            self.engine, desk.ensure(self.engine, self.settings), clock.now(), board.Period.EVER
        )
        assert found
        return {row.item.text.strip(".").split()[-1]: row.cells[0].status for row in found.rows}


def _answer(asked: Asked) -> Reply:
    if asked.path.endswith("/statuses"):
        return _json([] if "max_id" in asked.params else [STATUS])
    is_list = asked.path.endswith("/following") or "/timelines/" in asked.path
    return _json([] if is_list else {"id": "1", "acct": "mediawiki"})


def _json(value: Any) -> Reply:
    return Reply((json.dumps(value).encode(),), headers={"Content-Type": "application/json"})


@pytest.fixture
def story(wiki: PracticeWiki, answers: AnsweringServer, tmp_path: Path) -> Iterator[Story]:
    made = Story(wiki, answers, tmp_path)
    yield made
    made.engine.dispose()


def test_a_split_stays_split(story: Story) -> None:
    assert story.refreshed()["released"] is SyncStatus.POSTED
    story.publish(NOT)
    assert story.refreshed()["released"] is SyncStatus.WANTED
    assert story.refreshed()["released"] is SyncStatus.WANTED
    story.wiki.edit(story.news, REWORDED)
    assert story.refreshed()["1.45"] is SyncStatus.WANTED
    story.lose_database()
    assert story.refreshed()["1.45"] is SyncStatus.WANTED
    story.wiki.edit(story.news, CORRECTED)
    assert story.refreshed()["released"] is SyncStatus.WANTED
    story.publish()
    assert story.refreshed()["released"] is SyncStatus.POSTED


def test_a_post_that_a_person_gave_to_an_item_stays_there(story: Story) -> None:
    story.publish(SURVEY)
    for number in (1, 2):
        assert story.refreshed() == {
            "released": SyncStatus.WANTED,
            "survey": SyncStatus.POSTED,
        }
        story.lose_database(number)
    story.publish()
    assert story.refreshed()["released"] is SyncStatus.POSTED


def test_a_post_that_is_no_news_matches_nothing(story: Story) -> None:
    story.publish(Decision(choice=Choice.NOT_NEWS, address=ADDRESS))
    assert story.refreshed()["released"] is SyncStatus.WANTED
    story.publish()
    assert story.refreshed()["released"] is SyncStatus.POSTED
