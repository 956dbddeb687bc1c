"""The texts of the pages that the tool offers to wikis: module, templates, gadget.

They are files, written for the tool at its address on Toolforge, and are made fit for where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsdesk.domain.wiki_page import Install, Role, WikiPage, as_saved, stamped
from newsdesk.infra.files import WIKI_PAGES
from newsdesk.infra.messages import Catalogue
from newsdesk.infra.settings import Settings

HOME = "https://newsdesk.toolforge.org/"
"""The address in the files, in whose place the tool's own is put."""
SET_UP = "Social_media/Newsdesk.json"
"""The set-up page in the files, as in an address, so that no title breaks a script."""
NEWS, NEWS_TALK = "Template:MediaWiki News", "Template talk:MediaWiki News"
"""The news page and its talk page in the manifest, in whose place the community's own are put."""
STATUS = "Template:Newsdesk status"
"""The template that links to the tool."""
_STYLES = re.compile(r"^(\t*)'[\w.]+\.css'$", re.MULTILINE)
"""The line of a script in whose place its styles are put: a user script has no page for them."""
_ON_TOOLFORGE = re.compile(r"https://([a-z0-9-]+)\.toolforge\.org/")
_MESSAGES = "newsdesk-wiki-"
_LUA_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')


def texts(
    settings: Settings, catalogue: Catalogue, folder: Path = WIKI_PAGES
) -> tuple[WikiPage, ...]:
    """Return every page of the manifest, in its order, as it belongs on the wiki."""
    return tuple(_page(row, settings, catalogue, folder) for row in _manifest(folder))


def titles(folder: Path = WIKI_PAGES) -> list[str]:
    """Return the titles of what stands on pages of its own."""
    return [row["title"] for row in _manifest(folder) if row["role"] != Role.TEXT]


def interwiki(settings: Settings) -> str:
    """Return what leads to the tool from any Wikimedia wiki; empty where nothing does.

    See https://wikitech.wikimedia.org/wiki/Help:Toolforge/Web#Interwiki_links
    """
    found = _ON_TOOLFORGE.fullmatch(settings.url)
    return f"toolforge:{found[1]}" if found else ""


def _manifest(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def _page(
    row: Mapping[str, str], settings: Settings, catalogue: Catalogue, folder: Path
) -> WikiPage:
    text = _file(folder / row["file"], settings) if row["file"] else _data(settings, catalogue)
    if "styles" in row:
        text = _with_styles(text, _file(folder / row["styles"], settings))
    page = WikiPage(
        title=row["title"],
        model=row["model"],
        role=Role(row["role"]),
        install=Install(row["install"]),
        text=as_saved(text),
    )
    return replace(page, text=stamped(text, page.model)) if page.is_whole else page


def _file(path: Path, settings: Settings) -> str:
    set_up = quote(settings.config_page.replace(" ", "_"), safe="/:")
    return path.read_text(encoding="utf-8").replace(HOME, settings.url).replace(SET_UP, set_up)


def _with_styles(script: str, styles: str) -> str:
    lines = [json.dumps(line, ensure_ascii=False) for line in styles.splitlines()]
    return _STYLES.sub(lambda found: ",\n".join(found[1] + line for line in lines), script)


def _data(settings: Settings, catalogue: Catalogue) -> str:
    """Write the page that ``mw.loadData`` reads: what differs, and words in every language."""
    return "return " + "".join(
        _lua(
            {
                "url": settings.url,
                "interwiki": interwiki(settings),
                "config": settings.config_page,
                "messages": {
                    language: {key: said[key] for key in sorted(said) if key.startswith(_MESSAGES)}
                    for language, said in sorted(catalogue.items())
                },
            }
        )
    )


def _lua(value: Mapping[str, Any] | str, indent: str = "\t") -> Iterator[str]:
    """Write a table of strings; see https://www.lua.org/manual/5.1/manual.html#2.1."""
    if isinstance(value, str):
        yield f'"{_LUA_ESCAPED.sub(_in_digits, value)}"'
        return
    yield "{\n"
    for key, inner in value.items():
        yield f"{indent}[{''.join(_lua(key))}] = "
        yield from _lua(inner, indent + "\t")
        yield ",\n"
    yield indent[1:] + "}"


def _in_digits(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):03}"
