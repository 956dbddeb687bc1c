"""Every page as people see it: pictures outside of the project, and nothing too wide."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from newsdesk.domain.round import Step
from newsdesk.services.refresh import refresh
from newsdesk.store.database import connect
from sandbox.accounts import BLOCKED, EDITOR, Account
from tests.fixtures.browser import Windows
from tests.fixtures.community import Community, log_in, screenshots
from tests.fixtures.tool import Serve

LOOKS: dict[str, dict[str, Any]] = {
    "desktop": {"width": 1280},
    "phone": {"width": 360},
    "dark": {"width": 1280, "dark": True},
    "phone-arabic": {"width": 360, "language": "ar"},
}


@pytest.fixture(scope="module")
def url(community: Community) -> Iterator[str]:
    with community.served() as served:
        yield served


@dataclass(frozen=True)
class LoggedIn:
    """Where somebody came to by logging in, and the cookies that their browser then kept."""

    address: str
    cookies: Any


class Camera:
    """Takes pictures of pages in one look, and looks whether they fit."""

    def __init__(self, page: Page, look: str) -> None:
        self.page, self.look = page, look
        self.session = page.context.new_cdp_session(page)
        self.width, self.rtl = LOOKS[look]["width"], "arabic" in look

    def take(self, name: str, path: str = "") -> None:
        """Open a page, if a path is given, and take its picture."""
        if path:
            self.page.goto(path)
        (screenshots() / f"{name}-{self.look}.png").write_bytes(self.picture())
        root = self.page.locator("html")
        assert root.get_attribute("dir") == ("rtl" if self.rtl else "ltr"), name
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, name

    def picture(self) -> bytes:
        """Return the whole page as a PNG that is made fast rather than small.

        See https://chromedevtools.github.io/devtools-protocol/tot/Page/#method-captureScreenshot
        """
        taken = self.session.send(
            "Page.captureScreenshot",
            {"format": "png", "captureBeyondViewport": True, "optimizeForSpeed": True},
        )
        return base64.b64decode(taken["data"])


def log_in_once(url: str, chromium: Browser, account: Account) -> LoggedIn:
    """Log somebody in, whom all looks then show: the wiki's own pages take longest."""
    windows = Windows(chromium)
    page = windows.open().page
    page.goto(url)
    log_in(page, account)
    page.get_by_role("button", name="Log out").wait_for()
    done = LoggedIn(page.url, page.context.cookies(url))
    windows.close()
    return done


@pytest.fixture(scope="module")
def editor(url: str, chromium: Browser) -> LoggedIn:
    return log_in_once(url, chromium, EDITOR)


@pytest.fixture(scope="module")
def blocked(url: str, chromium: Browser) -> LoggedIn:
    return log_in_once(url, chromium, BLOCKED)


@pytest.fixture(params=LOOKS)
def camera(request: pytest.FixtureRequest, windows: Windows) -> Camera:
    window = windows.open(**LOOKS[request.param])
    return Camera(window.page, request.param)


def test_pages_for_everybody(url: str, camera: Camera) -> None:
    camera.take("board", url)
    camera.take("item", camera.page.locator("tbody th a").first.evaluate("link => link.href"))
    for name in (
        *("channels", "channel/mastodon", "follow", "setup", "privacy", "login"),
        *("round/mentions", "round/done", "round/zone"),
    ):
        camera.take(name.replace("/", "-"), url + name)
    camera.take("login-failure", f"{url}login/done?oauth_token=x&oauth_verifier=y")
    camera.take("not-found", f"{url}nowhere")


def test_pages_for_editors(url: str, editor: LoggedIn, camera: Camera) -> None:
    page, text = camera.page, f"A picture of it in the look {camera.look}, at [[Main Page]]."
    page.context.add_cookies(editor.cookies)
    camera.take("board-logged-in", url)
    camera.take("edit-form", f"{url}write")
    page.fill("[name=text]", text)
    page.locator("main form").first.evaluate("form => form.submit()")
    page.wait_for_url(re.compile(r"/edit/[^/]+$"))
    camera.take("edit-review")
    added = page.locator(".diff-addedline").bounding_box()
    assert added
    assert added["width"] > camera.width / 2
    page.locator("main form").first.evaluate("form => form.submit()")
    page.locator("main .cdx-message--success").wait_for()
    camera.take("edit-saved")
    item = page.locator("a[href*='/item/']").first.evaluate("link => link.href")
    camera.take("item-logged-in", item)
    camera.take("edit-change", item.replace("/item/", "/change/"))
    camera.take("edit-remove", item.replace("/item/", "/remove/"))
    camera.take("edit-archive", f"{url}archive")
    page.locator("main form").first.evaluate("form => form.submit()")
    page.wait_for_url(re.compile(r"/edit/[^/]+$"))
    camera.take("edit-review-archive")


def test_pages_for_those_who_decide(url: str, editor: LoggedIn, camera: Camera) -> None:
    page = camera.page
    page.context.add_cookies(editor.cookies)
    camera.take("board-deciding", f"{url}?period=all")
    item = page.locator(".nd-board tr:has(td > .nd-plain) th a").first
    page.goto(item.evaluate("link => link.href"))
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    camera.take("item-deciding")
    page.locator("input[name=reason]").first.fill(f"A picture of it in the look {camera.look}")
    page.locator("form:has(input[name=reason]) button").first.click()
    page.locator(".nd-strip [role=status]").wait_for()
    camera.take("item-decided")
    camera.take("board-decided", f"{url}?period=all")
    camera.take("decide", f"{url}decide?choice=not&item=2026-01-01-x&channel=mastodon&address=x")
    camera.take("decisions", f"{url}decisions")
    page.locator(".nd-strip button").click()
    page.locator(".diff-addedline").first.wait_for()
    camera.take("decisions-review")
    page.locator("main form:not([hidden]) button").click()
    page.locator("main .cdx-message--success").wait_for()
    camera.take("decisions-published")


def test_pages_on_which_the_set_up_is_changed(url: str, editor: LoggedIn, camera: Camera) -> None:
    page, form = camera.page, f"{url}setup/form"
    page.context.add_cookies(editor.cookies)
    camera.take("setup-logged-in", f"{url}setup")
    for name in ("channel/new", "channel/mastodon", "source/new", "follow/new", "news"):
        camera.take(f"setup-{name.replace('/', '-')}", f"{form}/{name}")
    page.goto(f"{form}/channel/new?kind=mastodon")
    page.fill("[name=account]", "no account")
    page.locator(".nd-form button").first.click()
    page.locator("#problems").wait_for()
    camera.take("setup-wrong")
    page.goto(f"{form}/channel/mastodon")
    page.fill("[name=ask]", f"Talk:{camera.look}")
    page.locator(".nd-form button").first.click()
    page.locator(".nd-strip").wait_for()
    camera.take("setup-form")
    page.locator(".nd-unsaved form button").click()
    page.locator(".diff-addedline").first.wait_for()
    camera.take("setup-review")
    camera.take("setup-raw", f"{url}setup/raw")
    camera.take("setup-import", f"{url}setup/import")
    page.goto(form)
    page.locator("button[value=discard]").click()
    page.locator(".nd-strip").wait_for()


def test_pages_of_a_round(url: str, editor: LoggedIn, camera: Camera) -> None:
    page = camera.page
    page.context.add_cookies(editor.cookies)
    for step in Step:
        page.goto(f"{url}round/{step}")
        folded = page.locator("article details").first
        if folded.count():
            folded.evaluate("one => { one.open = true; }")
        camera.take(f"round-{step}")
    for name in ("ideas", "aside"):
        camera.take(f"round-{name}", f"{url}round/{name}")
    page.goto(f"{url}round/channels")
    page.locator("#thing-1 button[name=press]").first.click()
    page.locator(".nd-strip [role=status]").wait_for()
    camera.take("round-said")
    camera.take("round-done-by-somebody", f"{url}round/done")


def test_pages_for_who_cannot_edit(url: str, blocked: LoggedIn, camera: Camera) -> None:
    assert "/login/blocked" in blocked.address
    camera.page.context.add_cookies(blocked.cookies)
    camera.take("login-blocked", blocked.address)
    camera.take("edit-refused", f"{url}write?date=2026-11-20&text=A+text+to+copy")


def test_the_first_run(
    community: Community, camera: Camera, serve: Serve, sqlite_url: str
) -> None:
    nowhere = replace(community.settings, config_page="Nowhere.json", database=sqlite_url)
    engine = connect(sqlite_url)
    refresh(nowhere, engine)
    engine.dispose()
    url = serve(nowhere)
    camera.take("first-run-board", url)
    camera.take("first-run", f"{url}setup")
