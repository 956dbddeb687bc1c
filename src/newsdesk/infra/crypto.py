"""Seals small secrets, such as access tokens, before they are stored."""

from __future__ import annotations

import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from newsdesk.infra.settings import Settings

_NONCE_BYTES = 12
_VERSION = b"\x01"


class UnsealError(Exception):
    """What was stored was sealed with another secret, or was changed since."""


def seal(settings: Settings, secret: bytes) -> bytes:
    """Encrypt bytes with a key derived from the tool's secret.

    AES-256-GCM with a random nonce: https://cryptography.io/en/latest/hazmat/primitives/aead/
    """
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(settings.secret).encrypt(nonce, secret, _VERSION)


def unseal(settings: Settings, sealed: bytes) -> bytes:
    """Decrypt what :func:`seal` returned.

    :raises UnsealError: when it cannot be decrypted
    """
    nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != _VERSION or len(nonce) < _NONCE_BYTES:
        raise UnsealError("not something that was sealed here")
    try:
        return _cipher(settings.secret).decrypt(nonce, rest, _VERSION)
    except InvalidTag:
        raise UnsealError("sealed with another secret, or changed") from None


def mark(settings: Settings, secret: str) -> str:
    """Return 64 characters that tell whether a secret is still the same, and nothing else of it.

    HMAC with a key derived from the tool's secret: https://www.rfc-editor.org/rfc/rfc2104
    """
    return hmac.new(
        _key(settings.secret, b"newsdesk marks"), secret.encode(), "sha256"
    ).hexdigest()


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_key(secret, b"newsdesk stored tokens"))


def _key(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
