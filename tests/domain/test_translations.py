from __future__ import annotations

import pytest

from newsdesk.domain.links import canonical
from newsdesk.domain.site import Site
from newsdesk.domain.translations import source_page

SITE = Site(name="MediaWiki", server="https://www.mediawiki.org")
NEWS = "https://mediawiki.org/wiki/MediaWiki_1.45"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.mediawiki.org/wiki/MediaWiki_1.45",
        "https://www.mediawiki.org/wiki/MediaWiki_1.45/de",
        "https://m.mediawiki.org/wiki/MediaWiki_1.45/pt-br",
        "https://www.mediawiki.org/wiki/Special:MyLanguage/MediaWiki_1.45",
        "https://www.mediawiki.org/w/index.php?title=MediaWiki_1.45/zh-hans&oldid=7",
    ],
)
def test_a_page_and_its_translations_are_one_page(address: str) -> None:
    assert source_page(canonical(address, SITE)) == NEWS


@pytest.mark.parametrize(
    "address",
    [
        NEWS,
        f"{NEWS}/Known_issues",
        f"{NEWS}/doc",
        f"{NEWS}/DE",
        f"{NEWS}/2026",
        "https://mediawiki.org/wiki/de",
        "https://blog.example/2026/de",
        "https://blog.example/wiki/news/de?page=2",
        "",
    ],
)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert source_page(address) == address


def test_a_place_within_the_page_stays_named() -> None:
    assert source_page(f"{NEWS}/fr#Security") == f"{NEWS}#Security"
    assert source_page("https://meta.wikimedia.org/wiki/Tech/News/2026/47/ar") == (
        "https://meta.wikimedia.org/wiki/Tech/News/2026/47"
    )
