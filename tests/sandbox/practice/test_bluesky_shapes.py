"""Posts have the shape of Bluesky's lexicons."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from typing import Any

import pytest

from sandbox.practice import Practice
from sandbox.practice.bluesky import DID, HANDLE
from tests.sandbox.practice.asking import every_view

ORDER = "234567abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def every(running_practice: Practice) -> list[dict[str, Any]]:
    return every_view(running_practice)


def one(every: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(view for view in every if words in view["post"]["record"]["text"])


def test_every_post_has_what_each_has(every: list[dict[str, Any]]) -> None:
    for post in (view["post"] for view in every):
        assert re.fullmatch(
            r"at://did:plc:[a-z2-7]{24}/app\.bsky\.feed\.post/[2-7a-j][2-7a-z]{12}", post["uri"]
        )
        assert post["record"]["$type"] == "app.bsky.feed.post"
        assert datetime.fromisoformat(post["indexedAt"]).tzinfo
        assert len(post["record"]["text"]) <= 300


def test_content_ids_are_hashes(every: list[dict[str, Any]]) -> None:
    cids = [view["post"]["cid"] for view in every]
    assert len(set(cids)) == len(cids)
    for cid in cids:
        raw = base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))
        assert (cid[0], raw[:4], len(raw)) == ("b", b"\x01\x71\x12\x20", 36)


def test_keys_tell_when_a_post_was_written(every: list[dict[str, Any]]) -> None:
    for post in (view["post"] for view in every):
        number = 0
        for letter in post["uri"].rpartition("/")[2]:
            number = number * 32 + ORDER.index(letter)
        written = datetime.fromisoformat(post["record"]["createdAt"])
        assert number >> 10 == written.timestamp() * 1_000_000


def test_facets_mark_bytes(every: list[dict[str, Any]]) -> None:
    record = one(every, "Tomorrow we switch")["post"]["record"]
    text, marked = record["text"].encode(), {}
    for facet in record["facets"]:
        index = facet["index"]
        stretch = text[index["byteStart"] : index["byteEnd"]].decode()
        marked[facet["features"][0]["$type"].partition("#")[2]] = stretch
    assert marked["mention"] == "@tech.people.example"
    assert marked["tag"] == "#Parsoid"
    assert marked["link"].startswith("https://wiki.practice.example/")
    emoji = one(every, "🎤")["post"]["record"]
    index = emoji["facets"][0]["index"]
    stretch = emoji["text"].encode()[index["byteStart"] : index["byteEnd"]]
    assert stretch.startswith(b"https://")


def test_a_link_may_be_shown_shortened_and_lead_elsewhere(every: list[dict[str, Any]]) -> None:
    codex = one(every, "Codex 2.7")["post"]
    assert "utm_source" not in codex["record"]["text"]
    assert "utm_source" in codex["record"]["facets"][0]["features"][0]["uri"]
    survey = one(every, "yearly survey")["post"]
    link = survey["record"]["facets"][0]["features"][0]["uri"]
    assert link == "https://w.practice.example/survey"
    assert survey["embed"]["$type"] == "app.bsky.embed.external#view"
    assert survey["embed"]["external"]["uri"].startswith("https://wiki.practice.example/wiki/Site")


def test_a_repost_has_a_reason(every: list[dict[str, Any]]) -> None:
    shared = one(every, "Wikis, but for recipes")
    assert shared["reason"]["$type"] == "app.bsky.feed.defs#reasonRepost"
    assert shared["reason"]["by"]["handle"] == HANDLE
    assert shared["reason"]["uri"].startswith(f"at://{DID}/app.bsky.feed.repost/")
    assert shared["post"]["author"]["handle"] == "cook.people.example"
    assert shared["post"]["indexedAt"] < shared["reason"]["indexedAt"]


def test_a_reply_shows_its_parent(every: list[dict[str, Any]]) -> None:
    answer = one(every, "a question for the support desk")
    assert answer["reply"]["parent"]["$type"] == "app.bsky.feed.defs#postView"
    assert answer["reply"]["parent"]["author"]["handle"] == "cook.people.example"
    parent = answer["post"]["record"]["reply"]["parent"]["uri"]
    assert parent == answer["reply"]["parent"]["uri"]
    thanks, release = one(every, "all who made 1.45"), one(every, "1.45 is now available")
    assert thanks["reply"]["parent"]["uri"] == release["post"]["uri"]


def test_a_deleted_parent_is_not_found(every: list[dict[str, Any]]) -> None:
    orphan = one(every, "only the announcement above")
    assert orphan["reply"]["parent"]["$type"] == "app.bsky.feed.defs#notFoundPost"
    assert orphan["reply"]["parent"]["notFound"] is True
    assert not any("is cancelled" in view["post"]["record"]["text"] for view in every)
