"""A line to one network: the door, with one channel's credential, for one reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from newsdesk.domain.month import month_end
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.fetch_errors import RefusedError, SpentError
from newsdesk.infra.http import Answer, Door


class Line:
    """Asks one network on behalf of one channel, and remembers what that came to.

    ``rest_until`` is when the network may be asked again (UTC), as its limits say; ``billed``
    counts what was read and is paid for, of which ``allowance`` may be read (``None``: any
    number) and which ``spend`` stores; of the month's cap ``reserved`` is kept for streams that
    matter more than the one that is being read; ``session`` is a short-lived login that the
    network gave for the credential, kept from one reading to the next. A line belongs to one
    thread.
    """

    def __init__(
        self,
        door: Door,
        credential: Credential | None = None,
        *,
        session: str = "",
        allowance: int | None = None,
        spend: Callable[[int], None] | None = None,
    ) -> None:
        self.credential = credential
        self.session = session
        self.allowance = allowance
        self.billed = 0
        self.reserved = 0
        self.rest_until: datetime | None = None
        self._door = door
        self._spend = spend

    @property
    def left(self) -> int | None:
        """How much may still be read and paid for, ``None`` where there is no cap."""
        if self.allowance is None:
            return None
        return max(self.allowance - self.billed - self.reserved, 0)

    def get(
        self,
        url: str,
        *,
        query: Mapping[str, str | int] | None = None,
        accept: str = "application/json",
        etag: str = "",
        last_modified: str = "",
        authorization: str = "",
        max_bytes: int | None = None,
    ) -> Answer:
        """Read an address; ``authorization`` goes to the credential's own origin only.

        :raises FetchError: as :meth:`Door.get` does
        :raises ValueError: for an authorization to any other origin
        """
        if authorization:
            self._check(url)
        try:
            answer = self._door.get(
                url,
                query=query,
                accept=accept,
                etag=etag,
                last_modified=last_modified,
                authorization=authorization,
                max_bytes=max_bytes,
            )
        except RefusedError as error:
            self._rest(error.retry_after)
            raise
        self._rest(answer.retry_after)
        return answer

    def post(
        self, url: str, body: Mapping[str, object] | None, *, authorization: str = ""
    ) -> Answer:
        """Send JSON, or nothing, to the credential's own origin, as a login does.

        It is never redirected.

        :raises FetchError: as :meth:`Door.post` does
        :raises ValueError: for any other origin
        """
        self._check(url)
        try:
            answer = self._door.post(url, body, authorization=authorization)
        except RefusedError as error:
            self._rest(error.retry_after)
            raise
        self._rest(answer.retry_after)
        return answer

    def bill(self, count: int) -> None:
        """Count posts or profiles that were read and are paid for, and store that at once."""
        self.billed += count
        if self._spend is not None and count:
            self._spend(count)

    def afford(self, least: int = 1) -> None:
        """Make sure that so much may still be read.

        :raises SpentError: where the month's cap is reached
        """
        if self.left is not None and self.left < least:
            cap = self.credential.cap if self.credential else None
            most = (cap or self.allowance or 0) - self.reserved
            raise SpentError(most, month_end(clock.now()), reserved=self.reserved)

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if self.credential is None or f"{parts.scheme}://{parts.netloc}" != self.credential.origin:
            raise ValueError("a credential is for its own origin only")

    def _rest(self, until: datetime | None) -> None:
        if until is not None:
            self.rest_until = max(until, self.rest_until or until)
