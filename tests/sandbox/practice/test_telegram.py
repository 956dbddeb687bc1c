"""The practice Telegram shows a channel's preview, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sandbox.practice import Practice
from sandbox.practice.telegram import NAME, ORIGIN, PER_PAGE, PRIVATE
from sandbox.story import Form
from sandbox.story.telling import TELEGRAM
from tests.sandbox.practice.asking import get

NEWS = f"/s/{NAME}"


def page(practice: Practice, path: str) -> LexborHTMLParser:
    answer = get(practice, ORIGIN, path)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return LexborHTMLParser(answer.text)


def first(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css_first(selector)
    assert found
    return found


def numbers(document: LexborHTMLParser) -> list[int]:
    shown = document.css(".tgme_widget_message")
    return [int((one.attributes["data-post"] or "").partition("/")[2]) for one in shown]


def test_pages_join_on_to_each_other_the_newest_message_last(practice: Practice) -> None:
    timeline = practice.timelines[TELEGRAM]
    hour = datetime(2026, 11, 21, 1, tzinfo=UTC)
    added = [timeline.add(f"Number {n}", time=hour) for n in range(2 * PER_PAGE)]
    newest = page(practice, NEWS)
    more = first(newest, ".tme_messages_more")
    second = page(practice, more.attributes["href"] or "")
    for number in added:
        timeline.delete(number)
    assert numbers(second) + numbers(newest) == added


def test_what_a_message_has_is_where_telegram_has_it(practice: Practice) -> None:
    timeline = practice.timelines[TELEGRAM]
    hour = datetime(2026, 11, 21, 2, tzinfo=UTC)
    number = timeline.add("Moved @them", time=hour, form=Form.SHARE, author="wikitech")
    timeline.edit(number, "Moved @them #now", time=hour)
    message = page(practice, NEWS).css(".tgme_widget_message")[-1]
    timeline.delete(number)
    assert first(message, ".tgme_widget_message_forwarded_from_name").text() == "wikitech"
    assert first(message, ".js-message_text").text() == "Moved @them #now"
    assert [one.text() for one in message.css(".js-message_text a")] == ["@them", "#now"]
    assert first(message, ".tgme_widget_message_meta").text().startswith("edited")
    assert first(message, "time").attributes["datetime"] == hour.isoformat()


def test_what_has_no_preview_leads_to_a_card(practice: Practice) -> None:
    answer = get(practice, ORIGIN, f"/s/{PRIVATE}", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{ORIGIN}/{PRIVATE}")
    assert first(page(practice, f"/{PRIVATE}"), ".tgme_page_extra").text() == "14 subscribers"
    assert page(practice, "/nobody_there").css_first(".tgme_page_extra") is None
