"""Which language a page is in, and what templates call to put things into words.

In templates: ``t(key, ..)`` and ``say(message)`` write HTML, ``plain(key or message, ..)`` writes
text for attributes and titles; ``number``, ``day``, ``moment``, ``brief`` and ``listing`` follow
the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import Flask, g, request
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from newsdesk.domain.message import Brief, Message, Param, msg
from newsdesk.infra import languages, messages
from newsdesk.web.tool import tool, translator

_HEADERS = 1000
"""Different headers that are read once; most browsers of a country send one of few."""
_LONGEST = 1000


def init_app(app: Flask) -> None:
    """Choose the language before each request, and keep a chosen one in every link."""
    app.before_request(choose)
    app.url_defaults(_keep)
    app.jinja_env.globals.update(
        t=_t, say=say, plain=_plain, number=_number, day=_day, moment=_moment, brief=_brief,
        listing=_listing, languages=_languages,
    )  # fmt: skip


def choose() -> None:
    """Take the language from ``?uselang=``, else from what the browser accepts, else English."""
    catalogue = tool().catalogue
    wanted = request.args.get("uselang", "")[:40]
    if not wanted:
        wanted = accepted(request.headers.get("Accept-Language", ""), tuple(catalogue))
    g.translator = messages.translator(catalogue, wanted)


@lru_cache(maxsize=_HEADERS)
def accepted(header: str, known: tuple[str, ...]) -> str:
    """Return the first language that a browser accepts and that there are messages in."""
    for code, _ in parse_accept_header(header[:_LONGEST], LanguageAccept):
        for one in languages.stand_ins(code):
            if one in known:
                return one
    return languages.SOURCE


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and request and request.args.get("uselang"):
        values.setdefault("uselang", request.args["uselang"][:40])


def say(message: Message | str) -> Markup:
    """Write a message, or a text that is none, as HTML."""
    if isinstance(message, str):
        return Markup("{}").format(message)
    return translator().text(message)


def _t(key: str, *params: Param | Message) -> Markup:
    return translator().text(msg(key, *params))


def _plain(message: Message | str, *params: Param | Message) -> str:
    return translator().plain(msg(message, *params) if isinstance(message, str) else message)


def _number(value: int) -> str:
    return translator().number(value)


def _day(value: date) -> str:
    return translator().day(value)


def _moment(value: datetime) -> str:
    return translator().moment(value)


def _brief(value: date | datetime, today: date) -> str:
    return translator().brief(Brief(value, today))


def _listing(items: Iterable[str]) -> Markup:
    return translator().listing(items)


def _languages() -> list[tuple[str, str]]:
    return [(code, languages.language_name(code)) for code in tool().catalogue]
