"""Keeps feedparser from being busy for hours with a feed that was made for that.

It looks for an e-mail address in each author, and for entities before the root element, by
patterns whose time grows by the square of the text's length, and compares each category with all
others. A pattern is never interrupted: for as long as it takes, the whole process stands still.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from feedparser.encodings import convert_to_utf8
from feedparser.mixin import _FeedParserMixin

LONGEST_AUTHOR = 500
"""Characters of an author in whom an e-mail address is looked for."""

_ROOT = re.compile(rb"<(?:[\w-]{1,40}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_look_for_address = _FeedParserMixin._sync_author_detail


def rooted(feed: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a feed from its root element on, in UTF-8; empty where there is none."""
    found: bytes = convert_to_utf8(dict(headers), feed, {})
    root = _ROOT.search(found)
    return found[root.start() :] if root else b""


def _sync_author_detail(self: Any, key: str = "author") -> None:
    if len(self._get_context().get(key) or "") <= LONGEST_AUTHOR:
        _look_for_address(self, key)


def _add_tag(self: Any, *_category: object) -> None:
    """Leave categories out: nobody reads them."""
    self._get_context().setdefault("tags", [])


_FeedParserMixin._sync_author_detail = _sync_author_detail
_FeedParserMixin._add_tag = _add_tag
