"""The news page: pure functions between its wikitext and the items on it."""

from newsdesk.wiki.news_page.entry import UncertainError
from newsdesk.wiki.news_page.page import NewsPage, parse

__all__ = ["NewsPage", "UncertainError", "parse"]
