"""Consumers and the grants that users gave them, kept in a file of the instance."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock

GRANTS = ("basic", "editpage", "createeditmovepage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """A registered tool, as of Special:OAuthConsumerRegistration.

    ``callback`` is the whole address, or with ``prefix`` its beginning. A consumer with a public
    ``rsa_key`` signs with RSA-SHA1.
    """

    id: int
    key: str
    secret: str
    callback: str
    name: str = "Newsdesk"
    prefix: bool = False
    grants: tuple[str, ...] = GRANTS
    rsa_key: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a user allowed a consumer: the access token, and the bot password that acts for it."""

    consumer: str
    user: str
    token: str
    secret: str
    bot_password: str


class Consumers:
    """The file of consumers and grants; all methods can be called from several threads."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, RLock()
        self._consumers: dict[str, Consumer] = {}
        self._grants: dict[str, Grant] = {}
        if path.exists():
            self._read()

    def register(
        self,
        callback: str,
        *,
        key: str = "",
        prefix: bool = False,
        grants: tuple[str, ...] = GRANTS,
        rsa_key: str = "",
    ) -> Consumer:
        """Add a consumer, or change the one that has this key; its grants stay if they can."""
        with self._lock:
            old = self._consumers.get(key)
            consumer = Consumer(
                id=old.id if old else len(self._consumers) + 1,
                key=key or secrets.token_hex(16),
                secret=old.secret if old else secrets.token_hex(20),
                callback=callback,
                prefix=prefix,
                grants=grants,
                rsa_key=rsa_key,
            )
            if old and old.grants != grants:
                self._drop(lambda grant: grant.consumer == key)
            self._consumers[consumer.key] = consumer
            self._write()
        return consumer

    def consumer(self, key: str) -> Consumer | None:
        """Return the consumer of that key, enabled or not."""
        return self._consumers.get(key)

    def enable(self, key: str, enabled: bool = True) -> None:
        """Enable or disable a consumer, as the wiki's administrators do."""
        with self._lock:
            self._consumers[key] = replace(self._consumers[key], enabled=enabled)
            self._write()

    def grant(self, token: str) -> Grant | None:
        """Return the grant of an access token."""
        return self._grants.get(token)

    def allow(self, consumer: str, user: str) -> Grant:
        """Return the user's grant for a consumer; allowing again gives the same token."""
        with self._lock:
            for grant in self._grants.values():
                if (grant.consumer, grant.user) == (consumer, user):
                    return grant
            grant = Grant(
                consumer=consumer,
                user=user,
                token=secrets.token_hex(16),
                secret=secrets.token_hex(20),
                bot_password=secrets.token_hex(16),
            )
            self._grants[grant.token] = grant
            self._write()
        return grant

    def revoke(self, user: str) -> None:
        """Take back everything that a user allowed."""
        with self._lock:
            self._drop(lambda grant: grant.user == user)
            self._write()

    def _drop(self, unwanted: Callable[[Grant], bool]) -> None:
        self._grants = {k: g for k, g in self._grants.items() if not unwanted(g)}

    def _read(self) -> None:
        stored = json.loads(self._path.read_text())
        for row in stored["consumers"]:
            consumer = Consumer(**row | {"grants": tuple(row["grants"])})
            self._consumers[consumer.key] = consumer
        for row in stored["grants"]:
            self._grants[row["token"]] = Grant(**row)

    def _write(self) -> None:
        stored = {
            "consumers": [asdict(consumer) for consumer in self._consumers.values()],
            "grants": [asdict(grant) for grant in self._grants.values()],
        }
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(stored, indent=1))
        new.replace(self._path)
