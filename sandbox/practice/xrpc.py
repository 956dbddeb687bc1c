"""What requests and refusals of Bluesky's servers have in common.

https://atproto.com/specs/xrpc#error-responses
"""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from sandbox.practice.answers import as_json

_MOST_URIS = 25


class XrpcError(Exception):
    """A refusal: what is the matter, the error's name, the HTTP status."""

    def __init__(self, message: str, name: str = "InvalidRequest", status: int = 400) -> None:
        super().__init__(message)
        self.name, self.status = name, status

    def answer(self) -> Response:
        """Return the refusal as it is sent."""
        return as_json({"error": self.name, "message": str(self)}, self.status)


def not_there() -> XrpcError:
    """Return the refusal of a method that the server does not have."""
    return XrpcError("Method Not Implemented", "MethodNotImplemented", 501)


def limit(request: Request, usual: int) -> int:
    """Return how many are asked for at once.

    :raises XrpcError: where it is no number from 1 to 100
    """
    told = request.args.get("limit", str(usual))
    if not (told.isdecimal() and 1 <= int(told) <= 100):
        raise XrpcError("Error: limit must be between 1 and 100")
    return int(told)


def uris(request: Request) -> list[str]:
    """Return which posts are asked for.

    :raises XrpcError: where there are none, or too many
    """
    told = request.args.getlist("uris")
    if not 1 <= len(told) <= _MOST_URIS:
        raise XrpcError("Error: uris must have between 1 and 25 elements")
    return told


def bearer(request: Request) -> str:
    """Return the token that a request shows, empty where it shows none."""
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
