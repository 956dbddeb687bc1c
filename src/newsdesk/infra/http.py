"""The one door for addresses that come from the wiki or the networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from http.cookiejar import DefaultCookiePolicy
from socket import EAI_NONAME, gaierror
from urllib.parse import urlencode, urljoin

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from newsdesk.domain.message import msg
from newsdesk.infra.addresses import Address, read
from newsdesk.infra.answer import MEGABYTE, Answer, take
from newsdesk.infra.deadline import left, overdue, within
from newsdesk.infra.fetch_errors import (
    FetchError,
    NoHostError,
    NotAllowedError,
    NotUnderstoodError,
    RefusedError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
)
from newsdesk.infra.public_adapter import hardened_session
from newsdesk.infra.settings import Settings

__all__ = ["MEGABYTE", "Answer", "Door"]

MAX_REDIRECTS = 5
_FOR_GOOD = (301, 308)


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
            answer = self._follow("GET", address, _filled(headers), most)
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
                answer = take(address, response, self._max_bytes)
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
            answer = take(address, response, 0)
            there = urljoin(str(address), target) if target else ""
        if target is None and answer.status >= 300:
            raise RefusedError(address.host, answer)
        return there

    def reach(self, url: str) -> None:
        """See whether something is at an address, by a HEAD, or a GET where that is refused.

        What is there is not read.

        :raises FetchError: as :meth:`get` does
        """
        address, answer = read(url, self._practice), None
        with self._explained(address):
            for method in ("HEAD", "GET"):
                answer = self._follow(method, address, {"Accept": "*/*"}, None)
                if answer.status < 300 or answer.retry_after:
                    break
        if answer is not None and answer.status >= 300:
            raise RefusedError(address.host, answer)

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

    def _follow(
        self, method: str, address: Address, headers: dict[str, str], max_bytes: int | None
    ) -> Answer:
        moved_to, for_good = "", True
        for _ in range(MAX_REDIRECTS + 1):
            response = self._send(method, address, headers)
            with closing(response):
                location = self._session.get_redirect_target(response)
                if location is None:
                    return replace(take(address, response, max_bytes), moved_to=moved_to)
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
        if isinstance(error.__cause__, gaierror) and error.__cause__.errno == EAI_NONAME:
            return NoHostError(msg("newsdesk-fetch-unreachable", host))
        return UnreachableError(msg("newsdesk-fetch-unreachable", host))


def _filled(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value}
