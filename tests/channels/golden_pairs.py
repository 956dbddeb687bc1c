"""Golden pairs: an answer as a network documents it, and the posts that must come of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsdesk.channels.adapter import Wanted
from newsdesk.channels.line import Line
from newsdesk.channels.registry import adapter
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import Fetched
from newsdesk.domain.post import Post
from tests.fixtures.network import Network

FOLDER = Path(__file__).parent / "golden"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> dict[str, Any]:
    pair: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return pair


def read(network: Network, pair: dict[str, Any]) -> list[dict[str, Any]]:
    """Serve the pair's answers, read them through the door, return the posts as plain JSON."""
    for path, answer in pair["answers"].items():
        body = answer if isinstance(answer, str) else json.dumps(answer)
        network.answer(path, body.encode())
    kind = ChannelKind(pair["channel"]["kind"])
    channel = Channel(**{"id": "c", "name": "C", **pair["channel"], "kind": kind})
    reader = adapter(kind)
    assert reader is not None
    result = reader.read(Line(network.door()), Wanted(channel=channel, oldest=NOW, now=NOW))
    assert isinstance(result, Fetched), result
    return [plain(post) for post in result.posts]


def plain(post: Post) -> dict[str, Any]:
    """Return a post as JSON has it, without what is empty."""
    values = asdict(post) | {"key": str(post.key)}
    text = json.dumps(values, default=lambda value: value.isoformat())
    return {name: value for name, value in json.loads(text).items() if value}
