"""Every page there is: valid basics, no inline code, nothing left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask.testing import FlaskClient

from tests.fixtures.html import Document, Element
from tests.web.site_map import pages

DATA = {
    "Newsdesk", "MediaWiki", "Mastodon", "Bluesky", "Blog", "LinkedIn", "Example", "admin",
    "mediawiki", "org", "wikis", "world", "https", "blog", "example", "feed", "linkedin",
}  # fmt: skip
"""Names in the story that stand outside of messages."""


def every_page(visitor: FlaskClient, query: str = "") -> list[tuple[str, Document]]:
    found = list(pages(visitor, query))
    assert {"/", "/channels", "/channel/blog", "/privacy"} <= {
        address.split("?")[0] for address, _ in found
    }
    return found


def test_every_page_has_the_basics_of_html(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor):
        [root] = document.all("html")
        assert (root.attributes["lang"], root.attributes["dir"]) == ("en", "ltr"), address
        assert len(document.all("h1")) == len(document.all("main")) == 1, address
        assert document.all("title")[0].text.strip(" –\n").removesuffix("Newsdesk"), address
        assert len(set(document.ids)) == len(document.ids), (address, document.ids)
        assert document.unclosed == [], address


def test_every_link_within_a_page_leads_somewhere(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor):
        inside = {link[1:] for link in document.links if link.startswith("#")}
        assert inside <= set(document.ids), address
        assert "" not in document.links, address


def test_every_input_has_a_label(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor):
        labelled = {label.attributes.get("for") for label in document.all("label")}
        for element in document.all("input", "select", "textarea"):
            if element.attributes.get("type") != "hidden":
                assert element.attributes.get("id") in labelled, (address, element)


def test_no_page_has_code_or_style_in_it(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor):
        assert document.all("style") == [], address
        assert all(script.attributes.get("src") for script in document.all("script")), address
        for element in document.elements:
            loud = [n for n in element.attributes if n == "style" or n.startswith("on")]
            assert loud == [], (address, element)


def test_no_page_takes_anything_from_another_host(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor):
        for element in document.all("link", "script", "img", "iframe"):
            source = element.attributes.get("href") or element.attributes.get("src", "")
            feed = element.attributes.get("rel") == "alternate"
            assert source.startswith("/feed/" if feed else "/static/"), (address, element)


def test_no_attribute_shows_a_tag(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor, "?uselang=ar"):
        for element in document.elements:
            assert not any("<" in value for value in element.attributes.values()), (
                address,
                element,
            )


def test_arabic_pages_run_from_right_to_left(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor, "?uselang=ar"):
        [root] = document.all("html")
        assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl"), address


def test_no_page_holds_a_word_that_is_in_no_message_file(visitor: FlaskClient) -> None:
    for address, document in every_page(visitor, "?uselang=qqx"):
        heading = document.all("h1")[0].text.strip()
        for element, text in document.spoken:
            if text != f"{heading} – Newsdesk" and not _is_somebodys(element):
                words = set(re.findall(r"[^\W\d_]{3,}", _without_keys(text))) - DATA
                assert not words, (address, text)


def _is_somebodys(element: Element | None) -> bool:
    """Tell whether a text is a post's, an item's or a language's name, not ours."""
    inside = [*element.parents, element] if element else []
    return any(
        "nd-post" in one.attributes.get("class", "")
        or one.attributes.get("dir") == "auto"
        or one.tag in {"bdi", "code", "pre", "textarea"}
        for one in inside
    )


def _without_keys(text: str) -> str:
    return "".join(_outside(text))


def _outside(text: str) -> Iterator[str]:
    """Yield what stands outside of the brackets that qqx puts around messages."""
    depth = 0
    for piece in re.split(r"(\(newsdesk-[a-z0-9-]+|[()])", text):
        opens = piece.startswith("(newsdesk-") or (piece == "(" and depth)
        if opens:
            depth += 1
        elif piece == ")" and depth:
            depth -= 1
        elif not depth:
            yield piece
