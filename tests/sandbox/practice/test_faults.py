"""Practice channels fail in the ways they are told to, and only as long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import requests

from sandbox.practice import Fault, Practice
from sandbox.practice.faults import BOMB_BYTES, HUGE_BYTES
from tests.sandbox.practice.asking import BLOG, MASTODON, get, statuses


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_is_over_once_the_channel_recovers(practice: Practice, fault: Fault) -> None:
    practice.fail(MASTODON, fault)
    assert practice.failing == {MASTODON: fault}
    assert get(practice, BLOG, "/feed.atom").ok, "another channel does not fail"
    practice.recover(MASTODON)
    assert statuses(practice).status_code == 200


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.UNAUTHORIZED, 401),
        (Fault.NOT_FOUND, 404),
        (Fault.TOO_MANY, 429),
        (Fault.TOO_MANY_FOR_LONG, 429),
        (Fault.TOO_MANY_UNTIL, 429),
        (Fault.BROKEN, 500),
    ],
)
def test_faults_by_status(practice: Practice, fault: Fault, status: int) -> None:
    practice.fail(MASTODON, fault, seconds=120)
    answer = statuses(practice)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    wait = "120" if fault is Fault.TOO_MANY_FOR_LONG else None
    assert answer.headers.get("Retry-After") == wait


def test_a_429_may_say_when_its_limit_resets(practice: Practice) -> None:
    practice.fail(MASTODON, Fault.TOO_MANY_UNTIL, seconds=120)
    headers = statuses(practice).headers
    assert headers["X-RateLimit-Remaining"] == "0"
    reset = datetime.fromisoformat(headers["X-RateLimit-Reset"]) - datetime.now(UTC)
    assert timedelta(seconds=90) < reset < timedelta(seconds=121)


@pytest.mark.parametrize(
    ("fault", "target"),
    [
        (Fault.REDIRECT_LOOP, "/@mediawiki"),
        (Fault.REDIRECT_LOOPBACK, "https://127.0.0.1:9/"),
        (Fault.REDIRECT_PRIVATE, "https://10.0.0.1/"),
        (Fault.REDIRECT_METADATA, "http://169.254.169.254/latest/meta-data/"),
    ],
)
def test_redirects(practice: Practice, fault: Fault, target: str) -> None:
    practice.fail(MASTODON, fault)
    answer = get(practice, MASTODON, "/@mediawiki")
    assert answer.status_code == 302
    assert answer.headers["Location"].rstrip("?") == target


@pytest.mark.parametrize("fault", [Fault.WRONG_TYPE, Fault.BROKEN_JSON, Fault.DEEP_JSON])
def test_faults_that_are_no_json(practice: Practice, fault: Fault) -> None:
    practice.fail(MASTODON, fault)
    answer = statuses(practice)
    assert answer.ok
    assert ("json" in answer.headers["Content-Type"]) != (fault is Fault.WRONG_TYPE)
    with pytest.raises((ValueError, RecursionError)):
        answer.json()


@pytest.mark.parametrize(
    ("fault", "size"), [(Fault.HUGE, HUGE_BYTES), (Fault.GZIP_BOMB, BOMB_BYTES)]
)
def test_faults_of_size(practice: Practice, fault: Fault, size: int) -> None:
    practice.fail(MASTODON, fault)
    with get(practice, MASTODON, "/", stream=True) as answer:
        if fault is Fault.GZIP_BOMB:
            assert int(answer.headers["Content-Length"]) < size / 500
        assert sum(len(chunk) for chunk in answer.iter_content(1_000_000)) >= size


def test_an_endless_body_goes_on(practice: Practice) -> None:
    practice.fail(MASTODON, Fault.ENDLESS)
    with get(practice, MASTODON, "/", stream=True) as answer:
        for _, chunk in zip(range(300), answer.iter_content(65_536), strict=False):
            assert chunk


def test_a_hang_lasts_until_the_fault_is_cleared(practice: Practice) -> None:
    practice.fail(MASTODON, Fault.HANG)
    with pytest.raises(requests.Timeout):
        get(practice, MASTODON, "/", timeout=0.2)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(get, practice, MASTODON, "/@mediawiki")
        practice.recover()
        assert waiting.result(timeout=30).ok


def test_a_drip_lasts_until_the_fault_is_cleared(practice: Practice) -> None:
    practice.fail(MASTODON, Fault.DRIP)
    with get(practice, MASTODON, "/", stream=True) as answer:
        assert next(answer.iter_content(1)) == b" "
        practice.recover()
        assert answer.content.strip() == b""
