"""Calls with an access token are the user's own, within the grants."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import jwt
import mwoauth
import pytest
from requests_oauthlib import OAuth1

from sandbox.accounts import BLOCKED, EDITOR, MANY, SYSOP
from sandbox.consumers import Consumer
from tests.fixtures.wiki import TIMEOUT, PracticeWiki, Token
from tests.sandbox.calls import assert_refused, call, edit, special, user_info

pytestmark = pytest.mark.usefixtures("right_clock")


def test_identify_answers_with_a_signed_description_of_the_user(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.access_token(consumer=consumer)
    answer = special(wiki, "identify", wiki.auth(token, consumer))
    assert answer.headers["Content-Type"].startswith("application/json")
    assert jwt.get_unverified_header(answer.text)["alg"] == "HS256"
    claims = jwt.decode(answer.text, consumer.secret, algorithms=["HS256"], audience=consumer.key)
    assert claims["iss"] == wiki.server
    assert claims["sub"].isdecimal()
    assert claims["username"] == EDITOR.name
    assert claims["exp"] == claims["iat"] + 100
    assert len(claims["registered"]) == 14
    assert claims["nonce"]
    assert claims["blocked"] is False
    assert claims["grants"] == {"0": "basic", "2": "editpage", "4": "createeditmovepage"}
    assert "upload" in claims["rights"], "rights are not limited to the grants"
    assert {"editcount", "confirmed_email", "groups"} <= set(claims)


def test_the_client_library_walks_the_whole_handshake(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    index = f"{wiki.url}index.php"
    tool = mwoauth.ConsumerToken(consumer.key, consumer.secret)
    _, request_token = mwoauth.initiate(index, tool)
    back = wiki.allow(Token(request_token.key, request_token.secret))
    access = mwoauth.complete(index, tool, request_token, urlsplit(back).query)
    assert mwoauth.identify(index, tool, access)["username"] == EDITOR.name


def test_identify_explains_errors_in_json(wiki: PracticeWiki, consumer: Consumer) -> None:
    answer = special(wiki, "identify", wiki.auth(Token("unknown", "unknown"), consumer))
    assert answer.status_code == 200
    assert answer.json()["error"] == "mwoauth-oauth-exception"
    assert answer.json()["message"]


def test_calls_have_the_users_rights_within_the_grants(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    info = user_info(wiki, wiki.auth(wiki.access_token(SYSOP, consumer), consumer))["userinfo"]
    assert info["name"] == SYSOP.name
    assert "edit" in info["rights"]
    assert not {"editprotected", "delete", "block", "upload"} & set(info["rights"])


def test_an_edit_is_the_users_and_names_the_consumer(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    auth = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    assert edit(wiki, auth, "Edited.json")["edit"]["result"] == "Success"
    (revision,) = wiki.history("Edited.json")
    assert revision["user"] == EDITOR.name
    assert revision["tags"] == [f"OAuth CID: {consumer.id}"]


def test_a_browser_cannot_pretend_to_be_a_consumer(wiki: PracticeWiki) -> None:
    with wiki.browser() as browser:
        browser.headers["X-Gateway-Consumer"] = "1"
        query = {"action": "query", "meta": "tokens", "format": "json"}
        tokens = browser.get(f"{wiki.url}api.php", params=query, timeout=TIMEOUT).json()
        post = {
            "action": "edit",
            "title": "By hand",
            "text": "Text",
            "token": tokens["query"]["tokens"]["csrftoken"],
        }
        browser.post(f"{wiki.url}api.php", post, timeout=TIMEOUT)
    assert wiki.history("By hand")[0]["tags"] == []


def test_a_blocked_user_can_log_in_but_not_edit(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.access_token(BLOCKED, consumer)
    auth = wiki.auth(token, consumer)
    identity = special(wiki, "identify", auth).text
    assert jwt.decode(identity, options={"verify_signature": False})["blocked"] is True
    assert edit(wiki, auth, "Edited by a blocked user")["error"]["code"] == "blocked"
    editor = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    assert "edit" in edit(wiki, editor, "Not autoblocked"), "others on this address may edit"


@pytest.mark.parametrize("secret", ["consumer", "token"])
def test_the_api_refuses_a_wrong_signature(
    wiki: PracticeWiki, consumer: Consumer, secret: str
) -> None:
    token = wiki.access_token(consumer=consumer)
    secrets = {"consumer": consumer.secret, "token": token.secret, secret: "wrong"}
    auth = OAuth1(consumer.key, secrets["consumer"], token.key, secrets["token"])
    assert_refused(call(wiki, auth, action="query"))


def test_the_api_refuses_a_wrong_clock(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.access_token(consumer=consumer)
    wiki.gateway.provider.clock_offset = 301
    assert_refused(call(wiki, wiki.auth(token, consumer), action="query"))


def test_the_api_refuses_a_nonce_used_before(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.access_token(consumer=consumer)
    auth = OAuth1(
        consumer.key,
        consumer.secret,
        token.key,
        token.secret,
        nonce="again",
        timestamp=str(int(time.time())),
    )
    assert "error" not in call(wiki, auth, action="query").json()
    assert_refused(call(wiki, auth, action="query"))


def test_a_revoked_grant_ends_every_login_of_the_user(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.access_token(consumer=consumer)
    wiki.gateway.consumers.revoke(EDITOR.name)
    assert_refused(call(wiki, wiki.auth(token, consumer), action="query"))
    answer = special(wiki, "identify", wiki.auth(token, consumer)).json()
    assert answer["error"] == "mwoauth-oauth-exception"
    assert wiki.access_token(consumer=consumer) != token


def test_a_disabled_consumer_can_start_and_do_nothing(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.access_token(consumer=consumer)
    wiki.gateway.consumers.enable(consumer.key, enabled=False)
    request_token = wiki.initiate(consumer)
    answer = call(wiki, wiki.auth(token, consumer), action="query")
    assert_refused(answer, "mwoauth-invalid-authorization-not-approved")
    with wiki.browser() as browser:
        address = f"{wiki.url}index.php?title=Special:OAuth/authorize"
        query = {"oauth_token": request_token.key}
        page = browser.get(address, params=query, timeout=TIMEOUT).text
        assert "E005" in page


def test_the_access_outlives_the_users_logout_from_the_wiki(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    auth = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    assert user_info(wiki, auth)["userinfo"]["name"] == EDITOR.name
    with wiki.browser() as browser:
        query = {"action": "query", "meta": "tokens", "format": "json"}
        tokens = browser.get(f"{wiki.url}api.php", params=query, timeout=TIMEOUT).json()
        out = {"action": "logout", "token": tokens["query"]["tokens"]["csrftoken"]}
        browser.post(f"{wiki.url}api.php", out, timeout=TIMEOUT)
    assert user_info(wiki, auth)["userinfo"]["name"] == EDITOR.name


def test_after_a_logout_through_the_api_calls_are_still_the_users(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    auth = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    token = user_info(wiki, auth)["tokens"]["csrftoken"]
    call(wiki, auth, {"token": token}, action="logout")
    assert user_info(wiki, auth)["userinfo"]["name"] == EDITOR.name
    assert edit(wiki, auth, "After a logout")["edit"]["result"] == "Success"


def test_a_callers_own_assertion_is_kept(wiki: PracticeWiki, consumer: Consumer) -> None:
    auth = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    right = call(wiki, auth, action="query", assertuser=EDITOR.name)
    wrong = call(wiki, auth, action="query", assertuser=SYSOP.name)
    assert "error" not in right.json()
    assert wrong.json()["error"]["code"] == "assertnameduserfailed"


def test_a_tool_gets_no_session_of_the_wiki(wiki: PracticeWiki, consumer: Consumer) -> None:
    auth = wiki.auth(wiki.access_token(consumer=consumer), consumer)
    assert not call(wiki, auth, action="query", meta="userinfo").cookies


def test_many_users_can_have_a_token_each(wiki: PracticeWiki, consumer: Consumer) -> None:
    for account in MANY[:3]:
        auth = wiki.auth(wiki.access_token(account, consumer), consumer)
        assert user_info(wiki, auth)["userinfo"]["name"] == account.name
