"""The logins of the practice PDS: app password, tokens that expire, limits.

https://docs.bsky.app/docs/api/com-atproto-server-create-session,
https://docs.bsky.app/docs/api/com-atproto-server-refresh-session,
https://docs.bsky.app/docs/advanced-guides/rate-limits.
"""

from __future__ import annotations

import secrets
import threading
import time

from sandbox.practice.bluesky_shapes import DID, HANDLE, Json
from sandbox.practice.xrpc import XrpcError

PASSWORD = "prac-tice-pass-word"
"""Opens nothing but the practice PDS."""
PER_WINDOW, WINDOW = 30, 300
"""Logins in so many seconds."""


class Logins:
    """Who is logged in.

    ``count`` is how often a password was tried, ``renewed`` how often a login went on with its
    refresh token.
    """

    def __init__(self) -> None:
        self.count = 0
        self.renewed = 0
        self._lock = threading.Lock()
        self._access: dict[str, bool] = {}
        self._refresh: dict[str, bool] = {}

    def expire(self, *, refresh: bool = False) -> None:
        """Let every access token expire, on demand the refresh tokens as well."""
        with self._lock:
            self._access = dict.fromkeys(self._access, False)
            if refresh:
                self._refresh = dict.fromkeys(self._refresh, False)

    def forget(self) -> None:
        """Begin anew, without logins and counts."""
        with self._lock:
            self.count = self.renewed = 0
            self._access, self._refresh = {}, {}

    def begin(self, identifier: object, password: object) -> Json:
        """Log in.

        :raises XrpcError: where the password is wrong, or too many were tried
        """
        with self._lock:
            self.count += 1
            if self.count > PER_WINDOW:
                raise XrpcError("Rate Limit Exceeded", "RateLimitExceeded", 429)
            if identifier not in {HANDLE, DID} or password != PASSWORD:
                raise XrpcError("Invalid identifier or password", "AuthenticationRequired", 401)
            return self._session()

    def renew(self, token: str) -> Json:
        """Give new tokens for a refresh token, which is then used up.

        :raises XrpcError: where it is used up or expired
        """
        with self._lock:
            self._check(self._refresh, token)
            self._refresh[token] = False
            self.renewed += 1
            return self._session()

    def check(self, token: str) -> None:
        """Check an access token.

        :raises XrpcError: where it is none, or expired
        """
        if not token:
            raise XrpcError("Authentication Required", "AuthMissing", 401)
        with self._lock:
            self._check(self._access, token)

    def limits(self) -> dict[str, str]:
        """Return the headers that tell how many logins are left."""
        return {
            "RateLimit-Limit": str(PER_WINDOW),
            "RateLimit-Remaining": str(max(PER_WINDOW - self.count, 0)),
            "RateLimit-Reset": str(int(time.time()) + WINDOW),
            "RateLimit-Policy": f"{PER_WINDOW};w={WINDOW}",
        }

    def _session(self) -> Json:
        access, refresh = _token(), _token()
        self._access[access] = self._refresh[refresh] = True
        return {
            "did": DID,
            "handle": HANDLE,
            "accessJwt": access,
            "refreshJwt": refresh,
            "active": True,
        }

    def _check(self, tokens: dict[str, bool], token: str) -> None:
        if token not in tokens:
            raise XrpcError("Token could not be verified", "InvalidToken")
        if not tokens[token]:
            raise XrpcError("Token has expired", "ExpiredToken")


def _token() -> str:
    """Make something in the form of a JSON Web Token."""
    return ".".join(secrets.token_urlsafe(24) for _ in range(3))
