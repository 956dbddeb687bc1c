"""Each public origin is served on a loopback port, as long as the context lasts."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
import requests

from newsdesk.infra.settings import is_loopback
from sandbox.practice import Fault, start
from sandbox.practice.bluesky_pds import ORIGIN as PDS
from sandbox.practice.mastodon_access import CLOSED
from sandbox.process import free_port
from sandbox.story import history
from sandbox.story.telling import WIKI
from tests.sandbox.practice.asking import APP, BLOG, BLUESKY, LISTS, MASTODON, X, get, statuses

NOW = date(2026, 11, 21)


def test_every_origin_is_public_and_served_on_loopback() -> None:
    with start(NOW) as practice:
        assert set(practice.origins) >= {MASTODON, CLOSED, BLUESKY, APP, PDS, X, BLOG, LISTS}
        assert all(is_loopback(address) for address in practice.origins.values())
        assert len({*practice.origins.values(), practice.control}) == len(practice.origins) + 1
        address = practice.origins[BLOG]
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=30)


def test_posts_of_the_last_weeks_lead_nowhere_but_to_this_machine() -> None:
    """What they link to is asked for."""
    recent = [story for story in history(NOW) if (NOW - story.day).days < 60]
    links = {told.link for story in recent for told in story.tellings if told.link}
    hosts = {f"https://{urlsplit(link).netloc}" for link in links}
    assert len(hosts) > 4
    with start(NOW) as practice:
        assert hosts <= practice.origins.keys() | {WIKI}


def test_preferred_ports_and_others_where_they_are_taken() -> None:
    port = free_port()
    with start(NOW, {BLOG: port}) as first, start(NOW, {BLOG: port}) as second:
        assert urlsplit(first.origins[BLOG]).port == port
        assert urlsplit(second.origins[BLOG]).port != port
        first.fail(BLOG, Fault.BROKEN)
        assert get(second, BLOG, "/feed.atom").ok


def test_posts_link_to_the_wiki_that_is_named() -> None:
    with start(NOW, wiki="http://127.0.0.1:8080") as practice:
        talk = next(s for s in statuses(practice, limit=40).json() if "tech talk" in s["content"])
        assert talk["card"]["url"].startswith("http://127.0.0.1:8080/wiki/Tech_talks/")


def test_a_hang_does_not_outlast_the_context() -> None:
    with start(NOW) as practice:
        practice.fail(BLOG, Fault.HANG)
        with pytest.raises(requests.Timeout):
            get(practice, BLOG, "/", timeout=0.1)
    assert practice.failing == {}
