from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.channels.facets import to_html
from tests.channels.strategies import JSON

LINK = {"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/?b&c"}


def facet(start: object, end: object, *features: object) -> Any:
    return {"index": {"byteStart": start, "byteEnd": end}, "features": list(features)}


@pytest.mark.parametrize(
    ("text", "facets", "html"),
    [
        ("a < b\n\nc", [], "<p>a &lt; b<br><br>c</p>"),
        (
            "go here",
            [facet(3, 7, LINK)],
            '<p>go <a href="https://a.example/?b&amp;c">here</a></p>',
        ),
        ("é go", [facet(3, 5, LINK)], '<p>é <a href="https://a.example/?b&amp;c">go</a></p>'),
        ("😀x", [facet(4, 5, LINK)], '<p>😀<a href="https://a.example/?b&amp;c">x</a></p>'),
        (
            "@a #t",
            [
                facet(3, 5, {"$type": "app.bsky.richtext.facet#tag", "tag": "t/ü"}),
                facet(0, 2, {"$type": "app.bsky.richtext.facet#mention", "did": 'did:plc:"a'}),
            ],
            '<p><a class="mention" href="https://bsky.app/profile/did:plc:%22a">@a</a> '
            '<a class="hashtag" href="https://bsky.app/hashtag/t%2F%C3%BC">#t</a></p>',
        ),
        ("cut é", [facet(4, 5, LINK)], "<p>cut é</p>"),
        ("cut é", [facet(5, 6, LINK)], "<p>cut é</p>"),
        ("outside", [facet(3, 8, LINK)], "<p>outside</p>"),
        ("empty", [facet(3, 3, LINK)], "<p>empty</p>"),
        ("below", [facet(-1, 3, LINK)], "<p>below</p>"),
        ("words", [facet("0", "3", LINK)], "<p>words</p>"),
        ("unknown", [facet(0, 3, {"$type": "app.bsky.richtext.facet#new"})], "<p>unknown</p>"),
        (
            "overlap",
            [facet(2, 5, LINK), facet(0, 3, LINK)],
            '<p><a href="https://a.example/?b&amp;c">ove</a>rlap</p>',
        ),
    ],
)
def test_facets_become_links(text: str, facets: list[object], html: str) -> None:
    assert to_html(text, facets) == html


FACETS = st.lists(
    JSON | st.builds(facet, st.integers(-2, 30), st.integers(-2, 30), st.just(LINK) | JSON)
)


@given(st.text(st.characters(), max_size=20), FACETS)
def test_no_facet_changes_the_text(text: str, facets: list[object]) -> None:
    shown, plain = (re.sub("</?a[^>]*>", "", to_html(text, f)) for f in (facets, []))
    assert shown == plain
