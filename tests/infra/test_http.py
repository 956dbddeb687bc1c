from __future__ import annotations

import gzip
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BufferedIOBase
from typing import Any

import pytest

from newsdesk.domain.message import msg
from newsdesk.infra.fetch_errors import (
    FetchError,
    NotAllowedError,
    NotUnderstoodError,
    RefusedError,
    TooBigError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
)
from tests.fixtures.network import ORIGIN, Asked, Network, head

SHORT = 0.4


def test_reads_an_address_in_its_public_form_under_our_name(network: Network) -> None:
    network.answer("/a", b"hello", ETag='"1"', Last_Modified="Tue, 03 Mar 2026 10:00:00 GMT")
    answer = network.door().get(f"{ORIGIN}/a", query={"q": "ü &"}, accept="text/plain")
    assert (answer.status, answer.url, answer.body) == (200, f"{ORIGIN}/a?q=%C3%BC+%26", b"hello")
    assert (answer.etag, answer.last_modified) == ('"1"', "Tue, 03 Mar 2026 10:00:00 GMT")
    asked = network.asked[0]
    assert asked.query == {"q": "ü &"}
    assert asked.headers["User-Agent"].startswith("Newsdesk/")
    assert "https://example.org/contact" in asked.headers["User-Agent"]
    assert asked.headers["Accept"] == "text/plain"
    assert "If-None-Match" not in asked.headers


def test_hands_validators_back(network: Network) -> None:
    network.write("/a", lambda asked, out: none(out.write(head(304, ETag='"2"'))))
    answer = network.door().get(f"{ORIGIN}/a", etag='"1"', last_modified="yesterday")
    assert answer.unchanged
    assert network.asked[0].headers["If-None-Match"] == '"1"'
    assert network.asked[0].headers["If-Modified-Since"] == "yesterday"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://192.88.99.1/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a00:1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1]/",
        "https://[fc00::1]/",
        "https://[fec0::1]/",
        "https://[2002:7f00:1::]/",
        "https://localhost/",
        "https://LOCALHOST:443/",
    ],
)
def test_private_networks_stay_private(network: Network, url: str) -> None:
    with pytest.raises(NotAllowedError) as caught:
        network.door().get(url)
    assert caught.value.message.key == "newsdesk-fetch-not-public"
    assert caught.value.permanent
    assert not network.asked


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://wikis.world/", "newsdesk-fetch-not-https"),
        ("ftp://wikis.world/", "newsdesk-fetch-not-https"),
        ("file:///etc/passwd", "newsdesk-fetch-not-https"),
        ("//wikis.world/", "newsdesk-fetch-not-https"),
        ("https://user:secret@wikis.world/", "newsdesk-fetch-bad-address"),
        ("https://wikis.world@127.0.0.1/", "newsdesk-fetch-bad-address"),
        ("https://wikis.world:8443/", "newsdesk-fetch-bad-address"),
        ("https://wikis.world:22/", "newsdesk-fetch-bad-address"),
        ("https://wikis.world:99999/", "newsdesk-fetch-bad-address"),
        ("https://odd.example:8444/", "newsdesk-fetch-bad-address"),
        ("https://127.0.0.1\\@wikis.world/", "newsdesk-fetch-bad-address"),
        ("https://wikis.world/\r\nHost: evil", "newsdesk-fetch-bad-address"),
        ("https:///a", "newsdesk-fetch-bad-address"),
        ("https://[::1/", "newsdesk-fetch-bad-address"),
        ("", "newsdesk-fetch-not-https"),
    ],
)
def test_other_addresses_are_not_read(network: Network, url: str, key: str) -> None:
    with pytest.raises(NotAllowedError) as caught:
        network.door().get(url)
    assert caught.value.message.key == key
    assert not network.asked


@pytest.mark.parametrize(
    "url",
    [
        "https://wikis.world.invalid/",
        "https://wikis.world.evil.invalid/",
        "https://xwikis.world.invalid/",
        "https://odd.invalid/",
        "https://" + "a" * 70 + ".invalid/",
        "https://..invalid/",
    ],
)
def test_what_looks_like_a_practice_origin_is_not_sent_there(network: Network, url: str) -> None:
    with pytest.raises(UnreachableError):
        network.door().get(url)
    assert not network.asked


@pytest.mark.parametrize("url", ["https://wikis.world:443/a", "https://WIKIS.world/a#there"])
def test_one_origin_has_several_spellings(network: Network, url: str) -> None:
    network.answer("/a")
    assert network.door().get(url).url == f"{ORIGIN}/a"


def test_a_practice_origin_may_have_a_port(network: Network) -> None:
    network.answer("/a")
    assert network.door().get("https://odd.example:8443/a").url == "https://odd.example:8443/a"


def test_the_checked_ip_address_is_the_one_connected_to(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers publicly first and privately then gets no second question."""
    questions: list[str] = []

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        questions.append(host)
        if len(questions) > 1:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    with pytest.raises(UnreachableError):
        network.door().get("https://rebind.example/")
    assert questions == ["rebind.example", "93.184.216.34"]


def test_a_name_that_leads_home_is_refused(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    with pytest.raises(NotAllowedError) as caught:
        network.door().get("https://inside.example/")
    assert caught.value.message == msg("newsdesk-fetch-not-public", "inside.example")


def test_follows_redirects_and_says_where_they_led(network: Network) -> None:
    network.answer("/a", b"", 301, Location="/b")
    network.answer("/b", b"", 307, Location="https://blog.example/c?d=e#f")
    network.answer("/c", b"there")
    answer = network.door().get(f"{ORIGIN}/a")
    assert (answer.url, answer.body) == ("https://blog.example/c?d=e", b"there")


@pytest.mark.parametrize(
    "location",
    [
        "http://wikis.world/b",
        "https://127.0.0.1/b",
        "https://[::ffff:127.0.0.1]/b",
        "https://169.254.169.254/",
        "https://localhost/b",
        "//10.0.0.1/b",
        "https://wikis.world:8443/b",
        "https://a:b@wikis.world/b",
        "file:///etc/passwd",
        "{loopback}/b",
    ],
)
def test_a_redirect_leads_nowhere_else_either(network: Network, location: str) -> None:
    network.answer("/a", b"", 302, Location=location.format(loopback=network.url))
    network.answer("/b", b"secret")
    with pytest.raises(NotAllowedError):
        network.door().get(f"{ORIGIN}/a")
    assert [asked.path for asked in network.asked] == ["/a"]


def test_words_tell_a_bad_redirect_from_a_bad_address(network: Network) -> None:
    network.answer("/a", b"", 302, Location="https://wikis.world:8443/b")
    with pytest.raises(NotAllowedError) as raised:
        network.door().get(f"{ORIGIN}/a")
    host = ORIGIN.removeprefix("https://")
    assert raised.value.message == msg("newsdesk-fetch-astray", host)


def test_redirects_end(network: Network) -> None:
    network.answer("/a", b"", 302, Location="/b")
    network.answer("/b", b"", 302, Location="/a")
    with pytest.raises(TooManyRedirectsError):
        network.door().get(f"{ORIGIN}/a")
    assert len(network.asked) == 6


def test_credentials_and_cookies_stay_behind(
    network: Network, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    network.answer("/a", b"", 302, Location="/b", Set_Cookie="id=1; Path=/")
    network.answer("/b")
    door = network.door()
    door.get(f"{ORIGIN}/a", authorization="Bearer secret")
    door.get(f"{ORIGIN}/b")
    assert [asked.headers.get("Authorization") for asked in network.asked] == [
        "Bearer secret",
        None,
        None,
    ]
    assert not any("Cookie" in asked.headers for asked in network.asked)


def drip(network: Network, start: bytes, piece: bytes) -> None:
    """Send the piece again and again, faster than any timeout between two bytes."""

    def write(asked: Asked, out: BufferedIOBase) -> None:
        out.write(start)
        while not network.over.wait(0.02):
            out.write(piece)
            out.flush()

    network.write("/a", write)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (head(Content_Length=1000), b"a"),
        (head(Transfer_Encoding="chunked"), b"1\r\na\r\n"),
        (head(Content_Length=1000), b""),
    ],
    ids=["status", "header", "continue", "body", "chunks", "hang"],
)
def test_a_drip_ends_with_the_deadline(network: Network, start: bytes, piece: bytes) -> None:
    drip(network, start, piece)
    began = time.monotonic()
    with pytest.raises(TooSlowError) as caught:
        network.door(seconds=SHORT).get(f"{ORIGIN}/a")
    assert time.monotonic() - began < SHORT + 20
    assert caught.value.message.key == "newsdesk-fetch-too-slow"
    assert not caught.value.permanent


def test_redirects_share_one_deadline(network: Network) -> None:
    def write(asked: Asked, out: BufferedIOBase) -> None:
        network.over.wait(SHORT / 2)
        out.write(head(302, Location="/a", Content_Length=0))

    network.write("/a", write)
    with pytest.raises(TooSlowError):
        network.door(seconds=SHORT).get(f"{ORIGIN}/a")


def endless(asked: Asked, out: BufferedIOBase) -> None:
    out.write(head())
    while True:
        out.write(b"a" * 65_536)


def test_an_endless_body_ends_with_the_cap(network: Network) -> None:
    network.write("/a", endless)
    with pytest.raises(TooBigError) as caught:
        network.door(max_bytes=2_000_000).get(f"{ORIGIN}/a")
    assert caught.value.message == msg("newsdesk-fetch-too-big", "wikis.world", 2)


@pytest.mark.parametrize(("most", "fits"), [(99_999, False), (100_000, True)])
def test_the_cap_counts_unpacked_bytes(network: Network, most: int, fits: bool) -> None:
    network.answer("/a", gzip.compress(b"a" * 100_000), Content_Encoding="gzip")
    door = network.door()
    if fits:
        assert door.get(f"{ORIGIN}/a", max_bytes=most).body == b"a" * 100_000
    else:
        with pytest.raises(TooBigError):
            door.get(f"{ORIGIN}/a", max_bytes=most)


def test_a_packed_bomb_is_not_unpacked(network: Network) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 200_000_000))
    network.answer("/a", bomb, Content_Encoding="gzip, gzip")
    with pytest.raises(TooBigError):
        network.door().get(f"{ORIGIN}/a")


def test_a_body_that_is_not_what_it_says_is_a_failure(network: Network) -> None:
    network.answer("/a", b"no gzip", Content_Encoding="gzip")
    with pytest.raises(NotUnderstoodError):
        network.door().get(f"{ORIGIN}/a")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    ],
)
def test_broken_http_is_a_failure(network: Network, raw: bytes) -> None:
    def write(asked: Asked, out: BufferedIOBase) -> None:
        out.write(raw)
        out.flush()
        raise ConnectionAbortedError

    network.write("/a", write)
    with pytest.raises(UnreachableError) as caught:
        network.door().get(f"{ORIGIN}/a")
    assert caught.value.message == msg("newsdesk-fetch-unreachable", "wikis.world")


@pytest.mark.parametrize(
    ("status", "key", "permanent"),
    [
        (301, "newsdesk-fetch-status", False),
        (400, "newsdesk-fetch-bad-request", True),
        (401, "newsdesk-fetch-login-needed", True),
        (403, "newsdesk-fetch-forbidden", True),
        (404, "newsdesk-fetch-not-found", True),
        (408, "newsdesk-fetch-status", False),
        (410, "newsdesk-fetch-gone", True),
        (422, "newsdesk-fetch-bad-request", True),
        (429, "newsdesk-fetch-too-many-requests", False),
        (500, "newsdesk-fetch-server-error", False),
        (503, "newsdesk-fetch-server-error", False),
    ],
)
def test_each_status_has_its_words(
    network: Network, status: int, key: str, permanent: bool
) -> None:
    network.answer("/a", b'{"error": "why"}', status)
    with pytest.raises(RefusedError) as caught:
        network.door().get(f"{ORIGIN}/a")
    assert (caught.value.message.key, caught.value.permanent) == (key, permanent)
    assert caught.value.answer.body == b'{"error": "why"}'


def test_remembers_when_to_ask_again(network: Network) -> None:
    network.answer("/a", b"", 429, Retry_After="120")
    before = datetime.now(UTC)
    with pytest.raises(RefusedError) as caught:
        network.door().get(f"{ORIGIN}/a")
    assert caught.value.retry_after is not None
    wait = caught.value.retry_after - before
    assert timedelta(seconds=120) <= wait < timedelta(seconds=150)


@pytest.mark.parametrize("answer", [head(500, Content_Length=0), b"nonsense\r\n\r\n"])
def test_errors_tell_no_secrets(network: Network, answer: bytes) -> None:
    network.write("/a", lambda asked, out: none(out.write(answer)))
    with pytest.raises(FetchError) as caught:
        network.door().get(f"{ORIGIN}/a", query={"key": "s3cret"}, authorization="Bearer s3cret")
    assert "s3cret" not in repr(caught.value) + str(caught.value) + repr(caught.value.message)
    assert caught.value.__cause__ is None


def test_a_connection_serves_more_than_one_request(network: Network) -> None:
    network.answer("/a")
    door = network.door()
    for _ in range(3):
        door.get(f"{ORIGIN}/a")
    assert network.connections == 1


def test_threads_share_a_door_each_with_its_own_deadline(network: Network) -> None:
    network.json("/echo", lambda asked: asked.query["n"])
    drip(network, head(Content_Length=1000), b"a")
    door = network.door(seconds=3)

    def get(number: int) -> bytes:
        return door.get(f"{ORIGIN}/echo", query={"n": number}).body

    with ThreadPoolExecutor(8) as pool:
        slow = pool.submit(door.get, f"{ORIGIN}/a")
        assert list(pool.map(get, range(40))) == [b'"%d"' % n for n in range(40)]
        assert isinstance(slow.exception(), TooSlowError)


def none(_: object) -> None:
    return None
