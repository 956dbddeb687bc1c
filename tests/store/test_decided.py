"""What the decisions pages say, as it is stored, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from newsdesk.domain.decision import Snapshot
from newsdesk.domain.decisions import Decisions, ItemDecisions, Settled
from newsdesk.store import codec, decided, items, listed, posts
from newsdesk.store.tables import post as post_table
from tests.store.values import EMOJI, NOW, item, post

PAGE, LAST_YEAR = "Decisions/2026.json", "Decisions/2025.json"
SNAPSHOT = Snapshot(date=date(2026, 11, 18), text=EMOJI, links=("https://example.org/é",))
SAME = Settled(same=("https://www.social.example/@mediawiki/1/",))


def entry(**channels: Settled) -> ItemDecisions:
    return ItemDecisions(snapshot=SNAPSHOT, channels=channels)


WHOLE = Decisions(
    items={
        "2026-11-18-released": entry(x=Settled(exempt=EMOJI), mastodon=SAME),
        "2026-11-17-talk": entry(x=Settled(not_same=("a", "b"), posted="https://x.com/1")),
    },
    not_news=frozenset({"https://x.com/9", EMOJI}),
)


def lead(connection: Connection, desk_id: int, **found: str) -> None:
    """Let the entries of a page lead to items, both named by their words."""
    days = {"released": 18, "talk": 17, "out": 18}
    decided.set_current(
        connection,
        desk_id,
        {
            (PAGE, f"2026-11-{days[old]}-{old}"): new and f"2026-11-{days[new]}-{new}"
            for old, new in found.items()
        },
    )


def test_a_page_comes_back_as_it_was(connection: Connection, desk_id: int) -> None:
    assert decided.replace(connection, desk_id, PAGE, WHOLE)
    assert decided.of_page(connection, desk_id, PAGE) == WHOLE
    assert not decided.replace(connection, desk_id, PAGE, WHOLE)
    fewer = Decisions(items={"2026-11-18-released": entry(mastodon=SAME)})
    assert decided.replace(connection, desk_id, PAGE, fewer)
    assert decided.of_page(connection, desk_id, PAGE) == fewer
    assert decided.replace(connection, desk_id, PAGE, Decisions())
    assert decided.pages(connection, desk_id) == set()


def test_pages_and_desks_are_apart(connection: Connection, desk_id: int, other_desk: int) -> None:
    only_posts = Decisions(not_news=frozenset({"https://x.com/9"}))
    decided.replace(connection, desk_id, PAGE, WHOLE)
    decided.replace(connection, desk_id, LAST_YEAR, only_posts)
    assert decided.pages(connection, desk_id) == {PAGE, LAST_YEAR}
    assert decided.of_page(connection, other_desk, PAGE) == Decisions()
    assert decided.every(connection, other_desk) == Decisions()
    decided.forget(connection, other_desk, [PAGE])
    decided.forget(connection, desk_id, [PAGE])
    assert decided.of_page(connection, desk_id, PAGE) == Decisions()
    assert decided.of_page(connection, desk_id, LAST_YEAR) == only_posts


def test_an_entry_counts_for_the_item_that_it_leads_to(
    connection: Connection, desk_id: int
) -> None:
    decided.replace(connection, desk_id, PAGE, WHOLE)
    assert decided.every(connection, desk_id) == WHOLE
    lead(connection, desk_id, released="", talk="")
    nothing = decided.every(connection, desk_id)
    assert (dict(nothing.items), nothing.not_news) == ({}, WHOLE.not_news)
    lead(connection, desk_id, released="out", talk="")
    found = decided.every(connection, desk_id)
    assert found.items == {"2026-11-18-out": WHOLE.items["2026-11-18-released"]}
    assert decided.every(connection, desk_id, item_id="2026-11-18-out") == found
    assert not decided.every(connection, desk_id, item_id="2026-11-18-released").items
    (out, talk) = sorted(decided.entries(connection, desk_id), key=lambda one: not one.current_id)
    assert (out.item_id, out.current_id) == ("2026-11-18-released", "2026-11-18-out")
    assert (talk.item_id, talk.current_id) == ("2026-11-17-talk", "")


def test_an_entry_that_changes_leads_to_the_same_item(
    connection: Connection, desk_id: int
) -> None:
    decided.replace(connection, desk_id, PAGE, WHOLE)
    lead(connection, desk_id, released="out")
    changed = Decisions(items={"2026-11-18-released": entry(x=Settled(exempt="why"))})
    decided.replace(connection, desk_id, PAGE, changed)
    (found,) = decided.entries(connection, desk_id)
    assert (found.item_id, found.current_id) == ("2026-11-18-released", "2026-11-18-out")


def test_of_two_entries_that_of_todays_name_comes_first(
    connection: Connection, desk_id: int
) -> None:
    """The wiki's alphabet must not decide: the former name stands behind the present one."""
    older = entry(
        x=Settled(exempt="why", same=("a",)), mastodon=Settled(same=("b",), not_same=("c",))
    )
    newer = entry(x=Settled(posted="p", not_same=("a",)), bluesky=Settled(same=("d",)))
    page = Decisions(items={"2026-11-18-released": older, "2026-11-18-out": newer})
    decided.replace(connection, desk_id, PAGE, page)
    lead(connection, desk_id, released="out", out="out")
    assert decided.every(connection, desk_id).items == {
        "2026-11-18-out": entry(
            bluesky=Settled(same=("d",)),
            mastodon=Settled(same=("b",), not_same=("c",)),
            x=Settled(posted="p", not_same=("a",)),
        )
    }


def test_only_what_is_wanted_is_read(connection: Connection, desk_id: int) -> None:
    items.replace(connection, desk_id, "News", [item(), item("talk", day=17)])
    decided.replace(connection, desk_id, PAGE, WHOLE)
    lead(connection, desk_id, released="released", talk="talk")
    found = decided.every(connection, desk_id, since=date(2026, 11, 18))
    assert list(found.items) == ["2026-11-18-released"]
    assert len(decided.every(connection, desk_id).items) == 2


def ids_of_posts(connection: Connection, desk_id: int, **wanted: Any) -> list[str]:
    """Return the ids of the posts that something was decided of."""
    found = listed.decided_of(connection, desk_id, **wanted)
    return sorted(one.key.native_id for one in found.get("mastodon", ()))


def test_a_post_is_found_at_its_address_however_it_is_spelled(
    connection: Connection, desk_id: int
) -> None:
    items.replace(connection, desk_id, "News", [item(), item("talk", day=17)])
    posts.save(connection, desk_id, "mastodon", [post("1"), post("2")], now=NOW)
    decided.replace(connection, desk_id, PAGE, WHOLE)
    lead(connection, desk_id, released="released", talk="talk")

    about = partial(ids_of_posts, connection, desk_id)
    assert about() == ["1"]
    assert about(item_id="2026-11-18-released") == ["1"]
    assert about(item_id="2026-11-17-talk") == []
    assert about(since=date(2026, 11, 18)) == ["1"]
    assert about(since=date(2026, 11, 19)) == []
    own = listed.at_addresses(connection, desk_id, ["http://www.social.example/@mediawiki/2", "x"])
    assert [one.key.native_id for one in own["mastodon"]] == ["2"]
    assert listed.at_addresses(connection, desk_id, []) == {}
    assert list(posts.at(connection, desk_id, "http://social.example/@mediawiki/2#a")) == []
    assert list(posts.at(connection, desk_id, "http://social.example/@mediawiki/2")) == [
        "mastodon"
    ]


def test_posts_that_are_no_news_are_read_from_a_day_on(
    connection: Connection, desk_id: int
) -> None:
    old, new = post("1", age=timedelta(days=9)), post("2")
    posts.save(connection, desk_id, "mastodon", [old, new, post("3")], now=NOW)
    not_news = Decisions(not_news=frozenset({old.url, new.url}))
    decided.replace(connection, desk_id, PAGE, not_news)

    about = partial(ids_of_posts, connection, desk_id)
    assert about() == ["1", "2"]
    assert about(since=NOW.date()) == ["2"]
    assert about(item_id="2026-11-18-released") == []


def test_an_address_follows_its_post(connection: Connection, desk_id: int) -> None:
    moved = replace(post("1"), url="https://new.example/1")
    posts.save(connection, desk_id, "mastodon", [post("1")], now=NOW)
    posts.save(connection, desk_id, "mastodon", [moved], now=NOW)
    (found,) = connection.execute(select(post_table.c.url_hash))
    assert found.url_hash == codec.address_hash("https://new.example/1")


def test_an_address_is_unread_until_a_post_stands_there(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    decided.replace(connection, desk_id, PAGE, WHOLE)
    named = ["https://www.social.example/@mediawiki/1/", "https://x.com/1"]
    assert decided.to_read(connection, desk_id, most=9) == named
    assert decided.to_read(connection, desk_id, most=1) == named[:1]
    assert decided.to_read(connection, other_desk, most=9) == []
    posts.save(connection, other_desk, "mastodon", [post()], now=NOW)
    assert decided.to_read(connection, desk_id, most=9) == named
    posts.save(connection, desk_id, "mastodon", [post()], now=NOW)
    assert decided.to_read(connection, desk_id, most=9) == named[1:]
    assert decided.unread(connection, desk_id) >= {named[1]}
