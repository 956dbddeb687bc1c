"""People with accounts on a real Bluesky network, who act through their server's API.

Methods and records: https://docs.bsky.app/docs/category/http-reference and
https://github.com/bluesky-social/atproto/tree/main/lexicons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests

from sandbox.bluesky_network.network import BlueskyNetwork

Json = dict[str, Any]
POST = "app.bsky.feed.post"
ADMINISTRATOR = ("admin", "admin-pass")
"""Who runs the server, as @atproto/dev-env has it."""
MOST_WRITES = 200
"""The most that com.atproto.repo.applyWrites takes at once."""


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


class Person:
    """An account, made anew under a handle that nobody had."""

    def __init__(self, network: BlueskyNetwork, handle: str) -> None:
        self.handle, self._network = handle, network
        words = {
            "handle": handle,
            "email": f"{handle}@example.org",
            "password": "correct horse battery",
        }
        made = self._call("com.atproto.server.createAccount", words)
        self.did: str = made["did"]
        self._access: str = made["accessJwt"]

    def post(self, *words: str | Linked, at: datetime | None = None, **more: object) -> Made:
        """Publish a post; ``more`` are members of the record, such as ``embed``."""
        return self._create(POST, self._post(words, at, more))

    def post_many(self, texts: list[str], at: list[datetime]) -> None:
        """Publish many posts with their times."""
        writes = [
            {
                "$type": "com.atproto.repo.applyWrites#create",
                "collection": POST,
                "value": self._post((text,), time, {}),
            }
            for text, time in zip(texts, at, strict=True)
        ]
        for start in range(0, len(writes), MOST_WRITES):
            some = {"repo": self.did, "writes": writes[start : start + MOST_WRITES]}
            self._call("com.atproto.repo.applyWrites", some)

    def answer(self, above: Made, *words: str | Linked, root: Made | None = None) -> Made:
        """Publish a reply; ``root`` is where the thread begins, if not right above."""
        reply = {"parent": above.ref, "root": (root or above).ref}
        return self.post(*words, reply=reply)

    def quote(self, quoted: Made, *words: str | Linked, media: Json | None = None) -> Made:
        """Publish a post that shows another, with or without media beside it."""
        record: Json = {"$type": "app.bsky.embed.record", "record": quoted.ref}
        if media:
            record = {
                "$type": "app.bsky.embed.recordWithMedia",
                "record": record,
                "media": media,
            }
        return self.post(*words, embed=record)

    def share(self, shared: Made) -> Made:
        return self._create("app.bsky.feed.repost", {"subject": shared.ref, **_now()})

    def follow(self, other: Person) -> Made:
        return self._create("app.bsky.graph.follow", {"subject": other.did, **_now()})

    def pin(self, pinned: Made) -> None:
        """Let a post stand first on the account's page."""
        self._profile({"pinnedPost": pinned.ref})

    def call_oneself(self, name: str) -> None:
        self._profile({"displayName": name})

    def hide_from_strangers(self) -> None:
        """Ask to be shown to those alone who are logged in."""
        self._profile({"labels": self_labels("!no-unauthenticated")})

    def block(self, other: Person) -> None:
        self._create("app.bsky.graph.block", {"subject": other.did, **_now()})

    def detach(self, quoted: Made, quoting: Made) -> None:
        """Take the own post out of another that quotes it."""
        gate = {"post": quoted.uri, "detachedEmbeddingUris": [quoting.uri], **_now()}
        words = {"repo": self.did, "collection": "app.bsky.feed.postgate", "rkey": quoted.name}
        self._call("com.atproto.repo.putRecord", words | {"record": gate})

    def delete(self, made: Made) -> None:
        _, _, _, collection, name = made.uri.split("/")
        where = {"repo": self.did, "collection": collection, "rkey": name}
        self._call("com.atproto.repo.deleteRecord", where)

    def rename(self, handle: str) -> None:
        self._call("com.atproto.identity.updateHandle", {"handle": handle})
        self.handle = handle

    def deactivate(self) -> None:
        self._call("com.atproto.server.deactivateAccount", {})

    def be_suspended(self) -> None:
        """Let the server's administrator take the account down."""
        subject = {"$type": "com.atproto.admin.defs#repoRef", "did": self.did}
        answer = requests.post(
            f"{self._network.pds}/xrpc/com.atproto.admin.updateSubjectStatus",
            json={"subject": subject, "takedown": {"applied": True, "ref": "tests"}},
            auth=ADMINISTRATOR,
            timeout=30,
        )
        answer.raise_for_status()

    def app_password(self) -> str:
        """Make what the tool's settings hold: it cannot change the account."""
        made = self._call("com.atproto.server.createAppPassword", {"name": "newsdesk"})
        return str(made["password"])

    def images(self, images: dict[str, bytes]) -> Json:
        """Upload PNG images, each under its alt text, as what a post embeds."""
        shown = [
            {"alt": alt, "image": self._upload(content, "image/png")}
            for alt, content in images.items()
        ]
        return {"$type": "app.bsky.embed.images", "images": shown}

    def gallery(self, images: dict[str, bytes]) -> Json:
        """Upload PNG images, each under its alt text, as the newer kind of embed."""
        shown = [
            {
                "$type": "app.bsky.embed.gallery#image",
                "alt": alt,
                "image": self._upload(content, "image/png"),
                "aspectRatio": {"width": 1, "height": 1},
            }
            for alt, content in images.items()
        ]
        return {"$type": "app.bsky.embed.gallery", "items": shown}

    def video(self, alt: str) -> Json:
        """Upload what counts as a film: nobody looks into it."""
        content = self._upload(b"\0\0\0\x18ftypmp42", "video/mp4")
        return {"$type": "app.bsky.embed.video", "alt": alt, "video": content}

    def _post(
        self, words: tuple[str | Linked, ...], at: datetime | None, more: dict[str, object]
    ) -> Json:
        text, facets = "", []
        for one in words:
            if isinstance(one, Linked):
                facets.append(one.facet(text))
            text += one.words if isinstance(one, Linked) else one
        return {"$type": POST, "text": text, "facets": facets, **_now(at), **more}

    def _profile(self, members: Json) -> None:
        record = {
            "repo": self.did,
            "collection": "app.bsky.actor.profile",
            "rkey": "self",
            "record": {"$type": "app.bsky.actor.profile", **members},
        }
        self._call("com.atproto.repo.putRecord", record)

    def _create(self, collection: str, record: Json) -> Made:
        words = {"repo": self.did, "collection": collection, "record": record}
        made = self._call("com.atproto.repo.createRecord", words)
        return Made(made["uri"], made["cid"])

    def _upload(self, content: bytes, kind: str) -> Json:
        answer = requests.post(
            f"{self._network.pds}/xrpc/com.atproto.repo.uploadBlob",
            data=content,
            headers={"Content-Type": kind, "Authorization": f"Bearer {self._access}"},
            timeout=30,
        )
        answer.raise_for_status()
        blob: Json = answer.json()["blob"]
        return blob

    def _call(self, method: str, words: Json) -> Json:
        access = getattr(self, "_access", "")
        answer = requests.post(
            f"{self._network.pds}/xrpc/{method}",
            json=words,
            headers={"Authorization": f"Bearer {access}"} if access else {},
            timeout=30,
        )
        assert answer.ok, f"{method}: {answer.status_code} {answer.text}"
        result: Json = answer.json() if answer.content else {}
        return result


def link(words: str, url: str) -> Linked:
    return Linked(words, "link", url)


def tag(name: str) -> Linked:
    return Linked(f"#{name}", "tag", name)


def mention(person: Person) -> Linked:
    return Linked(f"@{person.handle}", "mention", person.did)


def self_labels(*values: str) -> Json:
    """Return labels that people put on what is their own."""
    labels = [{"val": value} for value in values]
    return {"$type": "com.atproto.label.defs#selfLabels", "values": labels}


def _now(at: datetime | None = None) -> Json:
    time = (at or datetime.now(UTC)).isoformat(timespec="milliseconds")
    return {"createdAt": time.replace("+00:00", "Z")}
