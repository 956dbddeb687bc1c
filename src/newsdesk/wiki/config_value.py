"""The JSON of a configuration page: of a page of JSON, or of the one block of a wikitext page."""

from __future__ import annotations

from newsdesk.domain.config_change import Json
from newsdesk.domain.desk import PageRevision
from newsdesk.wiki import config_text, page_json
from newsdesk.wiki.config_edit import EMPTY


def read(revision: PageRevision) -> dict[str, object] | None:
    """Return what a page says; ``None`` where it can't be read, or written back safely."""
    return said(revision.text, revision.model)


def said(text: str, model: str) -> dict[str, object] | None:
    """Read a text as :func:`read` does a page."""
    value, problems = page_json.parse_text(text, model)
    repeated = any(one.message.key == "newsdesk-config-duplicate-key" for one in problems)
    return dict(value) if isinstance(value, dict) and not repeated else None


def json_of(text: str, model: str) -> str:
    """Return the JSON of a page's text; all of it where it is in no one place."""
    found = page_json.block(text, model)
    return text[slice(*found)].strip() if found else text


def with_json(text: str, model: str, new: str) -> str:
    """Put another JSON text into a page, broken or not; all around it stays as it is.

    Where the page has no one place for it, ``new`` is the whole page.
    """
    found = page_json.block(text, model)
    new = new.replace("\r\n", "\n")
    if found is None or model == "json":
        return new
    old = text[slice(*found)]
    if new.strip() == old.strip():
        return text
    return page_json.put(text, new.strip("\n"))


def with_value(text: str, model: str, value: Json) -> str:
    """Write a value into a page that can be read; what did not change stays byte by byte.

    :raises ValueError: where the page has no JSON in one place
    """
    found = page_json.block(text, model)
    if found is None:
        raise ValueError("no JSON in one place")
    start, end = found
    wikitext = model == "wikitext"
    return (
        text[:start] + config_text.rewrite(text[start:end], value, wikitext=wikitext) + text[end:]
    )


def first_text() -> str:
    """Return the text that a form begins with where there is no page, as the wiki indents it."""
    return config_text.written(EMPTY)
