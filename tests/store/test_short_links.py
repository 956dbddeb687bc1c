from __future__ import annotations

from sqlalchemy import Connection

from newsdesk.store import short_links
from newsdesk.store.batches import BATCH
from newsdesk.store.short_links import KEPT, ShortLink
from tests.store.values import MINUTE, NOW

LONG = "https://example.org/" + "ä" * 1000


def test_an_answer_comes_back_by_its_address(
    connection: Connection, desk_id: int, other_desk: int
) -> None:
    known = ShortLink(url="https://bit.ly/A", target=LONG)
    short_links.save(connection, desk_id, known, now=NOW)
    asked = ["https://bit.ly/A", "https://bit.ly/a"]
    assert short_links.find(connection, desk_id, asked) == {"https://bit.ly/A": known}
    assert short_links.find(connection, other_desk, asked) == {}


def test_a_later_answer_takes_the_formers_place(connection: Connection, desk_id: int) -> None:
    url = "https://bit.ly/a"
    failed = ShortLink(url=url, failures=2, next_try=NOW + MINUTE)
    short_links.save(connection, desk_id, failed, now=NOW)
    assert short_links.find(connection, desk_id, [url]) == {url: failed}
    found = ShortLink(url=url, target=LONG)
    short_links.save(connection, desk_id, found, now=NOW)
    assert short_links.find(connection, desk_id, [url]) == {url: found}


def test_many_are_found_at_once(connection: Connection, desk_id: int) -> None:
    urls = [f"https://bit.ly/{number}" for number in range(BATCH + 1)]
    for url in urls:
        short_links.save(connection, desk_id, ShortLink(url=url, target=LONG), now=NOW)
    assert set(short_links.find(connection, desk_id, urls)) == set(urls)


def test_what_was_asked_long_ago_is_forgotten(connection: Connection, desk_id: int) -> None:
    old, new = (ShortLink(url=f"https://bit.ly/{name}", target=LONG) for name in ("old", "new"))
    short_links.save(connection, desk_id, old, now=NOW - KEPT - MINUTE)
    short_links.save(connection, desk_id, new, now=NOW - KEPT)
    assert short_links.prune(connection, now=NOW) == 1
    assert short_links.find(connection, desk_id, [old.url, new.url]) == {new.url: new}
