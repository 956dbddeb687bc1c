"""The practice wiki is a real one: people, pages and switches."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from sandbox.accounts import BLOCKED, EDITOR, EVERYBODY, MANY, SYSOP, Account
from tests.fixtures.wiki import TIMEOUT, PracticeWiki, serving


@pytest.fixture(autouse=True)
def switched_off(wiki: PracticeWiki) -> Iterator[None]:
    yield
    wiki.switch()


def query(wiki: PracticeWiki, **parameters: str) -> requests.Response:
    parameters = {"action": "query", "format": "json", "formatversion": "2", **parameters}
    return requests.get(f"{wiki.url}api.php", params=parameters, timeout=TIMEOUT)


def edit(
    wiki: PracticeWiki, title: str, text: str, account: Account = EDITOR, **more: str
) -> dict[str, Any]:
    address = f"{wiki.url}api.php?action=edit&format=json&formatversion=2"
    with wiki.browser(account) as browser:
        ask = f"{wiki.url}api.php?action=query&meta=tokens&format=json"
        token = browser.get(ask, timeout=TIMEOUT).json()["query"]["tokens"]["csrftoken"]
        post = {"title": title, "text": text, "token": token, **more}
        value: dict[str, Any] = browser.post(address, post, timeout=TIMEOUT).json()
    return value


def test_every_account_is_there(wiki: PracticeWiki) -> None:
    names = "|".join(account.name for account in EVERYBODY)
    answer = query(wiki, list="users", ususers=names, usprop="groups|blockinfo|registration")
    users = {user["name"]: user for user in answer.json()["query"]["users"]}
    assert set(users) == {account.name for account in EVERYBODY}
    assert {name for name, user in users.items() if "blockid" in user} == {BLOCKED.name}
    assert {name for name, user in users.items() if "sysop" in user["groups"]} == {SYSOP.name}
    assert users[BLOCKED.name]["blockreason"] == BLOCKED.blocked
    assert all(user["registration"] < "2020" for user in users.values())


@pytest.mark.parametrize("account", [EDITOR, SYSOP, BLOCKED, MANY[-1]], ids=lambda a: a.name)
def test_people_log_in_with_their_passwords(wiki: PracticeWiki, account: Account) -> None:
    with wiki.browser(account):
        pass


def test_an_editor_edits_often_without_a_limit(wiki: PracticeWiki) -> None:
    auth = wiki.auth(wiki.access_token())
    address = f"{wiki.url}api.php?format=json&action="
    ask = requests.get(f"{address}query&meta=tokens", auth=auth, timeout=TIMEOUT).json()
    for number in range(10):
        post = {
            "title": "Often",
            "text": str(number),
            "token": ask["query"]["tokens"]["csrftoken"],
        }
        answer = requests.post(f"{address}edit", post, auth=auth, timeout=TIMEOUT).json()
        assert answer["edit"]["result"] == "Success"
    assert wiki.text("Often") == "9"
    assert len(wiki.history("Often")) == 10


def test_a_blocked_user_cannot_edit(wiki: PracticeWiki) -> None:
    answer = edit(wiki, "Blocked", "Text", BLOCKED)
    assert answer["error"]["code"] == "blocked"
    assert answer["error"]["blockinfo"]["blockreason"] == BLOCKED.blocked


def test_a_protected_page_is_for_sysops(wiki: PracticeWiki) -> None:
    wiki.edit("Guarded", "Text")
    wiki.protect("Guarded")
    assert edit(wiki, "Guarded", "Other")["error"]["code"] == "protectedpage"
    assert edit(wiki, "Guarded", "Other", SYSOP)["edit"]["result"] == "Success"


def test_titles_may_have_dots_and_slashes(wiki: PracticeWiki) -> None:
    wiki.edit("Some/Page.json", "Readable")
    page = requests.get(f"{wiki.server}/wiki/Some/Page.json", timeout=TIMEOUT)
    assert page.ok
    assert "Readable" in page.text


def test_plain_editors_can_make_json_pages(wiki: PracticeWiki) -> None:
    assert edit(wiki, "Set-up.json", '{"a":1}', contentmodel="json")["edit"]["result"] == "Success"
    broken = edit(wiki, "Set-up.json", "{", contentmodel="json")
    assert broken["error"]["code"] == "invalid-json-data"


def test_the_content_of_translate_tags_is_shown(wiki: PracticeWiki) -> None:
    text = "<translate><!--T:7--> Some '''news'''</translate> <tvar name=x>1.45</tvar>"
    answer = query(wiki, action="parse", text=text, contentmodel="wikitext", prop="text")
    html = answer.json()["parse"]["text"]
    assert "Some <b>news</b>" in html
    assert "1.45" in html
    assert "translate" not in html


def test_highlighted_source_is_shown_as_it_is(wiki: PracticeWiki) -> None:
    text = '<syntaxhighlight lang="json">{"a": "<b>"}</syntaxhighlight>'
    answer = query(wiki, action="parse", text=text, contentmodel="wikitext", prop="text")
    assert '<pre>{"a": "&lt;b&gt;"}</pre>' in answer.json()["parse"]["text"]


def test_modules_are_run(wiki: PracticeWiki) -> None:
    wiki.edit("Module:Sum", "return { of = function( frame ) return frame.args[1] + 1 end }")
    answer = query(wiki, action="parse", text="{{#invoke:Sum|of|41}}", contentmodel="wikitext")
    assert "<p>42\n</p>" in answer.json()["parse"]["text"]


def test_gadgets_are_for_people_to_switch_on(wiki: PracticeWiki) -> None:
    wiki.edit("MediaWiki:Gadgets-definition", "* tried[ResourceLoader]|tried.js")
    wiki.edit("MediaWiki:Gadget-tried.js", "/* nothing */")
    answer = query(wiki, list="gadgets", gaprop="id")
    assert answer.json()["query"]["gadgets"] == [{"id": "tried"}]


def test_interwiki_links_lead_to_tools(wiki: PracticeWiki) -> None:
    answer = query(wiki, meta="siteinfo", siprop="interwikimap")
    prefixes = {row["prefix"]: row["url"] for row in answer.json()["query"]["interwikimap"]}
    assert prefixes["toolforge"] == "https://iw.toolforge.org/$1"


def test_lag_is_answered_as_the_manual_says(wiki: PracticeWiki) -> None:
    wiki.switch(lag=7.5)
    answer = query(wiki, maxlag="5")
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] == "maxlag"
    assert answer.headers["Retry-After"] == "5"
    assert float(answer.headers["X-Database-Lag"]) == pytest.approx(7, abs=1)
    assert "error" not in query(wiki, maxlag="8").json()
    assert "error" not in query(wiki).json()


def test_read_only_refuses_edits_and_nothing_else(wiki: PracticeWiki) -> None:
    wiki.edit("Before", "Text")
    wiki.switch(readonly="Moving to new disks")
    auth = wiki.auth(wiki.access_token())
    address = f"{wiki.url}api.php?format=json&action="
    ask = requests.get(f"{address}query&meta=tokens|userinfo", auth=auth, timeout=TIMEOUT).json()
    post = {"title": "Before", "text": "New", "token": ask["query"]["tokens"]["csrftoken"]}
    answer = requests.post(f"{address}edit", post, auth=auth, timeout=TIMEOUT).json()
    assert answer["error"]["code"] == "readonly"
    assert answer["error"]["readonlyreason"] == "Moving to new disks"
    assert ask["query"]["userinfo"]["name"] == EDITOR.name
    assert wiki.text("Before") == "Text"
    wiki.switch()
    assert edit(wiki, "Before", "New")["edit"]["result"] == "Success"


def test_rate_limits_count_a_users_edits(wiki: PracticeWiki) -> None:
    wiki.switch(ratelimits=2)
    answers = [edit(wiki, "Limited", str(number), MANY[0]) for number in range(3)]
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        None,
        None,
        "ratelimited",
    ]
    assert "edit" in edit(wiki, "Limited", "by another", MANY[1])


def test_people_can_edit_at_the_same_time(wiki: PracticeWiki) -> None:
    auths = [wiki.auth(wiki.access_token(account)) for account in MANY[:4]]
    address = f"{wiki.url}api.php?format=json&action="

    def edit_some(number: int) -> list[str]:
        auth, results = auths[number], []
        ask = requests.get(f"{address}query&meta=tokens", auth=auth, timeout=TIMEOUT).json()
        for text in "abcde":
            post = {
                "title": f"Parallel {number}",
                "text": text,
                "token": ask["query"]["tokens"]["csrftoken"],
            }
            answer = requests.post(f"{address}edit", post, auth=auth, timeout=TIMEOUT).json()
            results.append(answer["edit"]["result"])
        return results

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(edit_some, range(4))) == [["Success"] * 5] * 4


def test_pages_and_logins_outlive_a_restart_at_another_address(
    wiki: PracticeWiki, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, prepared = tmp_path_factory.mktemp("restarted"), wiki.wiki.prepared
    with serving(prepared, folder) as first:
        first.edit("Kept", "Still here")
        consumer, token = first.consumer, first.access_token()
    with serving(prepared, folder) as second:
        assert second.server != first.server
        assert second.text("Kept") == "Still here"
        answer = requests.get(
            f"{second.url}api.php?action=query&meta=userinfo&format=json",
            auth=second.auth(token, consumer),
            timeout=TIMEOUT,
        )
        assert answer.json()["query"]["userinfo"]["name"] == EDITOR.name
        assert requests.get(f"{second.url}index.php?title=Kept", timeout=TIMEOUT).ok
