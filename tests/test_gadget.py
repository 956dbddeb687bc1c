"""The gadget on the practice wiki, in a real browser, with the tool at another address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
import requests
from playwright.sync_api import Request, Route, expect

from newsdesk.domain.wiki_page import Role
from newsdesk.infra import messages
from newsdesk.services.wiki_pages import texts
from newsdesk.wiki.news_page import parse
from sandbox.accounts import EDITOR, MANY
from sandbox.story.set_up import ARCHIVE, NEWS_PAGE
from sandbox.story.telling import spoken
from tests.fixtures.browser import Watched, Windows
from tests.fixtures.community import Community, screenshots
from tests.fixtures.gadget import labels, logged_in, switched_on
from tests.fixtures.keyboard import Keyboard
from tests.fixtures.on_wiki import install_pages
from tests.fixtures.wiki import TIMEOUT
from tests.wiki.news_page.examples import PAGES, SITE

NEWS = f"/wiki/{NEWS_PAGE.replace(' ', '_')}"
LINKS = """() => [...document.querySelectorAll('.newsdesk')].map(box => [
    [...box.querySelectorAll('a')].pop().pathname.split('/').pop(),
    [...box.closest('li').querySelectorAll('a')].map(
        one => decodeURI(one.href).replace('Special:MyLanguage/', '')),
])"""
"""The id of the item that is shown, and the addresses that the entry links to."""
LOOK = """() => [...document.querySelectorAll('.newsdesk, .newsdesk *')].slice(0, 30).map(
    part => {
        const style = getComputedStyle(part);
        return Object.values(style).map(name => style.getPropertyValue(name)).join();
    })"""
"""How the first items' statuses look, in every detail."""
COLOUR = "box => getComputedStyle(box).color"
SHARED = (
    "* '''17 November 2026:''' <translate>[[Survey of wikis]] has begun</translate>\n"
    "* '''17 November 2026:''' <translate>[[Survey of wikis]]: thanks to all who said what they "
    "think</translate>\n"
)


@pytest.fixture(scope="module")
def tool(community: Community) -> Iterator[str]:
    """The tool, whose gadget is on the wiki."""
    install_pages(community.wiki, community.settings)
    with community.served() as url:
        yield url


Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def session(tool: str, community: Community) -> requests.Session:
    """An editor who switched on the gadget, and previews without leaving the page."""
    return switched_on(community.wiki, EDITOR)


@pytest.fixture
def reader(session: requests.Session, community: Community, windows: Windows) -> Open:
    """Opens windows of that editor."""
    return lambda **options: logged_in(windows.open(**options), session, community.wiki)


def known(tool: str, title: str = NEWS_PAGE, language: str = "en") -> dict[str, Any]:
    answer = requests.get(
        f"{tool}api/v1/pages/{title}", {"uselang": language}, timeout=TIMEOUT
    ).json()
    assert isinstance(answer, dict)
    return answer


def asked(window: Watched, tool: str) -> list[str]:
    return [one for one in window.asked if one.startswith(tool)]


def test_an_editor_switches_it_on_and_goes_from_an_item_to_its_page(
    tool: str, community: Community, windows: Windows
) -> None:
    window, wiki = windows.open(), community.wiki.server
    page, sent = window.page, list[Request]()
    page.on("request", lambda one: sent.append(one) if one.url.startswith(tool) else None)
    page.goto(f"{wiki}/wiki/Special:UserLogin")
    page.fill("#wpName1", EDITOR.name)
    page.fill("#wpPassword1", EDITOR.password)
    page.click("#wpLoginAttempt")
    expect(page.get_by_role("link", name=EDITOR.name).first).to_be_visible()
    page.goto(f"{wiki}/wiki/Special:Preferences#mw-prefsection-gadgets")
    choice = page.get_by_role("checkbox", name=re.compile("^Newsdesk: show beside each item"))
    expect(choice).not_to_be_checked()
    choice.check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your preferences have been saved")).to_be_visible()
    page.goto(f"{wiki}/wiki/Main_Page")
    expect(page.locator(".mw-parser-output li").first).to_be_visible()
    window.complaints.clear()
    page.goto(wiki + NEWS)
    items = {one["id"]: one for one in known(tool)["items"]}
    shown = labels(window)
    assert shown.keys() == items.keys()
    assert all(items[one]["text"] in text for one, text in shown.items())
    assert [one.url for one in sent] == [f"{tool}api/v1/pages/{NEWS[6:]}?uselang=en"]
    assert not {"cookie", "authorization", "referer"} & sent[0].all_headers().keys()
    assert not [one for one in window.complaints if "Failed to load" not in one]
    one = next(one for one in items.values() if one["channels"][0]["status"] == "missing")
    keyboard = Keyboard(page)
    entry = page.locator("li", has_text=one["text"]).first
    fold = keyboard.reach(entry.get_by_role("button"))
    expect(fold).to_have_accessible_name(re.compile("^Where this news is posted On .+ Missing on"))
    expect(fold).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    posted = next(cell for cell in one["channels"] if cell["status"] == "posted")
    expect(entry.get_by_role("link", name=posted["text"]).first).to_have_attribute(
        "href", posted["url"]
    )
    page.emulate_media(media="print")
    expect(fold).to_be_hidden()
    page.emulate_media(media="screen")
    keyboard.reach(entry.get_by_role("link", name="Open in Newsdesk"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(one["url"])
    expect(page.locator("h1")).to_contain_text(one["text"][:20])


def test_the_archive_has_it_too_and_asks_the_wiki_no_second_time(
    tool: str, community: Community, reader: Open
) -> None:
    window = reader()
    window.page.goto(f"{community.wiki.server}/wiki/{ARCHIVE}")
    items = {one["id"]: one["text"] for one in known(tool, ARCHIVE)["items"]}
    assert labels(window).keys() == items.keys()
    window.page.goto(community.wiki.server + NEWS)
    assert len(labels(window)) == len(known(tool)["items"])
    assert len([one for one in window.asked if "action=raw" in one]) == 1


def test_a_translation_has_it_beside_what_links_to_the_same_on_the_same_day(
    tool: str, community: Community, reader: Open
) -> None:
    items = known(tool)["items"]
    keys = [(one["date"], *one["links"]) for one in items]
    alone = {
        one["id"]: one["links"]
        for one, key in zip(items, keys, strict=True)
        if one["links"] and keys.count(key) == 1
    }
    text = re.sub("<!--.*?-->", "", community.wiki.text(NEWS_PAGE))
    # Every word but those that lead somewhere; months' names begin with a capital.
    translated = re.sub(r"(?<![\[\w/|:.<])\b[a-z]{2,}\b(?![^\[]*\])(?!>)", "wort", text)
    community.wiki.edit(f"{NEWS_PAGE}/de", translated)
    window = reader()
    window.page.goto(f"{community.wiki.server}{NEWS}/de")
    shown = labels(window)
    assert len(alone) > 20
    assert alone.keys() <= shown.keys()
    links = dict(window.page.evaluate(LINKS))
    assert all(set(alone[one]) <= set(links[one]) for one in alone)
    assert any("wort" in shown[one] for one in alone)


def test_as_a_user_script_it_looks_the_same(
    tool: str, community: Community, reader: Open, windows: Windows
) -> None:
    source = "/w/index.php?title=MediaWiki:Gadget-newsdesk.js&action=raw&ctype=text/javascript"
    wiki = community.wiki
    wiki.edit(f"User:{MANY[0].name}/common.js", f"mw.loader.load( '{source}' );")
    script = logged_in(windows.open(), wiki.browser(MANY[0]), wiki)
    gadget = reader()
    for window in (script, gadget):
        window.page.goto(wiki.server + NEWS)
    assert labels(script) == labels(gadget)
    assert script.page.evaluate(LOOK) == gadget.page.evaluate(LOOK)


def test_an_edit_that_the_tool_did_not_read_yet_moves_no_status_to_another_item(
    tool: str, community: Community, reader: Open
) -> None:
    before = community.wiki.text(NEWS_PAGE)
    at = before.index("* '''")
    community.wiki.edit(NEWS_PAGE, before[:at] + SHARED + before[at:])
    community.read()
    # The tool keeps an answer for a minute: this language's was not asked for before.
    items = known(tool, language="de")["items"]
    begun, thanks, first, hour, release, *rest = (one["id"] for one in items)
    assert items[0]["links"] == items[1]["links"]
    lines = community.wiki.text(NEWS_PAGE)[at:].splitlines(keepends=True)
    day = date.fromisoformat(items[2]["date"])
    newer = re.sub("<!--.*?-->", "", lines[2])
    newer = newer.replace(spoken(day), spoken(day + timedelta(days=1)))
    changed = [newer, lines[1], lines[0], lines[2]]
    changed += [lines[3].replace("Office hour of", "Come to the long office hour of")]
    changed += [lines[4].replace("1.45.2", "1.45.9"), *lines[5:7], *lines[8:]]
    try:
        community.wiki.edit(NEWS_PAGE, before[:at] + "".join(changed))
        window = reader()
        window.page.goto(f"{community.wiki.server}{NEWS}?uselang=de")
        shown = labels(window)
    finally:
        community.wiki.edit(NEWS_PAGE, before)
        community.read()
    assert "has begun" in shown[begun]
    assert "thanks to all" in shown[thanks]
    assert shown[first].startswith(spoken(day))
    assert "the long office hour" in shown[hour]
    assert release not in shown
    gone = rest.pop(2)
    assert gone not in shown
    assert set(rest) <= shown.keys()
    text = {one["id"]: one["text"] for one in items}
    assert all(text[one] in shown[one] for one in rest)


NONSENSE: tuple[Mapping[str, Any], ...] = (
    {"status": 404, "json": {"error": {"code": "not-found", "message": "", "do": ""}}},
    {"status": 500, "body": "no"},
    {"status": 200, "body": "<!DOCTYPE html><title>Wait</title>", "content_type": "text/html"},
    {"status": 200, "body": '{"items": [', "content_type": "application/json"},
    {"status": 200, "json": None},
    {"status": 200, "json": [[]]},
    {"status": 200, "json": {"items": 3, "words": "no"}},
    {"status": 200, "json": {"words": {"open": 1}, "items": [None, {}, {"links": "x"}]}},
    {"status": 204},
)


def test_whatever_is_wrong_with_the_tool_the_page_is_as_ever(
    tool: str, community: Community, reader: Open
) -> None:
    window = reader()
    page, address = window.page, community.wiki.server + NEWS
    good = {"json": known(tool)}
    for answer in (good, *NONSENSE):
        page.route(f"{tool}**", answering(answer))
        with page.expect_event("requestfinished", is_tools(tool)):
            page.goto(address)
        assert is_as_ever(window) is (answer is not good), answer
        page.unroute_all()
    page.route(f"{tool}**", lambda route: route.abort())
    with page.expect_event("requestfailed", is_tools(tool)):
        page.goto(address)
    assert is_as_ever(window)
    page.unroute_all()
    page.route(f"{tool}**", lambda route: None)
    page.clock.install()
    with page.expect_event("request", is_tools(tool)):
        page.goto(address)
    with page.expect_event("requestfailed", is_tools(tool)):
        page.clock.run_for(10_500)
    assert is_as_ever(window)


def test_an_answer_that_was_tampered_with_brings_text_and_no_markup_or_script(
    tool: str, community: Community, reader: Open
) -> None:
    answer = known(tool)
    bad = "<img src=x onerror=alert(1)>"
    answer["words"]["open"] = answer["items"][0]["channels"][0]["name"] = bad
    answer["items"][0]["channels"][0] |= {"url": "javascript:alert(1)", "status": "posted"}
    answer["items"][1]["url"] = "javascript:alert(1)"
    window = reader()
    window.page.route(f"{tool}**", answering({"json": answer}))
    window.page.goto(community.wiki.server + NEWS)
    assert answer["items"][1]["id"] not in labels(window)
    window.page.locator(".newsdesk-fold").first.click()
    expect(window.page.locator(".newsdesk-more").first).to_contain_text(bad)
    expect(window.page.locator(".newsdesk img")).to_have_count(0)
    expect(window.page.locator(".newsdesk a[href^='javascript:']")).to_have_count(0)


def test_it_is_in_the_readers_language_and_fits_every_skin_and_screen(
    tool: str, community: Community, reader: Open
) -> None:
    window = reader(width=360)
    page = window.page
    page.goto(f"{community.wiki.server}{NEWS}?useskin=minerva")
    labels(window)
    page.locator(".newsdesk-fold").first.click()
    page.screenshot(path=screenshots() / "gadget-360.png")
    assert window.overflow() == 0
    page.goto(f"{community.wiki.server}{NEWS}?uselang=ar&useskin=minerva")
    arabic = known(tool, language="ar")
    assert labels(window).keys() == {one["id"] for one in arabic["items"]}
    fold = page.locator(".newsdesk-fold").first
    fold.click()
    expect(fold).to_have_css("direction", "rtl")
    expect(page.locator(".newsdesk-more").first).to_contain_text(
        arabic["items"][0]["channels"][0]["text"]
    )
    for box in page.locator(".newsdesk").all()[:9]:
        edge = box.bounding_box()
        assert edge
        assert edge["x"] >= 0
        assert edge["x"] + edge["width"] <= 360
    page.screenshot(path=screenshots() / "gadget-360-ar.png")
    day = page.locator(".newsdesk").first.evaluate(COLOUR)
    page.evaluate("document.documentElement.classList.add('skin-theme-clientpref-night')")
    night = page.locator(".newsdesk").first.evaluate(COLOUR)
    page.evaluate("document.documentElement.className = 'skin-theme-clientpref-os'")
    page.emulate_media(color_scheme="dark")
    assert page.locator(".newsdesk").first.evaluate(COLOUR) == night
    assert day != night
    page.evaluate("document.documentElement.style.setProperty('--color-subtle', 'rgb(1, 2, 3)')")
    assert page.locator(".newsdesk").first.evaluate(COLOUR) == "rgb(1, 2, 3)"


def test_a_preview_shows_it_and_the_tool_is_asked_once(
    tool: str, community: Community, reader: Open
) -> None:
    window = reader()
    page = window.page
    page.goto(f"{community.wiki.server}{NEWS}?action=edit")
    page.wait_for_function("mw.loader.getState('ext.gadget.newsdesk') === 'ready'")
    assert asked(window, tool) == []
    for _ in range(2):
        page.get_by_role("button", name="Show preview").click()
        page.locator(".newsdesk:not([data-seen])").first.wait_for()
        page.eval_on_selector_all(".newsdesk", "all => all.forEach(one => one.dataset.seen = 1)")
    assert len(asked(window, tool)) == 1


def test_items_are_found_in_every_form_in_which_news_pages_are_written(
    tool: str, community: Community, windows: Windows
) -> None:
    for name, text in TEMPLATES.items():
        community.wiki.edit(f"Template:{name}", text)
    answer = known(tool) | {"items": [_item(tool, one) for one in _three()]}
    window = windows.open()
    page = window.page
    page.route(f"{tool}**", answering({"json": answer}))
    page.goto(community.wiki.server + NEWS)
    page.wait_for_function("window.mw && mw.loader.getState('site') === 'ready'")
    page.evaluate("mw.loader.implement('codex-styles@1', null)")
    script = next(
        one.text for one in texts(community.settings, messages.load()) if one.role is Role.SCRIPT
    )
    page.add_script_tag(content=script)
    found = {name: rendered(community, window, text) for name, text in PAGES.items()}
    expect(page.locator(".newsdesk-fold.cdx-button")).to_have_count(3)
    expected = {f"{one.id}": one.text for one in _three()}
    for name, shown in found.items():
        assert {one: words_in(text) for one, text in shown.items()} == expected, name


def words_in(text: str) -> str:
    return " ".join(re.findall("One|Two|Three", text))


def rendered(community: Community, window: Watched, text: str) -> dict[str, str]:
    """Let the wiki render a page, put it in the place of its content, and read what is shown."""
    html = community.wiki.api(
        action="parse", post={"text": text, "title": NEWS_PAGE, "contentmodel": "wikitext"}
    )["parse"]["text"]
    window.page.evaluate(
        """html => {
            const content = $('#mw-content-text').html(html);
            mw.hook('wikipage.content').fire(content);
        }""",
        html,
    )
    return labels(window)


def _three() -> list[Any]:
    return list(parse(PAGES["list"], title=NEWS_PAGE, site=SITE).items)


def _item(tool: str, one: Any) -> dict[str, Any]:
    cell = {"channel": "x", "name": "X", "status": "missing", "text": "Missing", "url": None}
    return {
        "id": one.id,
        "date": one.date.isoformat(),
        "text": one.text,
        "page": NEWS_PAGE,
        "links": [],
        "url": f"{tool}item/{one.id}",
        "channels": [cell | {"needs_work": True}],
    }


TEMPLATES = {
    "News item": "<div>{{{date}}}: {{{text}}}</div>",
    "News": "\n* {{{date}}}: {{{text}}}",
    "n": "{{{1}}}: {{{2}}}",
    "Date": "{{{1}}}-{{{2}}}-{{{3}}}",
    "Box": '<div class="box"><b>{{{title}}}</b>\n{{{1}}}</div>',
}


def is_tools(tool: str) -> Callable[[Request], bool]:
    return lambda one: one.url.startswith(tool)


def is_as_ever(window: Watched) -> bool:
    """Tell, once the page did all that an answer lets it do, that nothing is seen of the tool."""
    window.page.wait_for_load_state("load")
    # What was answered before this is dealt with before this.
    window.page.evaluate("fetch(location.href).then(answer => answer.text())")
    own = [one for one in window.complaints if "Failed to load resource" not in one]
    return own == [] and window.page.locator(".newsdesk").count() == 0


def answering(answer: Mapping[str, Any]) -> Callable[[Route], None]:
    """Answer in the tool's place, as openly as it does."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return lambda route: route.fulfill(headers=headers, **answer)
