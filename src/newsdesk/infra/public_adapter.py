"""Connections that only ever lead to the public internet, and end with the deadline."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from newsdesk.infra.addresses import is_public
from newsdesk.infra.deadline import TimedPool, timed_context


class PublicAdapter(IPFilterAdapter):  # type: ignore[misc]  # the library has no types
    """Resolves a host once, checks the IP address, and connects to exactly that one."""

    def __init__(self) -> None:
        super().__init__(is_https_proto=True)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Make connections whose reads end with the deadline."""
        super().init_poolmanager(
            connections, maxsize, block, ssl_context=timed_context(), **pool_kwargs
        )

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        """Resolve and check, more strictly than the library does.

        :raises InvalidIPAddress: where the host leads to anything but the public internet
        """
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(ip_address(host["host"].strip("[]"))):
            raise InvalidIPAddress(host["host"])
        return host, pool


class PracticeAdapter(IPFilterAdapter):  # type: ignore[misc]  # the library has no types
    """Connects to this machine, for the practice channels alone."""

    def __init__(self) -> None:
        super().__init__(is_https_proto=False, allow_loopback=True)
        self.poolmanager.pool_classes_by_scheme = {"http": TimedPool}


def hardened_session(user_agent: str, practice: Iterable[str]) -> HTTPSession:
    """Make a session for public https addresses and for these loopback origins, only."""
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(5, 5),
            user_agent_override=user_agent,
        )
    )
    session.trust_env = False
    session.adapters.clear()
    session.mount("https://", PublicAdapter())
    for origin in practice:
        session.mount(origin + "/", PracticeAdapter())
    return session
