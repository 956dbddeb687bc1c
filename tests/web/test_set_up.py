"""The set-up's pages over a real wiki, and a Mastodon server's answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsdesk.infra.settings import Settings
from newsdesk.services import accounts, desk, read_wiki, trial
from newsdesk.services.trial import Wanted
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from newsdesk.web.visitor import SESSION, cookie
from newsdesk.wiki.session import anonymous
from sandbox.accounts import BLOCKED, EDITOR, SYSOP, Account
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.waiting import until
from tests.fixtures.wiki import PracticeWiki
from tests.services.test_accounts import allowed
from tests.services.test_refresh import STATUS
from tests.web.pressing import buttons, press
from tests.wiki.people import settings_of

NEWS = "Template:Board news"
TEXT = "* 18 November 2026: [[MediaWiki 1.45]] is released.\n* Someday: no date.\n"
ACCOUNT = "https://social.example/@mediawiki"
CONFIG = json.dumps({"version": 1, "news": {"page": NEWS}})


@pytest.fixture(scope="module", autouse=True)
def pages(wiki: PracticeWiki) -> None:
    wiki.edit(NEWS, TEXT)


@pytest.fixture
def settings(
    wiki: PracticeWiki, sqlite_url: str, answers: AnsweringServer, request: pytest.FixtureRequest
) -> Settings:
    return replace(
        settings_of(wiki),
        database=sqlite_url,
        config_page=f"Set-up/{re.sub('[^a-z]', ' ', request.node.name)}.json",
        practice_origins={"https://social.example": answers.url},
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def log_in(
    wiki: PracticeWiki, app: Flask, settings: Settings, client: FlaskClient
) -> Callable[[Account], None]:
    """Give the browser the session of somebody who allowed it on the wiki."""

    def go(who: Account) -> None:
        engine = app.extensions[EXTENSION].engine
        state, query = allowed(wiki, engine, settings, who)
        done = accounts.finish(engine, settings, state=state, query=query)
        client.set_cookie(cookie(settings, SESSION), done.cookie)

    return go


def token_of(html: str, name: str = "csrf_token") -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', html)
    assert found
    return found[1]


def words(html: str) -> str:
    """Take the isolation of names out, which no reader sees."""
    return re.sub("</?bdi[^>]*>|[\u2066-\u2069]", "", html)


def begun(app: Flask, settings: Settings, links: str = "") -> str:
    engine = app.extensions[EXTENSION].engine
    token = trial.begin(engine, settings, Wanted(news=NEWS, links=links))
    trial.read(engine, settings, token)
    return token


def test_without_a_set_up_the_page_offers_a_trial(client: FlaskClient) -> None:
    answer = client.get("/setup")
    assert answer.status_code == 200
    assert 'name="news"' in answer.text
    assert "Try without saving" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_what_the_wiki_was_not_asked_is_not_claimed(client: FlaskClient) -> None:
    assert "has not asked the wiki yet" in client.get("/setup").text
    client.post("/setup/check")
    assert "There is no set-up page" in client.get("/setup").text


def test_a_trial_reads_shows_and_saves_nothing(
    wiki: PracticeWiki,
    app: Flask,
    settings: Settings,
    client: FlaskClient,
    answers: AnsweringServer,
) -> None:
    answers.json({"id": "1"})
    answers.json([STATUS])
    sent = client.post("/setup/try", data={"news": NEWS, "links": ACCOUNT})
    assert sent.status_code == 303
    assert "Set-Cookie" not in sent.headers
    address = sent.headers["Location"]
    until(lambda: "Is this right?" in client.get(address).text)
    html = client.get(address).text
    assert "1 item understood, 1 not." in html
    assert "1 account found" in html
    assert "mediawiki@social.example" in html
    assert "Posted 18 Nov" in html
    assert 'http-equiv="refresh"' not in html
    assert "Log in to create the set-up page" in html
    found = wiki.api(action="query", titles=settings.config_page)["query"]["pages"][0]
    assert "missing" in found
    assert desk.find(app.extensions[EXTENSION].engine, settings) is None


def test_a_trial_that_is_read_says_so_and_reloads(
    app: Flask, settings: Settings, client: FlaskClient
) -> None:
    engine = app.extensions[EXTENSION].engine
    token = trial.begin(engine, settings, Wanted(news=NEWS, links=ACCOUNT))
    html = client.get(f"/setup/try/{token}").text
    assert "The accounts are being read" in html
    assert '<meta http-equiv="refresh" content="4">' in html
    assert "Is this right?" not in html


def test_what_cannot_be_tried_keeps_what_was_typed(client: FlaskClient) -> None:
    typed = {"news": "No such page", "links": "https://x.com/A", "page": ""}
    answer = client.post("/setup/try", data=typed)
    assert answer.status_code == 422
    assert "The wiki has no page “No such page”." in words(answer.text)
    assert 'value="No such page"' in answer.text
    assert "https://x.com/A</textarea>" in answer.text


@pytest.mark.parametrize("path", ["/setup/try", "/setup/check"])
def test_another_sites_form_is_refused(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"news": NEWS}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/setup/try/guess", "/setup/try/"])
def test_no_trial_is_found_by_guessing(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_set_up_page_is_created_as_the_user(
    wiki: PracticeWiki,
    app: Flask,
    settings: Settings,
    client: FlaskClient,
    log_in: Callable[[Account], None],
) -> None:
    log_in(EDITOR)
    page = client.get(f"/setup/try/{begun(app, settings, ACCOUNT)}")
    review = press(client, page, "Create the set-up page as")
    shown = client.get(review.headers["Location"])
    assert "diff-addedline" in shown.text
    assert "Set up [[toolforge:newsdesk|Newsdesk]]" in shown.text
    for _ in range(2):
        saved = press(client, shown, "Save as", summary="Begin")
        assert saved.headers["Location"] == review.headers["Location"]
    (newest,) = wiki.history(settings.config_page)
    assert (newest["user"], newest["comment"]) == (EDITOR.name, "Begin")
    html = client.get("/setup").text
    assert f"Revision {newest['revid']}" in html
    assert EDITOR.name in html
    assert "Board news" in html


def test_a_trial_goes_on_in_the_form(
    wiki: PracticeWiki,
    app: Flask,
    settings: Settings,
    client: FlaskClient,
    log_in: Callable[[Account], None],
) -> None:
    log_in(EDITOR)
    page = client.get(f"/setup/try/{begun(app, settings, ACCOUNT)}")
    assert press(client, page, "Go on in the form").headers["Location"] == "/setup/form"
    form = client.get("/setup/form")
    assert "mediawiki@social.example" in form.text
    review = press(client, form, "Review changes")
    shown = client.get(review.headers["Location"])
    saved = press(client, shown, "Save as")
    assert "newsdesk-form" not in client.get(saved.headers["Location"]).text
    (newest,) = wiki.history(settings.config_page)
    assert newest["user"] == EDITOR.name
    assert json.loads(wiki.text(settings.config_page))["news"] == {
        "page": NEWS,
        "basis": "mastodon",
    }


def test_who_cannot_create_it_can_copy_it(
    app: Flask, settings: Settings, client: FlaskClient, log_in: Callable[[Account], None]
) -> None:
    log_in(BLOCKED)
    page = client.get(f"/setup/try/{begun(app, settings)}")
    review = press(client, page, "Create the set-up page as")
    shown = client.get(review.headers["Location"])
    assert "Your account is blocked" in shown.text
    assert 'name="copy"' in shown.text
    assert "Board news" in shown.text
    assert not buttons(shown, "Save as")


def test_a_page_that_somebody_made_meanwhile_is_joined_and_shown(
    wiki: PracticeWiki,
    app: Flask,
    settings: Settings,
    client: FlaskClient,
    log_in: Callable[[Account], None],
) -> None:
    log_in(EDITOR)
    page = client.get(f"/setup/try/{begun(app, settings, ACCOUNT)}")
    review = press(client, page, "Create the set-up page as")
    shown = client.get(review.headers["Location"])
    theirs = json.dumps(json.loads(CONFIG) | {"ideas": "Ideas"})
    made = wiki.edit(settings.config_page, theirs, contentmodel="json")
    again = press(client, shown, "Save as").headers["Location"]
    assert again != review.headers["Location"]
    assert wiki.history(settings.config_page)[0]["revid"] == made
    press(client, client.get(again), "Save as")
    saved = json.loads(wiki.text(settings.config_page))
    assert saved["ideas"] == "Ideas"
    assert [one["id"] for one in saved["channels"]] == ["mastodon"]


def test_a_wiki_that_does_not_answer_leaves_a_draft(
    wiki: PracticeWiki,
    app: Flask,
    settings: Settings,
    client: FlaskClient,
    log_in: Callable[[Account], None],
) -> None:
    log_in(EDITOR)
    page = client.get(f"/setup/try/{begun(app, settings, ACCOUNT)}")
    with wiki.gateway.refusing():
        failed = press(client, page, "Create the set-up page as")
    assert failed.status_code == 422
    assert "The wiki could not be reached." in failed.text
    assert "mediawiki@social.example" in client.get("/setup/form").text


def test_who_is_not_logged_in_is_asked_to_and_comes_back(
    app: Flask, settings: Settings, client: FlaskClient
) -> None:
    token = begun(app, settings)
    page = client.get(f"/setup/try/{token}").text
    assert f'href="/login?next=/setup/try/{token}"' in page
    assert not buttons(client.get(f"/setup/try/{token}"), "Go on in the form")


def test_nobody_takes_a_trial_without_a_login_or_a_token(
    app: Flask, settings: Settings, client: FlaskClient, log_in: Callable[[Account], None]
) -> None:
    token = begun(app, settings)
    assert client.post(f"/setup/try/{token}").status_code == 403
    log_in(EDITOR)
    refused = client.post(f"/setup/try/{token}")
    assert refused.status_code == 403
    assert f"/setup/try/{token}" in refused.text


def test_the_set_up_in_force_and_the_faults_of_the_newest_are_shown(
    wiki: PracticeWiki, settings: Settings, client: FlaskClient, app: Flask
) -> None:
    valid = wiki.edit(settings.config_page, CONFIG, contentmodel="json", summary="<b>first</b>")
    assert client.post("/setup/check").headers["Location"] == "/setup"
    html = client.get("/setup").text
    assert f"Revision {valid}" in html
    assert SYSOP.name in html
    assert "&lt;b&gt;first" in html
    assert "&#34;version&#34;: 1" in html
    assert "problem" not in html

    broken = wiki.edit(settings.config_page, '{"version": 1, "channels": 5}')
    engine = app.extensions[EXTENSION].engine
    read_wiki.read(anonymous(settings), engine, desk.ensure(engine, settings), force=True)
    html = client.get("/setup").text
    assert "The newest revision of the set-up page has 2 problems." in html
    assert '<code dir="ltr">channels</code>: This must be a list, in square brackets.' in html
    assert f"Revision {valid}" in html
    assert f"Revision {broken}" in html
    assert "action=edit" in html


def test_the_places_to_look_are_listed(
    wiki: PracticeWiki, settings: Settings, client: FlaskClient
) -> None:
    place = {"id": "meetings", "kind": "calendar", "url": "https://calendar.example/?a=1&b=<i>"}
    text = json.dumps(json.loads(CONFIG) | {"sources": [place]})
    wiki.edit(settings.config_page, text, contentmodel="json")
    client.post("/setup/check")
    html = client.get("/setup").text
    assert (
        '<a href="https://calendar.example/?a=1&amp;b=&lt;i&gt;"><bdi>meetings</bdi></a>' in html
    )
    assert "Calendar · Not read yet" in html


def test_a_wiki_that_does_not_answer_is_said(wiki: PracticeWiki, client: FlaskClient) -> None:
    with wiki.gateway.refusing():
        answer = client.post("/setup/check")
    assert answer.status_code == 502
    assert "The wiki could not be reached." in answer.text


def test_every_word_of_the_templates_exists_in_every_language() -> None:
    sources = [
        *Path("templates").glob("set_up*.html"),
        *Path("src/newsdesk/web").glob("set_up*.py"),
    ]
    keys = set(re.findall(r'"(newsdesk-[a-z-]*[a-z])"', "".join(p.read_text() for p in sources)))
    for language in ("en", "qqq", "de", "ar"):
        assert keys <= json.loads(Path(f"i18n/{language}.json").read_text()).keys()
