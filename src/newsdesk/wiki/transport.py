"""The line to the configured wiki: shared connections, time limits and a byte cap."""

from __future__ import annotations

import io
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from newsdesk.infra import clock

TIMEOUT = (5.0, 20.0)
"""Seconds to wait for a connection, and between two pieces of an answer."""
DEADLINE = 30.0
"""Seconds after which an answer that still trickles in is given up."""
MAX_BYTES = 32 * 1024 * 1024
_PIECE = 65536


class CappedAdapter(HTTPAdapter):
    """Reads every answer whole, under a deadline and a byte cap, with a timeout on every call."""

    def __init__(
        self,
        *,
        timeout: tuple[float, float] = TIMEOUT,
        deadline: float = DEADLINE,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        super().__init__()
        self._timeout = timeout
        self._deadline = deadline
        self._max_bytes = max_bytes

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """Send the request and return the answer with its body already read.

        :raises requests.ConnectionError: when the body takes too long or is too large
        """
        end = clock.ticks() + self._deadline
        kwargs["timeout"] = kwargs.get("timeout") or self._timeout
        response = super().send(request, **{**kwargs, "stream": True})
        try:
            body = self._read(response.raw, end)
        except HTTPError:
            response.raw.close()
            raise requests.ConnectionError("the answer broke off") from None
        response.raw = io.BytesIO(body)
        return response

    def _read(self, raw: Any, end: float) -> bytes:
        body = bytearray()
        while piece := raw.read1(_PIECE, decode_content=True):
            body += piece
            if clock.ticks() > end or len(body) > self._max_bytes:
                raw.close()
                raise requests.ConnectionError("the answer was too slow or too large")
        return bytes(body)


_shared = CappedAdapter()


def mount(session: requests.Session) -> requests.Session:
    """Let a session use the shared connections, and nothing that the environment says of proxies.

    Sessions themselves are never shared: each belongs to one user.
    """
    session.trust_env = False
    session.mount("https://", _shared)
    session.mount("http://", _shared)
    return session
