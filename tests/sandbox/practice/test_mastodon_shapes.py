"""Statuses have the shape of https://docs.joinmastodon.org/entities/Status/."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sandbox.practice import Practice
from sandbox.practice.mastodon import ACCOUNT_ID
from tests.sandbox.practice.asking import every_status


@pytest.fixture(scope="module")
def every(running_practice: Practice) -> list[dict[str, Any]]:
    return every_status(running_practice)


def one(every: list[dict[str, Any]], words: str) -> dict[str, Any]:
    return next(status for status in every if words in status["content"])


def test_every_status_has_what_each_has(every: list[dict[str, Any]]) -> None:
    for status in every:
        assert status["account"]["id"] == ACCOUNT_ID
        assert status["content"].startswith("<p>")
        assert status["content"].endswith("</p>")
        assert datetime.fromisoformat(status["created_at"]).tzinfo
        assert status["url"].startswith("https://wikis.example/")


def test_ids_tell_when_a_status_was_posted(every: list[dict[str, Any]]) -> None:
    for status in every:
        made = datetime.fromisoformat(status["created_at"]).timestamp() * 1000
        assert int(status["id"]) >> 16 == made


def test_a_boost_carries_somebody_elses_status(every: list[dict[str, Any]]) -> None:
    boost = next(s for s in every if s["reblog"] and "Tech News" in s["content"])
    original = boost["reblog"]
    assert original["account"]["acct"] == "tech@people.example"
    assert original["url"].startswith("https://people.example/@tech/")
    assert original["id"] not in {boost["id"], original["url"].rpartition("/")[2]}
    assert original["created_at"] < boost["created_at"]
    assert boost["url"].endswith("/activity")
    assert original["content"] == boost["content"]


def test_a_thread_hangs_together(every: list[dict[str, Any]]) -> None:
    first, second, third = (
        one(every, words) for words in ("in three parts", "the cache", "the cure")
    )
    assert first["in_reply_to_id"] is None
    assert second["in_reply_to_id"] == first["id"]
    assert third["in_reply_to_id"] == second["id"]
    assert third["in_reply_to_account_id"] == ACCOUNT_ID


def test_an_answer_names_whom_it_answers(every: list[dict[str, Any]]) -> None:
    answer = one(every, "The support desk can help")
    assert [m["acct"] for m in answer["mentions"]] == ["reader@people.example"]
    assert answer["in_reply_to_account_id"] == answer["mentions"][0]["id"] != ACCOUNT_ID
    assert 'class="u-url mention">@<span>reader</span>' in answer["content"]


def test_of_a_deleted_parent_nothing_is_left(every: list[dict[str, Any]]) -> None:
    orphan = one(every, "meant for another place")
    assert (orphan["in_reply_to_id"], orphan["in_reply_to_account_id"]) == (None, None)
    assert not any("wrong account" in status["content"] for status in every)


def test_a_content_warning(every: list[dict[str, Any]]) -> None:
    quiz = one(every, "quiz is")
    assert (quiz["sensitive"], quiz["spoiler_text"]) == (True, "Spoiler: quiz")
    assert datetime.fromisoformat(quiz["edited_at"]) > datetime.fromisoformat(quiz["created_at"])


def test_a_short_link_and_where_it_leads(every: list[dict[str, Any]]) -> None:
    survey = one(every, "ten questions")
    assert 'href="https://w.practice.example/survey"' in survey["content"]
    assert survey["card"]["url"] == "https://wiki.practice.example/wiki/Site_admins_survey"


def test_a_long_link_shows_its_middle_only(every: list[dict[str, Any]]) -> None:
    moved = one(every, "900 templates")
    assert (
        '<span class="invisible">https://</span><span class="ellipsis">'
        'blog.practice.example/template</span><span class="invisible">' in moved["content"]
    )
    assert "utm_source=mastodon&amp;utm_medium=social" in moved["content"]


def test_tags_are_links_and_are_listed(every: list[dict[str, Any]]) -> None:
    release = one(every, "⚠️ MediaWiki 1.45.2")
    assert [tag["name"] for tag in release["tags"]] == ["mediawiki", "security"]
    assert 'class="mention hashtag" rel="tag">#<span>MediaWiki</span></a>' in release["content"]
    hindi = next(s for s in every if s["tags"] and s["tags"][0]["name"] == "हिन्दी")
    assert hindi["language"] == "hi"
    assert hindi["tags"][0]["url"].isascii()


def test_text_becomes_html(every: list[dict[str, Any]]) -> None:
    assert "1.45 &gt; 1.44 &amp;&amp; &quot;&lt;b&gt;bold" in one(every, "1.45 &gt;")["content"]
    assert "…</p><p>keeps the silos away.<br />🇺🇳" in one(every, "silos")["content"]
