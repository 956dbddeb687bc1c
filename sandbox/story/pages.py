"""The practice wiki's pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

from sandbox.story import news_page
from sandbox.story.data import text
from sandbox.story.decisions import decisions
from sandbox.story.gatherings import events_page, gatherings
from sandbox.story.history import history
from sandbox.story.news_page import KEEP, Earlier, by_year, news, plain
from sandbox.story.set_up import ARCHIVE, IDEAS, NEWS_PAGE, TALK, set_up
from sandbox.story.telling import WIKI, Story, spoken
from sandbox.story.voices import VOICES

__all__ = ["ARCHIVE", "KEEP", "NEWS_PAGE", "SET_UP", "Earlier", "Page", "pages"]

WIKI_TEXTS = Path(__file__).parents[2] / "toolforge/wiki/Text"
SET_UP = "Social media/Newsdesk.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the practice wiki; ``protect`` is the group that may edit it, if any."""

    title: str
    text: str
    model: str = "wikitext"
    protect: str = ""
    user: str = ""
    comment: str = ""
    history: tuple[Earlier, ...] = ()


def pages(now: date) -> Sequence[Page]:
    """Return every page of the practice wiki as of a day."""
    named = [
        _news_page(now),
        Page(title=ARCHIVE, text=news_page.archive(now)),
        Page(title=SET_UP, text=json.dumps(set_up(now), indent="\t"), model="json"),
        *_decisions(now),
        Page(title="Main Page", text=text("main_page.wikitext")),
        *_social_media(),
        *_about_the_news(),
        Page(title="Community news", text=_definition_list(news(now)[:6])),
        Page(title="Events", text=events_page(now)),
        Page(title=IDEAS, text=_dated("ideas.wikitext", now), user="Example editor"),
        _talk(now),
        Page(title="News table", text=_table(news(now)[:6])),
        Page(title="Project:Protected", text="Only administrators edit here.", protect="sysop"),
        Page(title="Protected news", text=by_year(news(now)[:3]), protect="sysop"),
    ]
    there = {page.title for page in named}
    wanted = [*_linked_pages(page.text for page in named), *_pages_of_posts(now)]
    return [*named, *(_target(title) for title in dict.fromkeys(wanted) if title not in there)]


def _news_page(now: date) -> Page:
    return Page(
        title=NEWS_PAGE,
        text=news_page.newest(now),
        comment="Add today's news",
        user="Example editor",
        history=tuple(news_page.earlier(now)),
    )


def _social_media() -> Iterable[Page]:
    """Write the page on the accounts, its translation, and the list of before it was kept."""
    for title, name in (
        ("Social media", "social_media"),
        ("Social media/ar", "social_media_ar"),
        ("Social media/Old list", "social_media_old"),
    ):
        yield Page(title=title, text=text(f"{name}.wikitext"), user="Example editor")


def _about_the_news() -> Iterable[Page]:
    """Yield the pages around the news page, with the texts that Newsdesk proposes for them."""
    for title, name in (
        (f"{NEWS_PAGE}/doc", "News page documentation"),
        (NEWS_PAGE.replace(":", " talk:"), "News page talk header"),
    ):
        yield Page(title=title, text=(WIKI_TEXTS / f"{name}.wikitext").read_text("utf-8"))


def _talk(now: date) -> Page:
    """Write the talk page, on which each said something on their day."""
    text = _dated("talk.wikitext", now)
    first = Earlier(text=text.split("\n\n", 1)[0], comment="Ask", days=44, user="Editor03")
    return Page(title=TALK, text=text, user="Editor11", history=(first,))


def _decisions(now: date) -> Iterable[Page]:
    empty = Earlier(text='{"version":1}', comment="For our decisions", days=60)
    for title, said in decisions(now).items():
        yield Page(
            title=title,
            text=said,
            model="json",
            user="Example editor",
            comment="Add what was decided",
            history=(empty,),
        )


def _definition_list(stories: Iterable[Story]) -> str:
    return "".join(f"; {story.day.isoformat()}\n: {plain(story.news)}\n" for story in stories)


def _dated(name: str, now: date) -> str:
    """Return a page whose days count back from today."""
    days = {"USED": 70, "OLD": 45, "NEWER": 3, "NEW": 1}
    ago = {word: spoken(now - timedelta(days=count)) for word, count in days.items()}
    return Template(text(name)).substitute(ago)


def _table(stories: Iterable[Story]) -> str:
    rows = "".join(f"|-\n| {s.day:%d.%m.%Y} || {plain(s.news)}\n" for s in stories)
    return f'{{| class="wikitable"\n! Date !! News\n{rows}|}}\n'


def _linked_pages(texts: Iterable[str]) -> Iterable[str]:
    """Yield the titles that pages link to, so that a preview shows no red links."""
    for one in texts:
        for title in re.findall(r"\[\[([^\[\]|#]+)", plain(one)):
            if not title.startswith(("m:", "Category:", "Special:", "User")):
                yield title


def _pages_of_posts(now: date) -> Iterable[str]:
    """Yield the titles that posts and events link to."""
    start = f"{WIKI}/wiki/"
    links = [telling.real_link for story in history(now) for telling in story.tellings]
    links += [*(voice.link for voice in VOICES), *(one.link for one in gatherings(now))]
    for link in links:
        if link.startswith(start):
            yield link.removeprefix(start).partition("?")[0].replace("_", " ")


def _target(title: str) -> Page:
    return Page(title=title, text=f"'''{title}''' is a page that news of this wiki lead to.\n")
