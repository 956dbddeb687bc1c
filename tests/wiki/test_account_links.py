from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.wiki.account_links import MOST, find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[https://x.com/MediaWiki X]", "x MediaWiki"),
        ("https://www.twitter.com/MediaWiki/", "x MediaWiki"),
        ("https://mobile.twitter.com/MediaWiki?lang=de.", "x MediaWiki"),
        ("https://bsky.app/profile/mediawiki.org", "bluesky mediawiki.org"),
        (
            "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur",
            "bluesky did:plc:z72i7hdynmk6r22z27h6tvur",
        ),
        ("(https://wikis.world/@mediawiki)", "mastodon mediawiki@wikis.world"),
        ("https://wikis.world/users/mediawiki", "mastodon mediawiki@wikis.world"),
        ("Follow @mediawiki@wikis.world!", "mastodon mediawiki@wikis.world"),
        ("https://de-de.facebook.com/MediaWikiProject", "facebook MediaWikiProject"),
        ("https://t.me/mediawiki_news", "telegram mediawiki_news"),
        ("https://t.me/s/mediawiki_news", "telegram mediawiki_news"),
        ("https://blog.example/feed/", "feed https://blog.example/feed/"),
        ("https://blog.example/x.atom?a=b", "feed https://blog.example/x.atom?a=b"),
        ("https://www.linkedin.com/company/x", "manual https://www.linkedin.com/company/x"),
        ("https://www.youtube.com/@x", "manual https://www.youtube.com/@x"),
    ],
)
def test_each_kind_of_account_is_found(text: str, expected: str) -> None:
    (channel,) = find(text)
    assert f"{channel.kind.value} {channel.account or channel.url}" == expected
    assert channel.url.startswith("https://")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing here, mail me@example.org",
        "https://x.com/intent/tweet?text=a",
        "https://x.com/MediaWiki/status/1",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/",
        "https://t.me/share/url?url=x",
        "https://www.linkedin.com/",
        "https://wikis.world/@mediawiki/1234",
        "https://user:pass@wikis.world/@mediawiki",
        "https://wikis.world:8080/@mediawiki",
        "https://[::1/@x",
        "javascript:alert(1)//x.com/MediaWiki",
    ],
)
def test_what_is_no_account_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_accounts_have_ids_and_names_of_their_own() -> None:
    found = find(
        "https://x.com/One https://x.com/Two https://twitter.com/one "
        "https://www.linkedin.com/company/x https://blog.example/rss"
    )
    assert [(c.id, c.name) for c in found] == [
        ("x", "X"),
        ("x-2", "X"),
        ("linkedin", "LinkedIn"),
        ("feed", "blog.example"),
    ]
    assert [c.expects for c in found[-2:]] == [Expects.NOTHING, Expects.WANTED]


def test_a_page_of_many_links_gives_the_first_ones() -> None:
    found = find(" ".join(f"https://x.com/User{n}" for n in range(100)))
    assert [c.account for c in found] == [f"User{n}" for n in range(MOST)]


@given(st.text() | st.lists(st.sampled_from(["https://", "x.com/", "@", "a.b", "[", "t.me/s/"])))
def test_any_text_gives_distinct_accounts(text: str | list[str]) -> None:
    found = find("".join(text))
    assert len({c.id for c in found}) == len(found)
    assert all(c.account or c.kind in (ChannelKind.FEED, ChannelKind.MANUAL) for c in found)
