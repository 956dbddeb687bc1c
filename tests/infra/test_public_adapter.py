from __future__ import annotations

import pytest
import requests
from requests_hardened.ip_filter import InvalidIPAddress

from newsdesk.infra.deadline import within
from newsdesk.infra.public_adapter import hardened_session
from tests.fixtures.network import Network


def test_a_session_knows_https_and_the_practice_origins_alone(network: Network) -> None:
    network.answer("/a", b"here")
    session = hardened_session("Newsdesk", [network.url])
    with within(5):
        assert session.get(f"{network.url}/a").content == b"here"
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(network.url.replace("127.0.0.1", "127.0.0.2"))
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(f"{network.url}@10.0.0.1/a")
        with pytest.raises(InvalidIPAddress):
            session.get(network.url.replace("http:", "https:"))


def test_a_practice_origin_leads_to_this_machine_alone() -> None:
    with within(5), pytest.raises(InvalidIPAddress):
        hardened_session("Newsdesk", ["http://10.0.0.1"]).get("http://10.0.0.1/a")


def test_a_session_follows_no_redirect_by_itself(network: Network) -> None:
    network.answer("/a", b"", 302, Location="/b")
    with within(5):
        assert hardened_session("Newsdesk", [network.url]).get(f"{network.url}/a").is_redirect
    assert [asked.path for asked in network.asked] == ["/a"]
