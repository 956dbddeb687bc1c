"""Releases follow each other as releases do."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from sandbox.story.releases import new_versions, security_releases
from sandbox.story.telling import LIST, TELEGRAM

NOW = date(2026, 11, 21)


def released(text: str) -> list[tuple[int, ...]]:
    found = re.findall(r"(?<![\d.])1\.\d+(?:\.\d+)?(?!-)(?![\d.]*\d)", text)
    return [tuple(map(int, version.split("."))) for version in dict.fromkeys(found)]


def test_no_version_is_released_twice_and_each_after_the_one_before() -> None:
    stories = [*security_releases(NOW), *new_versions(NOW)]
    order: dict[int, list[int]] = {}
    for story in sorted(stories, key=lambda s: s.day):
        for telling in story.tellings:
            if telling.channel == LIST:
                for version in released(telling.text):
                    order.setdefault(version[1], []).append((*version, 0)[2])
    assert set(order) == set(range(36, 46))
    assert order[45] == [0, 1, 2]
    assert order[44] == [0, 1, 2, 3, 4]
    for patches in order.values():
        assert all(newer == older + 1 for older, newer in pairwise(patches))


def test_page_and_posts_name_the_same_versions_but_for_a_slip_on_telegram() -> None:
    for story in security_releases(NOW):
        on_page = released(re.sub(r"\[\[.*?\|", "", re.sub("</?tvar[^>]*>", "", story.news)))
        assert len(on_page) == 3
        for telling in story.tellings:
            if telling.channel == TELEGRAM:
                assert not set(released(telling.text)) & set(on_page)
            else:
                assert released(telling.text) == on_page, telling.text


def test_only_the_newest_is_not_yet_marked() -> None:
    marked = [story.marked for story in sorted(security_releases(NOW), key=lambda s: s.day)]
    assert marked == [True] * 15 + [False]
