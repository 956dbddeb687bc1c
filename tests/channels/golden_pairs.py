"""Golden pairs: answers as a network documents them, and what must come of them.

A pair is a JSON object in ``golden/`` with these keys:

- ``documentation``: where the network documents the shape; ``about``: what the pair shows
- ``channel``: what the configuration page says of it (``kind``, ``account``, ``url``)
- ``one``: the id of the post that alone is asked for
- ``stream`` (else ``own``), ``native_id``, ``newest``, ``tags``, ``terms``: what is asked for
- ``credential``: ``origin`` and ``token`` of one for the channel's account
- ``answers``: by path, or by path and what the query must have (``/statuses?max_id=5``; of
  several that fit, the one that asks for most is sent). A text is sent as it stands, and all
  else as JSON; ``{"$status": 401, "$headers": {}, "$body": ..}`` also tells status and headers
- ``posts``, ``follows`` (and ``complete`` where it is false), ``profile`` or ``failure``: what
  must come of it, without what is empty
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import (
    Fetched,
    FetchedFollows,
    FetchedProfile,
    FetchFailed,
    ReadResult,
    StreamState,
)
from newsdesk.domain.post import Post, StreamName
from newsdesk.domain.profile import Profile
from newsdesk.infra.credentials import Credential
from tests.channels import asking
from tests.fixtures.network import Asked, Network, answer

FOLDER = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
RESULTS = ("posts", "follows", "complete", "profile", "failure")


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> dict[str, Any]:
    pair: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return pair


def expected(pair: Mapping[str, Any]) -> dict[str, Any]:
    return {name: pair[name] for name in RESULTS if name in pair}


def read(network: Network, pair: Mapping[str, Any]) -> dict[str, Any]:
    """Serve the pair's answers, read them through the door, return the result as plain JSON."""
    serve(network, pair["answers"])
    channel = _channel(pair)
    given = pair.get("credential")
    credential = given and Credential(kind=channel.kind, account=channel.account, **given)
    result = asking.read(
        network.door(),
        channel,
        StreamState(newest=pair.get("newest", "")),
        now=NOW,
        oldest=NOW,
        stream=StreamName(pair.get("stream", StreamName.OWN)),
        credential=credential,
        native_id=pair.get("native_id", ""),
        tags=tuple(pair.get("tags", ())),
        terms=tuple(pair.get("terms", ())),
        one=pair.get("one", ""),
    )
    return _told(result)


def serve(network: Network, answers: Mapping[str, Any]) -> None:
    """Let the network give a pair's answers."""
    for path in {address.partition("?")[0] for address in answers}:
        choices = [
            (dict(parse_qsl(address.partition("?")[2])), _answer(told))
            for address, told in answers.items()
            if address.partition("?")[0] == path
        ]
        _serve_path(network, path, choices)


def plain(value: Post | Profile) -> dict[str, Any]:
    """Return a post or profile as JSON has it, without what is empty."""
    values = asdict(value)
    if isinstance(value, Post):
        values["key"] = str(value.key)
    text = json.dumps(values, default=lambda value: value.isoformat())
    return {name: told for name, told in json.loads(text).items() if told or told == 0}


def _channel(pair: Mapping[str, Any]) -> Channel:
    kind = ChannelKind(pair["channel"]["kind"])
    return Channel(**{"id": "c", "name": "C", **pair["channel"], "kind": kind})


def _answer(told: Any) -> bytes:
    if not isinstance(told, dict) or "$status" not in told:
        told = {"$status": 200, "$body": told}
    body = told.get("$body", "")
    text = body if isinstance(body, str) else json.dumps(body)
    return answer(text.encode(), told["$status"], **told.get("$headers", {}))


def _serve_path(network: Network, path: str, choices: list[tuple[dict[str, str], bytes]]) -> None:
    nothing: tuple[dict[str, str], bytes] = ({}, answer(status=404))

    def fitting(asked: Asked) -> bytes:
        fit = [choice for choice in choices if choice[0].items() <= asked.query.items()]
        return max(fit or [nothing], key=lambda choice: len(choice[0]))[1]

    network.write(path, lambda asked, out: out.write(fitting(asked)))


def _told(result: ReadResult) -> dict[str, Any]:
    match result:
        case Fetched():
            return {"posts": [plain(post) for post in result.posts]}
        case FetchedFollows():
            follows = {"follows": [plain(profile) for profile in result.follows]}
            return follows if result.complete else follows | {"complete": False}
        case FetchedProfile():
            return {"profile": plain(result.profile)}
        case FetchFailed():
            reason = [result.reason.key, *result.reason.params]
            return {"failure": {"reason": reason, "permanent": result.permanent}}
