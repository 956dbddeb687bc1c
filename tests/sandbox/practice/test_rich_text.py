"""A post's text is taken apart into words, mentions, tags and its link."""

from __future__ import annotations

import pytest

from sandbox.practice.rich_text import Part, parts
from sandbox.story import Telling


def apart(text: str, link: str = "", tags: tuple[str, ...] = ()) -> list[Part]:
    telling = Telling(channel="mastodon", text=text, link=link, tags=tags)
    return [part for part in parts(telling, "shown") if part.text]


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("@ada@people.example hi", [Part("@ada@people.example", mention="ada@people.example")]),
        ("by @ada.example.", [Part("@ada.example", mention="ada.example")]),
        ("#Lua and #हिन्दी!", [Part("#Lua", tag="Lua"), Part("#हिन्दी", tag="हिन्दी")]),
        ("mail me@a.example, C#, a#b", []),
    ],
)
def test_mentions_and_tags(text: str, special: list[Part]) -> None:
    found = apart(text)
    assert [part for part in found if part.mention or part.tag] == special
    assert "".join(part.text for part in found) == text


def test_link_and_tags_come_after_the_text() -> None:
    found = apart("Read", "https://a.example/", ("One", "Two"))
    assert "".join(part.text for part in found) == "Read shown #One #Two"
    assert [part.link for part in found if part.link] == ["https://a.example/"]
    assert [part.tag for part in found if part.tag] == ["One", "Two"]
