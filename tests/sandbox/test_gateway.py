"""The gateway answers as the OAuth extension does, on a real wiki."""

from __future__ import annotations

import requests

from sandbox.accounts import EDITOR
from tests.fixtures.wiki import TIMEOUT, PracticeWiki


def test_a_call_with_an_access_token_is_the_users(wiki: PracticeWiki) -> None:
    answer = requests.get(
        f"{wiki.url}api.php?action=query&meta=userinfo&format=json",
        auth=wiki.auth(wiki.access_token()),
        timeout=TIMEOUT,
    ).json()
    assert answer["query"]["userinfo"]["name"] == EDITOR.name
