"""Short links through the real door, against a server that redirects as a test tells it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BufferedIOBase

import pytest
from sqlalchemy import Engine

from newsdesk.domain.desk import DeskKey, PageRevision
from newsdesk.infra import clock
from newsdesk.services import read_wiki
from newsdesk.services import short_links as service
from newsdesk.services.short_links import Lengthener
from newsdesk.store import desks, items, short_links
from newsdesk.store.database import connect, writing
from newsdesk.store.short_links import ShortLink
from tests.fixtures.board import SITE
from tests.fixtures.network import Asked, Network
from tests.services.reading import MASTODON, NOW, post

TARGET = "https://www.mediawiki.org/wiki/MediaWiki_1.45"
PAGE = "Template:News"
NEWS = """\
* 18 November 2026: [https://bit.ly/a MediaWiki 1.45] is out.
* 3 November 2026: [https://bit.ly/b Gadgets] survey.
"""


@dataclass
class Round:
    """Asks in rounds, as reading does; ``desk_id`` is a desk's in a database of its own."""

    network: Network
    engine: Engine
    desk_id: int

    def lengthen(self, *urls: str, most: int = 20) -> list[str]:
        """Return what a post's links are after one round."""
        one = replace(post(MASTODON, 1), links=urls)
        lengthener = Lengthener(self.engine, self.network.settings(), self.desk_id, most=most)
        (long,) = lengthener.lengthen([one])
        return list(long.links)

    def redirect(self, path: str, to: str, status: int = 301) -> None:
        self.network.answer(path, b"", status, Location=to)

    def stored(self, url: str) -> ShortLink:
        with self.engine.connect() as connection:
            return short_links.find(connection, self.desk_id, [url])[url]

    @property
    def asked(self) -> list[str]:
        return [one.path for one in self.network.asked]


@pytest.fixture
def round_(network: Network, sqlite_url: str) -> Iterator[Round]:
    engine = connect(sqlite_url)
    with writing(engine) as connection:
        desk_id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)
    yield Round(network, engine, desk_id)
    engine.dispose()


def _later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    real = clock.now

    def now() -> datetime:
        return real() + by

    monkeypatch.setattr(clock, "now", now)


def test_a_place_that_is_none_is_given_up_and_spoils_no_other(round_: Round) -> None:
    round_.redirect("/odd", "http://[")
    round_.redirect("/a", TARGET)
    assert round_.lengthen("https://bit.ly/odd", "https://bit.ly/a") == [
        "https://bit.ly/odd",
        TARGET,
    ]
    assert round_.stored("https://bit.ly/odd").failures == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_short_link_is_replaced_by_where_it_leads(round_: Round, status: int) -> None:
    round_.redirect("/a", TARGET, status)
    assert round_.lengthen("http://bit.ly/a", "https://example.org/") == [
        TARGET,
        "https://example.org/",
    ]
    assert round_.asked == ["/a"]


def test_what_is_known_is_not_asked_again_and_used_every_time(round_: Round) -> None:
    round_.redirect("/a", TARGET)
    round_.lengthen("https://bit.ly/a")
    assert round_.lengthen("https://bit.ly/a") == [TARGET]
    assert round_.asked == ["/a"]


def test_tracking_is_taken_off_and_the_target_is_not_visited(round_: Round) -> None:
    round_.redirect("/a", "https://blog.example/p?id=3&utm_source=x")
    assert round_.lengthen("https://bit.ly/a") == ["https://blog.example/p?id=3"]
    assert round_.asked == ["/a"]


def test_a_relative_place_is_one_of_the_same_host(round_: Round) -> None:
    round_.redirect("/a", "/b")
    round_.redirect("/b", TARGET)
    assert round_.lengthen("https://bit.ly/a") == [TARGET]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "https://wiki.localhost/",
        "http://10.0.0.1/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://metadata.google.internal/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://intranet/",
        "http://printer.local/",
        "https://user:pass@example.org/",
        "https://example.org:8443/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://example.org\\@evil.example/",
    ],
)
def test_a_place_that_not_everybody_can_go_to_is_refused_for_good(
    round_: Round, target: str
) -> None:
    round_.redirect("/a", target)
    assert round_.lengthen("https://bit.ly/a") == ["https://bit.ly/a"]
    assert round_.stored("https://bit.ly/a") == ShortLink(url="https://bit.ly/a", failures=1)
    round_.lengthen("https://bit.ly/a")
    assert round_.asked == ["/a"]


@pytest.mark.parametrize("to", ["https://bit.ly/a", "https://bit.ly/b"])
def test_who_leads_round_in_a_circle_is_left_alone(round_: Round, to: str) -> None:
    round_.redirect("/a", to)
    round_.redirect("/b", "https://bit.ly/a")
    assert round_.lengthen("https://bit.ly/a") == ["https://bit.ly/a"]
    asked = list(round_.asked)
    assert round_.lengthen("https://bit.ly/a") == ["https://bit.ly/a"]
    assert round_.asked == asked


def test_a_chain_without_end_is_left_alone(round_: Round) -> None:
    for number in range(10):
        round_.redirect(f"/{number}", f"https://bit.ly/{number + 1}")
    assert round_.lengthen("https://bit.ly/0") == ["https://bit.ly/0"]
    assert len(round_.asked) == service.MOST_HOPS


def test_a_failure_is_tried_again_later_and_given_up_after_three(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_.network.answer("/a", b"", 503)
    for tries in range(1, 4):
        assert round_.lengthen("https://bit.ly/a") == ["https://bit.ly/a"]
        round_.lengthen("https://bit.ly/a")
        assert len(round_.asked) == tries
        _later(monkeypatch, timedelta(days=tries))
    assert round_.stored("https://bit.ly/a").next_try is None
    round_.lengthen("https://bit.ly/a")
    assert len(round_.asked) == 3


def test_what_works_after_a_failure_is_remembered(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_.network.answer("/a", b"", 503)
    round_.lengthen("https://bit.ly/a")
    round_.redirect("/a", TARGET)
    _later(monkeypatch, timedelta(days=1))
    assert round_.lengthen("https://bit.ly/a") == [TARGET]
    assert round_.stored("https://bit.ly/a").failures == 0


def test_an_answer_without_a_redirect_is_a_failure(round_: Round) -> None:
    round_.network.answer("/a", b"<p>Leaving this site</p>")
    assert round_.lengthen("https://bit.ly/a") == ["https://bit.ly/a"]
    assert round_.stored("https://bit.ly/a").next_try is not None


def test_a_link_that_is_gone_is_given_up_at_once(round_: Round) -> None:
    assert round_.lengthen("https://bit.ly/gone") == ["https://bit.ly/gone"]
    assert round_.stored("https://bit.ly/gone").next_try is None


def test_the_hosts_own_wait_is_kept(round_: Round) -> None:
    round_.network.answer("/a", b"", 429, Retry_After="36000")
    round_.lengthen("https://bit.ly/a")
    wait = round_.stored("https://bit.ly/a").next_try
    assert wait is not None
    assert wait > clock.now() + timedelta(hours=9)


def test_one_round_asks_for_so_many_and_the_next_for_the_others(round_: Round) -> None:
    urls = [f"https://bit.ly/{number}" for number in range(3)]
    for url in urls:
        round_.redirect(url.removeprefix("https://bit.ly"), f"{TARGET}#{url[-1]}")
    assert round_.lengthen(*urls, most=2) == [f"{TARGET}#0", f"{TARGET}#1", urls[2]]
    assert round_.lengthen(*urls, most=2) == [f"{TARGET}#{number}" for number in range(3)]
    assert len(round_.asked) == 3


def test_who_is_slow_is_waited_for_once(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_asked: Asked, _out: BufferedIOBase) -> None:
        round_.network.over.wait()

    monkeypatch.setattr(service, "SECONDS_EACH", 0.2)
    for path in ("/a", "/b"):
        round_.network.write(path, hang)
    one = replace(post(MASTODON, 1), links=("https://bit.ly/a", "https://bit.ly/b"))
    lengthener = Lengthener(round_.engine, round_.network.settings(), round_.desk_id, seconds=0.1)
    assert lengthener.lengthen([one]) == (one,)
    assert round_.asked == ["/a"]


def test_a_database_that_fails_leaves_the_posts_as_they_are(
    round_: Round, tmp_path: object, caplog: pytest.LogCaptureFixture
) -> None:
    one = replace(post(MASTODON, 1), links=("https://bit.ly/a",))
    empty = connect(f"sqlite:///{tmp_path}/empty.sqlite")
    lengthener = Lengthener(empty, round_.network.settings(), round_.desk_id)
    assert lengthener.lengthen([one]) == (one,)
    assert "could not be looked up" in caplog.text
    empty.dispose()


def _read(round_: Round, text: str) -> None:
    found = PageRevision(title=PAGE, revid=1, parent=0, user="Editor", time=NOW, text=text)
    with writing(round_.engine) as connection:
        read_wiki.take_news(connection, round_.desk_id, PAGE, found, SITE)


def _of_items(round_: Round) -> list[tuple[str, ...]]:
    with round_.engine.connect() as connection:
        return [item.links for item in items.of_page(connection, round_.desk_id, PAGE)]


def _lengthen_items(round_: Round) -> bool:
    settings = round_.network.settings()
    return Lengthener(round_.engine, settings, round_.desk_id).lengthen_items([PAGE])


def test_the_short_links_of_news_items_are_replaced_and_the_items_matched_anew(
    round_: Round,
) -> None:
    round_.redirect("/a", TARGET)
    _read(round_, NEWS)
    assert _of_items(round_) == [("https://bit.ly/a",), ("https://bit.ly/b",)]
    with writing(round_.engine) as connection:
        desks.set_matched(connection, round_.desk_id, "now")
        desks.set_items_matched(connection, round_.desk_id)
    assert _lengthen_items(round_)
    assert _of_items(round_) == [(TARGET,), ("https://bit.ly/b",)]
    with round_.engine.connect() as connection:
        assert desks.matched_by(connection, round_.desk_id) == ""
        assert not desks.items_matched(connection, round_.desk_id)


def test_a_page_that_is_read_again_gets_the_known_links_at_once(round_: Round) -> None:
    round_.redirect("/a", "https://w.wiki/b")
    with writing(round_.engine) as connection:
        known = ShortLink(url="https://w.wiki/b", target=TARGET)
        short_links.save(connection, round_.desk_id, known, now=NOW)
    _read(round_, NEWS)
    assert _lengthen_items(round_)
    asked = round_.asked
    _read(round_, NEWS)
    assert _of_items(round_)[0] == (TARGET,)
    assert not _lengthen_items(round_)
    assert round_.asked == asked
