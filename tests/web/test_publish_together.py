"""Ten people who decide at once in ten browsers, without any script, on a real wiki."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from newsdesk.infra.settings import Settings
from sandbox.accounts import MANY
from tests.fixtures.deciding import CODEX, NAMES, PAGE, value
from tests.fixtures.editing import LogIn, used_tokens
from tests.fixtures.wiki import PracticeWiki
from tests.web.pressing import buttons, press

NOTHING_LEFT = "You have nothing to publish"


@pytest.fixture
def editing(deciding_desk: Settings) -> Settings:
    """A desk with more items than people."""
    return deciding_desk


def until_published(browser: FlaskClient) -> None:
    """Do what a person does: publish, and again where it is shown once more or unanswered."""
    while NOTHING_LEFT not in (page := browser.get("/decisions")).text:
        reviewed = press(browser, page, "Publish")
        while reviewed.status_code == 303:
            review = browser.get(reviewed.location)
            if not buttons(review, "Publish"):
                break
            reviewed = press(browser, review, "Publish")


def test_ten_people_in_ten_browsers(log_in: LogIn, wiki: PracticeWiki) -> None:
    """Each about an item of their own, and all about one item on one channel."""
    used_tokens(wiki, MANY[:10])
    browsers = [log_in(account) for account in MANY[:10]]

    def work(number: int) -> None:
        browser = browsers[number]
        for item in (f"2026-11-01-{NAMES[number]}-is-there", CODEX):
            page = browser.get(f"/item/{item}")
            answer = press(browser, page, "Not for X", reason=f"reason {number}")
            assert answer.status_code == 303
        until_published(browser)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, range(10)))
    found = value(wiki)["items"]
    for number in range(10):
        item = found[f"2026-11-01-{NAMES[number]}-is-there"]
        assert item["channels"] == {"x": {"exempt": f"reason {number}"}}
    shared = found[CODEX]["channels"]["x"]["exempt"]
    assert shared in {f"reason {number}" for number in range(10)}
    history = wiki.history(PAGE)
    assert {one["user"] for one in history} == {account.name for account in MANY[:10]}
    assert all(one["comment"].startswith("Newsdesk: ") for one in history)
    contents = [one["slots"]["main"]["content"] for one in history]
    assert all(newer != older for newer, older in pairwise(contents))
    for browser in browsers:
        assert NOTHING_LEFT in browser.get("/decisions").text
        assert shared in browser.get(f"/item/{CODEX}").text
