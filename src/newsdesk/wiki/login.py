"""Logging in with a wiki account: mwoauth's handshake, with every way it can fail explained.

See https://www.mediawiki.org/wiki/OAuth/For_Developers
"""

from __future__ import annotations

import re
from typing import Any

import jwt
import mwoauth
import mwoauth.functions
import requests

from newsdesk.domain.message import Explained, msg
from newsdesk.domain.user import AccessToken, Identity, RequestToken
from newsdesk.infra.settings import Settings
from newsdesk.wiki.transport import TIMEOUT, mount


class LoginFailed(Explained):
    """The login came to nothing; the message says why and what to do."""


_REASONS = (
    (r"E004|No token was found|Invalid (?:request )?token", "newsdesk-login-expired"),
    (r"E009|already been (?:used|completed)", "newsdesk-login-reused"),
    (r"E005|E010|not-approved", "newsdesk-login-consumer-disabled"),
    (r"E006|Invalid consumer", "newsdesk-login-consumer-unknown"),
    (r"E007|E008", "newsdesk-login-not-allowed"),
    (r"No approved grant|access-token-not-found|invalid access", "newsdesk-login-revoked"),
    (r"oauth_callback", "newsdesk-login-callback"),
    (r"timestamp", "newsdesk-login-clock"),
    (r"signature", "newsdesk-login-secret"),
    (r"nonce", "newsdesk-login-nonce"),
    (r"verif", "newsdesk-login-verifier"),
)
"""What the wiki's answers hold, and what that means, first match first.

The codes are those of https://www.mediawiki.org/wiki/Help:OAuth/Errors; what has no code comes
from the OAuth protocol's library, which speaks English on every wiki.
"""

_FORGED = (
    (jwt.ImmatureSignatureError, "newsdesk-login-clock"),
    (jwt.ExpiredSignatureError, "newsdesk-login-clock"),
    (jwt.InvalidAudienceError, "newsdesk-login-audience"),
)


def begin(settings: Settings, callback: str) -> tuple[str, RequestToken]:
    """Start a login; return the wiki's page where the user allows it, and the token to keep.

    :raises LoginFailed: when the wiki refuses or cannot be reached
    """
    if not settings.consumer_key:
        raise LoginFailed(msg("newsdesk-login-no-consumer"))
    with _explained():
        url, token = mwoauth.initiate(
            _index(settings), _consumer(settings), callback, user_agent=settings.user_agent
        )
    return url, RequestToken(token.key, token.secret)


def complete(settings: Settings, token: RequestToken, query: str) -> AccessToken:
    """Finish a login with the query string that the user came back with.

    :raises LoginFailed: when the user did not allow it, or the wiki does not (any more)
    """
    if not re.search(r"(?:^|&)oauth_verifier=[^&]", query):
        raise LoginFailed(msg("newsdesk-login-cancelled"))
    with _explained():
        granted = mwoauth.complete(
            _index(settings),
            _consumer(settings),
            mwoauth.RequestToken(token.key, token.secret),
            query,
            user_agent=settings.user_agent,
        )
    return AccessToken(granted.key, granted.secret)


def identify(settings: Settings, token: AccessToken) -> Identity:
    """Ask the wiki who granted this token.

    :raises LoginFailed: when the wiki refuses, or its answer does not prove what it says
    """
    with _explained():
        claims = mwoauth.identify(
            _index(settings),
            _consumer(settings),
            mwoauth.AccessToken(token.key, token.secret),
            user_agent=settings.user_agent,
        )
        return Identity(
            user_id=int(claims["sub"]),
            name=str(claims["username"]),
            blocked=bool(claims.get("blocked")),
            groups=frozenset(claims.get("groups", ())),
            rights=frozenset(claims.get("rights", ())),
        )


def _index(settings: Settings) -> str:
    return settings.wiki + "index.php"


def _consumer(settings: Settings) -> mwoauth.ConsumerToken:
    return mwoauth.ConsumerToken(settings.consumer_key, settings.consumer_secret)


class _explained:  # noqa: N801 - used as a statement
    """Turns what mwoauth raises into :class:`LoginFailed`, without its text.

    mwoauth puts parts of the wiki's answers, tokens among them, into its exceptions.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, failure: BaseException | None, trace: object) -> None:
        if isinstance(failure, mwoauth.OAuthException | KeyError | TypeError | ValueError):
            raise LoginFailed(msg(_meaning(failure))) from None


def _meaning(failure: BaseException) -> str:
    for kind, key in _FORGED:
        if isinstance(failure.__context__, kind):
            return key
    if failure.args == ("iss",) or "issuer" in str(failure):
        return "newsdesk-login-issuer"
    if failure.args == ("nonce",) or "Replay" in str(failure):
        return "newsdesk-login-replay"
    if "request token key" in str(failure):
        return "newsdesk-login-other-token"
    return "newsdesk-login-unreadable"


class _Requests:
    """What mwoauth uses of ``requests``: calls that end in time, or in an explained failure."""

    @staticmethod
    def post(**call: Any) -> requests.Response:
        try:
            response = mount(requests.Session()).post(
                **call, timeout=TIMEOUT, allow_redirects=False
            )
        except requests.RequestException:
            raise LoginFailed(msg("newsdesk-login-unreachable")) from None
        if response.status_code != requests.codes.ok:
            raise LoginFailed(msg("newsdesk-login-unreachable"))
        if response.text.startswith(("Error: ", "{")):
            raise LoginFailed(msg(_reason(response.text)))
        return response


def _reason(answer: str) -> str:
    for pattern, key in _REASONS:
        if re.search(pattern, answer, re.IGNORECASE):
            return key
    return "newsdesk-login-refused"


# mwoauth has no timeout of its own and calls the module `requests` by this name.
mwoauth.functions.requests = _Requests
