"""The practice story is believable, the same every time, and shows what the board can show."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from sandbox.story import Form, Page, Visibility, history, pages
from sandbox.story.pages import ARCHIVE, KEEP, NEWS_PAGE, SET_UP

NOW = date(2026, 11, 21)


@pytest.fixture(scope="module")
def by_title() -> dict[str, Page]:
    return {page.title: page for page in pages(NOW)}


def test_the_same_day_tells_the_same_story() -> None:
    history.cache_clear()
    first = history(NOW)
    history.cache_clear()
    assert history(NOW) == first


def test_another_day_tells_it_up_to_that_day() -> None:
    later = NOW + timedelta(days=400)
    assert max(story.day for story in history(later) if story.news) >= later - timedelta(days=7)


def test_there_are_a_few_hundred_posts_of_every_form() -> None:
    tellings = [t for story in history(NOW) for t in story.tellings]
    assert len(tellings) > 300
    forms = Counter(t.form for t in tellings)
    assert all(forms[form] for form in Form)
    assert {t.visibility for t in tellings} == set(Visibility)
    assert {t.language for t in tellings} >= {"en", "ar", "hi", "zh"}
    assert any("utm_source" in t.link for t in tellings)
    assert any(t.thread for t in tellings)


def test_the_story_spans_several_years() -> None:
    days = [story.day for story in history(NOW)]
    assert max(days) <= NOW
    assert max(days) - min(days) > timedelta(days=3 * 365)


def test_the_news_page_is_written_as_a_translated_page(by_title: dict[str, Page]) -> None:
    text = by_title[NEWS_PAGE].text
    assert text.count("<translate>") == text.count("</translate>")
    units = [int(part.partition("-->")[0]) for part in text.split("<!--T:")[1:]]
    assert len(units) == len(set(units)) > KEEP
    assert all(newer > older for newer, older in pairwise(units[1:]))
    assert "\n* '''20 November 2026:''' <translate>[" in text
    assert len({line[-4:] for line in text.splitlines()}) > 1


def test_units_keep_their_numbers_from_one_revision_to_the_next(by_title: dict[str, Page]) -> None:
    now = dict(_units(by_title[NEWS_PAGE].text))
    for earlier in by_title[NEWS_PAGE].history:
        then = dict(_units(earlier.text))
        changed = {unit for unit, text in then.items() if now.get(unit) != text}
        assert len(changed) <= 1, earlier.comment


def test_one_item_was_reworded(by_title: dict[str, Page]) -> None:
    texts = [earlier.text for earlier in by_title[NEWS_PAGE].history]
    assert "New here:" in texts[1]
    assert "New here:" not in texts[2]


def _units(text: str) -> list[tuple[str, str]]:
    parts = [part.partition("-->") for part in text.split("<!--T:")[1:]]
    return [(unit, rest.partition("</translate>")[0]) for unit, _, rest in parts]


def test_archive_and_page_share_no_item(by_title: dict[str, Page]) -> None:
    page, archive = by_title[NEWS_PAGE].text, by_title[ARCHIVE].text
    dates = [line.split("'''")[1] for line in archive.splitlines() if line.startswith("*")]
    oldest = page.rsplit("* '''", 1)[1].partition(":")[0]
    assert max(_day(d) for d in dates) <= _day(oldest + ":")


def _day(words: str) -> date:
    return datetime.strptime(words.rstrip(":"), "%d %B %Y").replace(tzinfo=UTC).date()


def test_the_set_up_page_is_json_with_a_basis_that_exists(by_title: dict[str, Page]) -> None:
    assert by_title[SET_UP].model == "json"
    config = json.loads(by_title[SET_UP].text)
    ids = [channel["id"] for channel in config["channels"]]
    assert config["news"]["basis"] in ids
    assert len(ids) == len(set(ids))


def test_every_local_link_of_the_news_page_leads_somewhere(by_title: dict[str, Page]) -> None:
    text = by_title[NEWS_PAGE].text
    targets = {part.partition("]]")[0].partition("|")[0] for part in text.split("[[")[1:]}
    local = {t for t in targets if not t.startswith(("m:", "Category:"))}
    assert len(local) > 10
    assert local <= by_title.keys()
