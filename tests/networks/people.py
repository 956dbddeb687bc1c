"""People with accounts on a real Bluesky network, who act through their server's API.

Methods and records: https://docs.bsky.app/docs/category/http-reference and
https://github.com/bluesky-social/atproto/tree/main/lexicons.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import requests

from sandbox.bluesky_network.network import BlueskyNetwork
from tests.networks.records import POST, Json, Linked, Made, now, post, self_labels

ADMINISTRATOR = ("admin", "admin-pass")
"""Who runs the server, as @atproto/dev-env has it."""
MOST_WRITES = 200
"""The most that com.atproto.repo.applyWrites takes at once."""


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

    @property
    def named(self) -> Linked:
        """Words that mention the person."""
        return Linked(f"@{self.handle}", "mention", self.did)

    def post(self, *words: str | Linked, at: datetime | None = None, **more: object) -> Made:
        """Publish a post; ``more`` are members of the record, such as ``embed``."""
        return self._create(POST, post(words, at, more))

    def post_many(self, texts: list[str], at: list[datetime]) -> None:
        """Publish many posts with their times."""
        writes = [
            {
                "$type": "com.atproto.repo.applyWrites#create",
                "collection": POST,
                "value": post((text,), time, {}),
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
        return self._create("app.bsky.feed.repost", {"subject": shared.ref, **now()})

    def follow(self, other: Person) -> Made:
        return self._create("app.bsky.graph.follow", {"subject": other.did, **now()})

    def pin(self, pinned: Made) -> None:
        """Let a post stand first on the account's page."""
        self._profile({"pinnedPost": pinned.ref})

    def call_oneself(self, name: str) -> None:
        self._profile({"displayName": name})

    def hide_from_strangers(self) -> None:
        """Ask to be shown to those alone who are logged in."""
        self._profile({"labels": self_labels("!no-unauthenticated")})

    def block(self, other: Person) -> None:
        self._create("app.bsky.graph.block", {"subject": other.did, **now()})

    def detach(self, quoted: Made, quoting: Made) -> None:
        """Take the own post out of another that quotes it."""
        gate = {"post": quoted.uri, "detachedEmbeddingUris": [quoting.uri], **now()}
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

    def guess_the_password(self, times: int) -> None:
        """Try wrong passwords, all at once as the server takes its time over each."""
        url = f"{self._network.pds}/xrpc/com.atproto.server.createSession"
        wrong = {"identifier": self.handle, "password": "wrong"}
        with ThreadPoolExecutor(times) as pool:
            tries = [pool.submit(requests.post, url, json=wrong) for _ in range(times)]
        assert all(one.result().status_code == 401 for one in tries)

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
