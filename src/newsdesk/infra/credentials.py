"""Credentials for networks: from the settings alone, each bound to what it is for.

``NEWSDESK_CREDENTIALS`` is a JSON array of objects such as
``{"kind": "mastodon", "origin": "https://wikis.world", "account": "mediawiki@wikis.world",
"token": ".."}``. A credential is sent to its origin only, and is used only for a channel of its
kind, whose account and address lead to that very origin: whoever may edit the configuration
page can neither read it nor have it sent elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from newsdesk.domain.channel import ChannelKind

FLOOR = {ChannelKind.X: timedelta(hours=1)}
CAP = {ChannelKind.X: 5000}
"""What holds where the settings name no ``every`` and no ``cap``: every read costs money."""

_KEYS = {"kind", "origin", "account", "token", "every", "cap", "price"}


class CredentialsError(ValueError):
    """The setting is not usable; the text says where and why, and quotes no secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What lets the tool read more of one account on one network.

    ``token`` is the secret (an app password at Bluesky). Where reading is paid for, ``every`` is
    the shortest time between two reads, ``cap`` the most posts and profiles to read in a
    calendar month (UTC), ``price`` what one costs, in US dollars.
    """

    kind: ChannelKind
    origin: str
    account: str
    token: str = field(repr=False)
    every: timedelta | None = None
    cap: int | None = None
    price: Decimal | None = None

    @property
    def paid(self) -> bool:
        """Whether reading with it is paid for."""
        return (self.every, self.cap, self.price) != (None, None, None)

    def is_for(self, kind: ChannelKind, account: str) -> bool:
        """Tell whether it belongs to an account of a network."""
        return kind is self.kind and plain(account) == plain(self.account)


def plain(account: str) -> str:
    """Return an account's name as it is compared."""
    return account.removeprefix("@").casefold()


def parse(text: str) -> tuple[Credential, ...]:
    """Read the setting.

    :raises CredentialsError: when it is not usable
    """
    try:
        values = json.loads(text or "[]")
    except ValueError:
        raise CredentialsError("it is not JSON") from None
    if not isinstance(values, list):
        raise CredentialsError("it is not a JSON array")
    found = tuple(_credential(number, value) for number, value in enumerate(values))
    bound = [(one.kind, one.origin, plain(one.account)) for one in found]
    if len(set(bound)) < len(bound):
        raise CredentialsError("two of them are for the same account")
    return found


def _credential(number: int, value: object) -> Credential:
    where = f"[{number}]"
    if not isinstance(value, dict):
        raise CredentialsError(f"{where} is not an object")
    if unknown := sorted(set(value) - _KEYS):
        raise CredentialsError(f"{where} has an unknown key: {unknown[0]!r}")
    for key in ("kind", "origin", "account", "token"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise CredentialsError(f"{where}.{key} is missing")
    if value["kind"] not in set(ChannelKind):
        raise CredentialsError(f"{where}.kind is none of {', '.join(ChannelKind)}")
    kind = ChannelKind(value["kind"])
    return Credential(
        kind=kind,
        origin=_origin(where, value["origin"]),
        account=value["account"],
        token=value["token"].strip(),
        every=_minutes(f"{where}.every", value.get("every")) or FLOOR.get(kind),
        cap=CAP.get(kind) if value.get("cap") is None else _cap(f"{where}.cap", value["cap"]),
        price=_price(f"{where}.price", value.get("price")),
    )


def _origin(where: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or value != f"https://{parts.netloc}":
        raise CredentialsError(f"{where}.origin must be like https://host, without a path")
    return value.lower()


def _minutes(where: str, value: object) -> timedelta | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise CredentialsError(f"{where} must be a number of minutes")
    return timedelta(minutes=value)


def _cap(where: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CredentialsError(f"{where} must be a number of reads a month")
    return value


def _price(where: str, value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        price = Decimal(str(value))
    except InvalidOperation:
        price = Decimal(-1)
    if not price.is_finite() or price < 0:
        raise CredentialsError(f"{where} must be a price in US dollars, such as 0.005")
    return price
