"""Versions, and what looks like one and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.sync.named import Version
from newsdesk.sync.naming import named

VERSIONS = [
    ("MediaWiki 1.44.0-rc.1 is ready for testing", {"1.44-rc.1"}),
    ("MediaWiki 1.44.0 RC1", {"1.44-rc.1"}),
    ("1.45 release candidate 2", {"1.45-rc.2"}),
    ("Release Candidate 1 of MediaWiki 1.45.0", {"1.45-rc.1"}),
    ("Second beta for Plasma 6.5: Beta 2 of KDE Plasma 6.5", {"6.5-beta.2"}),
    ("BRC v0.17.0 is live", {"0.17"}),
    ("Galaxy 25.1 released", {"25.1"}),
    ("Django 2.0b3", {"2-beta.3"}),
    ("Python 3.13.0a4", {"3.13-alpha.4"}),
    ("1.27.5 / 1.29.3 / 1.30.1", {"1.27.5", "1.29.3", "1.30.1"}),
    ("1.27.5, 1.29.3 and 1.30.1 fix security issues.", {"1.27.5", "1.29.3", "1.30.1"}),
    ("1.45.0-wmf.3 reaches group 1", {"1.45-dev.3"}),
    ("Home Assistant 2026.04 is here", {"2026.4"}),
    ("yt v2026.4.1", {"2026.4.1"}),
    ("Support for 1.39.x ends", {"1.39"}),
    ("Firefox 130 is out", {"130"}),
    ("Firefox 130.0 is out", {"130"}),
    ("Debian 13 “trixie” released", {"13"}),
    ("We upgraded to PostgreSQL 17 last night", {"17"}),
    ("GNOME 48", {"48"}),
    ("GNOME 48.beta", {"48-beta.0"}),
    ("Fedora Linux 43 Beta", {"43-beta.0"}),
    ("Thunderbird 140 ist da", {"140"}),
    ("Вышел Firefox 130", {"130"}),
    ("Debian 13 выпущен", {"13"}),
    ("LibreOffice 25.8.1 RC2 está disponible", {"25.8.1-rc.2"}),
    ("ownCloud 10 and 11", {"10", "11"}),
    ("Fedora 42/43", {"42", "43"}),
    ("Chrome 130.0.6723.58", {"130.0.6723.58"}),
    ("v2 of the plan, V3 later", {"2", "3"}),
    ("Home Assistant 0.115 released", {"0.115"}),
    ("Nextcloud Hub ３１.０.１", {"31.0.1"}),
    ("إصدار ميدياويكي ١٫٤٤", {"1.44"}),
    ("Go 1.25rc1 et Rust 1.90.0", {"1.25-rc.1", "1.90"}),
    ("ב-1.45.2 יש", {"1.45.2"}),
    ("Ubuntu 24.04, 25.10", {"24.4", "25.10"}),
    ("Ubuntu 24.04 at 18:00", {"24.4"}),
    ("mw-1.45.0-rc.1.tar.gz", {"1.45-rc.1"}),
    ("MediaWiki 1.46/wmf.3", {"1.46-dev.3"}),
    ("Parsoid 0.23.0-a1", {"0.23-alpha.1"}),
    ("Spring Boot 4.0.0-M3", {"4-dev.3"}),
    ("kernel 5.10.0-36-amd64", {"5.10"}),
    ("Vim 9.1.1900", {"9.1.1900"}),
    ("Windows 10 reaches its end", {"10"}),
    ("Overpass API 0.7.62.8", {"0.7.62.8"}),
    ("Nextcloud 25.0.13.2", {"25.0.13.2"}),
    ("OpenSSH 10.2p1", {"10.2.1"}),
    ("Релиз-кандидат Linux 6.18-rc7", {"6.18-rc.7"}),
    ("우분투 26.04 LTS 베타 2 공개", {"26.4-beta.2"}),
    ("Firefox 146 släpps den 9 december", {"146"}),
    ("systemd 258 released", {"258"}),
    ("Version 5 of the licence", {"5"}),
    ("MediaWiki1.44を公開しました", {"1.44"}),
    ("新版MediaWiki 1.45.0-rc.1发布", {"1.45-rc.1"}),
    ("미디어위키 1.44가 출시되었습니다", {"1.44"}),
    ("バージョン2リリース", {"2"}),
    ("Firefox 145 est sorti", {"145"}),
    ("Ruby 4.0.0-preview2", {"4-dev.2"}),
    ("MediaWiki 1.45.0 kandydat 1", {"1.45-rc.1"}),
    ("[[MediaWiki 1.20.1]] and [[MediaWiki 1.19.3|1.19.3]]", {"1.20.1", "1.19.3"}),
]
NONE = [
    "on 18.11.2026",
    "am 18.11. um 19 Uhr",
    "at 17.30 Uhr",
    "um 17:30 Uhr, kl. 17.30",
    "at 5.30 pm",
    "Server 192.168.0.1 and 10.0.0.12 moved",
    "1.5 GB, 2.5 million, 3.5 hours, 4.5 x",
    "for $1.50, 2.50 €, 3.99 USD",
    "up 3.5% and 2.5 %",
    "call +49 30 123.456.78 or +1 555 123 4567",
    "https://example.org/1.44.0/x www.example.org/1.45 example.org/2.5/a",
    "1.400 Wikis und 1.234.567 Seiten",
    "Room 12, Hall 4 and Level 3",
    "Over 100 people came",
    "We meet Sat 5, Saturday 12 and Samstag 19",
    "Section 230 and Article 17",
    "Join 300 others",
    "in 2026 and GUADEC 2026",
    "Nr. 47, issue 12, week 3, Day 2",
    "18 November 2026, Nov 18, November 18–20",
    "(1/3)",
    "4.5 stars",
    "2026-11-18, 2026/11/18, 2026.11.18",
    "open 24/7",
    "RFC: please comment; 3 wikis",
]


@pytest.mark.parametrize(("text", "versions"), VERSIONS)
def test_a_version_is_read_as_what_it_is(text: str, versions: set[str]) -> None:
    assert {str(v) for v in named(text).versions} == versions


@pytest.mark.parametrize("text", NONE)
def test_what_something_else_explains_is_no_version(text: str) -> None:
    assert named(text).versions == frozenset()


def test_versions_are_in_the_order_in_which_they_come_out() -> None:
    written = ["1.43.9", "1.44.0-wmf.2", "1.44.0-wmf.11", "1.44.0a1", "1.44.0 beta 1"]
    written += ["1.44.0b2", "1.44.0-rc.0", "1.44.0-rc.1", "1.44.0", "1.44.1", "1.44.10", "1.45"]
    versions = [one for text in written for one in named(text).versions]
    assert len(versions) == len(written)
    assert versions == sorted(versions)
    assert len(set(versions)) == len(written)


@given(st.lists(st.integers(0, 300), min_size=2, max_size=3), st.integers(0, 20))
def test_a_candidate_comes_before_its_release(parts: list[int], count: int) -> None:
    number = ".".join(map(str, parts))
    (released,) = named(f"v{number}").versions
    (candidate,) = named(f"v{number}-rc.{count}").versions
    assert candidate < released
    assert candidate == Version(released.parts, -1, count)
