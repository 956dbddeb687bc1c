"""What a post carries beside its words, as pages show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from newsdesk.domain.post import Author, Medium, Post, PostForm, Quote
from newsdesk.store import posts
from newsdesk.store.database import writing
from tests.fixtures import board as story
from tests.fixtures.board import Desk
from tests.fixtures.html import Document, Element, read

FRIEND = Author("A friend", "friend@social.example", "https://social.example/@friend")


def own(number: int = 50, **more: object) -> Post:
    made = story.post(story.BLUESKY, number, "Our words", story.NOW)
    return replace(made, **more)  # type: ignore[arg-type]


def shown(
    visitor: FlaskClient, desk: Desk, *found: Post, at: str = "/channel/bluesky"
) -> Document:
    with writing(desk.engine) as connection:
        posts.save(connection, desk.id, story.BLUESKY.id, found, now=story.NOW)
    answer = visitor.get(at)
    assert answer.status_code == 200
    document = read(answer.text)
    assert not document.unclosed
    assert document.all("img", "video", "audio", "iframe", "source") == []
    return document


def newest(document: Document) -> Element:
    return document.all("article")[0]


def words(element: Element) -> str:
    return " ".join(element.text.split())


@pytest.mark.parametrize("at", ["/channel/bluesky", "/?period=all"])
def test_text_with_a_warning_is_behind_it(visitor: FlaskClient, desk: Desk, at: str) -> None:
    warned = own(warning="Eye contact", text="Eye contact\n\nOur words")
    document = shown(visitor, desk, warned, at=at)
    [summary] = [e for e in document.all("summary") if "Eye" in e.text]
    assert summary.text == "Content warning: Eye contact"
    [body] = [e for e in document.all("div") if e.text == "Our words"]
    assert "details" in [parent.tag for parent in body.parents]


def test_media_are_named_by_their_descriptions_and_linked(
    visitor: FlaskClient, desk: Desk
) -> None:
    media = (
        Medium("image", "A <sunflower>", "https://files.example/1.png"),
        Medium("video", "", "https://files.example/2.mp4"),
        Medium("file", "Rotating", "javascript:alert(1)"),
    )
    document = shown(visitor, desk, own(media=media))
    items = [words(e) for e in document.all("li") if "article" in [p.tag for p in e.parents]]
    assert items == [
        "Image: A <sunflower>",
        "Video: without a description",
        "Attachment: Rotating",
    ]
    assert "https://files.example/1.png" in document.links
    assert not [link for link in document.links if link.startswith("javascript:")]


def test_a_quote_keeps_its_author_and_address(visitor: FlaskClient, desk: Desk) -> None:
    quote = Quote(FRIEND, "https://social.example/@friend/7", "Friend's <words>")
    document = shown(visitor, desk, own(quote=quote))
    [block] = document.all("blockquote")
    assert words(block) == "Quotes @friend@social.example Friend's <words>"
    assert quote.url in document.links


def test_a_share_says_whose_it_is(visitor: FlaskClient, desk: Desk) -> None:
    url = "https://social.example/@friend/7"
    shared = own(form=PostForm.SHARE, author=FRIEND, url=url, shared_url=url)
    document = shown(visitor, desk, shared)
    assert words(newest(document)).startswith("Shared: @friend@social.example · Bluesky · ")
    assert url in document.links


def test_replies_and_edits_are_marked(visitor: FlaskClient, desk: Desk) -> None:
    edited = own(form=PostForm.REPLY, edited=story.NOW - timedelta(hours=1))
    article = newest(shown(visitor, desk, edited))
    assert "· reply · edited 20 November 2026, 13:40 UTC" in words(article)


def test_a_language_is_kept_and_directions_are_found(visitor: FlaskClient, desk: Desk) -> None:
    document = shown(visitor, desk, own(language="ar", html="<p>مرحبا</p>"))
    [body] = [e for e in document.all("div") if e.text == "مرحبا"]
    assert (body.attributes["lang"], body.attributes["dir"]) == ("ar", "auto")


@pytest.mark.parametrize("at", ["/channel/bluesky", "/?period=all"])
def test_a_thread_has_its_parts_folded(visitor: FlaskClient, desk: Desk, at: str) -> None:
    parts = [
        own(
            50 + n,
            form=PostForm.REPLY,
            continues=str(49 + n),
            html=f"<p>Part {n}</p>",
            url=f"https://bluesky.example/{50 + n}",
        )
        for n in (1, 2)
    ]
    document = shown(visitor, desk, own(), *parts, at=at)
    article = newest(document)
    assert "2 more parts" in words(article)
    assert words(article).index("Part 1") < words(article).index("Part 2")
    assert "https://bluesky.example/52" in document.links
    assert "reply" not in words(article)
