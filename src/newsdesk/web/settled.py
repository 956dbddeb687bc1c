"""What was settled just now, said once on the page that a press leads back to.

It goes by a cookie that lives until that page: an address could be made up, and be loaded again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Flask, Response, g, request
from werkzeug import Response as AnyResponse

from newsdesk.domain.message import Message, msg
from newsdesk.infra import safe_json
from newsdesk.web import visitor
from newsdesk.web.tool import tool
from newsdesk.web.views import decision, form_said, round_press

_COOKIE = "newsdesk_settled"
_SECONDS = 60
_MOST = 120
_KEYS = decision.KEYS | form_said.KEYS | round_press.KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was settled just now, and what the press sends that takes it back, if one can."""

    message: Message
    undo: str = ""


def init_app(app: Flask) -> None:
    """Forget what was said once it has been said."""
    app.after_request(_forget)


def say(response: AnyResponse, message: Message, undo: str = "") -> None:
    """Let the next page say a message whose parameters are texts."""
    params = [str(param)[:_MOST] for param in message.params]
    _set(response, json.dumps([undo, message.key, *params]), _SECONDS)


def said() -> Said | None:
    """Return what was settled just now, if anything was."""
    match safe_json.parse(request.cookies.get(_name(), "").encode()):
        case [str(undo), str(key), *params] if key in _KEYS:
            g.settled_said = True
            return Said(message=msg(key, *map(str, params)), undo=undo)
    return None


def _forget(response: Response) -> Response:
    if "settled_said" in g:
        _set(response, "", 0)
    return response


def _name() -> str:
    return visitor.cookie(tool().settings, _COOKIE)


def _set(response: AnyResponse, value: str, seconds: int) -> None:
    response.set_cookie(
        _name(),
        value,
        max_age=seconds,
        secure=tool().settings.secure,
        httponly=True,
        samesite="Lax",
    )
