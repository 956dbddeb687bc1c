"""Why an address could not be read, each with the words for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk.domain.message import Message, msg

if TYPE_CHECKING:
    from newsdesk.infra.answer import Answer

_STATUS_KEYS = {
    400: "newsdesk-fetch-bad-request",
    401: "newsdesk-fetch-login-needed",
    403: "newsdesk-fetch-forbidden",
    404: "newsdesk-fetch-not-found",
    410: "newsdesk-fetch-gone",
    422: "newsdesk-fetch-bad-request",
    429: "newsdesk-fetch-too-many-requests",
}


class FetchError(Exception):
    """An address could not be read; ``message`` says why, in words without the full address.

    ``permanent`` says that trying again cannot help before a person has changed something;
    ``resting`` that nothing is wrong; ``retry_after`` is when the server wants to be asked again
    (UTC). ``gone`` says for certain that there is nothing at the address.
    """

    gone: bool = False
    permanent: bool = False
    resting: bool = False
    retry_after: datetime | None = None

    def __init__(self, message: Message) -> None:
        super().__init__(message.key, *message.params)
        self.message = message


class NotAllowedError(FetchError):
    """The address is none that the tool reads: not https, not public, malformed."""

    permanent = True


class UnreachableError(FetchError):
    """No connection came about, or it broke."""


class NoHostError(UnreachableError):
    """There is no host of that name."""

    gone = True


class TooSlowError(FetchError):
    """The whole answer was not there in time."""


class TooBigError(FetchError):
    """The answer, unpacked, is larger than it may be."""


class TooManyRedirectsError(FetchError):
    """The server sends from address to address without end."""


class NotUnderstoodError(FetchError):
    """The answer came, but is not of the shape that the network documents."""

    def __init__(self, host: str) -> None:
        super().__init__(msg("newsdesk-fetch-not-understood", host))


class AccountError(FetchError):
    """The account itself is not there, or not for us to see."""

    permanent = True


class SpentError(FetchError):
    """What may be paid for in this month is used up, or ``reserved`` for other streams."""

    resting = True

    def __init__(self, cap: int, until: datetime, *, reserved: int = 0) -> None:
        words = msg("newsdesk-fetch-reserved", cap, reserved)
        super().__init__(words if reserved else msg("newsdesk-fetch-spent", cap))
        self.retry_after = until


class RefusedError(FetchError):
    """The server answered with a status that is neither 200 nor 304."""

    def __init__(self, host: str, answer: Answer) -> None:
        super().__init__(_status_message(host, answer.status))
        self.answer = answer
        self.retry_after = answer.retry_after
        self.gone = answer.status in {404, 410}
        self.permanent = 400 <= answer.status < 500 and answer.status not in {408, 425, 429}


def _status_message(host: str, status: int) -> Message:
    if status in _STATUS_KEYS:
        return msg(_STATUS_KEYS[status], host)
    if status >= 500:
        return msg("newsdesk-fetch-server-error", host, str(status))
    return msg("newsdesk-fetch-status", host, str(status))
