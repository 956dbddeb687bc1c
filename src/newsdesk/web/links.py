"""What the head and foot of every page link to."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, request
from markupsafe import Markup

from newsdesk.infra.settings import SOURCE_URL
from newsdesk.web.tool import page_frame


def init_app(app: Flask) -> None:
    """Give the base template what it links to."""
    app.jinja_env.globals.update(
        page_frame=page_frame,
        this_page=this_page,
        link=link,
        here=here,
        source_url=SOURCE_URL,
    )


def link(href: str, text: str) -> Markup:
    """Return a link, to be put into a message."""
    return Markup('<a href="{}">{}</a>').format(href, text)


def this_page(**changed: str) -> str:
    """Return the address of the page that is shown, with some of its query changed."""
    query = urlencode(request.args.to_dict(flat=False) | changed, doseq=True)
    return f"{request.path}?{query}"


def here() -> str:
    """Return where to come back to after logging in: this page, if it can be opened again."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"
