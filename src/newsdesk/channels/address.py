"""An address that somebody named as that of a post: taken apart, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from newsdesk.infra import addresses
from newsdesk.infra.fetch_errors import NotAllowedError
from newsdesk.infra.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAddress:
    """A public https address: ``host`` in lower case, ``path`` its decoded parts.

    A slash at the end of the path says nothing and is left out.
    """

    host: str
    path: tuple[str, ...]
    query: Mapping[str, str]


def read(address: str) -> PostAddress | None:
    """Take an address apart; ``None`` for one that is not https, or made to look like another.

    So for user names, ports, hosts that are not in plain ASCII (two programmes can take them for
    different ones: https://www.unicode.org/reports/tr46/) or end with a dot, invisible characters
    and encoded slashes.
    """
    try:
        found = addresses.read(address, {})
    except NotAllowedError:
        return None
    if clean(address) != address or not found.host.isascii() or found.host.endswith("."):
        return None
    path, _, query = found.rest.partition("?")
    parts = tuple(unquote(part) for part in path.removesuffix("/").split("/")[1:])
    if any("/" in part or "\\" in part for part in parts):
        return None
    return PostAddress(host=found.host, path=parts, query=dict(parse_qsl(query)))
