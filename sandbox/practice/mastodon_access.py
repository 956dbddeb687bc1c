"""Who may read what of a practice server of Mastodon.

https://docs.joinmastodon.org/api/oauth-tokens/
"""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json
from sandbox.practice.mastodon_shapes import HOST, ORIGIN

TOKEN = "practice-token-of-mediawiki"
"""The access token of the account; it may read statuses and notifications, and search."""

CLOSED = "https://closed.example"
"""The origin of the server that shows nothing to strangers."""


def check_token(request: Request) -> None:
    """Refuse a token that is not the account's.

    :raises Unauthorized: where there is one
    """
    given = request.headers.get("Authorization")
    if given is not None and given != f"Bearer {TOKEN}":
        raise Unauthorized("The access token is invalid")


def is_account(request: Request) -> bool:
    """Tell whether the account itself asks."""
    return "Authorization" in request.headers


def needs_account(request: Request) -> None:
    """Refuse a stranger.

    :raises Unauthorized: where one asks
    """
    if not is_account(request):
        raise Unauthorized("This method requires an authenticated user")


class ClosedServer:
    """The same server at another origin, which shows nothing to strangers.

    Mastodon calls this limited federation mode, GoToSocial is always so.
    """

    def __init__(self, server: Callable[[Request], Response]) -> None:
        self._server = server

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.path.startswith("/api/") and "Authorization" not in request.headers:
            return as_json({"error": "This method requires an authenticated user"}, 401)
        response = self._server(request)
        own, host = HOST.encode(), CLOSED.removeprefix("https://").encode()
        response.data = response.data.replace(own, host)
        if "Link" in response.headers:
            response.headers["Link"] = response.headers["Link"].replace(ORIGIN, CLOSED)
        return response
