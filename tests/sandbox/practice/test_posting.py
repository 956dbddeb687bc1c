"""What a person posts or shares on a practice network's pages is on the account's timeline."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from http.client import HTTPSConnection

import pytest
import requests

from newsdesk.channels.composing import composer
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.post import Author, Post, PostKey
from sandbox.practice import Practice, command, front, start
from sandbox.practice.bluesky_shapes import HANDLE, did, record_key
from sandbox.practice.mastodon_shapes import number_of
from sandbox.practice.timeline import Posted
from sandbox.practice.x_shapes import Tweet
from sandbox.story import Form
from sandbox.story.set_up import set_up

NOW = datetime.now(UTC)
LINK = "https://wiki.example/wiki/Codex"
TEXT = f"Codex is out\n\nCSS-only & with tables #Codex {LINK}"
ADA = {"mastodon": "ada@people.example", "bluesky": "ada.people.example", "x": "ada"}


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    """Channels whose story ends today, so that what is posted now is the newest."""
    with start(NOW.date()) as running:
        yield running


def channel(name: str) -> Channel:
    listed = set_up(NOW.date())["channels"]
    assert isinstance(listed, list)
    [one] = [one for one in listed if one["id"] == name]
    return Channel(id=name, kind=ChannelKind(name), name=one["name"], account=one["account"])


def served(practice: Practice, address: str) -> str:
    """Return where the control page says that an address of a network is served."""
    answer = requests.get(
        f"{practice.control}/open", {"address": address}, timeout=30, allow_redirects=False
    )
    assert answer.status_code == 303
    return answer.headers["Location"]


def opened(practice: Practice, address: str) -> tuple[str, requests.Response]:
    address = served(practice, address)
    return address, requests.get(address, timeout=30)


def typed(page: requests.Response) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("name", ["mastodon", "bluesky", "x", "facebook", "telegram"])
def test_a_compose_link_opens_the_page_that_publishes(practice: Practice, name: str) -> None:
    network = composer(channel(name))
    assert network
    address, page = opened(practice, network.compose_url(channel(name), TEXT, LINK))
    assert network.as_account(channel(name)) in page.text
    text = typed(page)
    assert LINK in text
    assert not network.carries_text(TEXT) or "CSS-only & with tables #Codex" in text
    requests.post(address, {"text": text}, timeout=30)
    newest = practice.timelines[name].posts()[0]
    assert (newest.telling.text, newest.telling.form) == (text, Form.ORIGINAL)
    assert newest.time >= NOW


@pytest.mark.parametrize("name", list(ADA))
def test_a_share_link_opens_the_page_that_shares(practice: Practice, name: str) -> None:
    original = next(one for one in practice.others[name].by(ADA[name]) if one.telling.link)
    network = composer(channel(name))
    assert network
    address, page = opened(practice, network.share_url(channel(name), known(name, original)))
    assert f"Share as {network.as_account(channel(name))}" in page.text
    requests.post(address, timeout=30)
    newest = practice.timelines[name].posts()[0]
    assert (newest.telling.form, newest.about) == (Form.SHARE, original)


def known(name: str, original: Posted) -> Post:
    """Make the post as the tool knows it."""
    number = number_of(original, ADA[name])
    native, url = {
        "mastodon": (f"{original.id}", f"https://people.example/@ada/{number}"),
        "bluesky": ("at://", f"https://bsky.app/profile/{did(ADA[name])}/post/"),
        "x": (f"{Tweet(original).id}", f"https://x.com/ada/status/{Tweet(original).id}"),
    }[name]
    if name == "bluesky":
        url += record_key(original.id)
    return Post(
        key=PostKey(ChannelKind(name), "https://a.example", native), url=url,
        author=Author("Ada", "ada"), time=NOW, html="", text="",
    )  # fmt: skip


def test_the_page_of_a_message_can_forward_it(practice: Practice) -> None:
    original = practice.others["telegram"].by("wikitech_news")[0]
    address, page = opened(practice, f"https://t.me/wikitech_news/{original.id}")
    assert "Share as @mediawiki_news" in page.text
    requests.post(address, timeout=30)
    assert practice.timelines["telegram"].posts()[0].about == original


@pytest.mark.parametrize(
    "address",
    [
        "https://wikis.example/authorize_interaction?uri=https://people.example/@ada/1",
        "https://x.com/intent/retweet?tweet_id=1",
        f"https://bsky.app/profile/{did('ada.people.example')}/post/3aaaaaaaaaaaa",
        "https://t.me/wikitech_news/1",
    ],
)
def test_a_post_that_is_not_known_cannot_be_shared(practice: Practice, address: str) -> None:
    assert opened(practice, address)[1].status_code == 404


def test_nothing_is_posted_without_words(practice: Practice) -> None:
    address = served(practice, "https://x.com/intent/tweet?text=")
    before = practice.timelines["x"].posts()
    assert requests.post(address, {"text": " "}, timeout=30).status_code == 400
    assert practice.timelines["x"].posts() == before


def test_other_addresses_stay_what_they_are(practice: Practice) -> None:
    assert "<article>" in opened(practice, "https://wikis.example/@mediawiki")[1].text
    newest = record_key(practice.timelines["bluesky"].posts()[0].id)
    page = opened(practice, f"https://bsky.app/profile/{HANDLE}/post/{newest}")[1]
    assert "Share as" not in page.text
    refused = requests.get(
        f"{practice.control}/open", {"address": "https://a.example/"}, timeout=30
    )
    assert refused.status_code == 404


def test_somebody_says_something_when_told(practice: Practice) -> None:
    form = {"channel": "x", "person": "grace", "text": "Hello {us}"}
    number = int(requests.post(f"{practice.control}/say", form, timeout=30).json()["done"])
    said = practice.others["x"].named()[0]
    assert (said.id, said.handle, said.post.telling.text) == (number, "grace", "Hello @MediaWiki")
    nobody = form | {"person": "nobody"}
    assert requests.post(f"{practice.control}/say", nobody, timeout=30).status_code == 400


def test_a_browser_can_take_the_practice_for_the_networks(practice: Practice) -> None:
    with front(practice.servers) as port:
        signed_by_nobody = ssl.create_default_context(
            cadata=ssl.get_server_certificate(("127.0.0.1", port))
        )
        signed_by_nobody.check_hostname = False
        assert f"MAP * 127.0.0.1:{port}, EXCLUDE 127.0.0.1" in command(port, "http://a/", "/b")
        for host, status in (("bsky.app", 200), ("a.example", 404)):
            connection = HTTPSConnection("127.0.0.1", port, timeout=30, context=signed_by_nobody)
            connection.request("GET", "/intent/compose?text=Hi", headers={"Host": host})
            assert connection.getresponse().status == status
            connection.close()
