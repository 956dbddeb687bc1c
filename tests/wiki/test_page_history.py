"""Who may edit a page and who did, as a real wiki says it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdesk.domain.page_facts import Protection
from newsdesk.wiki import page_history
from newsdesk.wiki.session import anonymous
from sandbox.accounts import SYSOP
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.people import settings_of


def test_a_page_that_everybody_may_edit(wiki: PracticeWiki) -> None:
    first = wiki.edit("Facts", "one", summary="First")
    second = wiki.edit("Facts", "one two", summary="Second")
    found = page_history.read(anonymous(settings_of(wiki)), "Facts")
    assert found.exists
    assert found.protection is None
    assert [(one.revid, one.parent, one.comment, one.size) for one in found.revisions] == [
        (second, first, "Second", 4),
        (first, 0, "First", 3),
    ]
    assert {one.user for one in found.revisions} == {SYSOP.name}
    assert found.revisions[0].time <= found.asked


@pytest.mark.parametrize("level", ["sysop", "autoconfirmed"])
def test_a_protected_page(wiki: PracticeWiki, level: str) -> None:
    title = f"Facts for {level}"
    wiki.edit(title, "one")
    wiki.protect(title, level)
    found = page_history.read(anonymous(settings_of(wiki)), title)
    assert found.protection == Protection(level=level)


def test_a_protection_that_ends(wiki: PracticeWiki) -> None:
    wiki.edit("For a time", "one")
    post = {"title": "For a time", "protections": "edit=sysop", "expiry": "2031-01-02T03:04:05Z"}
    wiki.api(action="protect", post=post)
    found = page_history.read(anonymous(settings_of(wiki)), "For a time")
    until = datetime(2031, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found.protection == Protection(level="sysop", until=until)


def test_a_cascading_protection_names_its_page(wiki: PracticeWiki) -> None:
    wiki.edit("Inside", "one")
    wiki.edit("Around", "{{:Inside}}")
    post = {"title": "Around", "protections": "edit=sysop", "cascade": "1"}
    wiki.api(action="protect", post=post)
    found = page_history.read(anonymous(settings_of(wiki)), "Inside")
    assert found.protection == Protection(level="sysop", source="Around")


def test_a_long_history_is_cut_and_what_stood_before_is_known(wiki: PracticeWiki) -> None:
    wiki.bring_in("Long", ["x" * number for number in range(1, 15)])
    found = page_history.read(anonymous(settings_of(wiki)), "Long")
    assert len(found.revisions) == page_history.MOST
    assert {one.size for one in found.revisions} == {1}


def test_a_page_that_does_not_exist(wiki: PracticeWiki) -> None:
    nobody = anonymous(settings_of(wiki))
    found = page_history.read(nobody, "No such facts")
    assert (found.exists, found.protection, found.revisions) == (False, None, ())
    post = {"title": "No such facts", "protections": "create=sysop"}
    wiki.api(action="protect", post=post)
    assert page_history.read(nobody, "No such facts").protection == Protection(level="sysop")
    assert not page_history.read(nobody, "<").exists
