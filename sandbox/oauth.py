"""The OAuth 1.0a handshake as the OAuth extension answers it, without its HTTP.

See https://www.mediawiki.org/wiki/OAuth/For_Developers
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlencode, urlsplit

from sandbox import signature
from sandbox.consumers import Consumer, Consumers, Grant
from sandbox.signature import SignedRequest

REQUEST_TOKEN_SECONDS = 600
TIMESTAMP_SECONDS = 300
OUT_OF_BAND = "oob"
INVALID = "mwoauth-invalid-authorization"
NOT_APPROVED = "mwoauth-invalid-authorization-not-approved"


class OAuthError(Exception):
    """A refusal: its text, which may hold HTML, and the code that the API gives it.

    ``help`` is an anchor of https://www.mediawiki.org/wiki/Help:OAuth/Errors
    """

    def __init__(self, text: str, help: str = "", code: str = INVALID) -> None:
        link = f'<a href="https://www.mediawiki.org/wiki/Help:OAuth/Errors#{help}">{help}</a>'
        super().__init__(f"{text} ({link})" if help else text)
        self.code = code


@dataclass(slots=True, kw_only=True)
class RequestToken:
    """A handshake under way; ``user`` and ``verifier`` are set once a user allowed it."""

    token: str
    secret: str
    consumer: Consumer
    callback: str
    issued: float
    user: str = ""
    verifier: str = ""
    used: bool = False


class Provider:
    """Hands out tokens and checks signed requests.

    ``clock_offset`` is how many seconds this side's clock is ahead.
    """

    def __init__(self, consumers: Consumers) -> None:
        self.consumers, self.clock_offset = consumers, 0.0
        self._tokens: dict[str, RequestToken] = {}
        self._nonces: dict[tuple[str, str, str], float] = {}
        self._lock = Lock()

    def now(self) -> float:
        """Return the time by this side's clock, in seconds since 1970."""
        return time.time() + self.clock_offset

    def initiate(self, request: SignedRequest) -> dict[str, str]:
        """Start a handshake, also for a disabled consumer.

        :raises OAuthError: when the request or its callback is not accepted
        """
        consumer = self._verified(request, "")
        callback = _callback(consumer, request.oauth.get("oauth_callback", ""))
        token = RequestToken(
            token=secrets.token_hex(16),
            secret=secrets.token_hex(20),
            consumer=consumer,
            callback=callback,
            issued=self.now(),
        )
        self._tokens[token.token] = token
        return {
            "oauth_token": token.token,
            "oauth_token_secret": token.secret,
            "oauth_callback_confirmed": "true",
        }

    def pending(self, token: str) -> RequestToken:
        """Return the handshake of a request token.

        :raises OAuthError: when it is unknown, expired, used already or its consumer disabled
        """
        found = self._tokens.get(token)
        if found is None:
            raise OAuthError("This request token is not known.", "E004")
        if self.now() - found.issued > REQUEST_TOKEN_SECONDS:
            raise OAuthError("This request token has expired. Start again from the tool.", "E004")
        if found.used:
            raise OAuthError("This request token has already been used.", "E009")
        self._approved(found.consumer.key)
        return found

    def allow(self, token: str, user: str) -> str:
        """Note that the user allowed it; return the address to send the browser to.

        :raises OAuthError: when the handshake is over
        """
        found = self.pending(token)
        found.user, found.verifier = user, secrets.token_hex(16)
        answer = urlencode({"oauth_verifier": found.verifier, "oauth_token": token})
        return found.callback + ("&" if urlsplit(found.callback).query else "?") + answer

    def complete(self, request: SignedRequest) -> dict[str, str]:
        """Exchange an allowed request token for the access token, once.

        :raises OAuthError: when the token, its verifier or the request is not accepted
        """
        found = self.pending(request.oauth.get("oauth_token", ""))
        consumer = self._verified(request, found.secret)
        if consumer.key != found.consumer.key:
            raise OAuthError("This request token belongs to another consumer.", "E004")
        if not found.user:
            raise OAuthError("No token was found that a user has authorised.")
        if not secrets.compare_digest(request.oauth.get("oauth_verifier", ""), found.verifier):
            raise OAuthError("The verifier is not the one of this request token.")
        with self._lock:
            self.pending(found.token)
            found.used = True
        grant = self.consumers.allow(consumer.key, found.user)
        return {"oauth_token": grant.token, "oauth_token_secret": grant.secret}

    def authorised(self, request: SignedRequest) -> tuple[Consumer, Grant]:
        """Return for whom and by which consumer a request with an access token was signed.

        :raises OAuthError: when it is not accepted
        """
        grant = self.consumers.grant(request.oauth.get("oauth_token", ""))
        if grant is None or grant.consumer != request.oauth.get("oauth_consumer_key"):
            raise OAuthError("No approved grant was found for this access token.")
        consumer = self._verified(request, grant.secret)
        self._approved(consumer.key)
        return consumer, grant

    def _verified(self, request: SignedRequest, token_secret: str) -> Consumer:
        consumer = self.consumers.consumer(request.oauth.get("oauth_consumer_key", ""))
        if consumer is None:
            raise OAuthError("Invalid consumer", "E006")
        self._check_time(request.oauth.get("oauth_timestamp", ""))
        if not signature.verify(request, consumer.secret, token_secret, consumer.rsa_key):
            raise OAuthError("Invalid signature")
        self._use_nonce(consumer, request)
        return consumer

    def _approved(self, key: str) -> None:
        consumer = self.consumers.consumer(key)
        if consumer is None or not consumer.enabled:
            raise OAuthError("This consumer is not approved.", "E005", NOT_APPROVED)

    def _check_time(self, timestamp: str) -> None:
        if not timestamp.isdecimal() or abs(self.now() - int(timestamp)) > TIMESTAMP_SECONDS:
            raise OAuthError("Expired timestamp")

    def _use_nonce(self, consumer: Consumer, request: SignedRequest) -> None:
        oauth, now = request.oauth, time.time()
        used = (consumer.key, oauth.get("oauth_token", ""), oauth.get("oauth_nonce", ""))
        with self._lock:
            recent = now - 2 * TIMESTAMP_SECONDS
            self._nonces = {nonce: at for nonce, at in self._nonces.items() if at > recent}
            if not used[2] or used in self._nonces:
                raise OAuthError("Nonce already used")
            self._nonces[used] = now


def _callback(consumer: Consumer, wanted: str) -> str:
    """Return where the browser goes after Allow."""
    if wanted in {OUT_OF_BAND, consumer.callback}:
        return consumer.callback
    if consumer.prefix and _begins(wanted, consumer.callback):
        return wanted
    raise OAuthError(
        "oauth_callback must be set to the callback that the consumer was registered with, "
        f'or to "{OUT_OF_BAND}"'
    )


def _begins(wanted: str, registered: str) -> bool:
    one, other = urlsplit(wanted), urlsplit(registered)
    return one[:2] == other[:2] and one.path.startswith(other.path)
