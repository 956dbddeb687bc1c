"""Asks a server of Mastodon's API: anonymously, or as an account where that is needed.

Refusals: https://docs.joinmastodon.org/entities/Error/; paging:
https://docs.joinmastodon.org/api/guidelines/#pagination. Other servers differ: GoToSocial shows
nothing to strangers, Takahe answers a token that is not valid with 400 and plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from newsdesk.channels.line import Line
from newsdesk.channels.mastodon_posts import Server
from newsdesk.channels.shape import UnreadableError, needed_items_at, understood
from newsdesk.domain.message import Message, msg
from newsdesk.infra.fetch_errors import NotUnderstoodError, RefusedError
from newsdesk.infra.http import Answer
from newsdesk.infra.safe_json import NotJson, parse

_NEXT = re.compile(r'<([^<>]*)>\s*;[^,<]*\brel="?next\b')

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One page of a list; ``more`` is the ``max_id`` of the next one, as the server tells it."""

    rows: list[object]
    more: str = ""
    etag: str = ""
    unchanged: bool = False


@dataclass(slots=True)
class Api:
    """One server over one line, asked about an account as the set-up names it.

    ``as_account`` says to ask as the account from the start, as it is set once the server has
    refused a stranger.
    """

    line: Line
    server: Server
    name: str
    as_account: bool = False

    @property
    def handle(self) -> str:
        """The account's whole name, such as ``name@server``."""
        return self.server.handle(self.name)

    @property
    def local_name(self) -> str:
        """The account's name on its own server."""
        return self.handle.partition("@")[0]

    def get(self, path: str, query: Mapping[str, str] | None = None, etag: str = "") -> Answer:
        """Ask a method of the API; as the account where the server answers nobody else.

        :raises FetchError: with words that say whether the account is not there, the server
            closed, or the token of no use
        """
        credential = self.line.credential if self.as_account else None
        token = f"Bearer {credential.token}" if credential else ""
        try:
            return self.line.get(
                f"{self.server.origin}/api/{path}", query=query, etag=etag, authorization=token
            )
        except RefusedError as error:
            if _is_closed(error.answer) and self.line.credential and not credential:
                self.as_account = True
                return self.get(path, query, etag)
            error.message = self._why(path, error, as_account=bool(credential))
            raise

    def rows(self, path: str, query: Mapping[str, str], etag: str = "") -> Rows:
        """Ask for one page of a list.

        :raises FetchError: as :meth:`get` does, and where the answer is no list
        """
        answer = self.get(path, query, etag)
        if answer.unchanged:
            return Rows(rows=[], unchanged=True)
        with understood(self.server.host):
            rows = needed_items_at(parse(answer.body))
        return Rows(rows=rows, more=_next(answer) if rows else "", etag=answer.etag)

    def entity(self, path: str, query: Mapping[str, str] | None = None) -> object:
        """Ask for one entity.

        :raises FetchError: as :meth:`get` does
        """
        return parse(self.get(path, query).body)

    def read(self, read: Callable[[object, Server], _T], entity: object) -> _T:
        """Make something of an entity that has to be understood.

        :raises NotUnderstoodError: where it is not
        """
        with understood(self.server.host):
            return read(entity, self.server)

    def read_each(self, read: Callable[[object, Server], _T], rows: Rows) -> tuple[_T, ...]:
        """Make something of each row; what cannot be understood is left out.

        :raises NotUnderstoodError: where not a single one can be
        """
        found = []
        for row in rows.rows:
            try:
                found.append(read(row, self.server))
            except UnreadableError:
                continue
        if rows.rows and not found:
            raise NotUnderstoodError(self.server.host)
        return tuple(found)

    def _why(self, path: str, error: RefusedError, *, as_account: bool) -> Message:
        answer, host = error.answer, self.server.host
        if answer.status == 404 and path.startswith("v1/accounts/"):
            return msg("newsdesk-fetch-no-account", self.name)
        if as_account and _is_bad_token(answer):
            return msg("newsdesk-fetch-token-refused", host, self.name)
        if as_account and answer.status == 403:
            return msg("newsdesk-fetch-token-rights", host, self.name)
        return msg("newsdesk-fetch-closed", host) if _is_closed(answer) else error.message


def _is_closed(answer: Answer) -> bool:
    """Tell whether a stranger was refused; some methods say so with 422."""
    return answer.status == 401 or (
        answer.status == 422 and b"requires an authenticated user" in answer.body
    )


def _is_bad_token(answer: Answer) -> bool:
    plain = isinstance(parse(answer.body), NotJson)
    return answer.status == 401 or (answer.status == 400 and plain)


def _next(answer: Answer) -> str:
    """Return where the next page begins; its address is not followed, it could lead anywhere."""
    found = _NEXT.search(answer.headers.get("link", ""))
    if not found:
        return ""
    try:
        return parse_qs(urlsplit(found[1]).query).get("max_id", [""])[0]
    except ValueError:
        return ""
