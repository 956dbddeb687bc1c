"""The practice accounts that every adapter must be able to read, one line a kind."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra.credentials import Credential
from sandbox.practice import bluesky as practice_bluesky
from sandbox.practice import facebook as practice_facebook
from sandbox.practice import mastodon as practice_mastodon
from sandbox.practice import telegram as practice_telegram
from sandbox.practice import x as practice_x
from sandbox.practice.feeds import BLOG, LISTS, PLANET


@dataclass(frozen=True)
class Subject:
    """A channel of the practice community: ``id`` is its timeline's, ``api`` is asked for it.

    ``unknown`` is a channel of an account that does not exist. ``window`` is how many of the
    newest posts the network shows at all (0: all of them); ``deletes`` is whether it can be told
    from what it shows that a post is gone.
    """

    channel: Channel
    api: str
    unknown: Channel
    credential: Credential | None = None
    window: int = 0
    deletes: bool = True

    def __str__(self) -> str:
        return self.channel.id


def _channel(id: str, kind: ChannelKind, account: str = "", url: str = "") -> Channel:
    return Channel(id=id, kind=kind, name=id, account=account, url=url)


_HOST = practice_mastodon.ORIGIN.removeprefix("https://")
SUBJECTS = [
    Subject(
        channel=_channel("mastodon", ChannelKind.MASTODON, f"mediawiki@{_HOST}"),
        api=practice_mastodon.ORIGIN,
        unknown=_channel("mastodon", ChannelKind.MASTODON, f"nobody@{_HOST}"),
    ),
    Subject(
        channel=_channel("bluesky", ChannelKind.BLUESKY, practice_bluesky.HANDLE),
        api=practice_bluesky.ORIGIN,
        unknown=_channel("bluesky", ChannelKind.BLUESKY, "nobody.practice.example"),
    ),
    Subject(
        channel=_channel("telegram", ChannelKind.TELEGRAM, practice_telegram.NAME),
        api=practice_telegram.ORIGIN,
        unknown=_channel("telegram", ChannelKind.TELEGRAM, "nobody_there"),
    ),
    Subject(
        channel=_channel("x", ChannelKind.X, practice_x.NAME),
        api=practice_x.ORIGIN,
        unknown=_channel("x", ChannelKind.X, "nobody"),
        credential=Credential(
            kind=ChannelKind.X,
            origin=practice_x.ORIGIN,
            account=practice_x.NAME,
            token=practice_x.TOKEN,
        ),
        window=practice_x.MOST_POSTS,
        deletes=False,
    ),
    Subject(
        channel=_channel("facebook", ChannelKind.FACEBOOK, practice_facebook.NAME),
        api=practice_facebook.ORIGIN,
        unknown=_channel("facebook", ChannelKind.FACEBOOK, "nobody.at.all"),
        credential=Credential(
            kind=ChannelKind.FACEBOOK,
            origin=practice_facebook.ORIGIN,
            account=practice_facebook.NAME,
            token=practice_facebook.TOKEN,
        ),
    ),
    Subject(
        channel=_channel("blog", ChannelKind.FEED, url=f"{BLOG}/feed.atom"),
        api=BLOG,
        unknown=_channel("blog", ChannelKind.FEED, url=f"{BLOG}/elsewhere.atom"),
        window=25,
        deletes=False,
    ),
    Subject(
        channel=_channel("announce", ChannelKind.FEED, url=f"{LISTS}/announce.rss"),
        api=LISTS,
        unknown=_channel("announce", ChannelKind.FEED, url=f"{LISTS}/elsewhere.rss"),
        window=25,
        deletes=False,
    ),
    Subject(
        channel=_channel("planet", ChannelKind.FEED, url=f"{PLANET}/feed.json"),
        api=PLANET,
        unknown=_channel("planet", ChannelKind.FEED, url=f"{PLANET}/elsewhere.json"),
        deletes=False,
    ),
]
