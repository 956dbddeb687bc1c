"""People are asked, in the wiki's own look, and can say no."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from sandbox.accounts import EDITOR
from sandbox.consumers import Consumer
from tests.fixtures.wiki import CALLBACK, TIMEOUT, PracticeWiki, field
from tests.sandbox.calls import complete, special


def test_who_is_not_logged_in_is_sent_to_the_login_form_and_back(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    answer = special(wiki, "authorize", oauth_token=token.key)
    assert answer.status_code == 302
    with requests.Session() as browser:
        page = browser.get(answer.headers["Location"], timeout=TIMEOUT)
        assert "title=Special%3AUserLogin&" in page.url
        form = {name: field(page.text, name) for name in ("wpLoginToken", "wpEditToken")}
        form |= {"wpName": EDITOR.name, "wpPassword": EDITOR.password, "authAction": "login"}
        back = browser.post(page.url, form, timeout=TIMEOUT)
    assert "OAuth/authorize" in back.url
    assert field(back.text, "oauth_token") == token.key
    assert 'name="accept"' in back.text
    assert 'name="cancel"' in back.text


def test_the_form_says_who_may_do_what_in_the_wikis_own_look(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    address = f"{wiki.url}index.php?title=Special:OAuth/authenticate"
    with wiki.browser() as browser:
        page = browser.get(address, params={"oauth_token": token.key}, timeout=TIMEOUT).text
    assert "<title>Allow Newsdesk? - Practice wiki</title>" in page
    assert f"<b>{EDITOR.name}</b>" in page
    assert "<li>Edit existing pages</li>" in page
    assert 'id="p-personal"' in page
    assert "left blank" not in page


def test_allow_sends_the_browser_back_with_a_verifier(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    address = wiki.allow(token)
    assert address.startswith(f"{CALLBACK}?oauth_verifier=")
    assert dict(parse_qsl(urlsplit(address).query))["oauth_token"] == token.key


def test_cancel_is_a_page_of_the_wiki_and_no_redirect(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    with wiki.browser() as browser:
        address = f"{wiki.url}index.php?title=Special:OAuth/authorize"
        query = {"oauth_token": token.key}
        page = browser.get(address, params=query, timeout=TIMEOUT).text
        form = query | {"wpEditToken": field(page, "wpEditToken"), "cancel": "1"}
        answer = browser.post(address, form, timeout=TIMEOUT, allow_redirects=False)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "<title>Login cancelled - Practice wiki</title>" in answer.text
    assert complete(wiki, consumer, token, "").text.startswith("Error: ")


def test_nobody_else_can_press_allow_for_a_user(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    form = {"oauth_token": token.key, "wpEditToken": "forged", "accept": "1"}
    address = f"{wiki.url}index.php?title=Special:OAuth/authorize"
    with wiki.browser() as browser:
        answer = browser.post(address, form, timeout=TIMEOUT, allow_redirects=False)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert complete(wiki, consumer, token, "").text.startswith("Error: ")


@pytest.mark.parametrize("token", ["", "unknown"])
def test_an_unknown_request_token_is_refused_on_a_page(wiki: PracticeWiki, token: str) -> None:
    answer = special(wiki, "authorize", oauth_token=token)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
