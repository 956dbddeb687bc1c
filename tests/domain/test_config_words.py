"""Changes of the configuration, in the words of the form."""

from __future__ import annotations

import pytest

from newsdesk.domain.config_words import in_words
from newsdesk.domain.message import Message, msg

MASTODON = msg("newsdesk-change-part-channels", "Mastodon")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            msg("newsdesk-change-value", "news.within", 30, 45),
            msg("newsdesk-change-value", msg("newsdesk-form-news-within"), 30, 45),
        ),
        (
            msg("newsdesk-change-value-of", "expects", MASTODON, "everything", "wanted"),
            msg(
                "newsdesk-change-value-of",
                msg("newsdesk-form-channel-expects"),
                MASTODON,
                msg("newsdesk-expects-everything"),
                msg("newsdesk-expects-wanted"),
            ),
        ),
        (
            msg("newsdesk-change-order", "follow"),
            msg("newsdesk-change-order", msg("newsdesk-form-follow")),
        ),
        (
            msg("newsdesk-change-key", "their.own.key"),
            msg("newsdesk-change-key", "their.own.key"),
        ),
    ],
)
def test_a_key_is_named_as_its_field(change: Message, words: Message) -> None:
    assert in_words(change) == words
