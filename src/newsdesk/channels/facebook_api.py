"""Asks Facebook's Graph API with a page's token, and says in words why it did not answer.

The token goes into a header, as https://developers.facebook.com/docs/whatsapp/cloud-api/get-started
does with the same origin: in an address it would be logged. Errors:
https://developers.facebook.com/docs/graph-api/guides/error-handling and, of limits,
https://developers.facebook.com/docs/graph-api/overview/rate-limiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsdesk.channels.line import Line
from newsdesk.channels.shape import at, text_at
from newsdesk.domain.message import msg
from newsdesk.infra.fetch_errors import NotAllowedError, RefusedError
from newsdesk.infra.safe_json import parse

API = "https://graph.facebook.com"
HOST = API.removeprefix("https://")
VERSION = "v26.0"

_TOKEN = {102, 190, 463, 467}
_LIMIT = {4, 17, 32, 341, 368, 613, 80001}
_TEMPORARY = {1, 2}
_UNKNOWN = {100, 803}
_PAGING = {"after", "until", "__paging_token"}


def ask(line: Line, path: str, query: Mapping[str, str]) -> object:
    """Ask the API.

    :raises FetchError: as :meth:`Line.get` does
    """
    if line.credential is None:
        raise NotAllowedError(msg("newsdesk-fetch-closed", HOST))
    token, account = line.credential.token, line.credential.account
    try:
        answer = line.get(f"{API}/{VERSION}/{path}", query=query, authorization=f"Bearer {token}")
    except RefusedError as error:
        raise _explained(error, account) from None
    return parse(answer.body)


def older(told: object) -> str:
    """Return what to ask the next page with, empty at the end: a short page is not the end.

    Of the address that the network gives only the place in the list is taken: it also has the
    token in it, and could lead anywhere.
    """
    pairs = parse_qsl(urlsplit(text_at(told, "paging", "next")).query)
    return urlencode([(name, value) for name, value in pairs if name in _PAGING])


def _explained(error: RefusedError, account: str) -> RefusedError:
    """Put what the network says of a refusal into its words, and whether waiting helps."""
    told = at(parse(error.answer.body), "error", "code")
    code = told if isinstance(told, int) else 0
    if code in _TOKEN or (not code and error.answer.status == 401):
        error.message = msg("newsdesk-fetch-token-refused", HOST, account)
    elif code in _LIMIT:
        error.message = msg("newsdesk-fetch-too-many-requests", HOST)
    elif code in _TEMPORARY:
        error.message = msg("newsdesk-fetch-server-error", HOST, str(error.answer.status))
    elif code in _UNKNOWN:
        error.message = msg("newsdesk-fetch-no-account", account)
    elif code == 10 or 200 <= code < 300:
        error.message = msg("newsdesk-fetch-token-rights", HOST, account)
    error.permanent = error.permanent and code not in _LIMIT | _TEMPORARY
    return error
