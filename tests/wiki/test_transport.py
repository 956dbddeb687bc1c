from __future__ import annotations

import gzip
from itertools import count

import pytest
import requests

from newsdesk.infra import clock
from newsdesk.wiki.transport import CappedAdapter, mount
from tests.fixtures.answers import AnsweringServer


def session(adapter: CappedAdapter) -> requests.Session:
    made = requests.Session()
    made.mount("http://", adapter)
    return made


def test_an_answer_arrives_whole_and_unpacked(answers: AnsweringServer) -> None:
    answers.raw(gzip.compress("grüße".encode()), Content_Encoding="gzip")
    response = session(CappedAdapter()).get(answers.url)
    assert response.content.decode() == "grüße"


def test_an_answer_over_the_cap_is_given_up(answers: AnsweringServer) -> None:
    answers.raw(gzip.compress(b"0" * 100_000), Content_Encoding="gzip")
    with pytest.raises(requests.ConnectionError, match="too large"):
        session(CappedAdapter(max_bytes=99_999)).get(answers.url)


def test_a_trickle_is_given_up_at_the_deadline(
    answers: AnsweringServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.raw(b"{", b"}", hang=True)
    seconds = count(0, 20)
    monkeypatch.setattr(clock, "ticks", lambda: float(next(seconds)))
    with pytest.raises(requests.ConnectionError, match="too slow"):
        session(CappedAdapter(deadline=19)).get(answers.url)


def test_a_call_without_a_timeout_gets_one(answers: AnsweringServer) -> None:
    answers.raw(b"", b"late", hang=True)
    with pytest.raises(requests.ConnectionError):
        session(CappedAdapter(timeout=(1, 0.05))).get(answers.url)


def test_an_answer_that_breaks_off_is_a_lost_connection(answers: AnsweringServer) -> None:
    answers.raw(b"half", Content_Length="1000")
    with pytest.raises(requests.ConnectionError, match="broke off"):
        session(CappedAdapter()).get(answers.url)


def test_sessions_share_connections_and_ignore_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = mount(requests.Session()), mount(requests.Session())
    assert first.get_adapter("https://a.example") is second.get_adapter("https://a.example")
    assert not first.trust_env
