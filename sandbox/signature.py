"""Reading and verifying signed requests, with oauthlib's functions (RFC 5849, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oauthlib.oauth1.rfc5849 import signature
from werkzeug.wrappers import Request

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What a signature covers: method, absolute address and parameters, without itself.

    ``oauth`` are the ``oauth_`` parameters by name.
    """

    http_method: str
    uri: str
    params: list[tuple[str, str]]
    signature: str
    oauth: dict[str, str]


def is_signed(request: Request) -> bool:
    """Tell whether the request has an OAuth header."""
    return request.headers.get("Authorization", "").lower().startswith("oauth ")


def read(request: Request, server: str) -> SignedRequest:
    """Collect what was signed; ``server`` is the address that clients know us by.

    :raises ValueError: when the parameters can't be decoded
    """
    address = request.environ["REQUEST_URI"]
    body = request.get_data(as_text=True) if request.mimetype == FORM else ""
    collected: list[tuple[str, str]] = signature.collect_parameters(
        uri_query=address.partition("?")[2],
        body=body,
        headers={"Authorization": request.headers.get("Authorization", "")},
        exclude_oauth_signature=False,
    )
    oauth = {name: value for name, value in collected if name.startswith("oauth_")}
    return SignedRequest(
        request.method,
        server + address,
        [pair for pair in collected if pair[0] != "oauth_signature"],
        oauth.get("oauth_signature", ""),
        oauth,
    )


def verify(request: SignedRequest, secret: str, token_secret: str, rsa_key: str) -> bool:
    """Check the signature: RSA-SHA1 for a consumer with a public key, else HMAC-SHA1."""
    # Its type stubs ask for oauthlib's own class; what has these attributes is enough.
    signed: Any = request
    method = request.oauth.get("oauth_signature_method")
    if rsa_key and method == "RSA-SHA1":
        try:
            return signature.verify_rsa_sha1(signed, rsa_key)
        except ValueError:
            return False
    if rsa_key or method != "HMAC-SHA1":
        return False
    return signature.verify_hmac_sha1(signed, secret, token_secret)
