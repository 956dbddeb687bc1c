"""The form of the set-up over a real wiki: what is shown, what is marked, what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from newsdesk.infra.settings import Settings
from newsdesk.services import desk, read_wiki
from newsdesk.store.database import connect
from newsdesk.web import create_app
from newsdesk.wiki.session import anonymous
from sandbox.accounts import BLOCKED, EDITOR, SYSOP, Account
from tests.fixtures.editing import browser_of
from tests.fixtures.html import Document, Element, read
from tests.fixtures.wiki import PracticeWiki
from tests.web.pressing import press, token_of
from tests.wiki.people import settings_of

FORM = "/setup/form"
CONFIG = {
    "version": 1,
    "news": {"page": "Template:Form news", "basis": "x"},
    "channels": [
        {"id": "x", "kind": "x", "account": "MediaWiki", "since": "2008-05-01"},
        {"id": "new", "kind": "mastodon", "account": "mediawiki@wikis.example", "name": "Fedi"},
        {"id": "linkedin", "kind": "manual", "name": "LinkedIn", "expects": "nothing"},
    ],
    "follow": [{"name": "A/B <c>", "about": "letters", "accounts": {"x": "ab"}}],
    "sources": [{"id": "find", "kind": "search", "terms": ["MediaWiki"]}],
    "feedback": [{"about": "bugs", "url": "https://phabricator.wikimedia.org/"}],
    "ideas": "Ideas",
}

LogIn = Callable[[Account], FlaskClient]


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str, request: pytest.FixtureRequest) -> Settings:
    wiki.switch()
    title = f"Forms/{re.sub('[^a-z]', ' ', request.node.name)}.json"
    wiki.edit(title, json.dumps(CONFIG), contentmodel="json")
    return replace(settings_of(wiki), database=sqlite_url, config_page=title)


@pytest.fixture
def log_in(wiki: PracticeWiki, settings: Settings) -> Iterator[LogIn]:
    engine = connect(settings.database)
    read_wiki.read(anonymous(settings), engine, desk.ensure(engine, settings), force=True)
    app = create_app(settings)
    yield lambda account: browser_of(app, engine, settings, wiki, account)
    engine.dispose()


@pytest.fixture
def me(log_in: LogIn) -> FlaskClient:
    return log_in(EDITOR)


def words(page: TestResponse) -> str:
    """Return a page's text without the isolation of names, which no reader sees."""
    text = re.sub("</?bdi[^>]*>|[\u2066-\u2069]", "", page.text)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def field(page: TestResponse, name: str, number: int = 0) -> Element:
    found = read(page.text).all("input", "textarea", "select")
    return [one for one in found if one.attributes.get("name") == name][number]


def keep(browser: FlaskClient, address: str, /, **typed: str) -> TestResponse:
    """Fill in the form at an address and press its first button."""
    return press(browser, browser.get(address), "Keep", **typed)


def test_everything_that_the_page_says_is_shown(me: FlaskClient, settings: Settings) -> None:
    page = me.get(FORM)
    assert page.status_code == 200
    shown = words(page)
    for said in ("MediaWiki", "Fedi", "mediawiki@wikis.example", "LinkedIn", "A/B"):
        assert said in shown
    assert "X: ab" in shown
    assert "You have changed nothing yet." in shown
    assert settings.config_page in shown
    assert "Review changes" not in shown


def test_who_is_not_logged_in_is_led_to_the_login(me: FlaskClient) -> None:
    stranger = me.application.test_client()
    for path in ("", "/news", "/channel/new?kind=x", "/follow/-?entry=A/B"):
        answer = stranger.get(FORM + path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login?next=/setup/form")


def test_what_is_wrong_is_marked_at_its_field_and_stays(me: FlaskClient) -> None:
    page = keep(me, f"{FORM}/channel/x", account="Media Wiki!", since="soon", ask="A|B")
    assert page.status_code == 422
    document = read(page.text)
    for name, typed in (("account", "Media Wiki!"), ("since", "soon"), ("ask", "A|B")):
        wrong = field(page, name)
        assert wrong.attributes["value"] == typed
        assert wrong.attributes["aria-invalid"] == "true"
        error = wrong.attributes["aria-describedby"].split()[-1]
        assert error in document.ids
        assert f"#{wrong.attributes['id']}" in document.links
    assert field(page, "posters").attributes.get("aria-invalid") is None
    assert "autofocus" in page.text
    assert "You have changed nothing yet." in words(me.get(FORM))


def test_a_change_is_kept_in_words_and_led_back_to(me: FlaskClient) -> None:
    answer = keep(me, f"{FORM}/channel/x", posters="A user\r\n\r\nB user ", since="")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}#channel-0")
    shown = words(me.get(FORM))
    assert "Kept in your draft." in shown
    assert "2 changes, not yet saved" in shown
    assert "Kept in your draft." not in words(me.get(FORM))
    page = me.get(f"{FORM}/channel/x")
    assert field(page, "posters").text.strip() == "A user\nB user"


def test_what_was_not_changed_is_no_change(me: FlaskClient) -> None:
    for path in ("channel/x", "channel/linkedin", "follow/-?entry=A/B+<c>", "source/find"):
        assert keep(me, f"{FORM}/{path}").status_code == 303
    for path in ("news", "pages", "feedback/bugs"):
        assert keep(me, f"{FORM}/{path}").status_code == 303
    assert "You have changed nothing yet." in words(me.get(FORM))


def test_a_channel_called_new_is_no_new_channel(me: FlaskClient) -> None:
    page = me.get(FORM)
    (link,) = [one for one in read(page.text).links if one.endswith("entry=new")]
    assert field(me.get(link), "name").attributes["value"] == "Fedi"


def test_a_new_channel_begins_with_its_network(me: FlaskClient) -> None:
    page = me.get(f"{FORM}/channel/new")
    kinds = [one for one in read(page.text).all("input") if one.attributes.get("name") == "kind"]
    assert len(kinds) == 8
    page = me.get(f"{FORM}/channel/new?address=https://bsky.app/profile/mediawiki.example")
    assert page.status_code == 303
    page = me.get(page.headers["Location"])
    assert field(page, "account").attributes["value"] == "mediawiki.example"
    page = me.get(f"{FORM}/channel/new?address=nonsense&kind=")
    assert "does not know this address" in page.text
    assert field(page, "address").attributes["value"] == "nonsense"
    assert "Please choose one." in me.get(f"{FORM}/source/new?asked=1").text


@pytest.mark.parametrize(
    ("kind", "typed", "account"),
    [
        ("mastodon", "https://social.example/@news", "news@social.example"),
        ("mastodon", "@news@social.example", "news@social.example"),
        ("x", "@Example", "Example"),
        ("telegram", "https://t.me/example_news", "example_news"),
    ],
)
def test_a_pasted_address_of_an_account_is_understood(
    me: FlaskClient, kind: str, typed: str, account: str
) -> None:
    answer = keep(me, f"{FORM}/channel/new?kind={kind}", account=typed)
    assert answer.status_code == 303
    assert f"{kind if kind != 'x' else 'x-2'}" in me.get(FORM).text
    assert account in words(me.get(FORM))


def test_a_new_entry_that_is_wrong_does_not_get_into_the_draft(me: FlaskClient) -> None:
    page = keep(me, f"{FORM}/channel/new?kind=feed", url="http://feed.example/", name="Blog")
    assert page.status_code == 422
    assert field(page, "url").attributes["aria-invalid"] == "true"
    assert field(page, "name").attributes["value"] == "Blog"
    page = keep(me, f"{FORM}/follow/new", name="")
    assert field(page, "name").attributes["aria-invalid"] == "true"
    page = keep(me, f"{FORM}/feedback/new", about="both", url="https://a.example/", page="B")
    assert field(page, "page").attributes["aria-invalid"] == "true"
    page = keep(me, f"{FORM}/source/new?kind=search")
    assert field(page, "terms").attributes["aria-invalid"] == "true"
    assert "You have changed nothing yet." in words(me.get(FORM))


def test_numbers_that_are_none_are_marked(me: FlaskClient) -> None:
    page = keep(me, f"{FORM}/news", within="a month", keep="0")
    assert field(page, "within").attributes["value"] == "a month"
    assert "This must be a whole number" in page.text
    assert field(page, "keep").attributes["aria-invalid"] == "true"
    assert keep(me, f"{FORM}/news", within="14", basis="new").status_code == 303
    shown = words(me.get(FORM))
    assert "2 changes, not yet saved" in shown
    assert "Fedi" in shown


def test_a_followed_account_has_a_field_for_each_channel_with_accounts(me: FlaskClient) -> None:
    page = me.get(f"{FORM}/follow/new")
    names = {one.attributes.get("name", "") for one in read(page.text).all("input")}
    assert {one for one in names if one.startswith("accounts.")} == {"accounts.x", "accounts.new"}
    typed = {"name": "Wikidata", "accounts.new": "https://social.example/@wikidata"}
    assert keep(me, f"{FORM}/follow/new", **typed).status_code == 303
    shown = words(me.get(FORM))
    assert "Fedi: wikidata@social.example" in shown
    address = f"{FORM}/follow/-?entry=A/B+<c>"
    assert (
        keep(me, address, **{"accounts.x": "", "accounts.new": "ab@social.example"}).status_code
        == 303
    )
    assert "X: ab" not in words(me.get(FORM))


def test_entries_move_and_go_and_come_back(me: FlaskClient) -> None:
    moved = press(me, me.get(FORM), "Move down (X)")
    assert (moved.status_code, moved.headers["Location"]) == (303, f"{FORM}#channel-1")
    assert "Moved: X" in words(me.get(FORM))
    gone = press(me, me.get(FORM), "Remove (Fedi)")
    assert gone.headers["Location"] == f"{FORM}#channel"
    page = me.get(FORM)
    assert "Removed: Fedi" in words(page)
    press(me, page, "Take it back")
    page = me.get(FORM)
    assert "Taken back." in words(page)
    assert "Remove (Fedi)" in words(page)
    press(me, page, "Undo all changes")
    page = me.get(FORM)
    assert "You have changed nothing yet." in words(page)
    press(me, page, "Take it back")
    assert "not yet saved" in words(me.get(FORM))


@pytest.mark.parametrize("pressed", ["", "up", "up channel", "up nowhere x", "jump channel x"])
def test_a_press_that_is_none_is_refused(me: FlaskClient, pressed: str) -> None:
    token = token_of(me.get(FORM).text)
    answer = me.post(FORM, data={"csrf_token": token, "press": pressed})
    assert answer.status_code == 400


def test_a_press_on_what_is_gone_says_so(me: FlaskClient) -> None:
    page = me.get(FORM)
    press(me, page, "Remove (LinkedIn)")
    again = press(me, page, "Remove (LinkedIn)")
    assert again.status_code == 409
    assert "is no longer there" in again.text
    assert me.get(f"{FORM}/channel/linkedin").status_code == 404


def test_two_windows_that_change_the_same_lose_nothing(me: FlaskClient) -> None:
    page = me.get(f"{FORM}/channel/x")
    press(me, page, "Keep", ask="Talk:A", name="Ex")
    answer = press(me, page, "Keep", ask="Talk:B")
    assert answer.status_code == 409
    assert field(answer, "ask").attributes["value"] == "Talk:B"
    assert press(me, answer, "Keep").status_code == 303
    assert field(me.get(f"{FORM}/channel/x"), "ask").attributes["value"] == "Talk:B"
    assert field(me.get(f"{FORM}/channel/x"), "name").attributes["value"] == "Ex"


def test_a_login_that_ended_keeps_what_was_typed(me: FlaskClient) -> None:
    page = me.get(f"{FORM}/channel/new?kind=x")
    stranger = me.application.test_client()
    answer = press(stranger, page, "Keep", account="Typed_here", posters="Somebody")
    assert answer.status_code == 403
    after = field(answer, "next", -1).attributes["value"]
    again = me.get(after)
    assert field(again, "account").attributes["value"] == "Typed_here"
    assert field(again, "posters").text.strip() == "Somebody"
    page = me.get(f"{FORM}/news")
    answer = press(stranger, page, "Keep", page="Typed page")
    assert "Typed" in answer.text


@pytest.mark.parametrize("named", ["_scheme", "_external", "_method", "endpoint", "slug"])
def test_fields_that_no_form_has_lead_nowhere_else(me: FlaskClient, named: str) -> None:
    """What an address is made of is not to be had from what was sent."""
    path = f"{FORM}/channel/new?kind=x&{named}=https"
    answer = me.application.test_client().post(path, data={named: "https", "account": "Typed"})
    assert answer.status_code == 403
    back = field(answer, "next", -1).attributes["value"]
    assert back.startswith(f"{FORM}/channel/new?")
    assert field(me.get(back), "account").attributes["value"] == "Typed"


def test_numbers_without_end_are_none(me: FlaskClient) -> None:
    token, number = token_of(me.get(FORM).text), "9" * 5000
    answer = me.post("/setup/raw", data={"csrf_token": token, "version": number, "text": "{}"})
    assert answer.status_code == 409
    taken = {"csrf_token": token, "take": number, "text": "https://x.com/MediaWiki"}
    assert me.post("/setup/import/take", data=taken).status_code == 422


def test_nobody_changes_a_draft_without_a_token(me: FlaskClient) -> None:
    assert me.post(FORM, data={"press": "discard"}).status_code == 403
    assert me.post(f"{FORM}/news", data={"page": "A"}).status_code == 403


def test_the_text_is_checked_with_lines(me: FlaskClient) -> None:
    page = me.get("/setup/raw")
    text = field(page, "text").text
    assert '"account": "MediaWiki"' in text
    broken = press(me, page, "Keep", text=text.replace('"MediaWiki",', '"Media Wiki",'))
    assert broken.status_code == 422
    lines = text.removeprefix("\n").split("\n")
    line = next(n for n, one in enumerate(lines, 1) if '"account": "MediaWiki"' in one)
    assert f"Line {line}: channels[0].account" in words(broken)
    assert "Media Wiki" in field(broken, "text").text
    broken = press(me, page, "Keep", text="{\n\n oops}")
    assert "Line 3: This is not valid JSON from line 3" in words(broken)
    kept = press(me, page, "Keep", text=text.replace('"MediaWiki",', '"Another",'))
    assert kept.status_code == 303
    assert "One change, not yet saved" in words(me.get(FORM))
    late = press(me, page, "Keep", text=text.replace("Ideas", "Other ideas"))
    assert late.status_code == 409
    assert "Other ideas" in field(late, "text").text


def test_the_changes_are_reviewed_and_saved_as_the_user(
    me: FlaskClient, wiki: PracticeWiki, settings: Settings
) -> None:
    before = wiki.text(settings.config_page)
    keep(me, f"{FORM}/channel/x", ask="Talk:Ask here")
    review = press(me, me.get(FORM), "Review changes")
    assert review.status_code == 303
    page = me.get(review.headers["Location"])
    assert "diff-addedline" in page.text
    assert wiki.text(settings.config_page) == before
    assert "Talk:Ask here" in field(page, "summary").attributes["value"]
    saved = press(me, page, "Save as", summary="My own words")
    page = me.get(saved.headers["Location"])
    assert "is now in force" in page.text
    (newest, *_) = wiki.history(settings.config_page)
    assert (newest["user"], newest["comment"]) == (EDITOR.name, "My own words")
    assert f"diff={newest['revid']}" in page.text
    after = json.loads(wiki.text(settings.config_page))
    assert after["channels"][0].pop("ask") == "Talk:Ask here"
    assert after == CONFIG
    assert "You have changed nothing yet." in words(me.get(FORM))
    assert "Talk:Ask here" in words(me.get("/setup"))


def test_what_others_saved_meanwhile_is_joined_and_shown(
    me: FlaskClient, wiki: PracticeWiki, settings: Settings
) -> None:
    keep(me, f"{FORM}/pages", ideas="My ideas", suggestions="Suggestions")
    review = press(me, me.get(FORM), "Review changes")
    theirs = json.loads(wiki.text(settings.config_page)) | {"ideas": "Their ideas"}
    theirs["channels"][0]["name"] = "Theirs"
    wiki.edit(settings.config_page, json.dumps(theirs), contentmodel="json")
    page = press(me, me.get(review.headers["Location"]), "Save as")
    page = me.get(page.headers["Location"])
    assert "theirs “Their ideas”, yours “My ideas”" in words(page)
    assert json.loads(wiki.text(settings.config_page)) == theirs
    press(me, page, "Save as")
    after = json.loads(wiki.text(settings.config_page))
    assert after["ideas"] == "My ideas"
    assert after["suggestions"] == "Suggestions"
    assert after["channels"][0]["name"] == "Theirs"


def test_who_cannot_edit_can_copy(log_in: LogIn) -> None:
    me = log_in(BLOCKED)
    keep(me, f"{FORM}/pages", ideas="My ideas")
    page = me.get(press(me, me.get(FORM), "Review changes").headers["Location"])
    assert "Save as" not in page.text
    assert "My ideas" in field(page, "copy").text


def test_nobody_sees_anothers_review(log_in: LogIn) -> None:
    me = log_in(EDITOR)
    keep(me, f"{FORM}/pages", ideas="My ideas")
    review = press(me, me.get(FORM), "Review changes").headers["Location"]
    assert log_in(SYSOP).get(review).status_code == 404


def test_a_page_that_is_broken_is_mended_in_the_form(
    log_in: LogIn, wiki: PracticeWiki, settings: Settings
) -> None:
    broken = json.loads(json.dumps(CONFIG))
    broken["channels"][1]["account"] = "nonsense"
    wiki.edit(settings.config_page, json.dumps(broken), contentmodel="json")
    engine = connect(settings.database)
    read_wiki.read(anonymous(settings), engine, desk.ensure(engine, settings), force=True)
    engine.dispose()
    me = log_in(EDITOR)
    page = me.get(FORM)
    assert "One thing has to be mended" in words(page)
    wrong = me.get(f"{FORM}/channel/-?entry=new")
    assert field(wrong, "account").attributes["aria-invalid"] == "true"
    assert press(me, wrong, "Keep", account="a@wikis.example").status_code == 303
    assert "Review changes" in words(me.get(FORM))


def document_of(page: TestResponse) -> Document:
    return read(page.text)


@pytest.mark.parametrize(
    "path",
    ["form", "form/news", "form/channel/new", "form/channel/x", "form/follow/new", "raw"],
)
def test_every_page_is_whole(me: FlaskClient, path: str) -> None:
    page = me.get(f"/setup/{path}")
    document = document_of(page)
    assert document.unclosed == []
    assert len(set(document.ids)) == len(document.ids)
    labelled = {label.attributes.get("for") for label in document.all("label")}
    for one in document.all("input", "select", "textarea"):
        if one.attributes.get("type") != "hidden":
            assert one.attributes["id"] in labelled
    named = [
        e.attributes["aria-describedby"].split()
        for e in document.elements
        if "aria-describedby" in e.attributes
    ]
    assert {one for some in named for one in some} <= set(document.ids)
    arabic = me.get(f"/setup/{path}", query_string={"uselang": "ar"})
    assert 'dir="rtl"' in arabic.text


LIST = """== Accounts ==
* [https://social.example/@wikidata Wikidata] – the free knowledge base
* [https://x.com/ab A/B]
"""


def test_a_list_is_reviewed_and_taken(me: FlaskClient) -> None:
    page = me.get("/setup/import")
    found = press(me, page, "Show what is found", text=LIST)
    assert found.status_code == 200
    assert "wikidata@social.example" in words(found)
    boxes = [one for one in read(found.text).all("input") if one.attributes.get("name") == "take"]
    assert boxes
    (first, *_) = [one.attributes["value"] for one in boxes if "checked" in one.attributes]
    taken = press(me, found, "Take the chosen ones", take=first)
    assert taken.headers["Location"] == f"{FORM}#changes"
    shown = words(me.get(FORM))
    assert "The chosen accounts were taken into your draft." in shown
    assert "wikidata@social.example" in shown
    again = press(me, page, "Show what is found", text=LIST)
    assert "Already there" in words(again)


def test_what_holds_no_account_says_so(me: FlaskClient) -> None:
    page = me.get("/setup/import")
    assert press(me, page, "Show what is found").status_code == 422
    none = press(me, page, "Show what is found", text="Nothing here")
    assert (none.status_code, field(none, "text").text.strip()) == (422, "Nothing here")
    missing = press(me, page, "Show what is found", **{"page": "No such page"})
    assert missing.status_code == 422
    assert field(missing, "page").attributes["value"] == "No such page"


def test_a_list_on_a_page_is_found(me: FlaskClient, wiki: PracticeWiki) -> None:
    wiki.edit("Old list", LIST)
    found = press(me, me.get("/setup/import"), "Show what is found", **{"page": "Old list"})
    assert "wikidata@social.example" in words(found)
