"""Everything that Python can do with the channels, the control page does over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from sandbox.practice import Fault, Practice, start
from sandbox.practice.bluesky import HANDLE
from sandbox.practice.bluesky_logins import PASSWORD
from sandbox.practice.xrpc import XrpcError
from tests.sandbox.practice.asking import BLOG, get, statuses

HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def practice() -> Iterator[Practice]:
    """Channels whose story ends today, so that what is posted now is the newest."""
    with start(datetime.now(UTC).date()) as running:
        yield running


def post(practice: Practice, path: str, **form: str) -> dict[str, Any]:
    answer: dict[str, Any] = requests.post(practice.control + path, form, timeout=30).json()
    return answer


def test_a_channel_fails_and_recovers(practice: Practice) -> None:
    answer = post(practice, "/fail", origin=BLOG, fault="429-retry-after", seconds="7")
    assert answer["failing"] == {BLOG: "429-retry-after"}
    assert get(practice, BLOG, "/feed.atom").headers["Retry-After"] == "7"
    assert post(practice, "/recover", origin=BLOG)["failing"] == {}
    assert get(practice, BLOG, "/feed.atom").status_code == 200


def test_all_channels_recover_at_once(practice: Practice) -> None:
    for origin in practice.origins:
        practice.fail(origin, Fault.BROKEN)
    assert post(practice, "/recover")["failing"] == {}


def test_a_post_comes_changes_and_goes(practice: Practice) -> None:
    made = post(practice, "/add", channel="mastodon", text="Hello", link="https://a.example/")
    assert statuses(practice, limit=1).json()[0]["id"] == made["done"]
    post(practice, "/edit", channel="mastodon", post=made["done"], text="Hello again")
    assert "Hello again" in statuses(practice, limit=1).json()[0]["content"]
    post(practice, "/delete", channel="mastodon", post=made["done"])
    assert statuses(practice, limit=1).json()[0]["id"] != made["done"]


def test_logins_on_bluesky_end(practice: Practice) -> None:
    session = practice.logins.begin(HANDLE, PASSWORD)
    access, refresh = str(session["accessJwt"]), str(session["refreshJwt"])
    practice.logins.check(access)
    post(practice, "/expire")
    with pytest.raises(XrpcError, match="expired"):
        practice.logins.check(access)
    second = practice.logins.renew(refresh)
    post(practice, "/expire", refresh="1")
    with pytest.raises(XrpcError, match="expired"):
        practice.logins.renew(str(second["refreshJwt"]))


def test_the_state_tells_what_there_is(practice: Practice) -> None:
    state = requests.get(practice.control, timeout=30).json()
    assert state["origins"] == practice.origins
    assert state["faults"] == list(Fault)
    assert state["channels"] == list(practice.timelines)


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/fail", {"origin": "https://a.example", "fault": "500"}, 400),
        ("/fail", {"origin": BLOG, "fault": "sulk"}, 400),
        ("/fail", {"origin": BLOG}, 400),
        ("/add", {"channel": "fax", "text": "x"}, 400),
        ("/delete", {"channel": "blog", "post": "1"}, 400),
        ("/dance", {}, 404),
    ],
)
def test_what_does_not_fit_is_refused(
    practice: Practice, path: str, form: dict[str, str], status: int
) -> None:
    answer = requests.post(practice.control + path, form, timeout=30)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert practice.failing == {}


def test_forms_of_other_sites_are_refused(practice: Practice) -> None:
    form = {"origin": BLOG, "fault": "500"}
    foreign = {"Origin": "https://evil.example"}
    answer = requests.post(f"{practice.control}/fail", form, headers=foreign, timeout=30)
    assert answer.status_code == 400
    own = {"Origin": practice.control}
    assert requests.post(f"{practice.control}/fail", form, headers=own, timeout=30).ok


def test_people_get_a_page(practice: Practice) -> None:
    form = {"channel": "mastodon", "text": "<b>Hello</b>"}
    answer = requests.post(f"{practice.control}/add", form, headers=HTML, timeout=30)
    assert answer.history[0].status_code == 303
    assert "&lt;b&gt;Hello" in answer.text
    assert "Nothing fails now." in answer.text
    practice.fail(BLOG, Fault.DRIP)
    page = requests.get(practice.control, headers=HTML, timeout=30).text
    assert f"{BLOG}: drip" in page
