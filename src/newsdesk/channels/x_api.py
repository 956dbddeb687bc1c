"""Asks the X API v2, counts what is paid for, and says in words why it did not answer.

What is billed: https://docs.x.com/x-api/getting-started/pricing, "per resource returned in the
response"; as that does not say otherwise, what is included beside the posts is counted too, each
once an answer. A refusal is a problem with ``type`` and ``title``, alone or in ``errors``; for an
account that is not there the status is 200:
https://docs.x.com/x-api/fundamentals/response-codes-and-errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsdesk.channels.line import Line
from newsdesk.channels.shape import at, items_at, text_at
from newsdesk.domain.message import Message, msg
from newsdesk.infra.fetch_errors import (
    AccountError,
    FetchError,
    NotAllowedError,
    NotUnderstoodError,
    RefusedError,
)
from newsdesk.infra.safe_json import parse

API = "https://api.x.com"
HOST = API.removeprefix("https://")


def ask(line: Line, path: str, query: Mapping[str, str], *, least: int = 1) -> object:
    """Ask the API, within what may be paid for, and count what it answers.

    Parameters without a value are left out.

    :param least: how much must be left to be read and paid for
    :raises FetchError: as :meth:`Line.get` does, or where too little is left
    """
    if line.credential is None:
        raise NotAllowedError(msg("newsdesk-fetch-closed", HOST))
    token, account = line.credential.token, line.credential.account
    line.afford(least)
    filled = {name: value for name, value in query.items() if value}
    try:
        answer = line.get(f"{API}/2/{path}", query=filled, authorization=f"Bearer {token}")
    except RefusedError as error:
        raise _explained(error, account) from None
    told = parse(answer.body)
    line.bill(len(set(_billed(told))))
    return told


def _billed(told: object) -> Iterator[tuple[str, str]]:
    """Yield what an answer costs: each post, user and medium in it."""
    data = at(told, "data")
    for one in data if isinstance(data, list) else [data]:
        if one is not None:
            yield "users" if at(one, "username") is not None else "tweets", text_at(one, "id")
    for name in ("tweets", "users", "media"):
        for one in items_at(told, "includes", name):
            yield name, text_at(one, "id") or text_at(one, "media_key")


def _explained(error: RefusedError, account: str) -> RefusedError:
    """Put what X says of a refusal into its words."""
    told = parse(error.answer.body)
    kinds = {_kind(one) for one in [told, *items_at(told, "errors")]}
    if error.answer.status == 401:
        error.message = msg("newsdesk-fetch-token-refused", HOST, account)
    elif error.answer.status == 402 or kinds & {"credits", "usage-capped"}:
        error.message = msg("newsdesk-fetch-no-credits", HOST)
    elif kinds & {"client-forbidden", "unsupported-authentication"}:
        error.message = msg("newsdesk-fetch-access-level", HOST)
    return error


def missing(told: object, account: str) -> FetchError:
    """Say why an answer with status 200 has nothing in it but errors."""
    problems = items_at(told, "errors")
    if not problems:
        return NotUnderstoodError(HOST)
    return AccountError(_words(problems[0], account))


def _words(problem: object, account: str) -> Message:
    if "suspended" in text_at(problem, "detail"):
        return msg("newsdesk-fetch-account-suspended", account)
    if _kind(problem) == "not-authorized-for-resource":
        return msg("newsdesk-fetch-protected", account)
    if _kind(problem) == "resource-not-found":
        return msg("newsdesk-fetch-no-account", account)
    return msg("newsdesk-fetch-forbidden", HOST)


def _kind(problem: object) -> str:
    return text_at(problem, "type").rpartition("/")[2]
