"""The news page: pure functions between its wikitext and the items on it."""

from newsdesk.wiki.news_page.archive import Archived, archive
from newsdesk.wiki.news_page.drafting import draft_from_post
from newsdesk.wiki.news_page.entry import Uncertain
from newsdesk.wiki.news_page.neutral import neutral
from newsdesk.wiki.news_page.page import NewsPage, parse
from newsdesk.wiki.news_page.write import Change, Draft, change, holds, insert, remove

__all__ = [
    "Archived",
    "Change",
    "Draft",
    "NewsPage",
    "Uncertain",
    "archive",
    "change",
    "draft_from_post",
    "holds",
    "insert",
    "neutral",
    "parse",
    "remove",
]
