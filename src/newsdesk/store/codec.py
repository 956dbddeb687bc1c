"""Messages, problems, decisions and the site as JSON values, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Settled
from newsdesk.domain.desk import Problem
from newsdesk.domain.links import address_key
from newsdesk.domain.message import Brief, Message, Param
from newsdesk.domain.round import Thing
from newsdesk.domain.site import Site
from newsdesk.domain.translations import source_page
from newsdesk.infra.credentials import Credential, plain


def fingerprint(*parts: str) -> str:
    """Hash texts of any length to 64 characters; where one part ends makes a difference."""
    lengths = ",".join(str(len(part)) for part in parts)
    return sha256("\0".join((lengths, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def of_credential(credential: Credential) -> str:
    """Name a credential by what it is for, so that a new token of the same account is the same."""
    return fingerprint(credential.kind, credential.origin, plain(credential.account))


def address_hash(url: str) -> str:
    """Name the address of a post in the form by which it is found: it is too long for an index."""
    return fingerprint(address_key(url))


def link_hash(url: str) -> str:
    """Name what a link leads to, so that links are found that may lead to the same page.

    It leaves out the place within the page, capitals, and the language of a translation. What the
    wiki alone knows of titles is left to who asks: see :mod:`newsdesk.services.announced`.
    """
    page = address_key(url).partition("#")[0].rstrip("/")
    return fingerprint(source_page(page).casefold())


def thing_hash(thing: Thing) -> str:
    """Name what waits in a round; for a post this is what finds its row."""
    return fingerprint(*thing.parts)


def to_thing(parts: Sequence[str]) -> Thing:
    """Read the parts of a thing as a row has them."""
    kind, origin, native_id = parts
    return Thing((kind, origin, native_id))


def author_hash(kind: str, handle: str) -> str:
    """Name an author on a network, by a whole handle in any case, with ``@`` or without."""
    return fingerprint(kind, plain(handle.strip()))


def from_message(message: Message) -> list[Any]:
    """Write a message as ``[key, param, ..]``; a moment, date or message names its type."""
    return [message.key, *(_from_param(param) for param in message.params)]


def to_message(value: Any) -> Message:
    """Read what :func:`from_message` wrote."""
    return Message(value[0], tuple(_to_param(param) for param in value[1:]))


def from_messages(messages: Iterable[Message]) -> list[Any]:
    """Write messages, in order."""
    return [from_message(message) for message in messages]


def to_messages(value: Any) -> tuple[Message, ...]:
    """Read what :func:`from_messages` wrote."""
    return tuple(to_message(one) for one in value)


def from_problems(problems: Iterable[Problem]) -> list[Any]:
    """Write problems as ``[place, message]``, in order."""
    return [[problem.place, from_message(problem.message)] for problem in problems]


def to_problems(value: Any) -> tuple[Problem, ...]:
    """Read what :func:`from_problems` wrote."""
    return tuple(Problem(place, to_message(message)) for place, message in value)


def from_site(site: Site) -> dict[str, Any]:
    """Write what is known of the wiki as an object with the names of its fields."""
    return asdict(site)


def to_site(value: Any) -> Site:
    """Read what :func:`from_site` wrote; a field that this version does not know is left out."""
    known = {k: v for k, v in value.items() if k in Site.__dataclass_fields__}
    return Site(**{k: _tupled(v) for k, v in known.items()})


def from_snapshot(snapshot: Snapshot) -> dict[str, Any]:
    """Write a snapshot as an object with the names of its fields."""
    return asdict(snapshot) | {"date": snapshot.date.isoformat()}


def to_snapshot(value: Any) -> Snapshot:
    """Read what :func:`from_snapshot` wrote."""
    day, links = date.fromisoformat(value["date"]), tuple(value["links"])
    return Snapshot(date=day, text=value["text"], links=links)


def from_channels(channels: Mapping[str, Settled]) -> dict[str, Any]:
    """Write what was decided of an item on each channel."""
    return {name: asdict(settled) for name, settled in channels.items()}


def to_channels(value: Any) -> Mapping[str, Settled]:
    """Read what :func:`from_channels` wrote."""
    found = {
        name: Settled(**{key: _tupled(told) for key, told in settled.items()})
        for name, settled in value.items()
    }
    return MappingProxyType(found)


def from_decision(decision: Decision) -> dict[str, Any]:
    """Write a decision as an object with the names of its fields."""
    snapshot = decision.snapshot and from_snapshot(decision.snapshot)
    return asdict(decision) | {"choice": decision.choice.value, "snapshot": snapshot}


def to_decision(value: Any) -> Decision:
    """Read what :func:`from_decision` wrote."""
    snapshot = value["snapshot"] and to_snapshot(value["snapshot"])
    return Decision(**{**value, "choice": Choice(value["choice"]), "snapshot": snapshot})


def _tupled(value: Any) -> Any:
    return tuple(_tupled(one) for one in value) if isinstance(value, list | tuple) else value


def _from_param(param: Param | Message) -> Any:
    match param:
        case Message():
            return {"message": from_message(param)}
        case datetime():
            return {"moment": param.isoformat()}
        case date():
            return {"date": param.isoformat()}
        case Brief():
            return {"brief": [_from_param(param.value), param.today.isoformat()]}
        case _:
            return param


def _to_param(value: Any) -> Param | Message:
    match value:
        case {"message": message}:
            return to_message(message)
        case {"moment": _} | {"date": _}:
            return _to_day(value)
        case {"brief": [shown, today]}:
            return Brief(_to_day(shown), date.fromisoformat(today))
        case str() | int():
            return value
        case _:
            raise ValueError(f"not a message's parameter: {value!r}")


def _to_day(value: Any) -> date | datetime:
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["date"])
