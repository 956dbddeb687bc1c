"""The summary of a week as wikitext, in the wiki's content language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from newsdesk.domain.message import Message, Param, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.infra.text import cut, one_line
from newsdesk.sync.weekly import OnChannel, Weekly
from newsdesk.wiki.news_page.drafting import link_wikitext
from newsdesk.wiki.news_page.neutral import neutral_label

_LONGEST = 120
"""Characters of an item or a post: a summary leads there, it does not repeat it."""


def wikitext(found: Weekly, site: Site, words: Translator) -> str:
    """Write a summary; its heading holds the week's name, by which it is found again."""
    writer = _Writer(site, words)
    week = found.week
    lines = [f"== {writer.say('newsdesk-weekly-heading', week.name, week.first, week.last)} =="]
    lines += writer.part("newsdesk-weekly-items", map(writer.item, found.items))
    lines += writer.part("newsdesk-weekly-posts", writer.posts(found.channels))
    lines += writer.part("newsdesk-weekly-shares", writer.shares(found.channels))
    answered = (f"* {writer.link(one.url, one.about)}" for one in found.answered)
    lines += writer.part("newsdesk-weekly-answered", answered)
    lines += writer.part("newsdesk-weekly-missing", writer.missing(found))
    if found.aside:
        lines += ["", writer.say("newsdesk-weekly-aside", found.aside)]
    if found.empty:
        lines += ["", writer.say("newsdesk-weekly-nothing")]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes parts of a summary for one wiki."""

    def __init__(self, site: Site, words: Translator) -> None:
        self._site, self._words = site, words

    def say(self, key: str, *params: Param | Message) -> str:
        """Put a message into the wiki's language; wikitext among its parameters stays as it is."""
        plain = (Markup(one) if isinstance(one, str) else one for one in params)  # noqa: S704
        return self._words.plain(msg(key, *plain))

    def part(self, key: str, lines: Iterable[str]) -> list[str]:
        """Return a section with its heading; nothing where it would be empty."""
        listed = list(lines)
        return ["", f"=== {self.say(key)} ===", *listed] if listed else []

    def link(self, url: str, words: str) -> str:
        """Link somewhere, in words that do nothing else in wikitext."""
        return link_wikitext(url, _short(words), self._site) if url else self.text(words)

    def text(self, words: str) -> str:
        """Write words that only show."""
        return neutral_label(_short(words))

    def item(self, one: NewsItem) -> str:
        """Write a news item with its day."""
        return f"* {self._words.day(one.date)}: {self._linked(one)}"

    def posts(self, channels: Iterable[OnChannel]) -> Iterator[str]:
        """Write which posts there were on each channel."""
        for one in channels:
            if one.posts:
                yield f"* {self.text(one.channel.name)}"
            for post in one.posts:
                yield f"** {self.link(post.url, post.text or post.url)}"

    def shares(self, channels: Iterable[OnChannel]) -> Iterator[str]:
        """Write how much was shared on each channel, and who of the follow list was."""
        for one in channels:
            name = self.text(one.channel.name)
            if one.names:
                whose = ", ".join(map(self.text, one.names))
                yield "* " + self.say("newsdesk-weekly-shared-of", name, one.shares, whose)
            elif one.shares:
                yield "* " + self.say("newsdesk-weekly-shared", name, one.shares)

    def missing(self, found: Weekly) -> Iterator[str]:
        """Write what is not on all channels yet."""
        for one in found.missing:
            names = ", ".join(self.text(channel.name) for channel in one.channels)
            yield f"* {self._linked(one.item)}: {names}"

    def _linked(self, one: NewsItem) -> str:
        return self.link(one.links[0] if one.links else "", one.text)


def _short(text: str) -> str:
    return cut(one_line(text), _LONGEST)
