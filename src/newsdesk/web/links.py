"""What the head and foot of every page link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from flask import Flask, request
from markupsafe import Markup

from newsdesk.infra.settings import SOURCE_URL
from newsdesk.services import wiki_links
from newsdesk.web.tool import page_frame, tool

_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")


def init_app(app: Flask) -> None:
    """Give the base template what it links to."""
    app.jinja_env.globals.update(
        page_frame=page_frame,
        this_page=this_page,
        link=link,
        here=here,
        source_url=SOURCE_URL,
        from_wiki=from_wiki,
        without_links=without_links,
    )


def link(href: str, text: str) -> Markup:
    """Return a link, to be put into a message."""
    return Markup('<a href="{}">{}</a>').format(href, text)


def without_links(comment: str) -> str:
    """Return an edit's summary as the wiki's history reads: of each link only the words."""
    return _LINK.sub(r"\1", comment)


def from_wiki(path: str, argument: str = "") -> tuple[str, ...]:
    """Return the wikitext that leads here, as :func:`wiki_links.leading_to` does."""
    return wiki_links.leading_to(page_frame(), tool().settings, path, argument)


def this_page(**changed: str) -> str:
    """Return the address of the page that is shown, with some of its query changed."""
    query = urlencode(request.args.to_dict(flat=False) | changed, doseq=True)
    return f"{_path()}?{query}"


def here() -> str:
    """Return where to come back to after logging in: this page, if it can be opened again."""
    if request.method != "GET":
        return "/"
    query = request.query_string.decode("ascii", "replace")
    return f"{_path()}?{query}" if query else _path()


def _path() -> str:
    r"""Return this page's path so that it stays one in a link: ``//host`` and ``/\host`` do not.

    See https://url.spec.whatwg.org/#relative-slash-state
    """
    return "/" + quote(request.path.lstrip("/"), safe="/:@!$&'()*+,;=-._~")
