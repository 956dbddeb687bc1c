"""The gateway answers as the OAuth extension does, on a real wiki: a test for each answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import mwoauth
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT, SIGNATURE_RSA
from requests_oauthlib import OAuth1

from sandbox.accounts import BLOCKED, EDITOR, MANY, SYSOP
from sandbox.consumers import Consumer
from tests.fixtures.wiki import CALLBACK, TIMEOUT, PracticeWiki, Token, field, token_in


@pytest.fixture
def consumer(wiki: PracticeWiki) -> Consumer:
    return wiki.register(CALLBACK)


@pytest.fixture(autouse=True)
def right_clock(wiki: PracticeWiki) -> Iterator[None]:
    yield
    wiki.gateway.provider.clock_offset = 0


def special(
    wiki: PracticeWiki, page: str, auth: OAuth1 | None = None, **query: str
) -> requests.Response:
    address = f"{wiki.url}index.php"
    query = {"title": f"Special:OAuth/{page}", **query}
    return requests.post(address, params=query, auth=auth, timeout=TIMEOUT, allow_redirects=False)


def initiate(wiki: PracticeWiki, consumer: Consumer, callback: str | None = "oob") -> str:
    auth = OAuth1(consumer.key, consumer.secret, callback_uri=callback)
    answer = special(wiki, "initiate", auth)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    return answer.text


def complete(
    wiki: PracticeWiki, consumer: Consumer, token: Token, verifier: str
) -> requests.Response:
    auth = OAuth1(consumer.key, consumer.secret, token.key, token.secret, verifier=verifier)
    return special(wiki, "token", auth)


def verifier_in(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query))["oauth_verifier"]


def call(
    wiki: PracticeWiki, auth: OAuth1 | None, post: dict[str, str] | None = None, **query: str
) -> requests.Response:
    address = f"{wiki.url}api.php"
    parameters = {"format": "json", "formatversion": "2", **query}
    method = "GET" if post is None else "POST"
    return requests.request(
        method, address, params=parameters, data=post, auth=auth, timeout=TIMEOUT
    )


def user_info(wiki: PracticeWiki, auth: OAuth1) -> dict[str, Any]:
    answer = call(wiki, auth, action="query", meta="userinfo|tokens", uiprop="rights").json()
    value: dict[str, Any] = answer["query"]
    return value


def edit(wiki: PracticeWiki, auth: OAuth1, title: str, text: str = "Text") -> dict[str, Any]:
    token = user_info(wiki, auth)["tokens"]["csrftoken"]
    post = {"title": title, "text": text, "token": token}
    value: dict[str, Any] = call(wiki, auth, post, action="edit").json()
    return value


def assert_refused(answer: requests.Response, code: str = "mwoauth-invalid-authorization") -> None:
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] == code
    assert answer.headers["MediaWiki-API-Error"] == code


# initiate


def test_initiate_answers_with_a_request_token(wiki: PracticeWiki, consumer: Consumer) -> None:
    answer = dict(parse_qsl(initiate(wiki, consumer)))
    assert set(answer) == {"oauth_token", "oauth_token_secret", "oauth_callback_confirmed"}
    assert answer["oauth_callback_confirmed"] == "true"


def test_initiate_refuses_an_unknown_consumer(wiki: PracticeWiki) -> None:
    unknown = Consumer(id=0, key="unknown", secret="unknown", callback=CALLBACK)
    assert initiate(wiki, unknown).startswith("Error: Invalid consumer")


def test_initiate_refuses_a_wrong_signature(wiki: PracticeWiki, consumer: Consumer) -> None:
    forged = Consumer(id=0, key=consumer.key, secret="wrong", callback=CALLBACK)
    assert initiate(wiki, forged).startswith("Error: Invalid signature")


@pytest.mark.parametrize("ahead", [400, -400])
def test_initiate_refuses_a_wrong_clock(
    wiki: PracticeWiki, consumer: Consumer, ahead: float
) -> None:
    wiki.gateway.provider.clock_offset = ahead
    assert initiate(wiki, consumer).startswith("Error: Expired timestamp")


def test_initiate_takes_a_clock_that_is_a_little_wrong(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    wiki.gateway.provider.clock_offset = 200
    assert token_in(initiate(wiki, consumer))


def test_a_nonce_can_be_used_once(wiki: PracticeWiki, consumer: Consumer) -> None:
    auth = OAuth1(
        consumer.key,
        consumer.secret,
        callback_uri="oob",
        nonce="once",
        timestamp=str(int(time.time())),
    )
    assert token_in(special(wiki, "initiate", auth).text)
    assert special(wiki, "initiate", auth).text.startswith("Error: Nonce already used")


@pytest.mark.parametrize(
    "callback", [None, "http://127.0.0.1:8000/elsewhere", f"{CALLBACK}/longer", "OOB"]
)
def test_the_callback_must_be_the_registered_one(
    wiki: PracticeWiki, consumer: Consumer, callback: str | None
) -> None:
    assert initiate(wiki, consumer, callback).startswith("Error: oauth_callback must be set")


@pytest.mark.parametrize(
    ("callback", "good"),
    [
        ("http://127.0.0.1:8000/login", True),
        ("http://127.0.0.1:8000/login/done?next=%2F", True),
        ("http://127.0.0.1:8001/login", False),
        ("https://127.0.0.1:8000/login", False),
        ("http://127.0.0.1:8000.example.org/login", False),
        ("http://127.0.0.1:8000/other", False),
    ],
)
def test_with_a_prefix_the_path_may_be_longer(
    wiki: PracticeWiki, callback: str, good: bool
) -> None:
    consumer = wiki.register("http://127.0.0.1:8000/login", prefix=True)
    refused = initiate(wiki, consumer, callback).startswith("Error: oauth_callback must be set")
    assert refused is not good


@pytest.mark.parametrize("method", [SIGNATURE_HMAC_SHA256, SIGNATURE_PLAINTEXT])
def test_other_signature_methods_are_refused(
    wiki: PracticeWiki, consumer: Consumer, method: str
) -> None:
    auth = OAuth1(consumer.key, consumer.secret, callback_uri="oob", signature_method=method)
    assert special(wiki, "initiate", auth).text.startswith("Error: Invalid signature")


def test_a_consumer_with_a_public_key_signs_with_rsa_sha1(wiki: PracticeWiki) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    consumer = wiki.gateway.consumers.register(CALLBACK, rsa_key=public.decode())
    auth = OAuth1(
        consumer.key,
        callback_uri="oob",
        signature_method=SIGNATURE_RSA,
        rsa_key=private.decode(),
    )
    assert token_in(special(wiki, "initiate", auth).text)
    assert initiate(wiki, consumer).startswith("Error: Invalid signature")


# authorize


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


# token


def test_authorising_again_gives_the_same_access_token(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    assert wiki.access_token(consumer=consumer) == wiki.access_token(consumer=consumer)
    assert wiki.access_token(SYSOP, consumer) != wiki.access_token(consumer=consumer)


def test_an_expired_request_token_is_refused_with_html(
    wiki: PracticeWiki, consumer: Consumer
) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    wiki.gateway.provider.clock_offset = 601
    answer = complete(wiki, consumer, token, verifier)
    assert answer.status_code == 200
    assert answer.text.startswith("Error: ")
    assert "E004</a>" in answer.text


def test_a_request_token_can_be_used_once(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    assert token_in(complete(wiki, consumer, token, verifier).text)
    again = complete(wiki, consumer, token, verifier).text
    assert again.startswith("Error: ")
    assert "already been used" in again


def test_a_request_token_must_be_authorised(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    assert complete(wiki, consumer, token, "any").text.startswith("Error: No token was found")


def test_a_wrong_verifier_is_refused(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    wiki.allow(token)
    assert complete(wiki, consumer, token, "wrong").text.startswith("Error: The verifier")


def test_a_request_token_is_its_own_consumers(wiki: PracticeWiki, consumer: Consumer) -> None:
    token = wiki.initiate(consumer)
    verifier = verifier_in(wiki.allow(token))
    assert complete(wiki, wiki.register(CALLBACK), token, verifier).text.startswith("Error: ")


# identify


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


# the API


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


# everything else


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
