"""The gateway passes on what is not its own, and can fail on demand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.fixtures.wiki import TIMEOUT, PracticeWiki
from tests.sandbox.calls import call


def test_the_rest_is_the_wiki_itself(wiki: PracticeWiki) -> None:
    history = requests.get(
        f"{wiki.url}index.php?title=Template:MediaWiki_News&action=history", timeout=TIMEOUT
    )
    styles = requests.get(f"{wiki.url}load.php?modules=site.styles&only=styles", timeout=TIMEOUT)
    picture = requests.get(f"{wiki.url}resources/assets/licenses/cc-0.png", timeout=TIMEOUT)
    assert "Revision history" in history.text
    assert styles.headers["Content-Type"].startswith("text/css")
    assert picture.headers["Content-Type"] == "image/png"
    assert requests.get(f"{wiki.server}/nothing", timeout=TIMEOUT).status_code == 404


def test_while_refusing_no_request_is_answered(wiki: PracticeWiki) -> None:
    with wiki.gateway.refusing(), pytest.raises(requests.ConnectionError):
        call(wiki, None, action="query")
    assert call(wiki, None, action="query").ok


def test_while_hanging_requests_wait(wiki: PracticeWiki) -> None:
    with wiki.gateway.hanging(), pytest.raises(requests.ReadTimeout):
        requests.get(f"{wiki.url}api.php", timeout=0.3)
    assert call(wiki, None, action="query").ok


@pytest.mark.parametrize("saved", [False, True])
def test_while_holding_one_action_has_no_answer(wiki: PracticeWiki, saved: bool) -> None:
    revisions = len(wiki.history("Main Page"))
    browser, address = wiki.browser(), f"{wiki.url}api.php?format=json"
    tokens = {"action": "query", "meta": "tokens", "formatversion": "2"}
    token = browser.get(address, params=tokens, timeout=TIMEOUT).json()["query"]["tokens"]
    edit = {"action": "edit", "title": "Main Page", "appendtext": f"{saved}"}
    form = edit | {"token": token["csrftoken"]}
    with ThreadPoolExecutor() as pool, wiki.gateway.holding("edit", saved=saved) as held:
        posted = pool.submit(browser.post, address, form, timeout=TIMEOUT)
        assert held.wait(TIMEOUT)
        assert len(wiki.history("Main Page")) == revisions + saved
        assert not posted.done()
    assert isinstance(posted.exception(), requests.ConnectionError)
    assert len(wiki.history("Main Page")) == revisions + saved
