from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import read_history
from newsdesk.store import desks, item_edits, items, revisions
from newsdesk.store.database import connect, writing
from newsdesk.store.revisions import Walk
from newsdesk.wiki import pages
from newsdesk.wiki.session import Wiki, anonymous
from tests.fixtures.wiki import PracticeWiki

OTHER = "* 3 November 2026: A survey about gadgets.\n"


def _page(text: str) -> str:
    return f"* 18 November 2026: {text}\n{OTHER}"


def _id(words: str) -> str:
    return f"2026-11-18-{words}"


class Walker(NamedTuple):
    practice: PracticeWiki
    wiki: Wiki
    engine: Engine
    desk_id: int
    title: str

    def edit(self, *texts: str) -> list[int]:
        return [self.practice.edit(self.title, _page(text)) for text in texts]

    def follow(self) -> None:
        """Take the page's newest revision, as a refresh does, and walk."""
        newest = pages.current(self.wiki, [self.title])[self.title]
        assert newest is not None
        with writing(self.engine) as connection:
            revisions.save(connection, self.desk_id, replace(newest, title=self.title))
        read_history.follow(self.wiki, self.engine, self.desk_id, self.title)

    def names(self, words: str) -> list[str]:
        with self.engine.connect() as connection:
            return items.successors(connection, self.desk_id, _id(words))

    def deeds(self, words: str) -> list[tuple[int, str]]:
        with self.engine.connect() as connection:
            found = item_edits.of_item(connection, self.desk_id, [_id(words)])
        return [(one.revid, one.deed.value) for one in found]

    def walk(self) -> Walk | None:
        with self.engine.connect() as connection:
            return revisions.walk(connection, self.desk_id, self.title)


@pytest.fixture
def walker(
    wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest
) -> Iterator[Walker]:
    engine = connect(sqlite_url)
    settings = Settings(
        wiki=wiki.url, url=wiki.url, config_page="C.json", secret="s" * 32, database=""
    )
    nobody = anonymous(settings)
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey(wiki.url, "C.json"), now=clock.now())
        desks.set_site(connection, desk_id, pages.site(nobody), now=clock.now())
    yield Walker(wiki, nobody, engine, desk_id, f"Project:{request.node.name}")
    engine.dispose()


def test_the_first_walk_finds_what_was_renamed_long_ago(walker: Walker) -> None:
    walker.edit("MediaWki 1.45 out", "MediaWiki 1.45 out", "MediaWiki 1.45 released")
    walker.follow()
    assert walker.names("mediawki-1-45-out") == [
        _id("mediawiki-1-45-out"),
        _id("mediawiki-1-45-released"),
    ]
    done = walker.walk()
    assert done is not None
    assert done.count == read_history.FAR


def test_later_walks_look_at_what_is_new(walker: Walker) -> None:
    walker.edit("Codex 2.7 is out")
    walker.follow()
    newest = walker.edit("Codex 2.7.0 is out", "Codex 2.7.0 has arrived")[-1]
    walker.follow()
    assert walker.names("codex-2-7-is-out") == [
        _id("codex-2-7-0-is-out"),
        _id("codex-2-7-0-has-arrived"),
    ]
    done = walker.walk()
    assert done is not None
    assert done.newest == newest


def test_a_long_history_is_walked_in_portions(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_history, "PORTION", 3)
    monkeypatch.setattr(read_history, "PORTIONS", 1)
    revids = walker.edit(*(f"Release candidate {letter} is out" for letter in "abcdefg"))
    walker.follow()
    assert walker.walk() == Walk(revids[-1], revids[-3], 2)
    assert walker.names("release-candidate-e-is-out") != []
    assert walker.names("release-candidate-a-is-out") == []
    walker.follow()
    assert walker.walk() == Walk(revids[-1], revids[-5], 4)
    walker.follow()
    walker.follow()
    assert walker.names("release-candidate-a-is-out")[-1] == _id("release-candidate-g-is-out")
    assert walker.walk() == Walk(revids[-1], revids[0], read_history.FAR)


def test_an_older_name_does_not_replace_a_later_one(walker: Walker) -> None:
    walker.edit("Release one is out", "Release two is out")
    with writing(walker.engine) as connection:
        known = {_id("release-one-is-out"): _id("what-it-became-later")}
        items.add_aliases(connection, walker.desk_id, known)
    walker.follow()
    assert walker.names("release-one-is-out") == [_id("what-it-became-later")]


def test_a_history_that_is_cut_off_ends_the_walk(walker: Walker) -> None:
    (revid,) = walker.edit("Release one is out")
    with writing(walker.engine) as connection:
        gone = Walk(revid, 10**9, 5)
        revisions.set_walk(connection, walker.desk_id, walker.title, gone)
    walker.follow()
    assert walker.walk() == Walk(revid, 10**9, read_history.FAR)


def test_a_wiki_that_fails_leaves_the_walk_where_it_was(walker: Walker) -> None:
    walker.edit("Release one is out")
    walker.follow()
    before = walker.walk()
    with writing(walker.engine) as connection:
        newest = revisions.get(connection, walker.desk_id, walker.title)
        assert newest is not None
        ahead = replace(newest, revid=newest.revid + 1)
        revisions.save(connection, walker.desk_id, ahead)
    walker.practice.switch(lag=99)
    try:
        read_history.follow(walker.wiki, walker.engine, walker.desk_id, walker.title)
    finally:
        walker.practice.switch()
    assert walker.walk() == before


def test_without_a_page_there_is_nothing_to_walk(walker: Walker) -> None:
    read_history.follow(walker.wiki, walker.engine, walker.desk_id, walker.title)
    assert walker.walk() is None


def test_the_history_says_who_added_and_reworded_an_item(walker: Walker) -> None:
    first, second = walker.edit("Codex 2.7 is out", "Codex 2.7 has arrived")
    walker.follow()
    assert walker.deeds("codex-2-7-is-out") == [(first, "added")]
    assert walker.deeds("codex-2-7-has-arrived") == [(second, "reworded")]
    third = walker.practice.edit(walker.title, OTHER)
    before = _version(walker)
    walker.follow()
    assert walker.deeds("codex-2-7-has-arrived")[-1] == (third, "removed")
    assert _version(walker) > before, "pages that were rendered before say less"


def test_what_was_there_before_the_walk_began_has_no_beginning(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_history, "PORTION", 2)
    monkeypatch.setattr(read_history, "PORTIONS", 1)
    walker.edit("Codex 2.7 is out", "Codex 2.7 is out, really", "Codex 2.7 is out, truly")
    walker.follow()
    assert [deed for _, deed in walker.deeds("codex-2-7-is-out-truly")] == ["reworded"]
    assert walker.deeds("codex-2-7-is-out") == []
    walker.follow()
    assert [deed for _, deed in walker.deeds("codex-2-7-is-out")] == ["added"]


def _version(walker: Walker) -> int:
    with walker.engine.connect() as connection:
        return desks.version(connection, walker.desk_id)
