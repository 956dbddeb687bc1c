"""Who is logged in during one request."""

from __future__ import annotations

from flask import g, request

from newsdesk.services import accounts
from newsdesk.services.accounts import Account
from newsdesk.web.tool import tool
from newsdesk.web.visitor import cookie


def account() -> Account | None:
    """Return who is logged in; the database is asked once a request."""
    if "account" not in g:
        shared = tool()
        opaque = request.cookies.get(cookie(shared.settings), "")
        g.account = accounts.who(shared.engine, shared.settings, opaque)
    found: Account | None = g.account
    return found
