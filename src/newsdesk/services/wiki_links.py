"""Wikitext by which pages of the wiki lead to a page of the tool."""

from __future__ import annotations

import re
from urllib.parse import quote

from newsdesk.infra.settings import Settings
from newsdesk.services.frame import Frame
from newsdesk.services.wiki_pages import interwiki

_NO_TITLE = re.compile(r"[%#<>\[\]|{}\x00-\x1f]|__|~{3}|''|&[a-z0-9#]+;")
"""What the title of a page can't hold, or what means something else in wikitext.

See https://www.mediawiki.org/wiki/Manual:Page_title#Invalid_page_titles
"""


def leading_to(frame: Frame, settings: Settings, path: str, argument: str) -> tuple[str, ...]:
    """Return the forms that the wiki knows, best first: the template, and a link.

    ``path`` begins with a slash and is not encoded; ``argument`` is what the template is given for
    it, such as ``item=2026-11-18-a``.
    """
    given = "|" + argument.replace("|", "%7C") if argument else ""
    template = f"{{{{Newsdesk status{given}}}}}"
    return (*([template] if frame.has_status else []), _link(frame, settings, path))


def _link(frame: Frame, settings: Settings, path: str) -> str:
    prefix = interwiki(settings)
    known = frame.site.interwiki if frame.site else ()
    if prefix and any(one == "toolforge" for one, _ in known) and not _NO_TITLE.search(path):
        return f"[[{prefix}{path}|Newsdesk]]"
    encoded = quote(path.removeprefix("/"), safe="/:@!$()*,;-.~").replace("__", "_%5F")
    return f"[{settings.url}{encoded} Newsdesk]"
