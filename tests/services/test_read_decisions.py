"""The decisions pages of a real wiki, as they change, break, go and come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import OPEN, Decisions, Settled
from newsdesk.domain.desk import DeskKey, FaultyPage
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import decided, desk, read_decisions, read_wiki, stored_pages
from newsdesk.store import decided as rows
from newsdesk.store import desks, items, posts, revisions
from newsdesk.store.database import connect, writing
from newsdesk.wiki import decisions_page
from newsdesk.wiki.session import anonymous
from tests.fixtures import board as story
from tests.fixtures.wiki import PracticeWiki
from tests.services.reading import MASTODON, config

NEWS = "Project:News"
RELEASED, SURVEY = "2026-11-18-mediawiki-1-45-2-released", "2025-12-31-survey-of-developers"
ITEMS = (
    "* 18 November 2026: MediaWiki 1.45.2 released.\n* 31 December 2025: Survey of developers.\n"
)
EXEMPT = Settled(exempt="For developers")
POST = "https://social.example/@mediawiki/1"


class Reader:
    """A desk that reads the practice wiki; each test has a set-up and pages of its own."""

    def __init__(self, wiki: PracticeWiki, engine: Engine, name: str) -> None:
        self.wiki, self.engine = wiki, engine
        self.above, self.news = f"Project:{name}/Decisions", f"{NEWS}/{name}"
        page = f"Project:{name}.json"
        wiki.edit(self.news, ITEMS)
        wiki.edit(page, config(MASTODON, page=self.news), contentmodel="json")
        self.settings = Settings(
            wiki=wiki.url, url=wiki.url, config_page=page, secret="s" * 32, database=""
        )
        with writing(engine) as connection:
            self.desk_id = desks.ensure(connection, DeskKey(wiki.url, page), now=clock.now())

    def title(self, year: int = 2026) -> str:
        return f"{self.above}/{year}.json"

    def save(self, *decisions: Decision, year: int = 2026) -> None:
        self.wiki.edit(
            self.title(year), decisions_page.write(made(*decisions)), contentmodel="json"
        )

    def read(self) -> Decisions:
        """Read the wiki, and return what counts for today's items."""
        failure = read_wiki.read(anonymous(self.settings), self.engine, self.desk_id, force=True)
        assert failure is None
        with self.engine.connect() as connection:
            return rows.every(connection, self.desk_id)

    def faulty(self) -> tuple[FaultyPage, ...]:
        with self.engine.connect() as connection:
            known = desk.set_up(connection, self.desk_id).config
            assert known
            return decided.faulty(connection, self.desk_id, known)

    def standing(self) -> tuple[int, str]:
        """Return what changes when pages and matches must be made anew."""
        with self.engine.connect() as connection:
            version = desks.version(connection, self.desk_id)
            return version, desks.matched_by(connection, self.desk_id)

    def mark_matched(self) -> None:
        with writing(self.engine) as connection:
            desks.set_matched(connection, self.desk_id, "now")

    def long_after(self) -> None:
        """Let what is stored be old enough for any replica to know it."""
        long_ago = clock.now() - stored_pages.LAG
        with writing(self.engine) as connection:
            for year in (2025, 2026):
                stored = revisions.get(connection, self.desk_id, self.title(year))
                if stored:
                    revisions.save(connection, self.desk_id, replace(stored, read=long_ago))


def decision(item: str = RELEASED, **more: Any) -> Decision:
    words = {RELEASED: "MediaWiki 1.45.2 released.", SURVEY: "Survey of developers."}
    snapshot = Snapshot(date=date.fromisoformat(item[:10]), text=words.get(item, ""))
    whole = {"choice": Choice.EXEMPT, "reason": "For developers", "channel_id": "mastodon"}
    return Decision(item_id=item, snapshot=snapshot, **{**whole, **more})


def made(*decisions: Decision) -> Decisions:
    return Decisions().after(decisions)


@pytest.fixture
def reader(
    wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    engine = connect(sqlite_url)
    yield Reader(wiki, engine, request.node.name.removeprefix("test_").capitalize())
    engine.dispose()


def test_pages_of_all_years_are_read(reader: Reader) -> None:
    reader.save(decision(), Decision(choice=Choice.NOT_NEWS, address=POST))
    reader.save(decision(SURVEY), year=2025)
    found = reader.read()
    assert (found.of(RELEASED, "mastodon"), found.of(SURVEY, "mastodon")) == (EXEMPT, EXEMPT)
    assert found.not_news == {POST}
    assert reader.faulty() == ()


def test_the_page_of_a_post_that_is_older_than_all_items_is_read(reader: Reader) -> None:
    """As in January, where the news page begins anew."""
    old = story.post(MASTODON, 1, "Old", datetime(2024, 12, 30, tzinfo=UTC))
    with writing(reader.engine) as connection:
        posts.save(connection, reader.desk_id, MASTODON.id, [old], now=clock.now())
    reader.save(Decision(choice=Choice.NOT_NEWS, address=old.url), year=2024)
    assert reader.read().not_news == {old.url}


def test_a_title_of_ones_own_is_read(reader: Reader) -> None:
    reader.above = "Project:Settled"
    text = json.loads(config(MASTODON, page=reader.news)) | {"decisions": reader.above}
    reader.wiki.edit(reader.settings.config_page, json.dumps(text), contentmodel="json")
    reader.save(decision())
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


def test_without_any_page_nothing_is_decided(reader: Reader) -> None:
    assert reader.read() == Decisions()
    version, _ = reader.standing()
    assert reader.read() == Decisions()
    assert reader.faulty() == ()
    assert version


def test_what_is_new_makes_matches_due_and_what_is_not_does_not(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    reader.mark_matched()
    reader.read()
    assert reader.standing()[1] == "now"
    reader.save(decision(), decision(SURVEY))
    reader.read()
    assert reader.standing()[1] == ""


def test_only_what_changed_is_read(reader: Reader) -> None:
    titles = [reader.title(2025), reader.title()]

    def changed() -> list[str]:
        wiki = anonymous(reader.settings)
        return read_decisions.changed(wiki, reader.engine, reader.desk_id, titles)

    reader.save(decision())
    assert changed() == [reader.title()]
    reader.read()
    assert changed() == []
    reader.save(decision(SURVEY), year=2025)
    assert changed() == [reader.title(2025)]


def test_a_broken_page_leaves_what_it_said_last_in_force(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    broken = json.loads(decisions_page.write(made(decision())))
    broken["items"][RELEASED]["channels"]["mastodon"]["exempt"] = 5
    reader.wiki.edit(reader.title(), json.dumps(broken), contentmodel="json")
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT
    (fault,) = reader.faulty()
    assert fault.title == reader.title()
    place = f"items.{RELEASED}.channels.mastodon.exempt"
    assert [problem.place for problem in fault.problems] == [place]
    assert fault.in_force
    assert "For developers" in fault.in_force.text
    reader.save()
    assert reader.read() == Decisions()
    assert reader.faulty() == ()


def test_what_a_page_said_before_it_broke_is_found_in_its_history(reader: Reader) -> None:
    """As after the database was lost."""
    reader.save(decision(reason="Older"))
    reader.save(decision())
    for text in ("{}", '{"version": 2}', "5"):
        reader.wiki.edit(reader.title(), text, contentmodel="json")
    reader.save(decision())
    reader.wiki.edit(reader.title(), '{"version": 2, "new": 1}', contentmodel="json")
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT
    (fault,) = reader.faulty()
    assert [problem.place for problem in fault.problems] == ["version"]
    assert fault.in_force
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


def test_a_page_that_was_never_valid_is_reported(reader: Reader) -> None:
    reader.wiki.edit(reader.title(), "No decisions here.")
    assert reader.read() == Decisions()
    (fault,) = reader.faulty()
    assert (fault.title, fault.in_force) == (reader.title(), None)
    assert [problem.message.key for problem in fault.problems] == ["newsdesk-config-blocks"]


def test_a_page_in_wikitext_is_read(reader: Reader) -> None:
    text = decisions_page.write(made(decision()))
    page = f'Settled:\n<syntaxhighlight lang="json">\n{text}\n</syntaxhighlight>\n'
    reader.wiki.edit(reader.title(), page)
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


def test_who_deletes_a_page_takes_back_what_it_said(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    reader.wiki.api(action="delete", post={"title": reader.title()})
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT, "a replica may not know it yet"
    reader.long_after()
    assert reader.read() == Decisions()
    reader.save(decision())
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


def test_a_page_that_moved_away_is_gone_until_the_set_up_names_it(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    moved = f"{reader.above}/Moved/2026.json"
    reader.wiki.api(action="move", post={"from": reader.title(), "to": moved, "noredirect": "1"})
    reader.long_after()
    assert reader.read() == Decisions()
    text = json.loads(config(MASTODON, page=reader.news)) | {"decisions": f"{reader.above}/Moved"}
    reader.wiki.edit(reader.settings.config_page, json.dumps(text), contentmodel="json")
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


def test_pages_that_the_set_up_no_longer_names_say_nothing(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    text = json.loads(config(MASTODON, page=reader.news)) | {"decisions": "Project:Elsewhere"}
    reader.wiki.edit(reader.settings.config_page, json.dumps(text), contentmodel="json")
    assert reader.read() == Decisions()


def test_a_stored_revision_is_not_replaced_by_an_older_one(reader: Reader) -> None:
    """A replica may answer with what stood before an edit that this tool just made."""
    reader.save(decision())
    reader.read()
    with writing(reader.engine) as connection:
        newest = revisions.get(connection, reader.desk_id, reader.title())
        assert newest
        text = decisions_page.write(Decisions())
        ahead = replace(newest, revid=newest.revid + 10**6, text=text, read=clock.now())
        decided.take(connection, reader.desk_id, reader.title(), ahead)
    assert reader.read() == Decisions()
    reader.long_after()
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT


@pytest.mark.parametrize("learnt", [True, False], ids=["history known", "database built anew"])
def test_decisions_stay_with_an_item_that_was_reworded(
    wiki: PracticeWiki, sqlite_url: str, learnt: bool
) -> None:
    engine = connect(sqlite_url)
    reader = Reader(wiki, engine, f"Reworded {learnt}")
    reader.save(decision())
    if learnt:
        reader.read()
    new = ITEMS.replace("MediaWiki 1.45.2 released", "Security release: MediaWiki 1.45.2")
    wiki.edit(reader.news, new)
    found = reader.read()
    assert found.of("2026-11-18-security-release-mediawiki-1-45-2", "mastodon") == EXEMPT
    assert found.of(RELEASED, "mastodon") == OPEN
    engine.dispose()


def test_a_name_that_is_learnt_later_leads_on(reader: Reader) -> None:
    reader.save(decision())
    new = ITEMS.replace("MediaWiki 1.45.2 released", "Something else entirely")
    reader.wiki.edit(reader.news, new)
    assert dict(reader.read().items) == {}
    now = "2026-11-18-something-else-entirely"
    with writing(reader.engine) as connection:
        items.add_aliases(connection, reader.desk_id, {RELEASED: now})
    reader.mark_matched()
    assert reader.read().of(now, "mastodon") == EXEMPT
    assert reader.standing()[1] == ""


def test_an_item_that_is_gone_keeps_its_entry_for_when_it_is_back(reader: Reader) -> None:
    reader.save(decision())
    reader.read()
    reader.wiki.edit(reader.news, "* 31 December 2025: Survey of developers.\n")
    reader.long_after()
    with writing(reader.engine) as connection:
        stored = revisions.get(connection, reader.desk_id, reader.news)
        assert stored
    assert dict(reader.read().items) == {}
    reader.wiki.edit(reader.news, ITEMS)
    assert reader.read().of(RELEASED, "mastodon") == EXEMPT
