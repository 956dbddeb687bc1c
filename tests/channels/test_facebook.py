"""Facebook's lists go on where the network says, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.fetch import BEGINNING, FetchFailed
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from sandbox.practice import Practice
from sandbox.practice.facebook import NAME, ORIGIN, TOKEN
from sandbox.story.telling import FACEBOOK
from sandbox.story.voices import VOICES
from tests.channels import asking, golden_pairs
from tests.fixtures.network import Network
from tests.fixtures.practice import PRACTICE_NOW

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PAGE = Channel(id="facebook", kind=ChannelKind.FACEBOOK, name="Facebook", account=NAME)
CREDENTIAL = Credential(kind=ChannelKind.FACEBOOK, origin=ORIGIN, account=NAME, token=TOKEN)
POSTS = f"/v26.0/{NAME}/published_posts"


def a_post(number: int) -> dict[str, object]:
    return {
        "id": f"104_{number}",
        "message": f"Post {number}",
        "created_time": f"2026-11-{number:02}T12:00:00+0000",
        "permalink_url": f"https://www.facebook.com/104/posts/{number}",
        "is_published": True,
        "privacy": {"value": "EVERYONE"},
        "from": {"id": "104", "name": "MediaWiki"},
    }


def test_of_the_next_page_only_its_place_in_the_list_is_taken(network: Network) -> None:
    first = f"https://graph.facebook.com{POSTS}?access_token={TOKEN}&fields=id&after=second"
    elsewhere = f"https://odd.example:8443/x?access_token={TOKEN}&until=17&__paging_token=e_x"
    golden_pairs.serve(
        network,
        {
            POSTS: {"data": [a_post(12)], "paging": {"next": first}},
            f"{POSTS}?after=second": {"data": [], "paging": {"next": elsewhere}},
            f"{POSTS}?until=17&__paging_token=e_x": {"data": [a_post(11)]},
        },
    )
    read = asking.fetched(asking.read(network.door(), PAGE, now=NOW, credential=CREDENTIAL))
    assert [post.text for post in read.posts] == ["Post 12", "Post 11"]
    assert read.complete_since == BEGINNING
    assert {asked.path for asked in network.asked} == {POSTS}
    for asked in network.asked:
        assert asked.headers["Authorization"] == f"Bearer {TOKEN}"
        assert TOKEN not in str(asked.query)
        assert "privacy" in asked.query["fields"]


def test_without_a_credential_nothing_is_asked(network: Network) -> None:
    result = asking.read(network.door(), PAGE, now=NOW)
    assert isinstance(result, FetchFailed)
    assert result.permanent
    assert not network.asked


def test_posts_that_tag_the_page_are_never_taken_for_deleted(
    network: Network, practice: Practice
) -> None:
    settings = replace(network.settings(), practice_origins=practice.origins)
    result = asking.fetched(
        asking.read(
            Door(settings),
            PAGE,
            now=PRACTICE_NOW,
            credential=CREDENTIAL,
            stream=StreamName.MENTION,
        )
    )
    assert len(result.posts) == len([v for v in VOICES if "{us}" in v.text and FACEBOOK in v.on])
    assert result.whole_since is None


def test_photos_are_asked_for_in_one_request_a_page(network: Network) -> None:
    photos = [
        a_post(number) | {"attachments": {"data": [{"media_type": "photo", "target": target}]}}
        for number in range(10, 20)
        if (target := {"id": str(number)})
    ]
    golden_pairs.serve(
        network, {POSTS: {"data": photos[::-1]}, "/v26.0/": {"12": {"alt_text": "A cat"}}}
    )
    read = asking.fetched(asking.read(network.door(), PAGE, now=NOW, credential=CREDENTIAL))
    assert [post.media[0].alt for post in read.posts if post.media[0].alt] == ["A cat"]
    assert [asked.path for asked in network.asked] == [POSTS, "/v26.0/"]
