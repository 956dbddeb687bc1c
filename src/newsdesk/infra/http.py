"""The one door for addresses that come from the wiki or the networks."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlencode, urljoin

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from newsdesk.domain.message import msg
from newsdesk.infra import clock
from newsdesk.infra.addresses import Address, read
from newsdesk.infra.deadline import left, overdue, within
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
from newsdesk.infra.public_adapter import hardened_session
from newsdesk.infra.retry_after import retry_after
from newsdesk.infra.settings import Settings

MEGABYTE = 1_000_000
MAX_REDIRECTS = 5
_CHUNK = 65_536
_FOR_GOOD = (301, 308)

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


class Door:
    """Reads public https addresses, whoever wrote them, and nothing else.

    Addresses are checked by form, after name resolution and again at each redirect; the
    connection goes to the very IP address that was checked. ``seconds`` is the time for the
    whole answer with all redirects, ``max_bytes`` the size of the unpacked body. There are no
    cookies, no proxies and no credentials from the surroundings. Threads may share a door.
    """

    def __init__(
        self, settings: Settings, *, seconds: float = 20, max_bytes: int = 5 * MEGABYTE
    ) -> None:
        self._practice = {
            origin.rstrip("/"): to.rstrip("/") for origin, to in settings.practice_origins.items()
        }
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._session = hardened_session(settings.user_agent, self._practice.values())
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

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
        """Read an address; ``authorization`` is sent to it alone, never to where it redirects.

        :param max_bytes: another cap for this answer's unpacked body
        :raises FetchError: one of :mod:`newsdesk.infra.fetch_errors`, when there is no answer
            with status 200 to 299 or 304
        """
        headers = {
            "Accept": accept,
            "Accept-Encoding": "gzip",
            "If-None-Match": etag,
            "If-Modified-Since": last_modified,
            "Authorization": authorization,
        }
        address = read(f"{url}?{urlencode(query)}" if query else url, self._practice)
        most = max_bytes or self._max_bytes
        with self._explained(address):
            answer = self._follow(address, _filled(headers), most)
        if answer.status >= 300 and not answer.unchanged:
            raise RefusedError(address.host, answer)
        return answer

    def post(
        self, url: str, body: Mapping[str, object] | None, *, authorization: str = ""
    ) -> Answer:
        """Send JSON, or nothing, to an address that the settings name; a redirect is a refusal.

        :raises FetchError: as :meth:`get` does
        """
        address = read(url, self._practice)
        headers = {"Accept": "application/json", "Authorization": authorization}
        with self._explained(address):
            response = self._send("POST", address, _filled(headers), json=body)
            with closing(response):
                answer = _answer(address, response, self._max_bytes)
        if answer.status >= 300:
            raise RefusedError(address.host, answer)
        return answer

    def leads_to(self, url: str) -> str:
        """Return where an address redirects to, found by one HEAD; empty where it does not.

        The place is not visited, and is any address: the caller checks it.

        :raises FetchError: as :meth:`get` does
        """
        address = read(url, self._practice)
        with (
            self._explained(address),
            closing(self._send("HEAD", address, {"Accept": "*/*"})) as response,
        ):
            target = self._session.get_redirect_target(response)
            answer = _answer(address, response, 0)
            there = urljoin(str(address), target) if target else ""
        if target is None and answer.status >= 300:
            raise RefusedError(address.host, answer)
        return there

    @contextmanager
    def _explained(self, address: Address) -> Iterator[None]:
        """Hold the deadline, and turn what goes wrong into words."""
        with within(self._seconds):
            try:
                yield
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                raise self._explain(error, address) from None

    def _send(
        self,
        method: str,
        address: Address,
        headers: dict[str, str],
        json: Mapping[str, object] | None = None,
    ) -> requests.Response:
        response: requests.Response = self._session.request(
            method,
            self._practice.get(address.origin, address.origin) + address.rest,
            headers=headers,
            json=json,
            stream=True,
            timeout=left(),
            allow_redirects=False,
        )
        return response

    def _follow(self, address: Address, headers: dict[str, str], max_bytes: int) -> Answer:
        moved_to, for_good = "", True
        for _ in range(MAX_REDIRECTS + 1):
            response = self._send("GET", address, headers)
            with closing(response):
                location = self._session.get_redirect_target(response)
                if location is None:
                    return replace(_answer(address, response, max_bytes), moved_to=moved_to)
            address = self._redirected(address, location)
            for_good = for_good and response.status_code in _FOR_GOOD
            moved_to = str(address) if for_good else moved_to
            headers.pop("Authorization", None)
        raise TooManyRedirectsError(msg("newsdesk-fetch-redirects", address.host))

    def _redirected(self, address: Address, location: str) -> Address:
        try:
            return read(urljoin(str(address), location).partition("#")[0], self._practice)
        except NotAllowedError:
            raise NotAllowedError(msg("newsdesk-fetch-astray", address.host)) from None

    def _explain(self, error: Exception, address: Address) -> FetchError:
        host = address.host
        if isinstance(error, InvalidIPAddress):
            return NotAllowedError(msg("newsdesk-fetch-not-public", host))
        if isinstance(error, requests.exceptions.SSLError):
            return UnreachableError(msg("newsdesk-fetch-insecure", host))
        if overdue():
            return TooSlowError(msg("newsdesk-fetch-too-slow", host, round(self._seconds)))
        if isinstance(error, requests.exceptions.ContentDecodingError):
            return NotUnderstoodError(host)
        return UnreachableError(msg("newsdesk-fetch-unreachable", host))


def _filled(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value}


def _answer(address: Address, response: requests.Response, max_bytes: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    log.info("fetched", extra={"host": address.host, "status": response.status_code})
    return Answer(
        status=response.status_code,
        url=str(address),
        headers=headers,
        body=_body(address, response, max_bytes),
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
