"""What a server answered, as much of it as is taken."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import requests

from newsdesk.domain.message import msg
from newsdesk.infra import clock
from newsdesk.infra.addresses import Address
from newsdesk.infra.fetch_errors import TooBigError
from newsdesk.infra.retry_after import retry_after

MEGABYTE = 1_000_000
_CHUNK = 65_536

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: ``body`` is unpacked, ``url`` where redirects led, in public form.

    ``status`` is 200 to 299, or 304 where the validators still hold; header names are lower
    case; ``retry_after`` is when the server wants to be asked again (UTC). ``moved_to`` is where
    the address has moved for good, empty where it has not
    (https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx).
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    retry_after: datetime | None = None
    moved_to: str = ""

    @property
    def etag(self) -> str:
        """The entity tag, to be handed back next time."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """The date of the last change as the server wrote it, to be handed back next time."""
        return self.headers.get("last-modified", "")

    @property
    def unchanged(self) -> bool:
        """Whether nothing changed since the validators that were handed back."""
        return self.status == 304


def take(address: Address, response: requests.Response, max_bytes: int | None) -> Answer:
    """Take an answer, with its body of at most so many bytes, ``None`` to leave that unread.

    :raises TooBigError: where the body is larger
    """
    headers = {name.lower(): value for name, value in response.headers.items()}
    log.info("fetched", extra={"host": address.host, "status": response.status_code})
    return Answer(
        status=response.status_code,
        url=str(address),
        headers=headers,
        body=b"" if max_bytes is None else _body(address, response, max_bytes),
        retry_after=retry_after(response.status_code, headers, clock.now()),
    )


def _body(address: Address, response: requests.Response, max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > max_bytes:
            size = max(1, max_bytes // MEGABYTE)
            raise TooBigError(msg("newsdesk-fetch-too-big", address.host, size))
    return bytes(body)
