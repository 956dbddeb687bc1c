"""Asking the wiki because somebody pressed a button, who need not be logged in."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from newsdesk.domain.message import Message
from newsdesk.infra.settings import Settings
from newsdesk.web.tool import tool


def ask(check: Callable[[Engine, Settings], Message | None]) -> Message | None:
    """Ask, unless another request of this process does so just now; say why that failed.

    Of a wiki that does not answer a few presses would else wait with every thread there is.
    """
    shared = tool()
    if not shared.asking.acquire(blocking=False):
        return None
    try:
        return check(shared.engine, shared.settings)
    finally:
        shared.asking.release()
