"""What the head and foot of every page say."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.services import frame
from newsdesk.services.frame import Frame
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.web.test_security import SETTINGS

OURS = replace(SETTINGS, wiki="https://www.mediawiki.org/w/", config_page=story.TITLE)


def test_the_revision_in_force_is_named_with_its_author(desk: Desk) -> None:
    known = frame.load(desk.engine, OURS)
    assert (known.wiki, known.site) == ("MediaWiki", story.SITE)
    assert known.in_force
    assert (known.in_force.revid, known.in_force.user) == (7, "Example admin")
    assert known.in_force.href.startswith("https://www.mediawiki.org/w/index.php?title=")
    assert known.in_force.href.endswith("&oldid=7")


def test_a_wiki_that_was_never_asked_goes_by_its_host(empty_desk: Desk) -> None:
    assert frame.load(empty_desk.engine, OURS) == Frame(wiki="www.mediawiki.org")
    assert frame.load(empty_desk.engine, SETTINGS) == Frame(wiki="wiki.example")


def test_without_a_valid_set_up_none_is_in_force(desk: Desk) -> None:
    with writing(desk.engine) as connection:
        connection.exec_driver_sql("DELETE FROM revision WHERE slot = 'valid'")
    assert frame.load(desk.engine, OURS) == Frame(wiki="MediaWiki", site=story.SITE)
