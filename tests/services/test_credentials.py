"""A credential is a channel's only by its kind, account and origin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.channels import mastodon
from newsdesk.channels.adapter import Feature, Need
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.infra.credentials import Credential
from newsdesk.services.credentials import features, of_channel

CHANNEL = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.example"
)
CREDENTIAL = Credential(
    kind=ChannelKind.MASTODON,
    origin="https://wikis.example",
    account="@MediaWiki@wikis.example",
    token="t",
)


def test_the_credential_of_its_account_is_found() -> None:
    other = replace(CREDENTIAL, account="other@wikis.example")
    assert of_channel([other, CREDENTIAL], CHANNEL, mastodon) is CREDENTIAL


@pytest.mark.parametrize(
    "channel",
    [
        replace(CHANNEL, account="somebody@wikis.example"),
        replace(CHANNEL, kind=ChannelKind.BLUESKY),
        replace(CHANNEL, url="https://attacker.example/@mediawiki"),
    ],
)
def test_another_account_kind_or_origin_is_given_none(channel: Channel) -> None:
    assert of_channel([CREDENTIAL], channel, mastodon) is None


@pytest.mark.parametrize(
    ("need", "credential", "expected"),
    [
        (Need.CREDENTIAL, None, True),
        (Need.CREDENTIAL, CREDENTIAL, False),
        (Need.BETTER, None, False),
        (Need.NOTHING, None, False),
    ],
)
def test_only_what_needs_one_lacks_it(
    need: Need, credential: Credential | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mastodon, "OFFERS", {Feature.FOLLOWS: need})
    assert (Feature.FOLLOWS not in features(mastodon, credential)) is expected
    assert Feature.MENTIONS not in features(mastodon, CREDENTIAL)
