"""The pages that the tool offers to wikis, and what a wiki has made of each."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a page is for; ``definition`` is lines of a page that others write on, too.

    ``text`` is no page: it is copied to where the community wants it.
    """

    MODULE = "module"
    TEMPLATE = "template"
    STYLE = "style"
    SCRIPT = "script"
    DESCRIPTION = "description"
    DEFINITION = "definition"
    TEXT = "text"


class Install(StrEnum):
    """Who puts a page on the wiki: the tool as the user, or the user in the edit window."""

    SAVE = "save"
    BY_HAND = "by-hand"


class PageState(StrEnum):
    """What a wiki has made of a page of the tool's."""

    MISSING = "missing"
    CURRENT = "current"
    OLDER = "older"
    """As a former version of the tool had it."""
    CHANGED = "changed"
    """As the tool had it once, and changed by hand since."""
    FOREIGN = "foreign"
    """Somebody's own page of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiPage:
    """One page with its final text; ``title`` has the English name of its namespace.

    ``model`` is a content model: https://www.mediawiki.org/wiki/Help:Content_model
    """

    title: str
    model: str
    role: Role
    install: Install
    text: str

    @property
    def needs(self) -> str:
        """The extension that the wiki has to have for it."""
        gadget = {Role.SCRIPT, Role.STYLE, Role.DESCRIPTION, Role.DEFINITION}
        return "Gadgets" if self.role in gadget else "Scribunto"

    @property
    def is_whole(self) -> bool:
        """Whether the text is all that its page says."""
        return self.role not in {Role.DEFINITION, Role.TEXT}


_COMMENTS = {
    "Scribunto": ("-- ", "\n"),
    "javascript": ("/* ", " */\n"),
    "css": ("/* ", " */\n"),
    "sanitized-css": ("/* ", " */\n"),
    "wikitext": ("<noinclude><!-- ", " --></noinclude>"),
}
"""How a comment begins and ends in each content model."""
_STAMP = "Made with Newsdesk, which updates it and shows first what was changed by hand. Stamp: {}"
_STAMPED = re.compile(re.escape(_STAMP).replace(r"\{\}", "([0-9a-f]{16})"))
_DEFINED = re.compile(r"\*\s*([\w-]+)")
"""See https://www.mediawiki.org/wiki/Extension:Gadgets#Format"""


def as_saved(text: str) -> str:
    """Return a text as the wiki has it after saving it.

    See https://www.mediawiki.org/wiki/Unicode_normalization_considerations
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).rstrip()


def stamped(text: str, model: str) -> str:
    """Add a comment with a stamp of the text, from which can be told later if that was changed."""
    begin, end = _COMMENTS[model]
    text = as_saved(text)
    comment = begin + _STAMP.format(_digest(text)) + end
    return text + comment if model == "wikitext" else comment + text


def state(page: WikiPage, text: str | None) -> PageState:
    """Tell what a wiki has made of a page that now has this text; ``None``: there is none."""
    if text is None:
        return PageState.MISSING
    text = as_saved(text)
    if not page.is_whole:
        return _state_of_lines(page.text, text)
    if text == page.text:
        return PageState.CURRENT
    begin, end = _COMMENTS[page.model]
    found = _STAMPED.search(text)
    if found is None:
        return PageState.FOREIGN
    rest = text.replace(begin + found.group() + end, "", 1)
    return PageState.OLDER if found[1] == _digest(rest) else PageState.CHANGED


def placed(page: WikiPage, text: str | None) -> str:
    """Return what its page says with this one on it: of a definition, others' lines stay."""
    if page.is_whole or not text:
        return page.text
    names = {_name(line) for line in page.text.splitlines()}
    others = [line for line in as_saved(text).splitlines() if _name(line) not in names]
    return "\n".join([*others, page.text])


def _state_of_lines(ours: str, text: str) -> PageState:
    lines = text.splitlines()
    if set(ours.splitlines()) <= set(lines):
        return PageState.CURRENT
    same_name = {_name(line) for line in ours.splitlines()} & {_name(line) for line in lines}
    return PageState.CHANGED if same_name else PageState.MISSING


def _name(line: str) -> str:
    """Name the gadget that a line defines; any other line by itself."""
    found = _DEFINED.match(line)
    return found[1] if found else line


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
