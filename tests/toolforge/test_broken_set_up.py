"""Whatever a configuration page holds, wiki pages show no error and nothing of it as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fixtures.html import Document, read
from tests.fixtures.on_wiki import Printed, printed, save_pages
from tests.fixtures.wiki import PracticeWiki

HOSTILE = (
    "{{Newsdesk status}}",
    "{{{1}}}",
    "[[Category:Bad]]",
    "[[File:Bad.png]]",
    "[https://bad.example x]",
    "see https://bad.example",
    "<script>bad()</script>",
    "<bdi></th><img src=x onerror=bad()>",
    "|-\n| bad || worse",
    "__NOTOC__ '''bad''' ''it''",
    "\x7f'\"`UNIQ--nowiki-00000000-QINU`\"'\x7f",
    "javascript:bad()",
    "</nowiki><!-- bad",
    "-{bad}-",
    "~~~~",
    "\u202ebad\u0000",
    "# bad\n* bad",
    "x" * 600,
    "a|b=c}}",
    "#REDIRECT [[Bad]]",
    "&lt;script&gt;",
)
ADDRESSES = (
    "javascript:bad()",
    "http://bad.example/",
    "//bad.example/",
    "https://",
    "https:///bad",
    "https://bad",
    "https://localhost/",
    "https://bad.local/",
    "https://127.0.0.1/",
    "https://user@bad.example/",
    "https://bad.example:8080/",
    "https://bad.example\\x",
    "https://bad.example /x",
    "https://bad..example/",
    "https://-bad.example/",
    "https://[::1]/",
)
KEPT = (
    ("https://fine.example/a]b", "https://fine.example/a%5Db"),
    ("https://fine.example/<b>", "https://fine.example/%3Cb%3E"),
    ("https://fine.example/''a''", "https://fine.example/%27%27a%27%27"),
    ("https://fine.example/__NOTOC__", "https://fine.example/_%5FNOTOC_%5F"),
    ("https://fine.example/&lt;b", "https://fine.example/&lt%3Bb"),
    ("https://fine.example/{{x}}|y", "https://fine.example/%7B%7Bx%7D%7D%7Cy"),
    ("https://fine.example:443/ö", "https://fine.example:443/%C3%B6"),
    ("https://bücher.example/", "https://bücher.example/"),
)
NOTHING = (
    "",
    "Just text.",
    "{",
    '{"channels": [}',
    "[]",
    "null",
    "42",
    '"text"',
    "[" * 5000 + "]" * 5000,
    '<syntaxhighlight lang="json">{"channels": </syntaxhighlight>',
    '<syntaxhighlight lang="json">{"channels": [{"id": "x", "kind": "x"}]}',
    '<syntaxhighlight lang="lua">{"channels": [{"id": "x", "kind": "x"}]}</syntaxhighlight>',
    '<syntaxhighlight lang="json">{"channels": [{"id": "x", "kind": "x"}]}</syntaxhighlight>' * 2,
    '{"channels": [{"id": "\\ud800", "kind": "x"}]}',
    "{{Newsdesk channels}}",
    '{"channels": [{"id": "x", "kind": "x"}], "more": "' + "x" * 500_000 + '"}',
)
SCROLLS = "overflow-x:auto"
"""What the module itself says of its tables' look."""
TYPES: tuple[Any, ...] = (None, True, 0, -1.5, "", "text", [], [[]], {}, {"a": 1}, [None, 1, "x"])


def lists(page: str, *more: str) -> str:
    """Write wikitext that prints everything there is of a configuration page."""
    given = "".join(f"|{one}" for one in (f"config={page}", *more))
    names = ("channels", "follow list", "channels|style=list", "follow list|style=list", "status")
    return "".join(f"{{{{Newsdesk {name}{given}}}}}" for name in names)


def judge(said: Printed) -> Document:
    """Assert that nothing in a page is an error or somebody else's markup."""
    page = read(said.html)
    assert not page.unclosed
    assert "error" not in said.html.lower().replace("onerror", "")
    assert "Category" not in "".join(page.links)
    assert {e.tag for e in page.elements} <= {
        *("a", "bdi", "div", "li", "p", "span", "table", "tbody", "td", "th", "tr", "ul", "wbr")
    }
    for element in page.elements:
        assert element.attributes.keys() <= {
            "class",
            "dir",
            "href",
            "lang",
            "rel",
            "scope",
            "style",
            "title",
        }
        assert element.attributes.get("style", SCROLLS) == SCROLLS
    for address in page.links:
        assert address.startswith(("https://", "/wiki/", "/w/index.php?title="))
    return page


def saved(wiki: PracticeWiki, configs: Sequence[object], model: str = "json") -> Iterable[str]:
    """Save each as a page of its own; return the titles."""
    texts = configs if model == "wikitext" else [json.dumps(one) for one in configs]
    pages = [(f"Broken/{n}", model, str(text)) for n, text in enumerate(texts)]
    save_pages(wiki, pages)
    return [title for title, _, _ in pages]


def printed_of(wiki: PracticeWiki, titles: Iterable[str]) -> Printed:
    return printed(wiki, "\n".join(map(lists, titles)))


def whole(value: object) -> dict[str, object]:
    """Return a configuration that has the value wherever a text can stand."""
    channel = dict.fromkeys(("name", "account", "url", "page", "expects", "ask"), value)
    kinds = ("mastodon", "bluesky", "x", "facebook", "telegram", "feed", "wiki-page", "manual")
    ids = [value, *(f"a-{kind}" for kind in kinds)]
    return {
        "version": value,
        "news": {"page": value, "archive": value},
        "channels": [
            {"id": id_, "kind": kind, "posters": [value], **channel}
            for id_, kind in zip(ids, [*kinds, value], strict=True)
        ],
        "follow": [
            {"name": value, "about": value, "accounts": dict.fromkeys(map(str, ids), value)},
            {"name": "Name", "about": value, "accounts": dict.fromkeys(map(str, ids), value)},
        ],
    }


def test_a_page_without_anything_to_read_prints_nothing_and_tells_who_previews(
    equipped_wiki: PracticeWiki,
) -> None:
    titles = [*saved(equipped_wiki, NOTHING, "wikitext"), "No such page", "No:: [title"]
    text = "".join(f"{{{{Newsdesk channels|config={title}}}}}" for title in titles)
    said = printed(equipped_wiki, text)
    assert not judge(said).pieces
    # A list is JSON, too, and says as little as an object without anything.
    unread = [title for title in titles if title != f"Broken/{NOTHING.index('[]')}"]
    told = [warning.partition("Newsdesk: ")[2] for warning in said.warnings]
    assert told == [f"{title.replace('[', '&#91;')} cannot be read." for title in unread]


def test_hostile_values_are_shown_as_they_are_written(equipped_wiki: PracticeWiki) -> None:
    titles = saved(equipped_wiki, [whole(value) for value in HOSTILE])
    page = judge(printed_of(equipped_wiki, titles))
    assert len(page.all("table")) == 2 * len(HOSTILE)
    assert not [a for a in page.links if "bad" in a.partition("?")[0].lower()]
    for value in HOSTILE:
        if len(value) < 500 and value.isprintable():
            assert value in page.elements[0].text


def test_addresses_that_lead_nowhere_good_are_not_linked(equipped_wiki: PracticeWiki) -> None:
    channels = [{"id": f"a{n}", "kind": "manual", "url": u} for n, u in enumerate(ADDRESSES)]
    (title,) = saved(equipped_wiki, [{"channels": channels}])
    page = judge(printed(equipped_wiki, f"{{{{Newsdesk channels|status=no|config={title}}}}}"))
    assert not page.links
    assert len(page.all("tr")) == len(ADDRESSES) + 1


def test_fine_addresses_are_encoded_for_wikitext(equipped_wiki: PracticeWiki) -> None:
    channels = [{"id": f"a{n}", "kind": "manual", "url": u} for n, (u, _) in enumerate(KEPT)]
    (title,) = saved(equipped_wiki, [{"channels": channels}])
    page = judge(printed(equipped_wiki, f"{{{{Newsdesk channels|status=no|config={title}}}}}"))
    assert page.links == [encoded for _, encoded in KEPT]


def with_types() -> Iterable[object]:
    """Yield configurations that have values of each type where another is meant."""
    fine: dict[str, Any] = whole("fine")
    for value in TYPES:
        yield whole(value)
        yield {"channels": value, "follow": value, "news": value}
        yield {
            "channels": [value, *(one | {"posters": value} for one in fine["channels"])],
            "follow": [value, *(one | {"accounts": value} for one in fine["follow"])],
        }


def test_wrong_types_are_left_out(equipped_wiki: PracticeWiki) -> None:
    page = judge(printed_of(equipped_wiki, saved(equipped_wiki, list(with_types()))))
    assert len(page.all("table")) > len(TYPES)
    assert not [text for _, text in page.pieces if "table: 0x" in text or text == "nil"]


def test_what_is_fine_beside_what_is_not_is_shown(equipped_wiki: PracticeWiki) -> None:
    config = {
        "channels": [None, 7, {"id": "x", "kind": "x", "account": "us"}, {"kind": "x", "id": "Ä"}],
        "follow": [{"about": "nobody"}, {"name": "Somebody", "accounts": {"x": ["them"]}}],
    }
    (title,) = saved(equipped_wiki, [config])
    page = judge(printed_of(equipped_wiki, [title]))
    assert "https://x.com/us" in page.links
    assert "Somebody" in page.elements[0].text
    assert "nobody" not in page.elements[0].text


def test_ten_thousand_entries_are_cut_where_the_tool_would_refuse_them(
    equipped_wiki: PracticeWiki,
) -> None:
    config = {
        "channels": [{"id": f"a{n}", "kind": "x"} for n in range(5_000)],
        "follow": [{"name": f"N{n}"} for n in range(5_000)],
    }
    (title,) = saved(equipped_wiki, [config])
    channels, follow = (
        judge(printed(equipped_wiki, f"{{{{Newsdesk {name}|config={title}}}}}"))
        for name in ("channels", "follow list")
    )
    assert (len(channels.all("tr")), len(follow.all("tr"))) == (51, 501)


TEXT = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(HOSTILE + ADDRESSES)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
"""The wiki takes no JSON page with a control character in a key."""
KEYS = st.sampled_from(
    (
        *("id", "kind", "name", "account", "url", "page", "posters", "ask", "channels", "follow"),
        *("news", "accounts", "about", "expects", "archive"),
    )
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT | st.sampled_from(("x", "mastodon", "feed")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | NAMES, inner, max_size=6),
    max_leaves=30,
)
CONFIGS = st.fixed_dictionaries({"channels": ANYTHING, "follow": ANYTHING, "news": ANYTHING})


@settings(
    max_examples=2,
    phases=[Phase.generate],  # each attempt at something smaller would take seconds
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(CONFIGS, min_size=20, max_size=20))
def test_nothing_that_can_be_thought_of_throws(
    equipped_wiki: PracticeWiki, configs: list[dict[str, object]]
) -> None:
    judge(printed_of(equipped_wiki, saved(equipped_wiki, configs)))


def test_what_was_made_to_take_long_is_no_error_either(equipped_wiki: PracticeWiki) -> None:
    """Scribunto ends a module after some seconds, with an error that nothing can catch."""
    spaces = json.dumps({"channels": [{"id": "x", "kind": "x", "name": f"a{' ' * 400_000}b"}]})
    opened = "<syntaxhighlight" * 30_000
    for number, text in enumerate((spaces, opened)):
        save_pages(equipped_wiki, [(f"Slow/{number}", "wikitext", text)])
        judge(printed(equipped_wiki, lists(f"Slow/{number}")))
