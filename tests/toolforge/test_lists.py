"""What ``{{Newsdesk channels}}`` and ``{{Newsdesk follow list}}`` print of the configuration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.kinds import KINDS
from sandbox.story.set_up import set_up
from tests.fixtures.html import Document
from tests.fixtures.on_wiki import ON_TOOLFORGE, printed, save_pages
from tests.fixtures.wiki import TODAY, PracticeWiki

CONFIG: Mapping[str, Any] = set_up(TODAY)
STATUS = "https://iw.toolforge.org/newsdesk/channel/"
BLOCK = 'A page.\n<syntaxhighlight lang="json">\n%s\n</syntaxhighlight>\nThe end.'


def rows(page: Document) -> list[list[str]]:
    """Return the text of each cell, by rows."""
    cells: dict[int, list[str]] = {}
    for cell in page.all("td", "th"):
        cells.setdefault(id(cell.parents[-1]), []).append(cell.text.strip())
    return list(cells.values())


def links(page: Document, start: str = "https://") -> dict[str, str]:
    return {
        e.text: e.attributes["href"]
        for e in page.all("a")
        if e.attributes["href"].startswith(start)
    }


def test_the_table_says_of_each_channel_where_it_is_and_who_posts(
    equipped_wiki: PracticeWiki,
) -> None:
    head, *body = rows(printed(equipped_wiki, "{{Newsdesk channels}}").page)
    assert head == ["Channel", "Account", "News", "Who can post", "Status"]
    assert [row[0] for row in body] == [one["name"] for one in CONFIG["channels"]]
    assert body[0] == [
        "Mastodon",
        "mediawiki@wikis.example",
        "All news",
        "Example editor, Example sysop",
        "Sync status of Mastodon",
    ]
    facebook = next(row for row in body if row[0] == "Facebook")
    assert facebook[3] == "Example sysop, ask on Talk:Social media"


def test_a_row_names_its_channel_for_those_who_hear_it(equipped_wiki: PracticeWiki) -> None:
    page = printed(equipped_wiki, "{{Newsdesk channels}}").page
    scopes = [e.attributes["scope"] for e in page.all("th")]
    assert scopes == ["col"] * 5 + ["row"] * len(CONFIG["channels"])


def test_status_links_lead_to_each_channel(equipped_wiki: PracticeWiki) -> None:
    page = printed(equipped_wiki, "{{Newsdesk channels}}").page
    found = {address.removeprefix(STATUS) for address in links(page, STATUS).values()}
    assert found == {one["id"] for one in CONFIG["channels"]}
    without = printed(equipped_wiki, "{{Newsdesk channels|status=no}}").page
    assert not links(without, STATUS)
    assert "Status" not in rows(without)[0]


def test_accounts_are_linked_where_the_tool_finds_them(equipped_wiki: PracticeWiki) -> None:
    channels = {
        "mastodon": {"account": "Some_body@Social.Example"},
        "bluesky": {"account": "@name.example"},
        "x": {"account": "Some__body"},
        "facebook": {"account": "Some.Page"},
        "telegram": {"account": "some_channel", "url": "https://other.example/"},
        "feed": {"url": "https://blog.example/feed?a=b&c=d"},
        "manual": {"url": "https://www.example.org/company/us"},
    }
    more = {f"{kind}-2": one | {"url": "https://us.example/"} for kind, one in channels.items()}
    parts = [
        {"id": id_, "kind": id_.removesuffix("-2"), "name": id_, **one}
        for id_, one in (channels | more).items()
    ]
    save_pages(equipped_wiki, [("Kinds.json", "json", json.dumps({"channels": parts}))])
    page = printed(equipped_wiki, "{{Newsdesk channels|config=Kinds.json|status=no}}").page
    expected = []
    for part in parts:
        channel = Channel(
            id=part["id"],
            kind=ChannelKind(part["kind"]),
            name=part["name"],
            account=part.get("account", ""),
            url=part.get("url", ""),
        )
        network = adapter(channel.kind)
        expected.append(network.profile_url(channel) if network else channel.url)
    assert [e.attributes["href"].replace("%5F", "_") for e in page.all("a")] == expected


def test_every_kind_of_network_is_known_by_its_name(equipped_wiki: PracticeWiki) -> None:
    parts = [{"id": f"a-{kind}", "kind": kind.value} for kind in ChannelKind]
    save_pages(equipped_wiki, [("Names.json", "json", json.dumps({"channels": parts}))])
    _, *body = rows(printed(equipped_wiki, "{{Newsdesk channels|config=Names.json}}").page)
    assert [row[0] for row in body] == [KINDS[kind].name or f"a-{kind}" for kind in ChannelKind]


def test_a_name_that_does_not_say_the_network_has_it_beside(equipped_wiki: PracticeWiki) -> None:
    parts = [{"id": "a", "kind": "x", "name": "Us in German"}]
    save_pages(equipped_wiki, [("German.json", "json", json.dumps({"channels": parts}))])
    _, row = rows(printed(equipped_wiki, "{{Newsdesk channels|config=German.json}}").page)
    assert row[0] == "Us in German (X)"


def test_the_list_has_the_channels_that_are_asked_for_in_that_order(
    equipped_wiki: PracticeWiki,
) -> None:
    text = "{{Newsdesk channels|style=list|channels=x , Mastodon,none}}"
    page = printed(equipped_wiki, text).page
    assert [e.text for e in page.all("li")] == [
        "X – MediaWiki",
        "Mastodon – mediawiki@wikis.example",
    ]
    assert not page.all("table")


def test_the_follow_list_says_whom_and_why(equipped_wiki: PracticeWiki) -> None:
    page = printed(equipped_wiki, "{{Newsdesk follow list}}").page
    head, *body = rows(page)
    assert head == ["Name", "About", "Accounts"]
    assert body == [
        [one["name"], one["about"], ", ".join(_named(one["accounts"]))] for one in CONFIG["follow"]
    ]
    assert page.links[:4] == [
        "https://people.example/@tech",
        "https://bsky.app/profile/tech.people.example",
        "https://x.com/tech",
        "https://t.me/s/wikitech_news",
    ]


def _named(accounts: Mapping[str, str]) -> list[str]:
    return [one["name"] for one in CONFIG["channels"] if one["id"] in accounts]


def test_the_follow_list_of_one_channel_has_those_who_are_there(
    equipped_wiki: PracticeWiki,
) -> None:
    page = printed(equipped_wiki, "{{Newsdesk follow list|style=list|channels=telegram}}").page
    about = "technical news of Wikimedia's software projects"
    assert [e.text for e in page.all("li")] == [f"Wikimedia Tech – {about} (Telegram)"]


def test_handles_are_read_as_the_tool_reads_them(equipped_wiki: PracticeWiki) -> None:
    config = {
        "channels": [
            {"id": "m", "kind": "mastodon", "account": "us@home.example", "name": "M"},
            {"id": "x", "kind": "x", "account": "us", "name": "X"},
        ],
        "follow": [
            {"name": "A", "accounts": {"m": "@neighbour", "x": "@them"}},
            {"name": "B", "accounts": {"m": "a@b@c", "x": "no handle", "gone": "them"}},
        ],
    }
    save_pages(equipped_wiki, [("Handles.json", "json", json.dumps(config))])
    page = printed(equipped_wiki, "{{Newsdesk follow list|config=Handles.json}}").page
    assert page.links == ["https://home.example/@neighbour", "https://x.com/them"]
    assert rows(page)[2] == ["B", "a@b@c, no handle"]


@pytest.mark.parametrize(
    ("title", "lang", "dir_", "heading"),
    [
        ("Social media", "en", "ltr", "Channel"),
        ("Social media/de", "de", "ltr", "Kanal"),
        ("Social media/ar", "ar", "rtl", "القناة"),
    ],
)
def test_the_words_are_in_the_language_of_the_translation(
    equipped_wiki: PracticeWiki, title: str, lang: str, dir_: str, heading: str
) -> None:
    page = printed(equipped_wiki, "{{Newsdesk channels}}", title).page
    (table,) = page.all("table")
    assert (table.attributes["lang"], table.attributes["dir"]) == (lang, dir_)
    assert rows(page)[0][0] == heading


def test_names_are_isolated_from_the_direction_around_them(equipped_wiki: PracticeWiki) -> None:
    said = printed(equipped_wiki, "{{Newsdesk channels}}", "Social media/ar")
    assert "<bdi>mediawiki<wbr />@wikis<wbr />.example</bdi></a>" in said.html
    assert "<bdi>Talk:Social media</bdi></a>" in said.html
    (comma,) = {p[1] for p in said.page.pieces if p[1] in {",", "،", "، ", ", "}}
    assert comma == "،"


def test_a_page_of_wikitext_with_a_block_of_json_works_as_well(
    equipped_wiki: PracticeWiki,
) -> None:
    text = BLOCK % json.dumps(CONFIG)
    save_pages(equipped_wiki, [("Set-up as text", "wikitext", text)])
    for template in ("channels", "follow list"):
        there = printed(equipped_wiki, f"{{{{Newsdesk {template}}}}}")
        here = printed(equipped_wiki, f"{{{{Newsdesk {template}|config=Set-up as text}}}}")
        assert here == there
        assert not here.warnings


def test_five_hundred_followed_accounts_are_far_from_the_limits(
    equipped_wiki: PracticeWiki,
) -> None:
    follow = [
        {"name": f"Name {n}", "about": "x" * 100, "accounts": {"x": f"n{n}", "m": f"n{n}"}}
        for n in range(500)
    ]
    channels = [
        {"id": "x", "kind": "x", "name": "X"},
        {"id": "m", "kind": "mastodon", "account": "us@home.example", "name": "M"},
    ]
    text = json.dumps({"channels": channels, "follow": follow})
    save_pages(equipped_wiki, [("Long.json", "json", text)])
    answer = equipped_wiki.api(
        action="parse",
        text="{{Newsdesk follow list|config=Long.json}}",
        prop="text|limitreportdata",
    )["parse"]
    assert answer["text"].count("<tr>") == 501
    limits = {row.pop("name"): list(row.values()) for row in answer["limitreportdata"]}
    seconds, most = map(float, limits["scribunto-limitreport-timeusage"])
    assert seconds < most / 4
    assert limits["limitreport-expensivefunctioncount"][0] == 0
    used, allowed = limits["limitreport-postexpandincludesize"]
    assert used < allowed / 4


def test_the_templates_explain_themselves(equipped_wiki: PracticeWiki) -> None:
    for name in ("channels", "follow list", "status"):
        page = printed(equipped_wiki, f"{{{{Newsdesk {name}/doc}}}}").page
        told = {e.text for e in page.all("code") if not e.text.startswith("{{")}
        assert {"lang", "config"} < told
        assert ON_TOOLFORGE.url in page.links
