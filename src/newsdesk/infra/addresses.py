"""Which addresses the tool reads: public https ones, and where practice stands in for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from newsdesk.domain.message import msg
from newsdesk.infra.fetch_errors import NotAllowedError

_PRIVATE_NAMES = frozenset(["alt", "arpa", "internal", "lan", "local", "localhost", "onion"])
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Address:
    """An https address that may be asked: ``origin`` without a trailing slash, then the rest."""

    origin: str
    rest: str

    def __str__(self) -> str:
        return self.origin + self.rest

    @property
    def host(self) -> str:
        """The host, with its port where that is not 443, as people are shown it."""
        return self.origin.removeprefix("https://")


def read(url: str, practice: Mapping[str, str]) -> Address:
    """Read an address that a stranger may have written.

    Only the origins of ``practice`` may have a port.

    :raises NotAllowedError: where it is no public https address by its form; where its host
        leads is checked when the connection is made
    """
    if _UNSAFE.search(url):
        raise NotAllowedError(msg("newsdesk-fetch-bad-address"))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAllowedError(msg("newsdesk-fetch-bad-address")) from None
    if parts.scheme != "https":
        raise NotAllowedError(msg("newsdesk-fetch-not-https"))
    host = parts.hostname or ""
    origin = f"https://{f'[{host}]' if ':' in host else host}"
    if port not in {None, 443}:
        origin += f":{port}"
    if not host or "@" in parts.netloc or (port not in {None, 443} and origin not in practice):
        raise NotAllowedError(msg("newsdesk-fetch-bad-address"))
    return Address(origin, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def looks_public(url: str) -> bool:
    """Tell by its form whether an http(s) address is one of the public internet.

    Where a name leads is not asked: people are shown the address, nobody is sent there. Names
    without a dot, names kept for private use and IP addresses in unusual forms are none. See
    https://www.iana.org/assignments/special-use-domain-names/
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if _UNSAFE.search(url) or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return False
    if port not in {None, 80, 443}:
        return False
    try:
        return is_public(ip_address(host))
    except ValueError:
        last = host.rpartition(".")[2]
        return "." in host and last not in _PRIVATE_NAMES and not _NUMBER.fullmatch(last)


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Tell whether an IP address is one of the public internet.

    See https://www.iana.org/assignments/iana-ipv4-special-registry/ and its IPv6 sister.
    """
    special = ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not special and not getattr(ip, "is_site_local", False)
