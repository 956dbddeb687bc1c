"""A conversation with the configured wiki's Action API, anonymous or as one user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from mwclient import Site as Client
from mwclient.errors import MwClientError

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.user import AccessToken
from newsdesk.infra.settings import Settings
from newsdesk.wiki.transport import TIMEOUT, mount

MAXLAG = 5
"""See https://www.mediawiki.org/wiki/Manual:Maxlag_parameter"""

Answer = dict[str, Any]
Param = str | int


class WikiFailed(Explained):
    """The wiki could not or would not answer; ``retry_after`` is seconds, where it named them."""

    def __init__(self, text: str, message: Message, retry_after: int | None = None) -> None:
        super().__init__(message, text)
        self.retry_after = retry_after


class WikiUnreachable(WikiFailed):
    """No answer, or none that is the API's: for an edit, nobody knows whether it was saved."""

    def __init__(self, why: str, retry_after: int | None = None) -> None:
        super().__init__(why, msg("newsdesk-wiki-unreachable"), retry_after)


class WikiError(WikiFailed):
    """The API answered with an error.

    ``codes`` are all codes of the ``MediaWiki-API-Error`` header, ``code`` the one that the
    answer explains in ``info``; ``data`` is its whole ``error`` object. See
    https://www.mediawiki.org/wiki/API:Errors_and_warnings
    """

    def __init__(
        self,
        code: str,
        info: str = "",
        data: Mapping[str, Any] | None = None,
        *,
        codes: tuple[str, ...] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code, msg("newsdesk-wiki-error", code), retry_after)
        self.code = code
        self.info = info
        self.data = data or {}
        self.codes = codes or (code,)


@dataclass(frozen=True, slots=True)
class Wiki:
    """One user's conversation, or an anonymous one; never shared between users or threads.

    ``patient`` conversations let the wiki send them away while its replicas lag.
    """

    client: Client
    patient: bool

    @property
    def url(self) -> str:
        """The wiki's script address, as in the settings."""
        return f"{self.client.scheme}://{self.client.host}{self.client.path}"

    def get(self, action: str, **params: Param) -> Answer:
        """Ask the API something; parameters that are false must be left out.

        :raises WikiFailed: see its two kinds
        """
        return self._call("GET", action, params)

    def post(self, action: str, **params: Param) -> Answer:
        """Send the API something, exactly once.

        :raises WikiFailed: see its two kinds
        """
        return self._call("POST", action, params)

    def query(self, **params: Param) -> Iterator[Answer]:
        """Yield each part of a query's answer, following ``continue`` as far as it is consumed.

        See https://www.mediawiki.org/wiki/API:Continue
        """
        more: Mapping[str, Param] | None = {}
        while more is not None:
            answer = self.get("query", **{**params, **more})
            yield answer
            more = answer.get("continue")

    def _call(self, method: str, action: str, params: Mapping[str, Param]) -> Answer:
        lag = {"maxlag": MAXLAG} if self.patient else {}
        try:
            answer = self.client.raw_api(action, method, formatversion=2, **lag, **params)
        except WikiFailed:
            raise
        except (requests.RequestException, MwClientError, ValueError, RecursionError) as failure:
            # The client's exceptions carry what was sent, so they must not be chained.
            raise WikiUnreachable(type(failure).__name__) from None
        if not isinstance(answer, dict):
            raise WikiUnreachable("not an answer of the API")
        if "error" in answer:
            raise _error(answer["error"])
        return answer


def anonymous(settings: Settings) -> Wiki:
    """Start a conversation as nobody in particular, for reading that no person waits for."""
    return Wiki(_client(settings), patient=True)


def as_user(settings: Settings, token: AccessToken) -> Wiki:
    """Start a conversation as the user who gave us this token."""
    return Wiki(_client(settings, token), patient=False)


def _client(settings: Settings, token: AccessToken | None = None) -> Client:
    parts = urlsplit(settings.wiki)
    oauth = token and {
        "consumer_token": settings.consumer_key,
        "consumer_secret": settings.consumer_secret,
        "access_token": token.key,
        "access_secret": token.secret,
    }
    client = Client(
        parts.netloc,
        path=parts.path,
        scheme=parts.scheme,
        do_init=False,
        max_retries=0,
        clients_useragent=settings.user_agent,
        connection_options={"timeout": TIMEOUT, "allow_redirects": False},
        **(oauth or {}),
    )
    mount(client.connection).hooks["response"].append(_raise_for_answer)
    return client


def _raise_for_answer(response: requests.Response, **_: object) -> None:
    """Turn every answer that is no success into our errors, before the client sleeps over it."""
    wait = response.headers.get("Retry-After", "")
    retry_after = int(wait) if wait.isdecimal() else None
    codes = response.headers.get("MediaWiki-API-Error", "")
    if codes:
        try:
            answer = response.json()
        except (ValueError, RecursionError):
            answer = None
        error = answer.get("error") if isinstance(answer, dict) else None
        raise _error(error, tuple(c.strip() for c in codes.split(",")), retry_after)
    if response.status_code != requests.codes.ok:
        raise WikiUnreachable(f"HTTP {response.status_code}", retry_after)


def _error(
    error: object, codes: tuple[str, ...] = (), retry_after: int | None = None
) -> WikiError:
    data = error if isinstance(error, dict) else {}
    code = str(data.get("code") or (codes or ("unknown",))[0])
    info = str(data.get("info", ""))
    return WikiError(code, info, data, codes=codes, retry_after=retry_after)
