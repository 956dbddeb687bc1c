"""Records of Bluesky as people write them, and parts of them.

Shapes: https://github.com/bluesky-social/atproto/tree/main/lexicons.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
POST = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True)
class Made:
    """A record that somebody wrote: its address and what it says, as others refer to it."""

    uri: str
    cid: str

    @property
    def ref(self) -> Json:
        return {"uri": self.uri, "cid": self.cid}

    @property
    def name(self) -> str:
        return self.uri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Linked:
    """Words of a post that lead somewhere: ``feature`` is ``link``, ``tag`` or ``mention``."""

    words: str
    feature: str
    value: str

    def facet(self, before: str) -> Json:
        """See https://docs.bsky.app/docs/advanced-guides/post-richtext: offsets count bytes."""
        start = len(before.encode())
        field = {"link": "uri", "tag": "tag", "mention": "did"}[self.feature]
        return {
            "index": {"byteStart": start, "byteEnd": start + len(self.words.encode())},
            "features": [{"$type": f"app.bsky.richtext.facet#{self.feature}", field: self.value}],
        }


def post(words: Sequence[str | Linked], at: datetime | None, more: Mapping[str, object]) -> Json:
    """Return a post of these words; ``more`` are further members, such as ``embed``."""
    text, facets = "", []
    for one in words:
        if isinstance(one, Linked):
            facets.append(one.facet(text))
        text += one.words if isinstance(one, Linked) else one
    return {"$type": POST, "text": text, "facets": facets, **now(at), **more}


def png(width: int, height: int) -> bytes:
    """Return a black image: https://www.w3.org/TR/png-3/."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\x00" * (width + 1)) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def link(words: str, url: str) -> Linked:
    return Linked(words, "link", url)


def tag(name: str) -> Linked:
    return Linked(f"#{name}", "tag", name)


def self_labels(*values: str) -> Json:
    """Return labels that people put on what is their own."""
    labels = [{"val": value} for value in values]
    return {"$type": "com.atproto.label.defs#selfLabels", "values": labels}


def now(at: datetime | None = None) -> Json:
    time = (at or datetime.now(UTC)).isoformat(timespec="milliseconds")
    return {"createdAt": time.replace("+00:00", "Z")}
