"""Takes comments out of wikitext, in time that grows with its length whatever it holds."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_WITH_SPACE_AFTER = re.compile(r"<!--.*?-->[ \n]?", re.DOTALL)
_WITH_SPACE_BEFORE = re.compile(r"\s?<!--.*?-->", re.DOTALL)


def without_comments(text: str) -> str:
    """Return the text without its comments."""
    return _without(_COMMENT, text)


def without_comments_before(text: str) -> str:
    """Return what stands before an item's words, each comment gone with one space after it."""
    return _without(_WITH_SPACE_AFTER, text)


def without_comments_after(text: str) -> str:
    """Return what stands after an item's words, each comment gone with one space before it."""
    return _without(_WITH_SPACE_BEFORE, text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Look no further than one character behind the last end of a comment.

    Beyond it, each of many beginnings would be followed to the end of the text in vain.
    """
    end = text.rfind("-->") + len("-->") + 1
    return pattern.sub("", text[:end]) + text[end:]
