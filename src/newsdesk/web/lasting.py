"""Answers that are good for a minute, whoever asks: marked as such here, kept by the front."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b
from urllib.parse import urlencode

from flask import Response, g, request

from newsdesk.infra.languages import QQX
from newsdesk.web.tool import now, of_moment, standing, tool

MINUTE = 60
"""Seconds for which an answer that lasts is given without a look at the data."""


def for_a_minute(
    response: Response, *, everyone: bool = False, keep: bool = True, args: Collection[str] = ()
) -> Response:
    """Let this be given for a minute to every stranger, or to ``everyone`` in whatever language.

    What strangers get depends on the language, and on whether JSON is wanted. Here we ``keep`` it
    where the address says nothing but ``args`` and a language of ours; not what is found at
    addresses which anybody can make up, as it would push out what is asked for.
    """
    g.same_for_everyone = everyone
    if request.cookies and not everyone:
        return response
    public_for_a_minute(response)
    # Made once a minute, the digest is worth its time: it is the same in every process.
    response.set_etag(blake2b(response.get_data(), digest_size=12).hexdigest(), weak=True)
    if keep and known_language() and plainly_asked(args):
        g.lasts = of_moment(standing(), now())
    return response


def public_for_a_minute(response: Response) -> Response:
    """Let caches between give this for a minute, and for another while they ask for a new one.

    See https://www.rfc-editor.org/rfc/rfc5861#section-3
    """
    age = f"public, max-age={MINUTE}, stale-while-revalidate={MINUTE}"
    response.headers["Cache-Control"] = age
    return response


def plainly_asked(names: Collection[str]) -> bool:
    """Tell whether the query has these names and a language at most, written in the one way."""
    args = request.args.to_dict()
    return args.keys() <= {"uselang", *names} and urlencode(args).encode() == request.query_string


def known_language() -> bool:
    """Tell whether the address names no language, or one of ours."""
    return request.args.get("uselang", "") in {"", QQX, *tool().catalogue}
