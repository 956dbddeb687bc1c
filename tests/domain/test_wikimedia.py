from __future__ import annotations

import pytest

from newsdesk.domain.site import Site
from newsdesk.domain.wikimedia import leads_home

SITE = Site(name="Example", server="https://wiki.example.net")


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://www.mediawiki.org/wiki/News", True),
        ("https://en.m.wikipedia.org/wiki/A", True),
        ("https://phabricator.wikimedia.org/T1", True),
        ("https://wikipedia.org", True),
        ("https://newsdesk.toolforge.org/item/1", True),
        ("https://wiki.example.net/wiki/A", True),
        ("https://WIKI.example.net./wiki/A", True),
        ("https://other.example.net/wiki/A", False),
        ("https://notwikipedia.org/wiki/A", False),
        ("https://wikipedia.org.evil.example/", False),
        ("https://wikipedia.org@evil.example/", False),
        ("https://evil.example/?https://wikipedia.org/", False),
        ("https://w.wiki/abc", False),
        ("mailto:a@wikipedia.org", False),
        ("", False),
    ],
)
def test_only_wikimedia_and_the_desks_own_wiki_are_home(url: str, home: bool) -> None:
    assert leads_home(url, SITE) is home
