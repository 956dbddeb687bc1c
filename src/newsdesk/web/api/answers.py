"""Answers for programmes: one of the models as JSON, or an error in its one shape."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from flask import Response, g

from newsdesk.domain.message import Message, msg
from newsdesk.infra.log import request_id
from newsdesk.web import language, lasting
from newsdesk.web.api.models import Error, ErrorDetail, Model, Problem
from newsdesk.web.api.queries import Asked
from newsdesk.web.tool import translator

JSON = "application/json"

CODES: Mapping[str, str] = MappingProxyType(
    {
        "400": "not-understood",
        "403": "not-allowed",
        "404": "not-found",
        "405": "only-reads",
        "413": "too-large",
        "422": "invalid-parameters",
        "429": "too-many-requests",
        "500": "mistake",
        "503": "unavailable",
        "migrate": "unavailable",
        "set-up": "no-set-up",
    }
)
"""What programmes tell errors by; others are ``mistake``."""
_OWN = frozenset({"404", "405", "422", "set-up"})
"""Errors whose words for people in front of a page do not fit."""


def answer(model: Model, asked: Asked, *, keep: bool = True) -> Response:
    """Answer with a model; ``keep`` it where few addresses are answered so."""
    return give(model.model_dump_json(), keep=keep, args=asked.FEW)


def give(body: str, *, keep: bool, args: Collection[str] = ()) -> Response:
    """Answer with JSON that is the same for everybody; ``args`` as those of a kept page."""
    return lasting.for_a_minute(Response(body, mimetype=JSON), everyone=True, keep=keep, args=args)


def error(
    name: str,
    status: int,
    happened: Message | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    """Answer with an error; ``name`` as :func:`newsdesk.web.errors.page` has it, or `set-up`."""
    if "translator" not in g:
        language.choose()
    say = translator().plain
    key = f"newsdesk-error-api-{name}" if name in _OWN else f"newsdesk-error-{name}"
    detail = ErrorDetail(
        code=CODES.get(name, "mistake"),
        message=say(happened or msg(f"{key}-happened")),
        do=say(msg(f"{key}-do")),
        problems=list(problems),
        reference=request_id.get() if status >= 500 else None,
    )
    return Response(Error(error=detail).model_dump_json(), status, mimetype=JSON)
