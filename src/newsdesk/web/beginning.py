"""The page that stands in place of others before there is anything to show."""

from __future__ import annotations

from flask import render_template

from newsdesk.domain.message import Message
from newsdesk.services import board as boards
from newsdesk.web.tool import page_frame, standing, tool
from newsdesk.web.views import notice


def page(title: Message) -> str:
    """Say under a page's title why there is nothing yet, and what to do."""
    known = standing()
    set_up = None if known is None else boards.set_up(tool().engine, known.id)
    tried = known is not None and known.refreshed is not None
    view = notice.beginning(set_up, page_frame().site, tried=tried)
    return render_template("beginning.html", beginning=view, title=title)
